import { type Kysely, type RawBuilder, sql } from 'kysely';
import { type AccountingDate, dateOfNumber } from '../domain/dates.ts';
import type { DocumentKind } from '../domain/found-document.ts';
import type { Cents } from '../domain/money.ts';
import type { Mode, Stream } from '../domain/settings.ts';
import { MODE_NUMBERS, STREAM_NUMBERS } from './candidate-sql.ts';
import type { StoredPosting } from './posting-reader.ts';
import type { Database } from './schema.ts';

/** One posting of a batch: what one row put on one account, and the line that carries it. */
export interface BatchPosting extends StoredPosting {
  readonly sentAccount: string;
  readonly branch: string;
  readonly department: string;
  /** The date of the line; it may be later than the row's. */
  readonly lineDate: AccountingDate;
  /** Undefined where postings cancel out, so that no line is due. */
  readonly part: number | undefined;
  readonly kind: DocumentKind | undefined;
  readonly lineNo: number;
}

const ROWS_AT_ONCE = 2000;

/** All postings of a batch, stream by stream and row by row, a few thousand rows in memory at once. */
export async function* readPostings(
  reader: Kysely<Database>,
  { batchId, mode }: { batchId: number; mode: Mode },
): AsyncGenerator<readonly BatchPosting[]> {
  for (const stream of ['journals', 'bank'] satisfies Stream[]) {
    for (const claims of [liveClaims, freedClaims]) {
      yield* readPages(reader, { claims, batchId, mode, stream });
    }
  }
}

async function* readPages(
  reader: Kysely<Database>,
  { claims, ...wanted }: Omit<Wanted, 'after'> & { claims: typeof liveClaims },
): AsyncGenerator<readonly BatchPosting[]> {
  let after: Place | undefined = { rowId: 0, turn: -2 };
  while (after !== undefined) {
    const { rows } = await pageQuery(claims({ ...wanted, after }), wanted.batchId).execute(reader);
    if (rows.length > 0) yield rows.map(toPosting);
    after = rows.at(-1);
  }
}

interface Place {
  readonly rowId: number;
  readonly turn: number;
}

interface Wanted {
  readonly batchId: number;
  readonly mode: Mode;
  readonly stream: Stream;
  readonly after: Place;
}

/** The key of the claims is walked once, between the first and the last row of the batch. */
function liveClaims({ batchId, mode, stream, after }: Wanted): RawBuilder<unknown> {
  const own = sql`from bundle where batch_id = ${batchId} and stream = ${STREAM_NUMBERS[stream]}`;
  return sql`select stream, row_id, turn, bundle_key from claim
    where mode = ${MODE_NUMBERS[mode]} and stream = ${STREAM_NUMBERS[stream]}
      and (row_id, turn) > (${after.rowId}, ${after.turn}) and batch_id = ${batchId}
      and row_id between (select min(first_row_id) ${own}) and (select max(last_row_id) ${own})
    order by row_id, turn limit ${ROWS_AT_ONCE}`;
}

/** Those of what was undone are on record still. */
function freedClaims({ batchId, stream, after }: Wanted): RawBuilder<unknown> {
  return sql`select stream, row_id, turn, bundle_key from freed_claim
    where batch_id = ${batchId} and stream = ${STREAM_NUMBERS[stream]}
      and (row_id, turn) > (${after.rowId}, ${after.turn})
    order by row_id, turn limit ${ROWS_AT_ONCE}`;
}

interface PostingRow
  extends Omit<BatchPosting, 'date' | 'lineDate' | 'amount' | 'gst' | 'part' | 'kind'> {
  readonly date: number;
  readonly line_date: number;
  readonly amount_cents: Cents;
  readonly gst_cents: Cents;
  readonly part: number | null;
  readonly kind: DocumentKind | null;
}

/** A side of a bundle applies its sign to each row's amount; a side of an entry has its own. */
function pageQuery(claims: RawBuilder<unknown>, batchId: number): RawBuilder<PostingRow> {
  return sql<PostingRow>`
    select c.row_id as "rowId", c.turn as "turn", source.name as "source",
      coalesce(t.transaction_id, e.entry_id) as "id", coalesce(t.version, e.version) as "version",
      coalesce(t.date, e.date) as "date", coalesce(a.account_id, '') as "loanAccount",
      coalesce(element.key, '') as "element", coalesce(t.reference, '') as "reference",
      coalesce(t.description, e.narration, '') as "description", s.gl_account as "glAccountCode",
      s.sent_account as "sentAccount", s.branch as "branch", s.department as "department",
      s.tax_type as "taxType", coalesce(s.sign * t.amount_cents, s.amount_cents) as amount_cents,
      coalesce(s.sign * s.carries_gst * t.gst_cents, s.gst_cents) as gst_cents,
      s.line_date as line_date, d.part as "part", d.kind as "kind", s.line_no as "lineNo"
    from (${claims}) c
    join bundle_side s on s.batch_id = ${batchId} and s.stream = c.stream and s.turn = c.turn
      and s.bundle_key = c.bundle_key
    left join document d on d.document_id = s.document_id
    left join loan_transaction t on t.row_id = c.row_id
    left join loan_account a on a.loan_account_id = t.loan_account_id
    left join catalog_item element on element.item_id = t.element_id
    left join journal_entry e on e.row_id = c.row_id
    join source on source.source_id = coalesce(t.source_id, e.source_id)
    order by c.row_id, c.turn, s.side`;
}

function toPosting(row: PostingRow): BatchPosting {
  const { date, line_date, amount_cents: amount, gst_cents: gst, part, kind, ...same } = row;
  return {
    ...same,
    date: dateOfNumber(date),
    lineDate: dateOfNumber(line_date),
    amount,
    gst,
    part: part ?? undefined,
    kind: kind ?? undefined,
  };
}
