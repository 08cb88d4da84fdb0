import type { DatabaseSync } from 'node:sqlite';
import { run } from '../database/statements.ts';
import { recordJournal, reverseJournal } from './journals.ts';
import type { LedgerDocument, LedgerLine } from './ledger-document.ts';

/** Writes a document into the ledger; a document that does not balance is a fault of the twin. */
export function postToLedger(
  books: DatabaseSync,
  document: LedgerDocument,
  lines: readonly LedgerLine[],
): void {
  const amounts = new Map<string, bigint>();
  for (const { accountId, cents } of lines) {
    amounts.set(accountId, (amounts.get(accountId) ?? 0n) + cents);
  }
  let total = 0n;
  for (const [accountId, cents] of amounts) {
    total += cents;
    if (cents === 0n) continue;
    run(
      books,
      'insert into ledger_entry values (?, ?, ?, ?, ?, ?)',
      document.tenantId,
      document.documentId,
      accountId,
      document.date,
      cents,
      document.onCashBasis ? 1 : 0,
    );
  }
  if (total !== 0n) throw new Error(`Document ${document.documentId} is out of balance: ${total}.`);
  recordJournal(books, document, lines);
}

/** Takes a document out again by opposite entries on its own date: nothing is ever deleted. */
export function reverseInLedger(books: DatabaseSync, documentId: string, now: number): void {
  run(
    books,
    `insert into ledger_entry
     select tenant_id, document_id, account_id, date, -sum(amount), on_cash_basis
     from ledger_entry where document_id = ?
     group by tenant_id, account_id, date, on_cash_basis having sum(amount) <> 0`,
    documentId,
  );
  reverseJournal(books, documentId, now);
}
