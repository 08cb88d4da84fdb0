import { PGlite } from '@electric-sql/pglite';
import { expect, it } from 'vitest';
import { ACT } from '../../test/stores.ts';
import { backUp } from './backup.ts';
import { openStore } from './open.ts';

it('books in PostgreSQL are left to its own tools', async () => {
  const pglite = await PGlite.create();
  const store = await openStore({ pglite });
  expect(await backUp(store, ACT, '/nowhere/backup')).toMatchObject({
    problems: [{ code: 'backup.embedded_only' }],
  });
  await store.close();
  await pglite.close();
});
