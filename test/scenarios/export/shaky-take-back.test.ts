import { describe, expect, it } from 'vitest';
import { DEEDS } from '../../faults/deeds.ts';
import { failPoint } from '../../faults/fail-point.ts';
import { valueIn } from '../../outcomes.ts';
import { balances, classesAt, sentBatch, undoInTime } from '../undo/undo.ts';
import { withoutFaults } from './faults.ts';
import { type Lender, openLender, TRANSACTION_COLUMNS } from './lender.ts';

const FIRST = `${TRANSACTION_COLUMNS}
T1,2026-05-01,L1,INT,10.00,,
`;

/** The same row with another amount. */
const CORRECTED = `${TRANSACTION_COLUMNS},version
T1,2026-05-01,L1,INT,25.00,,,2
`;

/** Interest of 25.00 and nothing else. */
const BALANCES = ['1100 2500', '4200 -2500'];

const ROWS_TAKEN = { problem: { code: 'store.rows_taken' } };

async function expectCorrectedOnce(lender: Lender): Promise<void> {
  expect(await sentBatch(lender)).not.toBe('');
  expect(await balances(lender)).toEqual(BALANCES);
  expect(await classesAt(lender)).toEqual([]);
  expect(valueIn(await lender.plan())).toMatchObject({ exportId: null, transactions: 0 });
}

describe('a newer version of a row whose batch does not surely stand', () => {
  it('is not planned while that batch is being undone, and once afterwards', async () => {
    const lender = await openLender({ transactions: FIRST });
    const exportId = await sentBatch(lender);
    await lender.xero.control('POST', '/faults', {
      ...{ method: 'POST', path: '/ManualJournals', kind: 'status', httpStatus: 403, times: 9 },
    });
    await undoInTime(lender, exportId);
    await withoutFaults(lender);
    await lender.import('transactions', CORRECTED);
    await expect(lender.plan()).rejects.toMatchObject(ROWS_TAKEN);
    expect(valueIn(await undoInTime(lender, exportId))).toMatchObject({ state: 'undone' });
    await expectCorrectedOnce(lender);
  });

  it('is not planned beside a plan that was cut short, and once afterwards', async () => {
    const lender = await openLender({ transactions: FIRST });
    const point = failPoint({ at: 1, moment: 'before', way: 'throw' }, 'acceptBatch');
    const pass: typeof point.pass = (name, effect) =>
      name === 'dropBatch' ? Promise.reject(new Error('cannot drop')) : point.pass(name, effect);
    await expect(DEEDS.plan(lender.app, { ...point, pass }, '')).rejects.toThrow();
    await lender.import('transactions', CORRECTED);
    const other = await lender.reopened();
    await expect(other.plan()).rejects.toMatchObject(ROWS_TAKEN);
    await lender.pass(16 * 60_000);
    await expectCorrectedOnce(other);
  });
});
