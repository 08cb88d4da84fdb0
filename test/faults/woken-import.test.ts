import { expect, it } from 'vitest';
import { openLender } from '../scenarios/export/lender.ts';
import { expectImportedOnce } from './invariants.ts';
import { importRows } from './rows.ts';

it('an importer that hangs, and wakes once another one took the same file, finds it kept already', async () => {
  const lender = await openLender({ transactions: '' });
  const { transact } = lender.app.store;
  let hasTaken = false;
  const store: typeof lender.app.store = {
    ...lender.app.store,
    transact: async (act, work) => {
      if (!hasTaken) {
        hasTaken = true;
        expect(await importRows(lender.app)).toMatchObject({ problems: [], sameAs: null });
      }
      return transact(act, work);
    },
  };
  const late = await importRows({ ...lender.app, store });
  expect(late).toMatchObject({ problems: [], accepted: 0, importId: null });
  expect(late.sameAs).toEqual(expect.any(Number));
  await expectImportedOnce(lender);
});
