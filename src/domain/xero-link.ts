import type { DocumentKind } from './found-document.ts';

const XERO = 'https://go.xero.com';

/**
 * Where a person sees a document in Xero, in the organisation that is open there. The addresses are
 * those that Xero's own client library for assistants uses.
 * https://github.com/XeroAPI/xero-mcp-server/blob/main/src/consts/deeplinks.ts
 */
export function xeroLink(kind: DocumentKind, xeroId: string): string {
  const id = encodeURIComponent(xeroId);
  return kind === 'manualJournal'
    ? `${XERO}/Journal/View.aspx?invoiceID=${id}`
    : `${XERO}/Bank/ViewTransaction.aspx?bankTransactionID=${id}`;
}
