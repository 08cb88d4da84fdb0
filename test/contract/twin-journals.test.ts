import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openSession, type Session, trialBalanceRows } from './twin-session.ts';

let xero: Session;
beforeAll(async () => {
  xero = await openSession();
});
afterAll(() => xero.twin.close());

const FEE = {
  Narration: 'Establishment fee',
  Date: '2026-05-31',
  LineAmountTypes: 'Inclusive',
  Status: 'POSTED',
  JournalLines: [
    { LineAmount: 115, AccountCode: '1100', TaxType: 'NONE', Description: 'Loans' },
    { LineAmount: -115, AccountCode: '4100', TaxType: 'OUTPUT2' },
  ],
};

describe('manual journals', () => {
  it('posts a fee with its GST into the ledger', async () => {
    const { body, httpStatus } = await xero.put('/ManualJournals', { ManualJournals: [FEE] });
    expect(httpStatus).toBe(200);
    const lines = [{ LineAmount: 115 }, { AccountCode: '4100', TaxAmount: -15, LineAmount: -115 }];
    expect(body).toMatchObject({ ManualJournals: [{ Status: 'POSTED', JournalLines: lines }] });
    expect(await trialBalanceRows(xero, 'date=2026-05-31')).toEqual([
      ['Loan Fees (4100)', '', '100.00', '', '100.00'],
      ['Loans Receivable (1100)', '115.00', '', '115.00', ''],
      ['GST (820)', '', '15.00', '', '15.00'],
      ['Total', '115.00', '115.00', '115.00', '115.00'],
    ]);
  });
});
