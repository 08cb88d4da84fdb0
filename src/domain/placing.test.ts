import { describe, expect, it } from 'vitest';
import { lockedUpTo, ORGANISATION } from '../../test/domain/organisation.ts';
import { day, type Given, heldOf, linesOf, planOf, type Row } from '../../test/domain/plan-of.ts';

const INTEREST: Row = { element: 'INT', amount: '10.00', date: '2026-05-10' };
const FEE: Row = { element: 'FEE', amount: '115.00', gst: '15.00', date: '2026-04-20' };
const PAYMENT: Row = { element: 'PAY', amount: '-200.00', date: '2026-04-20', bank: 'BANK' };
const OPEN_DAY = { settings: { lockDatePolicy: 'firstOpenDay' } } as const;
const datesOf = (given: Given) => linesOf(planOf(given)).map((line) => line.slice(0, 10));
const textsOf = (given: Given) =>
  planOf(given).documents.flatMap((one) => one.lines.map((line) => line.description));

describe('3.2 summary type', () => {
  it('3.2 end of month: dated on its last day, once the month is complete', () => {
    const rows = [INTEREST, { ...INTEREST, date: '2026-05-31', amount: '12.00' }];
    expect(linesOf(planOf({ rows }))).toEqual([
      '2026-05-31 1100 +22.00 NONE EAST',
      '2026-05-31 4200 -22.00 NONE EAST',
    ]);
    const early = planOf({ rows, input: { upTo: day('2026-05-30') } });
    expect(early).toMatchObject({ documents: [], held: [], totals: { waitingForMonthEnd: 2 } });
  });

  it('3.2 a bank document keeps its row’s date, and the plan warns of open clearing', () => {
    const row = { element: 'PAYM', amount: '-10.00', date: '2026-05-10', bank: 'BANK' };
    const plan = planOf({ rows: [row] });
    expect(linesOf(plan)).toEqual([
      '2026-05-31 1100 -10.00 NONE EAST',
      '2026-05-31 2190 +10.00 NONE EAST',
      '2026-05-10 RECEIVE 2190 10.00 NONE EAST',
    ]);
    expect(plan.warnings.map((one) => one.code)).toEqual(['warning.end_of_month_with_bank']);
    const configuration = { settings: { bankPosting: 'direct' } } as const;
    expect(planOf({ rows: [row], configuration }).warnings).toEqual([]);
  });

  it('3.2 full detail is one line for each side of each row, daily sums them', () => {
    const letter = { element: 'LETTER', amount: '11.50', gst: '1.50' };
    expect(linesOf(planOf({ rows: [letter, letter] }))).toHaveLength(4);
    const fee = { element: 'FEE', amount: '11.50', gst: '1.50' };
    expect(linesOf(planOf({ rows: [fee, fee] }))).toEqual([
      '2026-05-04 1100 +23.00 NONE EAST',
      '2026-05-04 4100 -23.00 OUTPUT2 EAST',
    ]);
  });
});

