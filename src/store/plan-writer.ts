import type { Transaction } from 'kysely';
import { dateNumber } from '../domain/dates.ts';
import { optionsOf } from '../domain/journal-parts.ts';
import { absolute, type Cents, negateCents, sumCents } from '../domain/money.ts';
import type {
  PlannedDocument,
  PlannedLine,
  PostedBundle,
  PostedSide,
} from '../domain/planned-document.ts';
import type { Act } from './act.ts';
import { type HeldBatch, writeHeld } from './batch-lease.ts';
import { type BulkColumns, type BulkValue, bulkInsert } from './bulk-insert.ts';
import { STREAM_NUMBERS } from './candidate-sql.ts';
import { chunksOf } from './chunks.ts';
import { hashDocument } from './document-hashes.ts';
import type { Database } from './schema.ts';
import type { Store } from './store.ts';

const DOCUMENTS_AT_ONCE = 100;
const BUNDLES_AT_ONCE = 5000;

/** Writes the documents of a batch in `planning`, by chunks; gives the id of each part. */
export async function writeDocuments(
  store: Store,
  act: Act,
  { held, documents }: { held: HeldBatch; documents: readonly PlannedDocument[] },
): Promise<Map<number, number>> {
  const ids = new Map<number, number>();
  for (const chunk of chunksOf(documents, DOCUMENTS_AT_ONCE)) {
    await writeHeld(store, act, {
      held,
      states: ['planning'],
      work: async (tx, audit) => {
        for (const [part, id] of await insertDocuments({ store, tx }, held, chunk)) {
          ids.set(part, id);
        }
        await audit('batch.documents_written', { documents: chunk.length });
      },
    });
  }
  return ids;
}

/** Freezes posted bundles and their sides, by chunks; `documentIds` are by part. */
export async function writeBundles(
  store: Store,
  act: Act,
  plan: {
    held: HeldBatch;
    posted: readonly PostedBundle[];
    documentIds: ReadonlyMap<number, number>;
  },
): Promise<void> {
  const { held, posted, documentIds } = plan;
  for (const chunk of chunksOf(posted, BUNDLES_AT_ONCE)) {
    await writeHeld(store, act, {
      held,
      states: ['planning'],
      work: async (tx, audit) => {
        const bundles = chunk.map((bundle) => bundleRow(held, bundle));
        const sides = chunk.flatMap((bundle) => sideRows(held, bundle, documentIds));
        await bulkInsert({ store, tx }, { table: 'bundle', columns: BUNDLE_COLUMNS }, bundles);
        await bulkInsert({ store, tx }, { table: 'bundle_side', columns: SIDE_COLUMNS }, sides);
        await audit('batch.bundles_written', { bundles: chunk.length });
      },
    });
  }
}

/** Adds documents with their lines to a batch; gives the id of each part. */
export async function insertDocuments(
  on: { store: Store; tx: Transaction<Database> },
  held: HeldBatch,
  documents: readonly PlannedDocument[],
): Promise<Map<number, number>> {
  const { tx } = on;
  const { tenant_id } = await tx
    .selectFrom('batch')
    .select('tenant_id')
    .where('batch_id', '=', held.batchId)
    .executeTakeFirstOrThrow();
  const rows = await tx
    .insertInto('document')
    .values(documents.map((one) => ({ ...documentRow(one), batch_id: held.batchId, tenant_id })))
    .returning(['part', 'document_id'])
    .execute();
  const ids = new Map(rows.map((row) => [row.part, row.document_id]));
  const lines = documents.flatMap((document) => lineRows(document, ids));
  await bulkInsert(on, { table: 'document_line', columns: LINE_COLUMNS }, lines);
  return ids;
}

function documentRow(document: PlannedDocument) {
  const row = {
    part: document.part,
    kind: document.kind,
    date: dateNumber(document.date),
    document_key: document.documentKey,
    marker: document.marker,
    narration: document.text,
    body: document.body,
    contact_id: document.bank?.contactId ?? '',
    state: 'planned' as const,
    xero_id: null,
    generation: 1,
    lines: document.lines.length,
    total_cents: totalOf(document),
    problem: null,
  };
  return { ...row, content_hash: hashDocument(row) };
}

