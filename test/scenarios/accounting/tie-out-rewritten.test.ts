import { describe, expect, it } from 'vitest';
import type { TieOutReport } from '../../../src/tasks/tie-out.ts';
import { LENDER } from '../../domain/lender.ts';
import { type Books, openBooks, TRANSACTIONS } from './books.ts';

const LINES = (amount: number) => ({
  LineAmountTypes: 'NoTax',
  JournalLines: [
    { LineAmount: amount, AccountCode: '1100' },
    { LineAmount: -amount, AccountCode: '4100' },
  ],
});

describe('4.5 a journal of ours that a person rewrote, with its narration', () => {
  it('4.5 is edited, and no foreign document', async () => {
    const books = await openBooks(LENDER);
    await postFee(books);
    await rewrite(books, { Narration: 'Mine now', ...LINES(100) });
    const tieOut = await books.tieOut('2026-05-31');
    expect(reasonsOf(tieOut)).toEqual(['1100 editedInXero -15.00', '820 editedInXero 15.00']);
    expect(tieOut.unexplained).toBe('0.00');
  });

  it('4.5 explains nothing where only its narration is another', async () => {
    const books = await openBooks(LENDER);
    await postFee(books);
    await rewrite(books, { Narration: 'Mine now' });
    const tieOut = await books.tieOut('2026-05-31');
    expect(reasonsOf(tieOut)).toEqual([]);
    expect(tieOut.accounts.every(({ difference }) => difference === '0.00')).toBe(true);
  });
});

async function postFee(books: Books): Promise<void> {
  await books.take('transactions', `${TRANSACTIONS}1,2026-05-04,L1,FEE,115.00,,,,\n`);
  await books.post('2026-05-31');
}

async function rewrite(books: Books, changes: object): Promise<void> {
  const [journal] = await books.xero.list<{ ManualJournalID: string }>('ManualJournals');
  await books.xero.inBooks('POST', `/manual-journals/${journal?.ManualJournalID}`, changes);
}

function reasonsOf({ reasons }: TieOutReport): string[] {
  return reasons.map((one) => `${one.code} ${one.class} ${one.amount}`);
}
