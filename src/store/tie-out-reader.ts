import { type Kysely, type RawBuilder, sql } from 'kysely';
import { type AccountingDate, dateOfNumber } from '../domain/dates.ts';
import type { Cents } from '../domain/money.ts';
import type { GlobalSettings, Mode } from '../domain/settings.ts';
import type { DocumentState } from '../domain/states.ts';
import type { DocumentPosting } from '../domain/tie-out-documents.ts';
import { loadUnsent } from './call-reader.ts';
import { MODE_NUMBERS } from './candidate-sql.ts';
import type { Database } from './schema.ts';

/** One of our documents with its frozen postings by own date; document 0 holds those without one. */
export interface PostedDocument {
  readonly documentId: number;
  readonly name: string;
  /** Code of the entity whose rows it holds. */
  readonly entity: string;
  readonly marker: string;
  readonly date: AccountingDate;
  readonly documentState: DocumentState;
  readonly xeroId: string | undefined;
  /** It waits in a call that has not left. */
  readonly isUnsent: boolean;
  /** It reverses another one, and no row is in it. */
  readonly isMirror: boolean;
  readonly postings: readonly DocumentPosting[];
  readonly lines: readonly PostedLine[];
}

/** A line as sent; debit positive. The bank side of a bank transaction is one of them. */
export interface PostedLine {
  readonly account: string;
  readonly taxType: string;
  readonly amount: Cents;
}

/** What live batches posted, and the account structures by which they did. */
interface PostedDocuments {
  readonly documents: PostedDocument[];
  /** Postings without document. */
  readonly silent: DocumentPosting[];
  readonly structures: string[];
}

/**
 * Documents and postings of all batches of a tenant in a mode, and postings without document. What
 * was undone is no longer there, but for journals that were reversed, with their mirrors: they stand
 * in Xero still.
 */
export async function loadPostedDocuments(
  reader: Kysely<Database>,
  { mode, tenantId }: { mode: Mode; tenantId: string },
): Promise<PostedDocuments> {
  const batches = await postedBatches(reader, { mode, tenantId });
  if (batches.length === 0) return { documents: [], silent: [], structures: [] };
  const batchIds = batches.map((batch) => batch.batch_id);
  const postings = await loadSides(reader, { batchIds, mode });
  const lines = await loadSentLines(reader, batchIds);
  const unsent = await loadUnsent(reader, batchIds);
  const rows = await reader
    .selectFrom('document')
    .innerJoin('batch', 'batch.batch_id', 'document.batch_id')
    .innerJoin('catalog_item as entity', 'entity.item_id', 'batch.entity_id')
    .select(['document_id', 'export_id', 'part', 'document.kind', 'marker', 'date'])
    .select(['document.state', 'document.xero_id', 'document.mirror_of', 'entity.key as entity'])
    .where('document.batch_id', 'in', batchIds)
    .execute();
  const isLeft = (row: { state: DocumentState; document_id: number }) =>
    !GONE.includes(row.state) || postings.has(row.document_id);
  const documents = rows.filter(isLeft).map((row) => ({
    documentId: row.document_id,
    name: `${row.kind === 'manualJournal' ? 'journal' : 'bank transaction'} ${row.export_id}/${row.part}`,
    entity: row.entity,
    marker: row.marker,
    date: dateOfNumber(row.date),
    documentState: row.state,
    xeroId: row.xero_id ?? undefined,
    isUnsent: unsent.has(row.document_id),
    isMirror: row.mirror_of !== null,
    postings: postings.get(row.document_id) ?? [],
    lines: lines.get(row.document_id) ?? [],
  }));
  const structures = new Set(batches.map((batch) => structureOf(batch.settings)));
  return { documents, silent: postings.get(0) ?? [], structures: [...structures] };
}

/** Documents of which Xero's accounts show nothing. */
const GONE: readonly DocumentState[] = ['voided', 'deleted', 'withdrawn'];

async function postedBatches(
  reader: Kysely<Database>,
  { mode, tenantId }: { mode: Mode; tenantId: string },
) {
  return reader
    .selectFrom('batch')
    .select(['batch_id', 'settings'])
    .where('mode', '=', mode)
    .where('tenant_id', '=', tenantId)
    .where('state', 'not in', ['planning', 'discarded'])
    .execute();
}

function structureOf(settings: string): string {
  const { accountStructure } = JSON.parse(settings) as Partial<GlobalSettings>;
  return accountStructure ?? '';
}

async function loadSides(
  reader: Kysely<Database>,
  { batchIds, mode }: { batchIds: readonly number[]; mode: Mode },
): Promise<Map<number, DocumentPosting[]>> {
  const { rows } = await sql<{
    document_id: number;
    account: string;
    own_date: number;
    amount_cents: Cents;
    gst_cents: Cents;
  }>`select s.document_id, s.sent_account as account, b.date as own_date,
      sum(s.amount_cents) as amount_cents, sum(s.gst_cents) as gst_cents
    from bundle_side s
    join bundle b on b.batch_id = s.batch_id and b.stream = s.stream and b.turn = s.turn
      and b.bundle_key = s.bundle_key
    where s.batch_id in (${sql.join(batchIds)}) and ${isClaimed(mode)}
    group by s.document_id, s.sent_account, b.date`.execute(reader);
  return byDocument(rows, (row) => ({
    account: row.account,
    ownDate: dateOfNumber(row.own_date),
    amount: row.amount_cents,
    gst: row.gst_cents,
  }));
}

/** The rows of a bundle come free together; only batches that were undone need be asked. */
function isClaimed(mode: Mode): RawBuilder<unknown> {
  return sql`(b.batch_id not in (select batch_id from undo) or exists (select 1 from claim c
    where c.mode = ${MODE_NUMBERS[mode]} and c.stream = b.stream and c.row_id = b.first_row_id
      and c.turn = b.turn and c.batch_id = b.batch_id))`;
}

async function loadSentLines(
  reader: Kysely<Database>,
  batchIds: readonly number[],
): Promise<Map<number, PostedLine[]>> {
  const rows = await reader
    .selectFrom('document_line')
    .innerJoin('document', 'document.document_id', 'document_line.document_id')
    .select(['document_line.document_id', 'sent_account', 'tax_type', 'amount_cents'])
    .where('document.batch_id', 'in', batchIds)
    .execute();
  return byDocument(rows, (row) => ({
    account: row.sent_account,
    taxType: row.tax_type,
    amount: row.amount_cents,
  }));
}

function byDocument<Row extends { document_id: number }, T>(
  rows: readonly Row[],
  convert: (row: Row) => T,
): Map<number, T[]> {
  const groups = new Map<number, T[]>();
  for (const row of rows) {
    const group = groups.get(row.document_id);
    if (group === undefined) groups.set(row.document_id, [convert(row)]);
    else group.push(convert(row));
  }
  return groups;
}
