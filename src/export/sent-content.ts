import type { SentContent } from '../domain/compare-documents.ts';
import type { StoredDocument } from '../store/document-reader.ts';
import type { StoredLine } from '../store/line-reader.ts';
import type { ExportEffects } from './effects.ts';

interface ContentSource {
  readonly store: Pick<ExportEffects['store'], 'loadBatchSettings' | 'isHandedOver' | 'loadLines'>;
}

/** Documents of a batch with their lines as they were sent, by document id. */
export async function loadSentContents(
  { store }: ContentSource,
  batchId: number,
  documents: readonly StoredDocument[],
): Promise<ReadonlyMap<number, SentContent>> {
  const settings = await store.loadBatchSettings(batchId);
  const lines = new Map<number, StoredLine[]>();
  for (const line of await store.loadLines({ batchId })) {
    const own = lines.get(line.documentId);
    if (own === undefined) lines.set(line.documentId, [line]);
    else own.push(line);
  }
  const isImported = await store.isHandedOver(batchId);
  const isDraft = isImported || settings.journalStatus === 'draft';
  return new Map(
    documents.map((one) => [
      one.documentId,
      { ...contentOf(one, lines.get(one.documentId) ?? [], isDraft), isImported },
    ]),
  );
}

function contentOf(
  document: StoredDocument,
  lines: readonly StoredLine[],
  draftsJournals: boolean,
): SentContent {
  const { kind, date, narration, contactId } = document;
  const contra = lines.find((line) => line.isContra);
  return {
    kind,
    date,
    text: narration,
    isDraft: draftsJournals && kind === 'manualJournal',
    lines: lines.filter((line) => !line.isContra),
    bank:
      contra === undefined
        ? undefined
        : {
            account: contra.sentAccount,
            direction: contra.amount > 0n ? ('RECEIVE' as const) : ('SPEND' as const),
            contactId,
          },
  };
}
