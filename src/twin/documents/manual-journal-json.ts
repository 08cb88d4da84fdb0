import { msDate, msMoment } from '../wire/dates.ts';
import { moneyJson } from '../wire/json.ts';
import type { JournalLine } from './journal-lines.ts';
import type { JournalRow } from './manual-journal-row.ts';

/** Everything of a journal but its lines, in Xero's names. */
export function journalFields(row: JournalRow): object {
  return {
    Date: msDate(row.date),
    Status: row.status,
    LineAmountTypes: row.line_amount_types,
    UpdatedDateUTC: msMoment(row.updated_at),
    ManualJournalID: row.journal_id,
    Narration: row.narration,
    ...(row.url === null ? {} : { Url: row.url }),
    ShowOnCashBasisReports: row.on_cash_basis === 1,
    HasAttachments: false,
  };
}

export function journalLinesJson(lines: JournalLine[]): string {
  return JSON.stringify(
    lines.map((line) => ({
      ...(line.description === undefined ? {} : { Description: line.description }),
      TaxType: line.taxType,
      TaxAmount: moneyJson(line.taxCents),
      LineAmount: moneyJson(line.lineCents),
      ...(line.ledgerAccount.code === null ? {} : { AccountCode: line.ledgerAccount.code }),
      AccountID: line.ledgerAccount.account_id,
      Tracking: line.tracking,
      IsBlank: false,
    })),
  );
}
