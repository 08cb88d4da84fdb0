import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { immediate } from './immediate.ts';
import { openSqlite } from './open-sqlite.ts';

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'sqlite-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

function setting(database: DatabaseSync, pragma: string): unknown {
  return Object.values(database.prepare(`pragma ${pragma}`).get() ?? {})[0];
}

describe('openSqlite', () => {
  it('opens a file with the settings that durability leans on', () => {
    const database = openSqlite(join(folder, 'a.db'), { cacheMegabytes: 8, walAutocheckpoint: 0 });
    expect(setting(database, 'journal_mode')).toBe('wal');
    expect(setting(database, 'synchronous')).toBe(2);
    expect(setting(database, 'foreign_keys')).toBe(1);
    expect(setting(database, 'busy_timeout')).toBe(10_000);
    expect(setting(database, 'cache_size')).toBe(-8192);
    expect(setting(database, 'wal_autocheckpoint')).toBe(0);
    database.close();
  });

  it('refuses a file that another process holds for itself', () => {
    const path = join(folder, 'locked.db');
    const holder = new DatabaseSync(path);
    holder.exec('create table t (a); begin exclusive');
    expect(() => openSqlite(path, { busyTimeoutMs: 1 })).toThrow(/locked/);
    holder.close();
  });

  it('reads a file without being able to write it', () => {
    const path = join(folder, 'truncate.db');
    const holder = new DatabaseSync(path);
    holder.exec('pragma journal_mode = persist; create table t (a)');
    const reader = openSqlite(path, { readOnly: true });
    expect(() => reader.exec('insert into t values (1)')).toThrow(/readonly/);
    reader.close();
    holder.close();
  });

  it('names the setting that does not hold', () => {
    expect(() => openSqlite('file:elsewhere?mode=memory')).toThrow(/keeps journal_mode = memory/);
  });

  it('refuses settings that are not whole numbers', () => {
    expect(() => openSqlite(':memory:', { cacheMegabytes: 1.5 })).toThrow(/whole number/);
  });
});

describe('immediate', () => {
  it('commits the result of the work', () => {
    const database = openSqlite(join(folder, 'b.db'));
    database.exec('create table t (a)');
    expect(
      immediate(database, () => database.prepare('insert into t values (7)').run().changes),
    ).toBe(1);
    expect(database.prepare('select a from t').get()).toEqual({ a: 7 });
    database.close();
  });

  it('undoes everything when the work throws', () => {
    const database = openSqlite(join(folder, 'c.db'));
    database.exec('create table t (a)');
    const failing = () =>
      immediate(database, () => {
        database.exec('insert into t values (1)');
        throw new Error('no');
      });
    expect(failing).toThrow('no');
    expect(database.prepare('select count(*) n from t').get()).toEqual({ n: 0 });
    database.close();
  });

  it('undoes work that would wait', () => {
    const database = openSqlite(':memory:');
    database.exec('create table t (a)');
    const waiting = () =>
      immediate(database, async () => database.exec('insert into t values (1)'));
    expect(waiting).toThrow(/must not wait/);
    expect(database.prepare('select count(*) n from t').get()).toEqual({ n: 0 });
    database.close();
  });

  it('keeps a second writer out from the start', () => {
    const first = openSqlite(join(folder, 'd.db'));
    const second = openSqlite(join(folder, 'd.db'), { busyTimeoutMs: 1 });
    immediate(first, () => {
      expect(() => immediate(second, () => 1)).toThrow(/locked/);
    });
    first.close();
    second.close();
  });
});
