import { expect, it } from 'vitest';
import { listBatches } from '../../../src/store/batch-reader.ts';
import { Refusal } from '../../../src/store/refusal.ts';
import { valueIn } from '../../outcomes.ts';
import { openLender } from '../../scenarios/export/lender.ts';
import { expectExportedOnce } from '../invariants.ts';

const PLANS = 50;

it(`A10: ${PLANS} plans of one period at once: one batch, and whoever comes second is told which`, async () => {
  const lender = await openLender();
  const plans = await Promise.all(
    Array.from({ length: PLANS }, () =>
      lender.plan().catch((error: unknown) => {
        if (error instanceof Refusal) return error.problem;
        throw error;
      }),
    ),
  );
  const batches = await listBatches(lender.app.store.reader, 'test');
  expect(batches).toHaveLength(1);
  const [{ exportId } = { exportId: '' }] = batches;
  const made = plans.filter((one) => 'ok' in one && valueIn(one).exportId === exportId);
  expect(made).toHaveLength(1);
  const others = plans.filter((one) => one !== made[0]);
  expect(others).toHaveLength(PLANS - 1);
  for (const other of others) expect(toldOf(other)).toContain(exportId);
  expect(valueIn(await lender.send(exportId))).toMatchObject({ state: 'complete', problems: [] });
  await expectExportedOnce(lender);
});

/** What somebody is told whose plan became no batch. */
function toldOf(
  other: Awaited<ReturnType<Awaited<ReturnType<typeof openLender>>['plan']>> | Refusal['problem'],
): string {
  if ('code' in other) return other.code === 'store.rows_taken' ? other.message : '';
  const { exportId, warnings } = valueIn(other);
  expect(exportId).toBeNull();
  return warnings
    .filter(({ code }) => code === 'batch.is_open')
    .map(({ message }) => message)
    .join();
}

it('A10: a second click after the first one went through makes nothing, and names the batch', async () => {
  const lender = await openLender();
  const exportId = await lender.planned();
  const again = valueIn(await lender.plan());
  expect(again).toMatchObject({ exportId: null, transactions: 0 });
  expect(again.warnings).toMatchObject([{ code: 'batch.is_open', facts: { exportId } }]);
  valueIn(await lender.send(exportId));
  expect(valueIn(await lender.plan()).warnings).toEqual([]);
});
