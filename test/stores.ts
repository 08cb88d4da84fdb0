import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PGlite } from '@electric-sql/pglite';
import type { Instant } from '../src/domain/dates.ts';
import type { Act } from '../src/store/act.ts';
import type { Engine } from '../src/store/migrate.ts';
import { openStore } from '../src/store/open.ts';
import type { Store } from '../src/store/store.ts';

export const ENGINES: readonly Engine[] = ['sqlite', 'postgres'];

export const ACT: Act = {
  actor: 'os:tester',
  mode: 'test',
  at: '2026-05-31T10:00:00.000Z' as Instant,
};

/** An empty store of its own for a test file; `remove` closes it and takes its data away. */
export async function newStore(
  engine: Engine,
): Promise<{ store: Store; remove: () => Promise<void> }> {
  if (engine === 'postgres') {
    const pglite = await PGlite.create();
    const store = await openStore({ pglite });
    return { store, remove: async () => store.close().then(() => pglite.close()) };
  }
  const folder = newFolder();
  const store = await openStore({ folder });
  const remove = async () => {
    await store.close();
    removeFolder(folder);
  };
  return { store, remove };
}

export function newFolder(): string {
  return mkdtempSync(join(tmpdir(), 'tieout-store-'));
}

export function removeFolder(folder: string): void {
  rmSync(folder, { recursive: true, force: true });
}
