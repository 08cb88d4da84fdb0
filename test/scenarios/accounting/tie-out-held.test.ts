import { describe, expect, it } from 'vitest';
import { tieOutText } from '../../../src/cli/commands/tie-out.ts';
import type { ConfigurationInput } from '../../../src/domain/configuration.ts';
import type { TieOutReport } from '../../../src/tasks/tie-out.ts';
import { lenderWith } from '../../domain/lender.ts';
import { openBooks, TRANSACTIONS } from './books.ts';

const FEE = '1,2026-05-04,L1,FEE,115.00,,,,\n';
const PAYMENT = '2,2026-05-05,L1,PAY,-40.00,,BANK,,\n';
const ENTRIES = 'entry_id,version,date,entity,gl_account,amount\n';
const NO_FEE_ACCOUNT = { elements: [{ code: 'FEE', type: 'fee' as const, glAccount: '' }] };
const NO_CLEARING = {
  bankAccounts: [{ code: 'BANK', entity: 'M', xeroAccount: '090', clearingAccount: '' }],
  accountTypes: [{ code: 'LOAN', controlAccount: '1100', clearingAccount: '' }],
};

describe('4.2 what is held counts in ours on every account that is known, class held', () => {
  it('4.2 a fee whose element has no GL account: control and GST, and its income in no account', async () => {
    const tieOut = await tied(NO_FEE_ACCOUNT, { rows: FEE });
    expect(heldOf(tieOut)).toEqual(['1100 115.00 -115.00', '820 -15.00 15.00']);
    expect(reasonsOf(tieOut)).toEqual([
      '1100 -115.00 1 row of FEE dated 2026-05-04',
      '820 15.00 1 row of FEE dated 2026-05-04',
    ]);
    expect(unplacedOf(tieOut)).toEqual([
      'journals 1 -100.00 Element FEE has no GL account for entity M. 1',
    ]);
  });

  it('4.2 neither its control account nor its element: two sides in no account', async () => {
    const accountTypes = [{ code: 'LOAN', controlAccount: '' }];
    const tieOut = await tied({ ...NO_FEE_ACCOUNT, accountTypes }, { rows: FEE });
    expect(heldOf(tieOut)).toEqual(['820 -15.00 15.00']);
    expect(tieOut.unplaced.map(({ rows, amount }) => [rows, amount])).toEqual([
      [1, '115.00'],
      [1, '-100.00'],
    ]);
  });

  it('4.2 a payment without a clearing account: control and bank', async () => {
    const tieOut = await tied(NO_CLEARING, { rows: PAYMENT });
    expect(heldOf(tieOut)).toEqual(['090 40.00 -40.00', '1100 -40.00 40.00']);
    expect(tieOut.unplaced.map(({ stream, rows, amount }) => [stream, rows, amount])).toEqual([
      ['journals', 1, '40.00'],
      ['bank', 1, '-40.00'],
    ]);
  });

  it('2.4 a disbursement without a bank account: the account of its element', async () => {
    const tieOut = await tied({}, { rows: '3,2026-05-05,L1,DISB,-70.00,,,,\n' });
    expect(heldOf(tieOut)).toEqual(['2300 70.00 -70.00']);
    expect(tieOut.unplaced.map(({ rows, amount }) => [rows, amount])).toEqual([[1, '-70.00']]);
  });

  it('4.2 an excluded row whose element has no GL account: its control account, class excluded', async () => {
    const elements = [{ code: 'MEMO', type: 'fee' as const, glAccount: '' }];
    const tieOut = await tied({ elements }, { rows: '4,2026-05-05,L1,MEMO,10.00,,,,\n' });
    expect(tieOut.reasons).toMatchObject([{ code: '1100', class: 'excluded', amount: '-10.00' }]);
    expect(unplacedOf(tieOut)).toEqual([
      'journals 1 -10.00 Element MEMO has no GL account for entity M. 4',
    ]);
  });

  it('2.8 an entry with two bank lines in profile direct: all its lines', async () => {
    const lines = ['090,50.00', '090,-20.00', '4200,-30.00'];
    const entries = lines.map((line) => `E1,1,2026-05-07,M,${line}\n`).join('');
    const tieOut = await tied({ settings: { bankPosting: 'direct' } }, { entries });
    expect(heldOf(tieOut)).toEqual(['090 30.00 -30.00', '4200 -30.00 30.00']);
    expect(reasonsOf(tieOut)).toEqual(['090 -30.00 entry E1', '4200 30.00 entry E1']);
    expect(tieOut.unplaced).toEqual([]);
  });

  it('2.8 an entry whose bank account has no clearing account: its other lines', async () => {
    const entries = 'E1,1,2026-05-07,M,090,50.00\nE1,1,2026-05-07,M,4200,-50.00\n';
    const tieOut = await tied(NO_CLEARING, { entries });
    expect(heldOf(tieOut)).toEqual(['090 50.00 -50.00', '4200 -50.00 50.00']);
    expect(tieOut.unplaced.map(({ stream, rows, amount }) => [stream, rows, amount])).toEqual([
      ['journals', 1, '50.00'],
      ['bank', 1, '-50.00'],
    ]);
  });

  it('names what is in no account in the text too, under a heading of its own', async () => {
    const text = tieOutText(await tied(NO_FEE_ACCOUNT, { rows: FEE }));
    expect(text).toMatch(
      /In no account yet\n.*\n.*\nElement FEE has no GL account for entity M\. +journals +1 +-100\.00 +1\b/,
    );
  });
});

/** Ties out books of which nothing is exported; ours is all of it, and nothing is unexplained. */
async function tied(
  changes: Partial<ConfigurationInput>,
  { rows = '', entries = '' }: { rows?: string; entries?: string },
): Promise<TieOutReport> {
  const books = await openBooks(lenderWith(changes));
  if (rows !== '') await books.take('transactions', TRANSACTIONS + rows);
  if (entries !== '') await books.take('journals', ENTRIES + entries);
  expect(await books.plan('2026-05-31')).toMatchObject({ exportId: null });
  const tieOut = await books.tieOut('2026-05-31');
  const all = [
    ...tieOut.accounts.map(({ ours }) => ours),
    ...tieOut.unplaced.map((one) => one.amount),
  ];
  expect(all.reduce((sum, amount) => sum + Number(amount.replace('.', '')), 0)).toBe(0);
  expect(tieOut.unexplained).toBe('0.00');
  expect((await books.tieOut('2026-05-03')).unplaced).toEqual([]);
  return tieOut;
}

function heldOf({ accounts }: TieOutReport): string[] {
  return accounts.map(({ code, ours, classes }) => `${code} ${ours} ${classes.held}`);
}

function reasonsOf({ reasons }: TieOutReport): string[] {
  return reasons.map(({ code, amount, of }) => `${code} ${amount} ${of}`).sort();
}

function unplacedOf({ unplaced }: TieOutReport): string[] {
  return unplaced.map((one) =>
    [one.stream, one.rows, one.amount, one.reason, one.examples.split(' ')[0]].join(' '),
  );
}
