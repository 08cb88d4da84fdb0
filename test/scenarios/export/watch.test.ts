import { expect, it } from 'vitest';
import { watchTask } from '../../../src/tasks/watch.ts';
import { valueIn } from '../../outcomes.ts';
import { type Lender, openLender } from './lender.ts';

it('finds nothing while nobody touched anything', async () => {
  const { lender } = await exported();
  expect(valueIn(await watchTask(lender.app, { entity: 'M' }))).toMatchObject({
    documents: 4,
    drift: [],
  });
});

it('lists what was edited, voided, deleted and copied, with date and amount', async () => {
  const { lender, journals, bank } = await exported();
  const [edited, voided, copied] = journals;
  await inBooks(lender, `/manual-journals/${edited?.id}`, { Date: '2026-05-20' });
  await inBooks(lender, `/manual-journals/${voided?.id}`, { Status: 'VOIDED' });
  await inBooks(lender, '/manual-journals', journalOf(copied?.text ?? '', '1100', '4100'));
  const gone = { BankTransactionID: bank?.id, Status: 'DELETED' };
  await lender.xero.api('POST', `/BankTransactions/${bank?.id}`, { BankTransactions: [gone] });
  const { drift } = valueIn(await watchTask(lender.app, { entity: 'M' }));
  expect(drift.map(({ kind, date, amount }) => [kind, date, amount])).toEqual([
    ['voided', '2026-05-02', '157.50'],
    ['deleted', '2026-05-02', '100.00'],
    ['secondCopy', '2026-05-10', '5.00'],
    ['edited', '2026-05-20', '115.00'],
  ]);
  expect(drift[3]).toMatchObject({
    document: expect.stringMatching(/^20260531\.001\/\d$/),
    differences: 'date: sent "2026-05-01", found "2026-05-20"',
  });
});

it('lists what others put on control and clearing accounts, and nothing else of theirs', async () => {
  const { lender } = await exported();
  await inBooks(lender, '/manual-journals', journalOf('By hand', '1100', '200'));
  await inBooks(lender, '/manual-journals', journalOf('Not ours', '200', '400'));
  const { drift } = valueIn(await watchTask(lender.app, { entity: 'M' }));
  expect(drift).toMatchObject([
    { kind: 'foreign', text: 'By hand', amount: '5.00', accounts: ['1100'], date: '2026-05-10' },
  ]);
});

async function exported() {
  const lender = await openLender();
  valueIn(await lender.send(await lender.planned()));
  const documents = (await lender.xero.documents()).toSorted((one, other) =>
    one.date < other.date ? -1 : 1,
  );
  const isBank = ({ lines }: (typeof documents)[number]) => lines.length === 1;
  return {
    lender,
    journals: documents.filter((one) => !isBank(one)),
    bank: documents.find(isBank),
  };
}

function inBooks({ xero }: Lender, path: string, change: object) {
  return xero.inBooks('POST', path, change);
}

function journalOf(text: string, debit: string, credit: string) {
  return {
    Narration: text,
    Date: '2026-05-10',
    Status: 'POSTED',
    LineAmountTypes: 'NoTax',
    JournalLines: [
      { AccountCode: debit, LineAmount: 5 },
      { AccountCode: credit, LineAmount: -5 },
    ],
  };
}
