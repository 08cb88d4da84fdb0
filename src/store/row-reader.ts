import { type Kysely, type RawBuilder, sql } from 'kysely';
import { type AccountingDate, dateOfNumber } from '../domain/dates.ts';
import type { DocumentKind } from '../domain/found-document.ts';
import type { Cents } from '../domain/money.ts';
import type { Mode } from '../domain/settings.ts';
import type { DocumentState } from '../domain/states.ts';
import { MODE_NUMBERS } from './candidate-sql.ts';
import type { Database } from './schema.ts';
import type { StreamNumber, Turn } from './schema-batch.ts';

/** A loan transaction, or a ready-made journal entry, as it came in. */
export interface StoredRow {
  readonly rowId: number;
  readonly isEntry: boolean;
  readonly source: string;
  /** Transaction id, or entry id. */
  readonly id: string;
  readonly version: number;
  readonly date: AccountingDate;
  /** Blank for an entry, as are client, element and reference. */
  readonly loanAccount: string;
  readonly clientName: string;
  readonly element: string;
  readonly reference: string;
  readonly description: string;
  readonly amount: Cents;
  readonly gst: Cents;
  /** The file that it came with. */
  readonly fileName: string;
  /** The row with a higher version. */
  readonly replacedBy: number | undefined;
}

/** Where a row, or one side of it, stands in a batch. */
export interface PlaceOfRow {
  readonly exportId: string;
  readonly stream: 'journals' | 'bank';
  /** -1 takes back what an earlier batch posted of it. */
  readonly turn: Turn;
  /** Undone: the row waits again, or is in another batch. */
  readonly isFreed: boolean;
  /** 0 where no line was due, as are line and what follows. */
  readonly part: number;
  readonly line: number;
  readonly glAccount: string;
  readonly amount: Cents;
  readonly kind: DocumentKind | undefined;
  readonly date: AccountingDate;
  readonly documentState: DocumentState | undefined;
  readonly xeroId: string | undefined;
}

/** A row by its own number; undefined where there is none. */
export async function loadRow(
  reader: Kysely<Database>,
  rowId: number,
): Promise<StoredRow | undefined> {
  const { rows } = await sql<RawRow>`${rowQuery(rowId)}`.execute(reader);
  const [row] = rows;
  if (row === undefined) return undefined;
  const { date, amount_cents, gst_cents, is_entry, replaced_by, ...texts } = row;
  return {
    ...texts,
    isEntry: is_entry === 1,
    date: dateOfNumber(date),
    amount: amount_cents,
    gst: gst_cents,
    replacedBy: replaced_by ?? undefined,
  };
}

type RawRow = Omit<StoredRow, 'isEntry' | 'date' | 'amount' | 'gst' | 'replacedBy'> & {
  readonly is_entry: number;
  readonly date: number;
  readonly amount_cents: Cents;
  readonly gst_cents: Cents;
  readonly replaced_by: number | null;
};

function rowQuery(rowId: number): RawBuilder<unknown> {
  return sql`
    select r.*, source.name as "source", coalesce(import.file_name, '') as "fileName",
      superseded.new_row_id as replaced_by
    from (
      select t.row_id as "rowId", 0 as is_entry, t.source_id, t.transaction_id as "id",
        t.version as "version", t.date as "date", a.account_id as "loanAccount", a.client_name as "clientName",
        coalesce(e.key, '') as "element", coalesce(t.reference, '') as "reference",
        coalesce(t.description, '') as "description", t.amount_cents, t.gst_cents
      from loan_transaction t
      join loan_account a on a.loan_account_id = t.loan_account_id
      left join catalog_item e on e.item_id = t.element_id
      where t.row_id = ${rowId}
      union all
      select j.row_id, 1, j.source_id, j.entry_id, j.version, j.date, '', '', '', '',
        coalesce(j.narration, ''),
        (select cast(coalesce(sum(case when l.amount_cents > 0 then l.amount_cents else 0 end), 0)
          as bigint) from journal_entry_line l where l.row_id = j.row_id), 0
      from journal_entry j where j.row_id = ${rowId}) r
    join source on source.source_id = r.source_id
    left join import on import.kind <> 'accounts'
      and r."rowId" between import.first_row_id and import.last_row_id
    left join superseded on superseded.old_row_id = r."rowId"`;
}

/** Every side of a row in the batches of a mode, the newest batch first. */
export async function loadPlaces(
  reader: Kysely<Database>,
  { mode, rowId }: { mode: Mode; rowId: number },
): Promise<PlaceOfRow[]> {
  const { rows } = await sql<RawPlace>`
    select batch.export_id as "exportId", claim.stream, claim.turn as "turn", claim.freed,
      coalesce(d.part, 0) as "part", side.line_no as "line", side.gl_account as "glAccount",
      d.kind as "kind", side.line_date as date, d.state as "documentState", d.xero_id as "xeroId",
      coalesce(side.sign * t.amount_cents, side.amount_cents) as amount_cents
    from (
      select batch_id, stream, turn, bundle_key, row_id, 0 as freed from claim
      where mode = ${MODE_NUMBERS[mode]} and stream in (1, 2) and row_id = ${rowId}
      union all
      select f.batch_id, f.stream, f.turn, f.bundle_key, f.row_id, 1 from batch b
      join freed_claim f on f.batch_id = b.batch_id and f.stream in (1, 2) and f.row_id = ${rowId}
      where b.mode = ${mode}) claim
    join batch on batch.batch_id = claim.batch_id and batch.state <> 'planning'
    join bundle_side side on side.batch_id = claim.batch_id and side.stream = claim.stream
      and side.turn = claim.turn and side.bundle_key = claim.bundle_key
    left join document d on d.document_id = side.document_id
    left join loan_transaction t on t.row_id = claim.row_id
    order by batch.batch_id desc, claim.stream, claim.turn desc, side.side`.execute(reader);
  return rows.map(({ date, amount_cents, stream, freed, ...row }) => ({
    ...row,
    stream: stream === 1 ? 'journals' : 'bank',
    isFreed: freed === 1,
    date: dateOfNumber(date),
    amount: amount_cents,
    kind: row.kind ?? undefined,
    documentState: row.documentState ?? undefined,
    xeroId: row.xeroId ?? undefined,
  }));
}

type RawPlace = Omit<PlaceOfRow, 'stream' | 'isFreed' | 'date' | 'amount'> & {
  readonly stream: StreamNumber;
  readonly freed: number;
  readonly date: number;
  readonly amount_cents: Cents;
};
