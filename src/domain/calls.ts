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
    const size = utf8Bytes(document.body) + 1;
    const call = calls.at(-1);
    const fits =
      call !== undefined &&
      call[0]?.kind === document.kind &&
      call.length < MAX_DOCUMENTS_PER_CALL &&
      bytes + size <= MAX_CALL_BYTES;
    if (fits) call.push(document);
    else calls.push([document]);
    bytes = fits ? bytes + size : ENVELOPE_BYTES + size;
  }
  return calls;
}

/** The name of the list and the brackets around the documents are shorter. */
const ENVELOPE_BYTES = 100;

/** A half of a pair of surrogates stands for two of the four bytes of its character. */
function utf8Bytes(text: string): number {
  let bytes = text.length;
  for (let at = 0; at < text.length; at += 1) {
    const unit = text.charCodeAt(at);
    if (unit > 0x7f) bytes += 1;
    if (unit > 0x7ff && (unit < 0xd800 || unit > 0xdfff)) bytes += 1;
  }
  return bytes;
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
