import { expect, it } from 'vitest';
import { expectExportedOnce } from '../../faults/invariants.ts';
import { valueIn } from '../../outcomes.ts';
import { journalCalls } from '../export/faults.ts';
import { codesOf, openLender } from '../export/lender.ts';
import { workOnce } from './completing.ts';

const HOUR_MS = 3_600_000;

it('leaves the last calls of a day to people: an export is parked, a tie-out goes on, and the next day it is sent', async () => {
  const lender = await openLender();
  const exportId = await lender.planned();
  await lender.xero.control('PUT', '/limits', { day: 55 });
  const parked = valueIn(await lender.send(exportId));
  expect(parked.state).toBe('parked');
  expect(codesOf(parked.problems)).toEqual(['xero_limit.reserve_reached', 'batch.parked']);
  expect(journalCalls(lender)).toEqual([]);
  expect(await lender.tieOut()).toMatchObject({ unexplained: '0.00' });
  await lender.pass(3 * HOUR_MS);
  expect((await workOnce(lender.app)).waiting).toMatchObject([
    { exportId, state: 'parked', reason: expect.stringContaining('kept for people') },
  ]);
  await lender.pass(24 * HOUR_MS);
  await lender.xero.control('PUT', '/limits', { day: 5_000 });
  expect((await workOnce(lender.app)).resumed).toEqual([{ exportId, state: 'complete' }]);
  await expectExportedOnce(lender);
});
