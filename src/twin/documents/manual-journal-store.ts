import { randomUUID } from 'node:crypto';
import type { LineAmountType, ManualJournalStatus } from '../../xero/contract/manual-journals.ts';
import type { Call } from '../calls/call.ts';
import { first, run } from '../database/statements.ts';
import { postToLedger, reverseInLedger } from '../ledger/ledger.ts';
import type { JournalLine } from './journal-lines.ts';
import { ledgerLines } from './ledger-lines.ts';
import { journalLinesJson } from './manual-journal-json.ts';
import type { JournalRow } from './manual-journal-row.ts';

/** A journal that passed every check. */
export interface CheckedJournal {
  narration: string;
  date: string;
  status: ManualJournalStatus;
  lineAmountTypes: LineAmountType;
  url: string | null;
  onCashBasis: boolean;
  lines: JournalLine[];
  gstAccountId: string;
}

export function findJournal(call: Call, journalId: string): JournalRow | undefined {
  return first<JournalRow>(
    call.books,
    'select * from manual_journal where journal_id = ? and tenant_id = ?',
    journalId.toLowerCase(),
    call.organisation.tenant_id,
  );
}

export function insertJournal(call: Call, journal: CheckedJournal): JournalRow {
  const row: JournalRow = {
    ...columnsOf(journal),
    journal_id: randomUUID(),
    tenant_id: call.organisation.tenant_id,
    client_id: call.app.client_id,
    created_at: call.now,
    updated_at: call.now,
  };
  run(
    call.books,
    'insert into manual_journal values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)',
    row.journal_id,
    row.tenant_id,
    row.client_id,
    row.narration,
    row.date,
    row.status,
    row.line_amount_types,
    row.url,
    row.on_cash_basis,
    row.created_at,
    row.updated_at,
    row.lines,
  );
  postJournal(call, row, journal);
  return row;
}

/** Replaces the journal as a whole; what it had in the ledger is reversed first. */
export function updateJournal(
  call: Call,
  existing: JournalRow,
  journal: CheckedJournal,
): JournalRow {
  const row: JournalRow = { ...existing, ...columnsOf(journal), updated_at: call.now };
  run(
    call.books,
    `update manual_journal set narration = ?, date = ?, status = ?, line_amount_types = ?, url = ?,
       on_cash_basis = ?, updated_at = ?, lines = ? where journal_id = ?`,
    row.narration,
    row.date,
    row.status,
    row.line_amount_types,
    row.url,
    row.on_cash_basis,
    row.updated_at,
    row.lines,
    row.journal_id,
  );
  reverseInLedger(call.books, row.journal_id, call.now);
  postJournal(call, row, journal);
  return row;
}

/** Voids a posted journal or deletes a draft. */
export function endJournal(
  call: Call,
  existing: JournalRow,
  status: 'VOIDED' | 'DELETED',
): JournalRow {
  run(
    call.books,
    'update manual_journal set status = ?, updated_at = ? where journal_id = ?',
    status,
    call.now,
    existing.journal_id,
  );
  reverseInLedger(call.books, existing.journal_id, call.now);
  return { ...existing, status, updated_at: call.now };
}

function columnsOf(journal: CheckedJournal) {
  return {
    narration: journal.narration,
    date: journal.date,
    status: journal.status,
    line_amount_types: journal.lineAmountTypes,
    url: journal.url,
    on_cash_basis: journal.onCashBasis ? 1 : 0,
    lines: journalLinesJson(journal.lines),
  };
}

function postJournal(call: Call, row: JournalRow, journal: CheckedJournal): void {
  if (journal.status !== 'POSTED') return;
  const { gstAccountId, lineAmountTypes, onCashBasis } = journal;
  const { tenant_id: tenantId, journal_id: documentId, date } = row;
  postToLedger(
    call.books,
    {
      ...{ tenantId, documentId, date, onCashBasis, now: call.now },
      ...{ sourceType: 'MANJOURNAL', reference: null },
    },
    ledgerLines(journal.lines, { lineAmountTypes, gstAccountId, sign: 1n }),
  );
}
