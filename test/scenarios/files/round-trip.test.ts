import fc from 'fast-check';
import { expect, it } from 'vitest';
import { openLender, TRANSACTION_COLUMNS } from '../export/lender.ts';
import { balances, classesAt } from '../undo/undo.ts';
import {
  filesIn,
  handedOverBatch,
  importJournalFiles,
  importStatementFiles,
  resume,
} from './handed-over.ts';
import { balancesOf } from './oracle.ts';

const day = fc.integer({ min: 1, max: 31 }).map((of) => `2026-05-${String(of).padStart(2, '0')}`);
const loan = fc.constantFrom('L1', 'L2');
/** Fees of whole 23 cents have GST in whole cents, so that rows and lines have the same. */
const fee = fc
  .integer({ min: 1, max: 90_000 })
  .map((times) => `FEE,${(times * 0.23).toFixed(2)},,`);
const interest = fc.integer({ min: 1, max: 999_999 }).map((of) => `INT,${(of / 100).toFixed(2)},,`);
const payment = fc
  .integer({ min: 1, max: 999_999 })
  .map((of) => `PAY,-${(of / 100).toFixed(2)},BNZ,`);
const row = fc.tuple(day, loan, fc.oneof(fee, interest, payment));

it('what a person imports from the files is what the rows say, to the cent, account by account', async () => {
  const [rows = []] = fc.sample(fc.array(row, { minLength: 400, maxLength: 400 }), 1);
  const lines = rows.map(([date, account, rest], at) => `R${at},${date},${account},${rest}`);
  const transactions = [TRANSACTION_COLUMNS, ...lines, ''].join('\n');
  const lender = await openLender({ transactions });
  const { exportId, folder } = await handedOverBatch(lender);
  expect(Object.keys(filesIn(folder)).length).toBeGreaterThan(1);
  await importJournalFiles(lender, folder, { status: 'POSTED' });
  await importStatementFiles(lender, folder);
  expect(await balances(lender)).toEqual(balancesOf(transactions));
  expect(await resume(lender, exportId)).toMatchObject({ state: 'complete', problems: [] });
  expect(await classesAt(lender)).toEqual([]);
});
