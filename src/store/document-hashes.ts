import { createHash } from 'node:crypto';
import type { Kysely, Selectable } from 'kysely';
import { chunksOf } from './chunks.ts';
import type { Database } from './schema.ts';
import type { DocumentTable } from './schema-batch.ts';

/** Documents that are not as they were planned, and those of which that cannot be told. */
export interface Unsound {
  readonly altered: readonly number[];
  /** Planned by a program that kept no hashes. */
  readonly unhashed: readonly number[];
}

const HASHED = ['kind', 'document_key', 'marker', 'narration', 'contact_id', 'body'] as const;

const IDS_AT_ONCE = 500;

/** SHA-256 over what identifies a document and over the bytes that go to Xero. */
export function hashDocument(document: Pick<Selectable<DocumentTable>, (typeof HASHED)[number]>) {
  const parts = HASHED.map((name) => document[name]);
  return createHash('sha256').update(JSON.stringify(parts)).digest('hex');
}

/** Which of these documents cannot be trusted to be what was planned. */
export async function loadUnsound(
  reader: Kysely<Database>,
  documentIds: readonly number[],
): Promise<Unsound> {
  const altered: number[] = [];
  const unhashed: number[] = [];
  for (const chunk of chunksOf(documentIds, IDS_AT_ONCE)) {
    const rows = await reader
      .selectFrom('document')
      .select(['document_id', 'content_hash', ...HASHED])
      .where('document_id', 'in', chunk)
      .execute();
    for (const row of rows) {
      if (row.content_hash === '') unhashed.push(row.document_id);
      else if (row.content_hash !== hashDocument(row)) altered.push(row.document_id);
    }
  }
  return { altered, unhashed };
}
