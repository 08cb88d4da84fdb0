import { type Kysely, type RawBuilder, sql } from 'kysely';
import { type AccountingDate, dateOfNumber } from '../domain/dates.ts';
import type { Cents } from '../domain/money.ts';
import type { Database } from './schema.ts';

/** One posting behind a line: what one row put on the line's account. */
export interface StoredPosting {
  readonly rowId: number;
  /** -1 takes back what an earlier batch posted of the row. */
  readonly turn: 1 | -1;
  readonly source: string;
  /** Transaction id, or entry id of a ready-made journal entry. */
  readonly id: string;
  readonly version: number;
  /** The row's own date. */
  readonly date: AccountingDate;
  /** Blank for a ready-made entry, as are element and reference. */
  readonly loanAccount: string;
  readonly element: string;
  readonly reference: string;
  readonly description: string;
  readonly glAccountCode: string;
  readonly taxType: string;
  /** Debit positive, GST included. */
  readonly amount: Cents;
  readonly gst: Cents;
}

interface Wanted {
  readonly documentId: number;
  readonly lineNo: number;
  readonly afterRow?: number;
  readonly limit?: number;
}

/** The postings that make one line, by row; a page after a row. */
export async function loadPostings(
  reader: Kysely<Database>,
  wanted: Wanted,
): Promise<StoredPosting[]> {
  const { rows } = await postingQuery(wanted).execute(reader);
  return rows.map(({ date, amount_cents, gst_cents, side: _, ...row }) => {
    return { ...row, date: dateOfNumber(date), amount: amount_cents, gst: gst_cents };
  });
}

interface PostingRow extends Omit<StoredPosting, 'date' | 'amount' | 'gst'> {
  readonly date: number;
  readonly amount_cents: Cents;
  readonly gst_cents: Cents;
  readonly side: number;
}

/**
 * From the line to its frozen sides, to their bundles, to the claims on the rows of each bundle. A
 * side of a bundle applies its sign to each row's amount; a side of an entry has its own amount. The
 * claims of what was undone are on record still.
 */
function postingQuery(wanted: Wanted): RawBuilder<PostingRow> {
  const { limit = 1_000_000 } = wanted;
  const live = sql`claim on claim.mode = case batch.mode when 'production' then 1 else 2 end and`;
  const freed = sql`freed_claim claim on`;
  return sql<PostingRow>`
    select * from (${postingsBy(live, wanted)} union all ${postingsBy(freed, wanted)}) postings
    order by "rowId", "turn", "side" limit ${limit}`;
}

function postingsBy(
  claims: RawBuilder<unknown>,
  { documentId, lineNo, afterRow = 0 }: Wanted,
): RawBuilder<unknown> {
  return sql`
    select claim.row_id as "rowId", side.turn as "turn", side.side as "side", source.name as "source",
      coalesce(loan_transaction.transaction_id, journal_entry.entry_id) as "id",
      coalesce(loan_transaction.version, journal_entry.version) as "version",
      coalesce(loan_transaction.date, journal_entry.date) as "date",
      coalesce(loan_account.account_id, '') as "loanAccount",
      coalesce(element.key, '') as "element",
      coalesce(loan_transaction.reference, '') as "reference",
      coalesce(loan_transaction.description, journal_entry.narration, '') as "description",
      side.gl_account as "glAccountCode", side.tax_type as "taxType",
      coalesce(side.sign * loan_transaction.amount_cents, side.amount_cents) as amount_cents,
      coalesce(side.sign * side.carries_gst * loan_transaction.gst_cents, side.gst_cents)
        as gst_cents
    from document
    join batch on batch.batch_id = document.batch_id
    join bundle_side side on side.batch_id = document.batch_id
      and side.document_id = document.document_id and side.line_no = ${lineNo}
    join bundle on bundle.batch_id = side.batch_id and bundle.stream = side.stream
      and bundle.turn = side.turn and bundle.bundle_key = side.bundle_key
    join ${claims} claim.stream = side.stream and claim.turn = side.turn
      and claim.row_id between bundle.first_row_id and bundle.last_row_id
      and claim.batch_id = side.batch_id and claim.bundle_key = side.bundle_key
    left join loan_transaction on loan_transaction.row_id = claim.row_id
    left join loan_account on loan_account.loan_account_id = loan_transaction.loan_account_id
    left join catalog_item element on element.item_id = loan_transaction.element_id
    left join journal_entry on journal_entry.row_id = claim.row_id
    join source on source.source_id
      = coalesce(loan_transaction.source_id, journal_entry.source_id)
    where document.document_id = ${documentId} and claim.row_id > ${afterRow}`;
}
