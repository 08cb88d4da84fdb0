import type { FoundDocument } from '../../domain/found-document.ts';
import { ACCOUNTING_PATHS } from '../contract/endpoints.ts';
import type { WireJournalLine, WireManualJournal } from '../contract/manual-journals.ts';
import { dateOf, type Fields, flagOf, instantOf, optionalListOf, textOf } from './fields.ts';
import { lineFrom } from './found-line.ts';
import { accountingPath } from './paths.ts';

/** Where manual journals are and how their text is asked for. */
export const MANUAL_JOURNALS = {
  path: accountingPath(ACCOUNTING_PATHS.manualJournals),
  list: 'ManualJournals',
  idField: 'ManualJournalID',
  textField: 'Narration',
};

/** @see https://developer.xero.com/documentation/api/accounting/manualjournals */
export function manualJournalFrom(wire: Fields<WireManualJournal>): FoundDocument {
  const lineAmountTypes = textOf(wire, 'LineAmountTypes');
  const lines = optionalListOf<WireJournalLine>(wire, 'JournalLines');
  return {
    kind: 'manualJournal',
    xeroId: textOf(wire, 'ManualJournalID'),
    xeroStatus: textOf(wire, 'Status'),
    date: dateOf(wire, 'Date'),
    text: textOf(wire, 'Narration'),
    lineAmountTypes,
    // A line left empty in Xero's pages is nothing.
    lines: lines
      .filter((line) => !flagOf(line, 'IsBlank'))
      .map((line) => lineFrom(line, { lineAmountTypes, isCredit: false })),
    bank: undefined,
    updatedAt: instantOf(wire, 'UpdatedDateUTC'),
  };
}
