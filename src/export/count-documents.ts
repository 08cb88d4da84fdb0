import type { DocumentState } from '../domain/states.ts';
import type { ExportEffects } from './effects.ts';

/** The documents of a batch by their end; those that may be in Xero without proof are in doubt. */
export type DocumentCounts = Readonly<
  Record<'confirmed' | 'rejected' | 'inDoubt' | 'conflict', number>
>;

/** Counts them. What waits in a call that has not left has no end yet, and is in none. */
export async function countDocuments(
  { store }: Pick<ExportEffects, 'store'>,
  batchId: number,
): Promise<DocumentCounts> {
  const documents = await store.loadDocuments({ batchId });
  const unsent = await store.loadUnsent([batchId]);
  const left = documents.filter(({ documentId }) => !unsent.has(documentId));
  const count = (...states: DocumentState[]) =>
    left.filter((one) => states.includes(one.documentState)).length;
  return {
    confirmed: count('confirmed'),
    rejected: count('rejected'),
    inDoubt: count('inDoubt', 'sending', 'posted'),
    conflict: count('conflict'),
  };
}
