import { createHash } from 'node:crypto';
import type { Call, Endpoint } from '../calls/call.ts';
import { all, first } from '../database/statements.ts';
import { type Chart, loadChart } from '../documents/chart.ts';
import type { KeptLine, XeroJournalRow } from '../ledger/journals.ts';
import { modifiedSinceMs } from '../query/list-query.ts';
import { type Answer, notFound } from '../wire/answers.ts';
import { msDate, msMoment } from '../wire/dates.ts';
import { envelopeAnswer } from '../wire/envelope.ts';
import { moneyJson } from '../wire/json.ts';

const NAME = 'Journals';
const AT_ONCE = 100;

/** Read only, by its own scope. https://developer.xero.com/documentation/api/accounting/journals */
export const journalEndpoints: Endpoint[] = [
  { method: 'GET', path: '/Journals', resource: NAME, answer: listJournals },
  { method: 'GET', path: '/Journals/:id', resource: NAME, answer: oneJournal },
];

/** Those above the offset, in the order of their numbers; `page` means nothing here. */
function listJournals(call: Call): Answer {
  const offset = Number(call.query.get('offset') ?? 0);
  const cashOnly = call.query.get('paymentsonly')?.toLowerCase() === 'true';
  const rows = all<XeroJournalRow>(
    call.books,
    `select * from xero_journal where tenant_id = ? and journal_number > ? and on_cash_basis >= ?
       and created_at >= ? order by journal_number limit ${AT_ONCE}`,
    call.organisation.tenant_id,
    Number.isSafeInteger(offset) ? offset : 0,
    cashOnly ? 1 : 0,
    modifiedSinceMs(call) ?? 0,
  );
  const chart = loadChart(call);
  const elements = rows.map((row) => {
    const source = { SourceID: row.document_id, SourceType: row.source_type };
    return journalJson(chart, row, source);
  });
  return envelopeAnswer(call, { name: NAME, elements });
}

/** By id or number; only lists say where a journal came from. */
function oneJournal(call: Call): Answer {
  const { id = '' } = call.params;
  const row = first<XeroJournalRow>(
    call.books,
    `select * from xero_journal where tenant_id = ?
       and (journal_id = ? or cast(journal_number as text) = ?)`,
    call.organisation.tenant_id,
    id.toLowerCase(),
    id,
  );
  if (row === undefined) throw notFound();
  return envelopeAnswer(call, { name: NAME, elements: [journalJson(loadChart(call), row, {})] });
}

function journalJson(chart: Chart, row: XeroJournalRow, source: object): string {
  const lines = JSON.parse(row.lines) as KeptLine[];
  return JSON.stringify({
    JournalID: row.journal_id,
    JournalDate: msDate(row.date),
    JournalNumber: row.journal_number,
    CreatedDateUTC: msMoment(row.created_at),
    ...(row.reference === null ? {} : { Reference: row.reference }),
    ...source,
    JournalLines: lines.map((line, at) => ({
      JournalLineID: idOfLine(row, at),
      ...accountOf(chart, line),
      ...(line.description === undefined ? {} : { Description: line.description }),
      ...amountsOf(line, BigInt(row.sign)),
      ...taxOf(chart, line),
      TrackingCategories: line.tracking.map((tracking) => ({ ...tracking, Options: [] })),
    })),
  });
}

/** The same each time, although only the journal keeps an id. */
function idOfLine({ journal_id: journalId }: XeroJournalRow, at: number): string {
  const digits = createHash('sha256').update(`${journalId}/${at}`).digest('hex');
  const parts = [digits.slice(0, 8), digits.slice(8, 12), `4${digits.slice(13, 16)}`];
  return [...parts, `8${digits.slice(17, 20)}`, digits.slice(20, 32)].join('-');
}

function accountOf(chart: Chart, { accountId }: KeptLine): object {
  const ledgerAccount = chart.accountsById.get(accountId);
  if (ledgerAccount === undefined) throw new Error(`Account ${accountId} is gone.`);
  const { code, name, type } = ledgerAccount;
  return {
    AccountID: accountId,
    ...(code === null ? {} : { AccountCode: code }),
    AccountType: type,
    AccountName: name,
  };
}

function amountsOf({ cents, taxCents }: KeptLine, sign: bigint): object {
  const [net, tax] = [sign * BigInt(cents), sign * BigInt(taxCents)];
  return {
    NetAmount: moneyJson(net),
    GrossAmount: moneyJson(net + tax),
    TaxAmount: moneyJson(tax),
  };
}

function taxOf(chart: Chart, { taxType }: KeptLine): object {
  if (taxType === undefined) return {};
  return { TaxType: taxType, TaxName: chart.taxRates.get(taxType)?.name ?? taxType };
}
