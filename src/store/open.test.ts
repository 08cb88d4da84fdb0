import { existsSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { PGlite } from '@electric-sql/pglite';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { ACT, newFolder, removeFolder } from '../../test/stores.ts';
import { MIGRATIONS } from './migrations/index.ts';
import type { Migration } from './migrations/migration.ts';
import { openStore } from './open.ts';

const NOW = MIGRATIONS.at(-1)?.version ?? 0;

const NEXT: Migration = {
  version: NOW + 1,
  statements: () => ['create table later (id integer primary key)'],
};
const BROKEN: Migration = {
  version: NOW + 1,
  statements: () => ['create table half (id integer primary key)', 'this is no statement'],
};

let folder: string;
beforeEach(() => {
  folder = newFolder();
});
afterEach(() => removeFolder(folder));

describe('a data folder', () => {
  it('is made where there is none, for its owner alone', async () => {
    const inside = join(folder, 'new', 'data');
    const store = await openStore({ folder: inside });
    await store.close();
    expect(statSync(inside).mode & 0o777).toBe(0o700);
    expect(existsSync(join(inside, 'tieout.sqlite'))).toBe(true);
    expect(existsSync(join(inside, 'before-0.sqlite'))).toBe(false);
  });

  it('is written with a log, a sync at each commit and keys checked', async () => {
    const store = await openStore({ folder });
    const pragma = (name: string) =>
      Object.values(store.sqlite?.prepare(`pragma ${name}`).get() ?? {});
    expect([pragma('journal_mode'), pragma('synchronous'), pragma('foreign_keys')]).toEqual([
      ['wal'],
      [2],
      [1],
    ]);
    await store.close();
  });

  it('cannot be written through its reader', async () => {
    const store = await openStore({ folder });
    const write = store.reader.insertInto('setting').values({ key: 'a', value: '1' }).execute();
    await expect(write).rejects.toThrow(/readonly/);
    await store.close();
  });

  it('of a newer version is refused, and left as it is', async () => {
    await (await openStore({ folder }, [...MIGRATIONS, NEXT])).close();
    const before = versionOf(join(folder, 'tieout.sqlite'));
    await expect(openStore({ folder })).rejects.toMatchObject({
      problem: {
        code: 'store.newer_version',
        facts: { place: folder, found: NOW + 1, known: NOW },
      },
    });
    expect(versionOf(join(folder, 'tieout.sqlite'))).toEqual(before);
  });

  it('is copied before a migration, rows and all', async () => {
    await keepOneSetting();
    const store = await openStore({ folder }, [...MIGRATIONS, NEXT]);
    expect(await store.reader.selectFrom('setting').selectAll().execute()).toHaveLength(1);
    await store.close();
    const copy = join(folder, `before-${NOW}.sqlite`);
    expect(versionOf(copy)).toBe(NOW);
    expect(rowsOf(copy, 'setting')).toBe(1);
    expect(versionOf(join(folder, 'tieout.sqlite'))).toBe(NOW + 1);
  });

  it('is at its old version when a migration fails half way', async () => {
    await keepOneSetting();
    await expect(openStore({ folder }, [...MIGRATIONS, BROKEN])).rejects.toThrow(/syntax error/);
    const path = join(folder, 'tieout.sqlite');
    expect(versionOf(path)).toBe(NOW);
    expect(() => rowsOf(path, 'half')).toThrow(/no such table/);
    await (await openStore({ folder })).close();
  });
});

describe('PostgreSQL', () => {
  let pglite: PGlite;
  beforeAll(async () => {
    pglite = await PGlite.create();
  });
  afterAll(() => pglite.close());

  it('migrates step by step, and refuses what a newer program wrote', async () => {
    await (await openStore({ pglite })).close();
    await expect(openStore({ pglite }, [...MIGRATIONS, BROKEN])).rejects.toThrow(/syntax error/);
    const store = await openStore({ pglite }, [...MIGRATIONS, NEXT]);
    const version = store.reader.selectFrom('schema_version').select('version');
    expect(await version.execute()).toEqual([{ version: NOW + 1 }]);
    await store.close();
    await expect(openStore({ pglite })).rejects.toMatchObject({
      problem: { code: 'store.newer_version' },
    });
  });
});

async function keepOneSetting(): Promise<void> {
  const store = await openStore({ folder });
  await store.transact(ACT, async (tx, audit) => {
    await tx.insertInto('setting').values({ key: 'a', value: '1' }).execute();
    await audit('setting.set', 'a');
  });
  await store.close();
}

function versionOf(path: string): unknown {
  const database = new DatabaseSync(path, { readOnly: true });
  const row = database.prepare('select version from schema_version').get();
  database.close();
  return row?.version;
}

function rowsOf(path: string, table: string): unknown {
  const database = new DatabaseSync(path, { readOnly: true });
  try {
    return database.prepare(`select count(*) as n from ${table}`).get()?.n;
  } finally {
    database.close();
  }
}
