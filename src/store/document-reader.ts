import type { Kysely, Selectable } from 'kysely';
import { type AccountingDate, dateOfNumber } from '../domain/dates.ts';
import type { DocumentKind } from '../domain/found-document.ts';
import type { Cents } from '../domain/money.ts';
import type { Problem } from '../domain/problem.ts';
import type { DocumentState } from '../domain/states.ts';
import { chunksOf } from './chunks.ts';
import type { Database } from './schema.ts';
import type { DocumentTable } from './schema-batch.ts';

export interface StoredDocument {
  readonly documentId: number;
  readonly part: number;
  readonly kind: DocumentKind;
  readonly date: AccountingDate;
  readonly documentKey: string;
  readonly marker: string;
  /** Narration of a manual journal, reference of a bank transaction; ends in the marker. */
  readonly narration: string;
  /** The contact that a bank transaction names; blank for a journal. */
  readonly contactId: string;
  readonly documentState: DocumentState;
  readonly xeroId: string | undefined;
  readonly generation: number;
  readonly lines: number;
  readonly total: Cents;
  readonly problem: Problem | undefined;
  /** The document that it reverses, where it was made for an undo. */
  readonly mirrorOf: number | undefined;
}

/** Documents of a batch by part: of some states only, or a page after a part. */
export async function loadDocuments(
  reader: Kysely<Database>,
  wanted: {
    batchId: number;
    states?: readonly DocumentState[];
    afterPart?: number;
    limit?: number;
  },
): Promise<StoredDocument[]> {
  const { batchId, states, afterPart, limit } = wanted;
  const rows = await reader
    .selectFrom('document')
    .select(COLUMNS)
    .where('batch_id', '=', batchId)
    .$if(states !== undefined, (query) => query.where('state', 'in', states ?? []))
    .$if(afterPart !== undefined, (query) => query.where('part', '>', afterPart ?? 0))
    .orderBy('part')
    .$if(limit !== undefined, (query) => query.limit(limit ?? 0))
    .execute();
  return rows.map(toDocument);
}

/** The exact bytes of the documents of a call, by document id. */
export async function loadBodies(
  reader: Kysely<Database>,
  documentIds: readonly number[],
): Promise<Map<number, string>> {
  const bodies = new Map<number, string>();
  for (const chunk of chunksOf(documentIds, IDS_AT_ONCE)) {
    const rows = await reader
      .selectFrom('document')
      .select(['document_id', 'body'])
      .where('document_id', 'in', chunk)
      .execute();
    for (const row of rows) bodies.set(row.document_id, row.body);
  }
  return bodies;
}

/** Engines take some tens of thousands of values in a statement, and slow down long before. */
const IDS_AT_ONCE = 500;

const COLUMNS = [
  'document_id',
  'part',
  'kind',
  'date',
  'document_key',
  'marker',
  'narration',
  'contact_id',
  'state',
  'xero_id',
  'generation',
  'lines',
  'total_cents',
  'problem',
  'mirror_of',
] as const;

type DocumentRow = Pick<Selectable<DocumentTable>, (typeof COLUMNS)[number]>;

function toDocument(row: DocumentRow): StoredDocument {
  return {
    documentId: row.document_id,
    part: row.part,
    kind: row.kind,
    date: dateOfNumber(row.date),
    documentKey: row.document_key,
    marker: row.marker,
    narration: row.narration,
    contactId: row.contact_id,
    documentState: row.state,
    xeroId: row.xero_id ?? undefined,
    generation: row.generation,
    lines: row.lines,
    total: row.total_cents,
    problem: row.problem === null ? undefined : JSON.parse(row.problem),
    mirrorOf: row.mirror_of ?? undefined,
  };
}
