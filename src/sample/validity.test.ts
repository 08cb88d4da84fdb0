import { parse } from 'csv-parse/sync';
import { describe, expect, it } from 'vitest';
import type { AccountingDate } from '../domain/dates.ts';
import { sampleAccounts } from './accounts.ts';
import { sampleConfiguration } from './configuration.ts';
import { DEMO_OPTIONS } from './options.ts';
import { sampleTransactions } from './transactions.ts';

type Row = Record<string, string> & {
  transaction_id: string;
  date: string;
  account_id: string;
  element: string;
  amount: string;
  gst: string;
  description: string;
  entered_at: string;
  bank_account: string;
  bank_group: string;
  reversal_of: string;
};

const MONEY_MOVEMENTS = ['PAYDD', 'PAYBANK', 'REFUND', 'DISB', 'TOPUP'];
const BANK_TYPES = [
  'paymentReceived',
  'disbursement',
  'advance',
  'refund',
  'deposit',
  'investment',
  'additionalInvestment',
  'interestPayout',
];

describe.each([
  { name: 'the demonstration', options: DEMO_OPTIONS, to: '2026-06-30' },
  {
    name: 'another lender',
    options: { seed: 99, rows: 9_000, from: '2026-02-10' as AccountingDate, months: 2 },
    to: '2026-03-31',
  },
])('every row of $name can be taken in', ({ options, to }) => {
  const rows = parse<Row>([...sampleTransactions(options)].join(''), { columns: true });
  const accountsText = [...sampleAccounts(options)].join('');
  const accounts = parse<Record<string, string>>(accountsText, { columns: true });
  const exempt = new Map(accounts.map((row) => [row.account_id, row.gst_exempt === 'true']));
  const configuration = sampleConfiguration(options);
  const elements = new Map(configuration.elements?.map((element) => [element.code, element]));
  const byId = new Map(rows.map((row) => [row.transaction_id, row]));
  const reversals = rows.filter((row) => row.reversal_of !== '');

  it('has unique, ascending ids', () => {
    expect(byId.size).toBe(rows.length);
    const ids = rows.map((row) => Number(row.transaction_id));
    expect(ids).toEqual([...ids].sort((first, second) => first - second));
  });

  it('names loan accounts, elements and bank accounts that exist', () => {
    expect(exempt.size).toBe(accounts.length);
    const banks = configuration.bankAccounts?.map((bankAccount) => bankAccount.code) ?? [];
    const unknown = rows.filter(
      (row) =>
        !exempt.has(row.account_id) ||
        !elements.has(row.element) ||
        !['', ...banks].includes(row.bank_account),
    );
    expect(unknown).toEqual([]);
  });

  it('1.1 has amounts of whole cents, none of them nil, with the sign of its kind', () => {
    expect(rows.filter((row) => !/^-?\d{1,9}\.\d\d$/.test(row.amount))).toEqual([]);
    expect(rows.filter((row) => cents(row.amount) === 0)).toEqual([]);
    const negative = ['PAYDD', 'PAYBANK', 'DISB'];
    const wrong = rows.filter(
      (row) =>
        row.element !== 'INTADJ' &&
        (negative.includes(row.element) !== (row.reversal_of !== '')) !== cents(row.amount) < 0,
    );
    expect(wrong).toEqual([]);
  });

  it('1.2 has GST inside the taxed elements alone, and none for exempt clients', () => {
    for (const row of rows) {
      const isTaxed = elements.get(row.element)?.gstRate === '15';
      expect(row.gst === '').toBe(!isTaxed);
      if (isTaxed) expect(cents(row.gst)).toBe(exempt.get(row.account_id) ? 0 : gstOf(row.amount));
    }
  });

  it('1.4 lies within the period, entered on its date or later', () => {
    const outside = rows.filter(
      (row) => row.date < options.from || row.date > to || row.entered_at < row.date,
    );
    expect(outside).toEqual([]);
    expect(rows.some((row) => row.entered_at > row.date)).toBe(true);
  });

  it('2.2 has a bank account on movements of money, and on nothing else', () => {
    for (const row of rows) {
      expect(row.bank_account !== '').toBe(MONEY_MOVEMENTS.includes(row.element));
      if (row.bank_account === '') continue;
      expect(BANK_TYPES).toContain(elements.get(row.element)?.type);
      expect(row.gst).toBe('');
    }
  });

  it('2.4 pays out what each advance without a bank account lent', () => {
    const open = new Map<string, number>();
    for (const row of rows.filter((each) => ['ADVANCE', 'DISB'].includes(each.element))) {
      open.set(row.account_id, (open.get(row.account_id) ?? 0) + cents(row.amount));
    }
    expect(open.size).toBeGreaterThan(0);
    expect([...open.values()].filter((left) => left !== 0)).toEqual([]);
  });

  it('2.5 mirrors each reversed row exactly, once, later and outside its bank group', () => {
    expect(new Set(reversals.map((row) => row.reversal_of)).size).toBe(reversals.length);
    for (const row of reversals) {
      const original = byId.get(row.reversal_of);
      expect(original?.reversal_of).toBe('');
      expect({ ...row, amount: 0 - cents(row.amount), gst: 0 - cents(row.gst) }).toMatchObject({
        account_id: original?.account_id,
        element: original?.element,
        bank_account: original?.bank_account,
        amount: cents(original?.amount ?? ''),
        gst: cents(original?.gst ?? ''),
        bank_group: '',
      });
      expect(row.date > (original?.date ?? '')).toBe(true);
      expect(Number(row.transaction_id)).toBeGreaterThan(Number(row.reversal_of));
    }
  });

  it('3.5 has one date for each bank group, and no group that nets to nil', () => {
    const groups = Map.groupBy(
      rows.filter((row) => row.bank_group !== ''),
      (row) => `${row.bank_account} ${row.bank_group}`,
    );
    expect(groups.size).toBeGreaterThan(20);
    for (const members of groups.values()) {
      expect(new Set(members.map((row) => row.date)).size).toBe(1);
      expect(members.reduce((sum, row) => sum + bankAmount(row), 0)).not.toBe(0);
    }
  });

  it('collects and pays out on working days', () => {
    const weekdays = rows
      .filter((row) => row.bank_group !== '')
      .map((row) => new Date(row.date).getUTCDay());
    expect([...new Set(weekdays)].sort()).toEqual([1, 2, 3, 4, 5]);
  });

  it('charges interest by the day, and loses no fraction of a cent', () => {
    const rates = new Map<string, bigint>();
    for (const row of rows) {
      const rate = /(\d+)\.(\d\d) % p\.a\./.exec(row.description);
      if (rate !== null) rates.set(row.account_id, BigInt(`${rate[1]}${rate[2]}`));
    }
    const byLoan = Map.groupBy(rows, (row) => row.account_id);
    const dates = [...new Set(rows.map((row) => row.entered_at))].sort();
    for (const [loan, rate] of rates) {
      expect(interestCharged(byLoan.get(loan) ?? [])).toBe(
        interestOwed(byLoan.get(loan) ?? [], rate, dates),
      );
    }
  });
});

