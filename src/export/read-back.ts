import type { AccountingDate } from '../domain/dates.ts';
import type { DocumentKind, FoundDocument } from '../domain/found-document.ts';
import { type Outcome, succeed } from '../domain/problem.ts';
import type { StoredDocument } from '../store/document-reader.ts';
import type { ExportEffects } from './effects.ts';

/** Documents as Xero holds them, by their id there. */
export type FoundById = ReadonlyMap<string, FoundDocument>;

/**
 * Reads documents of a batch: those of each kind between the first and the last date in lists of a
 * thousand, and what the lists lack by its id.
 */
export async function readBack(
  { xero }: ExportEffects,
  documents: readonly StoredDocument[],
): Promise<Outcome<FoundById>> {
  const byId = new Map<string, FoundDocument>();
  for (const kind of ['manualJournal', 'bankTransaction'] satisfies DocumentKind[]) {
    const dates = documents
      .filter((one) => one.kind === kind)
      .map((one) => one.date)
      .sort();
    if (dates.length === 0) continue;
    const [from, to] = [dates[0] as AccountingDate, dates.at(-1) as AccountingDate];
    const found = await xero.findDocuments({ kind, dates: { from, to } });
    if (!found.ok) return found;
    for (const one of found.value) byId.set(one.xeroId, one);
  }
  return readOneByOne(xero, { documents, byId });
}

/** A list may lag behind, or a date may have changed: what it lacks is read by its id. */
async function readOneByOne(
  xero: ExportEffects['xero'],
  { documents, byId }: { documents: readonly StoredDocument[]; byId: Map<string, FoundDocument> },
): Promise<Outcome<FoundById>> {
  for (const { xeroId, kind } of documents) {
    if (xeroId === undefined || byId.has(xeroId)) continue;
    const found = await xero.readDocument(kind, xeroId);
    if (found.ok) byId.set(xeroId, found.value);
    else if (found.problems[0]?.code !== 'xero_call.not_found') return found;
  }
  return succeed(byId);
}
