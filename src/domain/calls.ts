import type { DocumentKind } from './found-document.ts';
import type { Digest } from './marker.ts';

/** Xero advises about 50 elements in a request and less than 3.5 MB; we stay at 3. */
export const MAX_DOCUMENTS_PER_CALL = 50;
export const MAX_CALL_BYTES = 3_000_000;

/** A document on its way into a call. */
export interface CallDocument {
  readonly documentKey: string;
  readonly kind: DocumentKind;
  readonly generation: number;
  readonly body: string;
}

/** Packs documents, in their order, into calls of one kind each. */
export function packCalls<T extends CallDocument>(documents: readonly T[]): T[][] {
  const calls: T[][] = [];
  let bytes = 0;
  for (const document of documents) {
    const size = document.body.length * 3;
    const call = calls.at(-1);
    const fits =
      call !== undefined &&
      call[0]?.kind === document.kind &&
      call.length < MAX_DOCUMENTS_PER_CALL &&
      bytes + size <= MAX_CALL_BYTES;
    if (fits) call.push(document);
    else calls.push([document]);
    bytes = fits ? bytes + size : size;
  }
  return calls;
}

/** base64url(SHA-256(tenant, then each document's key and generation)): 43 characters. */
export function idempotencyKey(
  tenantId: string,
  documents: readonly Pick<CallDocument, 'documentKey' | 'generation'>[],
  digest: Digest,
): string {
  const parts = documents.map((one) => `${one.documentKey} ${one.generation}`);
  return digest.base64Url([tenantId, ...parts].join('\n'));
}
