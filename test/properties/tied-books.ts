import fc from 'fast-check';
import { lenderWith } from '../domain/lender.ts';
import { type Books, newBooks } from '../scenarios/accounting/books.ts';
import { type Step, steps } from './ledger-steps.ts';
import type { NamedAsyncProperty } from './named-property.ts';

const DATES = ['2026-05-04', '2026-05-20', '2026-05-31'] as const;

/** What holds for every lender whose exports are sent to the twin and read back. */
export const TIED_BOOKS_PROPERTIES: readonly NamedAsyncProperty[] = [
  {
    name: 'nothing is unexplained, at any date, before and after each export',
    property: fc.asyncProperty(steps, async (some) => {
      const books = await newBooks(lenderWith());
      try {
        for (const step of some) {
          await take(books, step);
          for (const date of DATES) {
            if ((await books.tieOut(date)).unexplained !== '0.00') return false;
          }
        }
        return true;
      } finally {
        await books.close();
      }
    }),
  },
];

async function take(books: Books, step: Step): Promise<void> {
  if (step.kind === 'import') return books.take('transactions', step.text);
  if (step.kind === 'settings') {
    const { bankPosting, clearingAccount } = step;
    const bankAccounts = [{ code: 'BANK', entity: 'M', clearingAccount }];
    return books.configure(lenderWith({ settings: { bankPosting }, bankAccounts }));
  }
  const { exportId, problems } = await books.plan(step.upTo, step);
  if (problems.length > 0) throw new Error(JSON.stringify(problems));
  if (exportId === null) return undefined;
  const { state } = await books.send(exportId);
  if (state !== 'complete') throw new Error(`${exportId} is ${state}`);
  return undefined;
}
