import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { openSession, type Session, trialBalanceRows } from './twin-session.ts';

const LINES = [
  ['1100', 'NONE', 0],
  ['2190', 'NONE', 0],
  ['4100', 'OUTPUT2', 15],
  ['4200', 'NONE', 0],
  ['6100', 'INPUT2', 15],
  ['820', 'GSTONIMPORTS', 0],
] as const;

const NAMES: Record<string, string> = {
  '1100': 'Loans Receivable (1100)',
  '2190': 'Loan Payments Clearing (2190)',
  '4100': 'Loan Fees (4100)',
  '4200': 'Loan Interest (4200)',
  '6100': 'Bad Debts Written Off (6100)',
  '820': 'GST (820)',
};

/** A journal as pairs of a line and an amount in cents; the first line takes what balances it. */
const journals = fc.array(
  fc.record({
    others: fc.array(
      fc.tuple(
        fc.integer({ min: 1, max: LINES.length - 1 }),
        fc.integer({ min: -99_999, max: 99_999 }),
      ),
      { minLength: 1, maxLength: 6 },
    ),
    day: fc.integer({ min: 1, max: 28 }),
  }),
  { minLength: 1, maxLength: 5 },
);

describe('the trial balance', () => {
  it('equals a sum of the lines that were sent, GST worked out apart', async () => {
    const xero = await openSession();
    await xero.control('PUT', '/limits', { minute: 100_000, day: 100_000 });
    const expected = new Map<string, number>();
    const check = async (sent: { others: [number, number][]; day: number }[]) => {
      const documents = sent.map(({ day, others }) => journalOf(day, others, expected));
      const reply = await xero.put('/ManualJournals', { ManualJournals: documents });
      expect(reply.text).not.toContain('ValidationErrors');
      expect(await balances(xero, '2026-06-30')).toEqual(
        new Map([...expected].filter(([, cents]) => cents !== 0)),
      );
    };
    await fc.assert(fc.asyncProperty(journals, check), { numRuns: 40 });
    await xero.twin.close();
  });

  it('carries income and expense of earlier years to retained earnings', async () => {
    const xero = await openSession();
    const journal = (date: string, amount: number) => ({
      Narration: date,
      Date: date,
      Status: 'POSTED',
      JournalLines: [
        { LineAmount: amount, AccountCode: '1100' },
        { LineAmount: -amount, AccountCode: '4200' },
      ],
    });
    const documents = [
      journal('2025-12-31', 100),
      journal('2026-03-31', 10),
      journal('2026-04-01', 1),
    ];
    await xero.put('/ManualJournals', { ManualJournals: documents });
    expect(await trialBalanceRows(xero, 'date=2026-03-31')).toEqual([
      ['Loan Interest (4200)', '', '10.00', '', '110.00'],
      ['Loans Receivable (1100)', '10.00', '', '110.00', ''],
      ['Total', '10.00', '10.00', '110.00', '110.00'],
    ]);
    expect(await trialBalanceRows(xero, 'date=2026-04-30')).toEqual([
      ['Loan Interest (4200)', '', '1.00', '', '1.00'],
      ['Loans Receivable (1100)', '1.00', '', '111.00', ''],
      ['Retained Earnings (960)', '', '0.00', '', '110.00'],
      ['Total', '1.00', '1.00', '111.00', '111.00'],
    ]);
    await xero.twin.close();
  });

  it('leaves journals off cash basis reports that say so, and invoices', async () => {
    const xero = await openSession();
    await xero.put('/ManualJournals', {
      Narration: 'accruals only',
      Date: '2026-05-31',
      Status: 'POSTED',
      ShowOnCashBasisReports: false,
      JournalLines: [
        { LineAmount: 5, AccountCode: '1100' },
        { LineAmount: -5, AccountCode: '4200' },
      ],
    });
    await xero.control('POST', `/organisations/${xero.tenantId}/invoices`, {
      contactName: 'A customer',
      date: '2026-05-31',
      lines: [{ accountCode: '4100', amount: '100.00' }],
    });
    expect(await trialBalanceRows(xero, 'date=2026-05-31&paymentsOnly=true')).toHaveLength(1);
    const whole = await trialBalanceRows(xero, 'date=2026-05-31');
    expect(whole).toContainEqual(['Accounts Receivable (610)', '115.00', '', '115.00', '']);
    await xero.twin.close();
  });

  it('shows one section for each class, cells with the account they belong to', async () => {
    const xero = await openSession();
    const reply = await xero.get('/Reports/TrialBalance');
    expect(reply.body).toMatchObject({
      Reports: [
        {
          ReportType: 'TrialBalance',
          Rows: [
            {
              RowType: 'Header',
              Cells: [{ Value: 'Account' }, {}, {}, {}, { Value: 'YTD Credit' }],
            },
            { RowType: 'Section', Rows: [{ RowType: 'SummaryRow' }] },
          ],
        },
      ],
    });
    expect((await xero.get('/Reports/TrialBalance?date=2026-02-30')).httpStatus).toBe(400);
    await xero.twin.close();
  });
});

function journalOf(day: number, others: [number, number][], expected: Map<string, number>): object {
  const total = others.reduce((sum, [, cents]) => sum + cents, 0);
  const lines = [[0, -total] as [number, number], ...others];
  for (const [at, cents] of lines) {
    const [account, , percent] = LINES[at] ?? LINES[0];
    const tax = Math.sign(cents) * Math.floor((Math.abs(cents) * percent * 2 + 115) / 230);
    add(expected, account, percent === 0 ? cents : cents - tax);
    if (percent !== 0) add(expected, '820', tax);
  }
  return {
    Narration: 'random',
    Date: `2026-05-${String(day).padStart(2, '0')}`,
    Status: 'POSTED',
    LineAmountTypes: 'Inclusive',
    JournalLines: lines.map(([at, cents]) => ({
      LineAmount: (cents / 100).toFixed(2),
      AccountCode: LINES[at]?.[0],
      TaxType: LINES[at]?.[1],
    })),
  };
}

function add(sums: Map<string, number>, account: string, cents: number): void {
  const name = NAMES[account] ?? account;
  sums.set(name, (sums.get(name) ?? 0) + cents);
}

async function balances(xero: Session, date: string): Promise<Map<string, number>> {
  const rows = await trialBalanceRows(xero, `date=${date}`);
  const cents = (text = '') => Math.round(Number(text) * 100);
  return new Map(
    rows
      .filter(([name]) => name !== 'Total')
      .map(([name = '', , , debit, credit]): [string, number] => [
        name,
        cents(debit) - cents(credit),
      ])
      .filter(([, balance]) => balance !== 0),
  );
}