describe('the demonstration', () => {
  it('shows everything that can happen', () => {
    const rows = parse<Row>([...sampleTransactions(DEMO_OPTIONS)].join(''), { columns: true });
    const happened = new Set(rows.map((row) => row.element));
    for (const element of sampleConfiguration(DEMO_OPTIONS).elements ?? []) {
      expect(happened).toContain(element.code);
    }
    const reversed = rows.filter((row) => row.reversal_of !== '').map((row) => row.element);
    expect(new Set(reversed)).toEqual(new Set(['PAYDD', 'ESTFEE', 'DEFFEE']));
    expect(rows.some((row) => row.element === 'ESTFEE' && row.gst === '0.00')).toBe(true);
  });
});

function cents(amount: string): number {
  return Number(amount.replace('.', ''));
}

/** 3/23 of the amount, half up: 15 / 115. */
function gstOf(amount: string): number {
  const gst = Math.floor((Math.abs(cents(amount)) * 3 * 2 + 23) / 46);
  return cents(amount) < 0 ? -gst : gst;
}

/** What moves the bank account: a payment brings in what it takes off the loan. */
function bankAmount(row: Row): number {
  return row.element === 'DISB' ? cents(row.amount) : -cents(row.amount);
}

function interestCharged(rows: Row[]): bigint {
  const charged = rows.filter((row) => row.element === 'INT');
  return charged.reduce((sum, row) => sum + BigInt(cents(row.amount)), 0n);
}

/** Every day's interest on the balance of the evening before (or of the take-over), summed whole. */
function interestOwed(rows: Row[], rateBasisPoints: bigint, dates: string[]): bigint {
  const last = rows.findLast((row) => row.element === 'INT')?.entered_at ?? '';
  let balance = 0n;
  let accrued = 0n;
  for (const date of dates.filter((each) => each <= last)) {
    const today = rows.filter((row) => row.entered_at === date && row.element !== 'DISB');
    for (const row of today.filter((each) => each.element === 'TAKEOVER')) {
      balance += BigInt(cents(row.amount));
    }
    if (balance > 0n) accrued += balance * rateBasisPoints;
    for (const row of today.filter((each) => each.element !== 'TAKEOVER')) {
      balance += BigInt(cents(row.amount));
    }
  }
  return accrued / 3_650_000n;
}
