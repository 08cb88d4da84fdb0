import { expect, it } from 'vitest';
import { openLender } from '../scenarios/export/lender.ts';
import { Fallen, failPoint } from './fail-point.ts';
import { expectImportedOnce } from './invariants.ts';
import { importRows } from './rows.ts';

it('an import that was accepted, though nobody heard of it, stays, and is known again', async () => {
  const lender = await openLender({ transactions: '' });
  const { transact } = lender.app.store;
  const point = failPoint({ at: 1, moment: 'after', way: 'throw' });
  const store: typeof lender.app.store = {
    ...lender.app.store,
    transact: async (act, work) => {
      let isAccepted = false;
      const result = await transact(act, (tx, audit) =>
        work(tx, (action, ...told) => {
          isAccepted ||= action === 'import.accepted';
          return audit(action, ...told);
        }),
      );
      if (isAccepted) await point.pass('accepted', async () => undefined);
      return result;
    },
  };
  await expect(importRows({ ...lender.app, store })).rejects.toBeInstanceOf(Fallen);
  await expectImportedOnce(lender);
  const again = await importRows(lender.app);
  expect(again).toMatchObject({ problems: [], accepted: 0, sameAs: expect.any(Number) });
  await expectImportedOnce(lender);
});
