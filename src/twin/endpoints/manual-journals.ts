import type { Call, Endpoint } from '../calls/call.ts';
import { loadChart } from '../documents/chart.ts';
import { readJournal } from '../documents/manual-journal-input.ts';
import { journalFields } from '../documents/manual-journal-json.ts';
import type { JournalRow } from '../documents/manual-journal-row.ts';
import { findJournal } from '../documents/manual-journal-store.ts';
import { writeJournal } from '../documents/manual-journal-write.ts';
import { readElements, writeAnswer } from '../documents/write-answer.ts';
import { listRows } from '../query/list-query.ts';
import { queryFields } from '../query/where-to-sql.ts';
import { type Answer, notFound } from '../wire/answers.ts';
import { envelopeAnswer } from '../wire/envelope.ts';
import { withRawProperty } from '../wire/json.ts';

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
  { method: 'GET', path: '/ManualJournals', resource: NAME, answer: listJournals },
  { method: 'GET', path: '/ManualJournals/:id', resource: NAME, answer: oneJournal },
  { method: 'PUT', path: '/ManualJournals', resource: NAME, answer: createJournals },
  { method: 'POST', path: '/ManualJournals', resource: NAME, answer: writeJournals },
  { method: 'POST', path: '/ManualJournals/:id', resource: NAME, answer: writeJournals },
];

/** Lists have lines only where a page was asked for. */
function listJournals(call: Call): Answer {
  const { pagination, rows } = listRows<JournalRow>(call, {
    table: 'manual_journal',
    idColumn: 'journal_id',
    fields: FIELDS,
    isDelayed: true,
  });
  const hasLines = pagination !== undefined;
  const elements = rows.map((row) => journalJson(row, hasLines ? row.lines : '[]'));
  return envelopeAnswer({
    name: NAME,
    elements,
    providerName: call.app.name,
    now: call.now,
    pagination,
  });
}

function oneJournal(call: Call): Answer {
  const row = findJournal(call, (call.params.id ?? '').toLowerCase());
  if (row === undefined) throw notFound();
  const elements = [journalJson(row, row.lines)];
  return envelopeAnswer({ name: NAME, elements, providerName: call.app.name, now: call.now });
}

/** PUT only creates: an id that was sent is left aside. */
function createJournals(call: Call): Answer {
  const inputs = readElements(call, NAME).map((element) => ({
    ...readJournal(element),
    journalId: undefined,
  }));
  const chart = loadChart(call);
  const outcomes = inputs.map((input) => writeJournal(call, chart, input));
  return writeAnswer(call, NAME, outcomes);
}

function writeJournals(call: Call): Answer {
  const inputs = readElements(call, NAME).map(readJournal);
  const pathId = call.params.id?.toLowerCase();
  const chart = loadChart(call);
  const outcomes = inputs.map((input) =>
    writeJournal(call, chart, { ...input, journalId: pathId ?? input.journalId }),
  );
  return writeAnswer(call, NAME, outcomes);
}

function journalJson(row: JournalRow, lines: string): string {
  return withRawProperty(journalFields(row), 'JournalLines', lines);
}
