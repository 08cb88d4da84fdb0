import { glAccountBehind } from '../domain/account-structure.ts';
import { type Drift, findDrift, type WatchedDocument } from '../domain/drift.ts';
import { xeroRateOf } from '../domain/gst.ts';
import { controlAndClearing } from '../domain/owned-accounts.ts';
import { type Outcome, succeed } from '../domain/problem.ts';
import type { DocumentState } from '../domain/states.ts';
import type { ExportBatch } from '../store/batch-reader.ts';
import type { ExportEffects } from './effects.ts';
import { loadSentContents } from './sent-content.ts';
import type { TieOutRequest } from './tie-out-request.ts';

/** What watching found. */
export interface Watched {
  /** How many documents of ours were compared. */
  readonly documents: number;
  readonly drift: readonly Drift[];
}

/** In these states Xero is known to have had the document. */
const HELD_BY_XERO: readonly DocumentState[] = ['posted', 'confirmed', 'conflict', 'reversed'];

/** Reads every document of the organisation, and lists what is not as we left it. */
export async function watchOrganisation(
  effects: ExportEffects,
  batches: readonly ExportBatch[],
  { facts, catalog, entities }: Pick<TieOutRequest, 'facts' | 'catalog' | 'entities'>,
): Promise<Outcome<Watched>> {
  const { xero, store } = effects;
  const structures = entities.map(({ settings }) => settings.accountStructure);
  const watched: WatchedDocument[] = [];
  for (const { batchId, exportId } of batches) {
    const documents = await store.loadDocuments({ batchId, states: HELD_BY_XERO });
    const contents = await loadSentContents(effects, batchId, documents);
    const accepted = await store.loadAccepted(batchId);
    structures.push((await store.loadBatchSettings(batchId)).accountStructure);
    for (const { documentId, part, marker, xeroId } of documents) {
      const content = contents.get(documentId);
      if (xeroId === undefined || content === undefined) continue;
      const name = `${exportId}/${part}`;
      watched.push({ name, xeroId, marker, content, accepted: accepted.get(documentId) });
    }
  }
  effects.onProgress({ doing: 'Reading all documents', done: 0, of: 1 });
  const journals = await xero.findDocuments({ kind: 'manualJournal' });
  if (!journals.ok) return journals;
  const bank = await xero.findDocuments({ kind: 'bankTransaction' });
  if (!bank.ok) return bank;
  const behind = glAccountBehind(structures, catalog);
  const ours = controlAndClearing(catalog);
  const drift = findDrift(watched, [...journals.value, ...bank.value], {
    rateOf: (taxType) => xeroRateOf(taxType, facts) ?? 0,
    isOurs: (account) => ours.has(account) || ours.has(behind(account)),
  });
  return succeed({ documents: watched.length, drift });
}
