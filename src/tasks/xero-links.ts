import type { DocumentKind } from '../domain/found-document.ts';
import { xeroLink } from '../domain/xero-link.ts';
import type { TaskContext } from './task-context.ts';

/** Where a person looks at a document: in Xero, or on the twin's own pages in test mode. */
export type LinkOf = (document: {
  readonly kind: DocumentKind | undefined;
  readonly xeroId: string | undefined;
}) => string | null;

/** Links for the documents of one tenant. */
export async function linksFor(
  { mode, xero }: Pick<TaskContext, 'mode' | 'xero'>,
  tenantId: string,
): Promise<LinkOf> {
  const place = mode === 'test' ? await xero() : undefined;
  const base = place?.ok === true ? `${place.value.addresses.apiUrl}/pages/${tenantId}` : undefined;
  return ({ kind, xeroId }) => {
    if (kind === undefined || xeroId === undefined) return null;
    if (mode === 'production') return xeroLink(kind, xeroId);
    if (base === undefined) return null;
    return kind === 'manualJournal' ? `${base}/journals/${xeroId}` : `${base}/bank-transactions`;
  };
}
