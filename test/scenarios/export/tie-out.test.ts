import { describe, expect, it } from 'vitest';
import type { AccountingDate } from '../../../src/domain/dates.ts';
import type { TieOutReport } from '../../../src/tasks/tie-out.ts';
import { tieOutTask } from '../../../src/tasks/tie-out.ts';
import { valueIn } from '../../outcomes.ts';
import { faulty, JOURNALS_SAVED_UNANSWERED, JOURNALS_UNAVAILABLE } from './faults.ts';
import { type Lender, openLender, TRANSACTION_COLUMNS, UP_TO } from './lender.ts';

/** What of an account is not equal: its difference, the classes that are not nil, and the rest. */
function unequal(report: TieOutReport): Record<string, object> {
  const rows = report.accounts.filter((one) => one.difference !== '0.00');
  return Object.fromEntries(rows.map((one) => [one.code, reasonsOf(one)]));
}

function reasonsOf({ classes, others, unexplained }: TieOutReport['accounts'][number]): object {
  const reasons = Object.entries({ ...classes, others, unexplained });
  return Object.fromEntries(reasons.filter(([, amount]) => amount !== '0.00'));
}

async function exportAll(lender: Lender): Promise<string> {
  const exportId = await lender.planned();
  await lender.send(exportId);
  return exportId;
}

/** The same class for every account, with these amounts. */
function each(name: string, amounts: Record<string, string>): Record<string, object> {
  return Object.fromEntries(
    Object.entries(amounts).map(([code, amount]) => [code, { [name]: amount }]),
  );
}

/** What the journals of the sample rows put on each account, Xero minus ours while they lack. */
const JOURNALS_LACK = {
  '1100': '-82.50',
  '2190': '-100.00',
  '4100': '150.00',
  '4200': '10.00',
  '820': '22.50',
};

