import type { DocumentState } from '../domain/states.ts';
import type { StoredDocument } from '../store/document-reader.ts';

/** The states that decide about a batch; of mirrors only those with which something is wrong. */
export function statesThatCount(documents: readonly StoredDocument[]): DocumentState[] {
  return documents
    .filter((one) => one.mirrorOf === undefined || one.documentState === 'conflict')
    .map((one) => one.documentState);
}
