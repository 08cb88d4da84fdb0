import type { DatabaseSync } from 'node:sqlite';
import { Broken } from './broken.ts';

/** A line of the twin's own journals, debit positive. */
export interface XeroLine {
  readonly account: string;
  readonly date: string;
  /** Names of its tracking options, in order. */
  readonly options: string;
  /** Without GST, and the GST of it, which stands on the GST account as well. */
  readonly cents: bigint;
  readonly gst: bigint;
}

/**
 * What every document of ours that still counts does to the twin's ledger; a journal and the one that
 * reverses it are nothing together, on whatever dates they stand.
 */
export function xeroLines(books: DatabaseSync, foreign: ReadonlySet<string>): XeroLine[] {
  const names = namesOf(books);
  const left = new Set(foreign);
  for (const pair of mirroredPairs(books)) {
    assertOpposite(books, pair);
    for (const documentId of pair) left.add(documentId);
  }
  const lines: XeroLine[] = [];
  for (const { document_id, date, sign, lines: kept } of books.prepare(JOURNALS).all()) {
    if (left.has(String(document_id))) continue;
    for (const line of JSON.parse(String(kept)) as KeptLine[]) {
      const options = line.tracking.map(
        ({ TrackingOptionID }) => names.get(TrackingOptionID) ?? '?',
      );
      lines.push({
        account: names.get(line.accountId) ?? '?',
        date: String(date),
        options: options.sort().join(' '),
        cents: BigInt(line.cents) * BigInt(Number(sign)),
        gst: BigInt(line.taxCents) * BigInt(Number(sign)),
      });
    }
  }
  return lines;
}

interface KeptLine {
  readonly accountId: string;
  readonly cents: number;
  readonly taxCents: number;
  readonly tracking: readonly { readonly TrackingOptionID: string }[];
}

const JOURNALS = 'select document_id, date, sign, lines from xero_journal order by journal_number';

function namesOf(books: DatabaseSync): Map<string, string> {
  const rows = books
    .prepare(
      'select account_id as id, code as name from account union select option_id, name from tracking_option',
    )
    .all();
  return new Map(rows.map(({ id, name }) => [String(id), String(name)]));
}

/** A journal that was locked, with the one that takes it back. */
function mirroredPairs(books: DatabaseSync): [string, string][] {
  const live = books
    .prepare("select journal_id, narration from manual_journal where status = 'POSTED'")
    .all()
    .map(({ journal_id, narration }) => ({ id: String(journal_id), text: String(narration) }));
  return live.flatMap(({ id, text }) => {
    const [, part, exportId] = /part (\d+) undone \[(\S+)\/\d+ /.exec(text) ?? [];
    if (part === undefined) return [];
    const reversed = live.find((one) => one.text.includes(`[${exportId}/${part} `));
    if (reversed === undefined) throw new Broken(`nothing that counts is reversed by ${text}`);
    return [[reversed.id, id]];
  });
}

function assertOpposite(books: DatabaseSync, pair: readonly [string, string]): void {
  const rows = books
    .prepare(
      `select account_id from ledger_entry where document_id in (?, ?)
       group by account_id having sum(amount) <> 0`,
    )
    .all(...pair);
  if (rows.length > 0) throw new Broken(`${pair.join(' and ')} do not take each other back`);
}