describe('a tie-out explains', () => {
  it('rows that are not yet exported', async () => {
    const lender = await openLender();
    const report = await lender.tieOut();
    const { '2190': _, ...lacking } = JOURNALS_LACK;
    expect(unequal(report)).toEqual(each('notYetExported', { ...lacking, '090': '-100.00' }));
    expect(report.unexplained).toBe('0.00');
  });

  it('rows that are held, by their own name', async () => {
    const lender = await openLender();
    await lender.configure({ settings: { defaultContact: '' } });
    await exportAll(lender);
    const report = await lender.tieOut();
    expect(unequal(report)).toEqual(each('held', { '090': '-100.00', '2190': '100.00' }));
    expect(report.unexplained).toBe('0.00');
  });

  it('rows of an element that is not exported at all', async () => {
    const lender = await openLender();
    const interest = { code: 'INT', description: 'Interest', glAccount: '4200' };
    await lender.configure({ elements: [{ ...interest, type: 'interest', summaryType: 'none' }] });
    await exportAll(lender);
    const report = await lender.tieOut();
    expect(unequal(report)).toEqual(each('excluded', { '1100': '-10.00', '4200': '10.00' }));
  });

  it('documents in doubt, and drops the doubt where Xero shows them', async () => {
    const lost = await openLender();
    await faulty(lost, JOURNALS_UNAVAILABLE);
    await exportAll(lost);
    expect(unequal(await lost.tieOut())).toEqual(each('inDoubt', JOURNALS_LACK));
    const saved = await openLender();
    await faulty(saved, JOURNALS_SAVED_UNANSWERED);
    await exportAll(saved);
    expect(unequal(await saved.tieOut())).toEqual({});
  });

  it('journals that wait in Xero as drafts', async () => {
    const lender = await openLender();
    await lender.configure({ settings: { journalStatus: 'draft' } });
    await exportAll(lender);
    const report = await lender.tieOut();
    expect(unequal(report)).toEqual(each('draft', JOURNALS_LACK));
    expect(report.unexplained).toBe('0.00');
  });

  it('rows whose line is dated at the end of the month', async () => {
    const lender = await openLender();
    const interest = { code: 'INT', description: 'Interest', glAccount: '4200' };
    await lender.configure({
      elements: [{ ...interest, type: 'interest', summaryType: 'endOfMonth' }],
    });
    await exportAll(lender);
    expect(unequal(await lender.tieOut())).toEqual({});
    const inMay = await lender.tieOut('2026-05-15');
    expect(unequal(inMay)).toEqual(each('timing', { '1100': '-10.00', '4200': '10.00' }));
    expect(inMay.unexplained).toBe('0.00');
  });

  it('documents that a person edited or voided in Xero', async () => {
    const lender = await openLender();
    await exportAll(lender);
    const documents = await lender.xero.documents();
    const [first, second] = ['/1 ', '/2 '].map((part) =>
      documents.find(({ text }) => text.includes(part)),
    );
    const lines = [
      { AccountCode: '1100', LineAmount: 75, TaxType: 'NONE' },
      { AccountCode: '4200', LineAmount: -75, TaxType: 'NONE' },
    ];
    await lender.xero.inBooks('POST', `/manual-journals/${first?.id}`, { JournalLines: lines });
    await lender.xero.inBooks('POST', `/manual-journals/${second?.id}`, { Status: 'VOIDED' });
    const report = await lender.tieOut();
    expect(unequal(report)).toEqual(
      each('editedInXero', {
        '1100': '2.50',
        '2190': '-100.00',
        '4100': '150.00',
        '4200': '-75.00',
        '820': '22.50',
      }),
    );
    expect(report.unexplained).toBe('0.00');
  });

  it("somebody else's journal on accounts of ours", async () => {
    const lender = await openLender();
    await exportAll(lender);
    await lender.xero.inBooks('POST', '/manual-journals', {
      Narration: 'Year end adjustment',
      Date: '2026-05-30',
      Status: 'POSTED',
      LineAmountTypes: 'NoTax',
      JournalLines: [
        { AccountCode: '4200', LineAmount: -7 },
        { AccountCode: '850', LineAmount: 7 },
      ],
    });
    const report = await lender.tieOut();
    expect(unequal(report)).toEqual({
      '4200': { foreignDocument: '-7.00' },
      '850': { others: '7.00' },
    });
    expect(report.unexplained).toBe('0.00');
  });

  it('what Xero held before the start beyond the opening balances', async () => {
    const lender = await openLender();
    const openingBalances = [{ glAccount: '1100', amount: '500.00' }];
    await lender.configure({
      entities: [
        { code: 'M', description: 'Main Entity', startDate: '2026-04-01', openingBalances },
      ],
    });
    await exportAll(lender);
    const report = await lender.tieOut();
    expect(unequal(report)).toEqual(each('openingBalance', { '1100': '-500.00' }));
    expect(report.unexplained).toBe('0.00');
  });

  it('cents by which GST of a line differs from GST of its rows', async () => {
    const rows = Array.from({ length: 9 }, (_, index) => `R${index},2026-05-01,L1,FEE,0.10,,`);
    const lender = await openLender({
      transactions: [TRANSACTION_COLUMNS, ...rows, ''].join('\n'),
    });
    const plan = valueIn(await lender.plan());
    expect([plan.gst, plan.gstXero]).toEqual(['0.09', '0.12']);
    await lender.send(plan.exportId ?? '');
    expect(unequal(await lender.tieOut())).toEqual({
      '4100': { gstRounding: '0.03' },
      '820': { gstRounding: '-0.03' },
    });
  });
});

describe('a tie-out does not explain away', () => {
  it("an invoice on a control account: neither a class nor 'others'", async () => {
    const lender = await openLender();
    await exportAll(lender);
    await lender.xero.inBooks('POST', '/invoices', {
      contactName: 'Walk-in',
      date: '2026-05-20',
      lines: [{ accountCode: '1100', amount: '40.00', taxType: 'NONE' }],
    });
    const report = await lender.tieOut();
    expect(unequal(report)).toEqual({
      '1100': { unexplained: '-40.00' },
      '610': { others: '40.00' },
    });
    expect(report.unexplained).toBe('40.00');
  });

  it('rows with GST where the organisation has no GST account', async () => {
    const lender = await openLender();
    const [find, put] = ['"SystemAccount":"GST"', '"SystemAccount":""'];
    await faulty(lender, { method: 'GET', path: '/Accounts', kind: 'edit', find, put });
    const asked = { entity: 'M', date: UP_TO as AccountingDate };
    expect(await tieOutTask(lender.app, asked)).toMatchObject({
      ok: false,
      problems: [{ code: 'tie_out.gst_account_missing' }],
    });
  });
});