describe('3.8 locked dates', () => {
  const LOCKED: readonly (readonly [why: string, given: Given])[] = [
    ['Xero’s period lock date', { facts: lockedUpTo('2026-04-20') }],
    ['Xero’s year-end lock date, when later', { facts: lockedUpTo('2026-03-31', '2026-04-20') }],
    [
      'our closed accounting period',
      {
        configuration: { settings: { useAccountingPeriods: true } },
        input: { closedUpTo: day('2026-04-30') },
      },
    ],
  ];
  it.each(LOCKED)('3.8 %s holds journals and bank documents', (_, given) => {
    expect(heldOf(planOf({ rows: [FEE, PAYMENT], ...given }))).toEqual([
      'journals held.locked_date 2',
      'bank held.locked_date 1',
    ]);
  });

  it('3.8 says of each stream what else would let its rows go', () => {
    const [ofJournals, ofBank] = planOf({
      rows: [FEE, PAYMENT],
      facts: lockedUpTo('2026-04-30'),
    }).held.map(({ remedy }) => remedy);
    expect(ofJournals).toContain('settings.lockDatePolicy: firstOpenDay');
    expect(ofBank).toContain('never moves');
    expect(ofBank).not.toContain('lockDatePolicy');
  });

  it('3.8 with accounting periods off, a closed one locks nothing', () => {
    expect(heldOf(planOf({ rows: [FEE], input: { closedUpTo: day('2026-04-30') } }))).toEqual([]);
  });

  it('3.8 the day after the lock is open', () => {
    expect(datesOf({ rows: [FEE], facts: lockedUpTo('2026-04-19') })).toEqual([
      '2026-04-20',
      '2026-04-20',
    ]);
  });

  it('3.8 first open day: the journal part moves whole with its date in the text, the bank part is held', () => {
    const given = {
      rows: [FEE, PAYMENT],
      facts: lockedUpTo('2026-04-30'),
      configuration: OPEN_DAY,
    };
    expect(datesOf(given)).toEqual(['2026-05-01', '2026-05-01', '2026-05-01', '2026-05-01']);
    expect(textsOf(given)).toContain('Fee (2026-04-20)');
    expect(heldOf(planOf(given))).toEqual(['bank held.locked_date 1']);
  });

  it('3.8 an end-of-month line moves by its own date, an entry by its own', () => {
    const given: Given = {
      rows: [INTEREST],
      entries: [{ lines: ['6100 5.00 EAST', '4200 -5.00 EAST'], date: '2026-04-02' }],
      facts: lockedUpTo('2026-05-30'),
      configuration: OPEN_DAY,
    };
    expect(datesOf(given)).toEqual(['2026-05-31', '2026-05-31', '2026-05-31', '2026-05-31']);
    expect(textsOf(given)).toEqual([
      'Interest',
      'Interest',
      'E1000 (2026-04-02)',
      'E1000 (2026-04-02)',
    ]);
  });

  const moved = (date: string, lock: string) =>
    planOf({ rows: [{ ...FEE, date }], facts: lockedUpTo(lock), configuration: OPEN_DAY }).warnings;

  it('3.8 names moves across a GST period or a financial year, and no others', () => {
    expect(moved('2026-04-20', '2026-04-25')).toEqual([]);
    expect(moved('2026-04-20', '2026-04-30')).toMatchObject([
      { code: 'warning.moved_to_open_day', facts: { boundary: 'GST period', rows: 1 } },
    ]);
    expect(moved('2026-03-20', '2026-03-31')).toMatchObject([
      { facts: { boundary: 'financial year', from: '2026-03-20', movedTo: '2026-04-01' } },
    ]);
  });

  it('3.8 drafts are checked like posted ones', () => {
    const configuration = { settings: { journalStatus: 'draft' } } as const;
    expect(heldOf(planOf({ rows: [FEE], configuration, facts: lockedUpTo('2026-04-30') }))).toEqual(
      ['journals held.locked_date 1'],
    );
  });
});

describe('3.7 draft or posted', () => {
  const statuses = (given: Given) =>
    planOf(given).documents.map((one) => (JSON.parse(one.body) as { Status: string }).Status);
  const DRAFTS = { settings: { journalStatus: 'draft' } } as const;

  it('3.7 journals are posted, or drafts by setting; bank transactions are always posted', () => {
    expect(statuses({ rows: [FEE, PAYMENT] })).toEqual(['POSTED', 'AUTHORISED']);
    expect(statuses({ rows: [FEE, PAYMENT], configuration: DRAFTS })).toEqual([
      'DRAFT',
      'AUTHORISED',
    ]);
  });

  it('3.7 drafts beside posted bank transactions leave clearing open, of which the plan warns', () => {
    const codes = (configuration: Given['configuration'] = DRAFTS, rows = [PAYMENT]) =>
      planOf({ rows, configuration }).warnings.map((one) => one.code);
    expect(codes()).toEqual(['warning.drafts_with_clearing']);
    expect(codes(DRAFTS, [FEE])).toEqual([]);
    expect(codes({ settings: { ...DRAFTS.settings, bankPosting: 'direct' } })).toEqual([]);
  });

  it('3.4 every journal is Inclusive and shows on cash basis reports', () => {
    const [journal] = planOf({ rows: [FEE], facts: { organisation: ORGANISATION } }).documents;
    expect(JSON.parse(journal?.body ?? '')).toMatchObject({
      LineAmountTypes: 'Inclusive',
      ShowOnCashBasisReports: true,
    });
  });
});
