import type { Endpoint } from '../calls/call.ts';
import { loadChart } from '../documents/chart.ts';
import { readJournal } from '../documents/manual-journal-input.ts';
import { journalFields } from '../documents/manual-journal-json.ts';
import { findJournal } from '../documents/manual-journal-store.ts';
import { writeJournal } from '../documents/manual-journal-write.ts';
import { queryFields } from '../query/where-to-sql.ts';
import { documentReads, elementWrites } from './document-endpoints.ts';

const NAME = 'ManualJournals';

const FIELDS = queryFields({
  ManualJournalID: { sql: 'journal_id', kind: 'text' },
  Narration: { sql: 'narration', kind: 'text' },
  Date: { sql: 'date', kind: 'date' },
  Status: { sql: 'status', kind: 'text' },
  LineAmountTypes: { sql: 'line_amount_types', kind: 'text' },
  Url: { sql: 'url', kind: 'text' },
  ShowOnCashBasisReports: { sql: 'on_cash_basis', kind: 'boolean' },
  UpdatedDateUTC: { sql: 'updated_at', kind: 'moment' },
});

/** https://developer.xero.com/documentation/api/accounting/manualjournals */
export const manualJournalEndpoints: Endpoint[] = [
  ...documentReads({
    name: NAME,
    linesName: 'JournalLines',
    listing: () => ({
      table: 'manual_journal',
      idColumn: 'journal_id',
      fields: FIELDS,
      isDelayed: true,
    }),
    idOf: (row) => row.journal_id,
    find: findJournal,
    fieldsOf: (_call, row) => journalFields(row),
  }),
  ...elementWrites({
    name: NAME,
    read: readJournal,
    idOf: ({ journalId }) => journalId,
    writer: (call) => {
      const chart = loadChart(call);
      return (input, journalId) => writeJournal(call, chart, { ...input, journalId });
    },
  }),
];
