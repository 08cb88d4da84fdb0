import { randomUUID } from 'node:crypto';
import type { DatabaseSync } from 'node:sqlite';
import { run } from '../database/statements.ts';
import type { LedgerDocument, LedgerLine } from './ledger-document.ts';

/** One of Xero's read-only journals: what a document did to the ledger, under a number of its own. */
export interface XeroJournalRow {
  journal_number: number;
  journal_id: string;
  document_id: string;
  source_type: string;
  reference: string | null;
  date: string;
  created_at: number;
  /** -1 where it takes an earlier one back. */
  sign: number;
  /** JSON of KeptLine. */
  lines: string;
}

/** Cents as whole numbers, debit positive. */
export interface KeptLine {
  accountId: string;
  cents: number;
  taxCents: number;
  taxType?: string;
  description?: string;
  tracking: readonly object[];
}

const NEXT_NUMBER = `(select coalesce(max(journal_number), 0) + 1 from xero_journal
  where tenant_id = ?1)`;

export function recordJournal(
  books: DatabaseSync,
  document: LedgerDocument,
  lines: readonly LedgerLine[],
): void {
  const kept = lines.map((line) => ({
    ...line,
    cents: Number(line.cents),
    taxCents: Number(line.taxCents),
  }));
  run(
    books,
    `insert into xero_journal values (?1, ${NEXT_NUMBER}, ?, ?, ?, ?, ?, ?, ?, 1, ?)`,
    document.tenantId,
    randomUUID(),
    document.documentId,
    document.sourceType,
    document.reference,
    document.date,
    document.now,
    document.onCashBasis ? 1 : 0,
    JSON.stringify(kept),
  );
}

/** Takes the document's last journal back by an opposite one, unless that is done already. */
export function reverseJournal(books: DatabaseSync, documentId: string, now: number): void {
  run(
    books,
    `insert into xero_journal
     select tenant_id, (select max(n.journal_number) + 1 from xero_journal n
         where n.tenant_id = last.tenant_id),
       ?, document_id, source_type, reference, date, ?, on_cash_basis, -1, lines
     from (select * from xero_journal where document_id = ?
       order by journal_number desc limit 1) last where sign = 1`,
    randomUUID(),
    now,
    documentId,
  );
}