/** The debits of a journal; what a bank transaction moves. */
function totalOf({ kind, lines }: PlannedDocument): Cents {
  const amounts = lines.map((line) => line.amount);
  if (kind === 'bankTransaction') return absolute(sumCents(amounts));
  return sumCents(amounts.filter((amount) => amount > 0n));
}

const OPTION_COLUMNS = {
  category_a: 'text',
  option_a: 'text',
  category_b: 'text',
  option_b: 'text',
} as const;

const LINE_COLUMNS: BulkColumns = {
  document_id: 'whole',
  line_no: 'whole',
  gl_account: 'text',
  sent_account: 'text',
  description: 'text',
  tax_type: 'text',
  amount_cents: 'whole',
  gst_cents: 'whole',
  ...OPTION_COLUMNS,
  contra: 'whole',
};

/** The lines from number 1; the bank side, which Xero makes by itself, has number 0. */
function lineRows(document: PlannedDocument, ids: ReadonlyMap<number, number>): BulkValue[][] {
  const documentId = ids.get(document.part) ?? 0;
  const rows = document.lines.map((line, index) => [documentId, index + 1, ...lineValues(line), 0]);
  if (document.bank === undefined) return rows;
  const { sentAccount } = document.bank;
  const amount = negateCents(sumCents(document.lines.map((line) => line.amount)));
  return [...rows, [documentId, 0, sentAccount, sentAccount, '', '', amount, 0, '', '', '', '', 1]];
}

function lineValues(line: PlannedLine): BulkValue[] {
  const { glAccountCode, sentAccount, description, taxType, amount, gst } = line;
  return [
    ...[glAccountCode, sentAccount, description, taxType],
    ...[amount, gst, ...optionsOf(line)],
  ];
}

const BUNDLE_COLUMNS: BulkColumns = {
  batch_id: 'whole',
  stream: 'whole',
  turn: 'whole',
  bundle_key: 'whole',
  date: 'whole',
  segment_id: 'whole',
  element_id: 'whole',
  bank_account_id: 'whole',
  bank_group_id: 'whole',
  profile: 'text',
  rows: 'whole',
  amount_cents: 'whole',
  gst_cents: 'whole',
  first_row_id: 'whole',
  last_row_id: 'whole',
};

function bundleRow(held: HeldBatch, bundle: PostedBundle): BulkValue[] {
  const { segmentId, elementId, bankAccountId, bankGroupId, profile } = bundle;
  const { rows, amount, gst } = bundle;
  return [
    ...bundleKeyValues(held, bundle),
    ...[dateNumber(bundle.date), segmentId, elementId, bankAccountId, bankGroupId, profile],
    ...[rows, amount, gst, bundle.firstRow, bundle.lastRow],
  ];
}

const SIDE_COLUMNS: BulkColumns = {
  batch_id: 'whole',
  stream: 'whole',
  turn: 'whole',
  bundle_key: 'whole',
  side: 'whole',
  gl_account: 'text',
  sent_account: 'text',
  branch: 'text',
  department: 'text',
  tax_type: 'text',
  line_date: 'whole',
  ...OPTION_COLUMNS,
  sign: 'whole',
  carries_gst: 'whole',
  amount_cents: 'whole',
  gst_cents: 'whole',
  document_id: 'whole',
  line_no: 'whole',
};

function sideRows(
  held: HeldBatch,
  bundle: PostedBundle,
  documentIds: ReadonlyMap<number, number>,
): BulkValue[][] {
  const key = bundleKeyValues(held, bundle);
  return bundle.sides.map((side, index) => {
    const documentId = documentIds.get(side.part) ?? 0;
    return [...key, index, ...sideValues(side), documentId, side.lineNo];
  });
}

function sideValues(side: PostedSide): BulkValue[] {
  const { glAccountCode, sentAccount, branch, department, taxType } = side;
  return [
    ...[glAccountCode, sentAccount, branch, department, taxType, dateNumber(side.lineDate)],
    ...optionsOf(side),
    ...[side.sign, side.carriesGst ? 1 : 0, side.amount, side.gst],
  ];
}

function bundleKeyValues(held: HeldBatch, bundle: PostedBundle): BulkValue[] {
  return [held.batchId, STREAM_NUMBERS[bundle.stream], bundle.turn, bundle.bundleKey];
}
