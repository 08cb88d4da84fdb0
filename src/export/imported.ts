import { isLiveInXero } from '../domain/compare-documents.ts';
import type { AccountingDate, Instant } from '../domain/dates.ts';
import type { FoundDocument } from '../domain/found-document.ts';
import { findMarkers } from '../domain/marker.ts';
import { type Outcome, succeed } from '../domain/problem.ts';
import type { StoredDocument } from '../store/document-reader.ts';
import type { ExportEffects } from './effects.ts';

/** Live documents that a person made in Xero out of a file, by the marker that they carry. */
export type ImportedByMarker = ReadonlyMap<string, readonly FoundDocument[]>;

/** How far our clock and Xero's may be apart, at the most. */
const CLOCKS_APART_MS = 15 * 60_000;

/**
 * Looks in two independent ways for what was imported since a batch was handed over: among all
 * documents of its days, and among all that changed since. Drafts count: they may be approved.
 */
export async function findImported(
  { xero, later }: ExportEffects,
  documents: readonly StoredDocument[],
  handedOverAt: Instant,
): Promise<Outcome<ImportedByMarker>> {
  const modifiedSince = later(handedOverAt, -CLOCKS_APART_MS);
  const byId = new Map<string, FoundDocument>();
  for (const kind of new Set(documents.map((one) => one.kind))) {
    const days = documents.filter((one) => one.kind === kind).map((one) => one.date);
    const [from, to] = [days.sort()[0], days.at(-1)] as [AccountingDate, AccountingDate];
    const dated = await xero.findDocuments({ kind, dates: { from, to } });
    if (!dated.ok) return dated;
    const changed = await xero.findDocuments({ kind, modifiedSince });
    if (!changed.ok) return changed;
    for (const one of [...dated.value, ...changed.value]) byId.set(one.xeroId, one);
  }
  const marked = new Map<string, FoundDocument[]>();
  for (const one of [...byId.values()].filter(isLiveInXero)) {
    for (const marker of findMarkers(one.text)) {
      marked.set(marker, [...(marked.get(marker) ?? []), one]);
    }
  }
  return succeed(marked);
}

/** Documents of a batch that nobody has found in Xero yet under one id. */
export function notFoundYet(documents: readonly StoredDocument[]): StoredDocument[] {
  return documents.filter(
    ({ documentState, xeroId, mirrorOf }) =>
      mirrorOf === undefined &&
      xeroId === undefined &&
      (documentState === 'inDoubt' || documentState === 'conflict'),
  );
}
