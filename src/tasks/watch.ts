import { listDifferences } from '../domain/compare-documents.ts';
import type { DriftKind } from '../domain/drift.ts';
import { formatCents } from '../domain/money.ts';
import { type Outcome, succeed } from '../domain/problem.ts';
import { watchOrganisation } from '../export/watch.ts';
import { listBatches } from '../store/batch-reader.ts';
import { engineOn, type ProgressListener } from './export-engine.ts';
import { readBooks } from './organisation-books.ts';
import type { TaskContext } from './task-context.ts';

/** What `watch --json` prints. */
export interface WatchReport {
  readonly entity: string;
  readonly organisation: string;
  /** How many documents of ours were compared. */
  readonly documents: number;
  readonly drift: readonly {
    readonly kind: DriftKind;
    /** Our name of the document; blank for one of others. */
    readonly document: string;
    readonly xeroId: string;
    readonly date: string;
    readonly text: string;
    readonly amount: string;
    /** Control and clearing accounts that a document of others stands on. */
    readonly accounts: readonly string[];
    /** What is otherwise than it was sent. */
    readonly differences: string;
  }[];
}

/** Lists what somebody changed in Xero of ours, and what others put on accounts that are ours. */
export async function watchTask(
  context: TaskContext,
  asked: { entity: string; onProgress?: ProgressListener },
): Promise<Outcome<WatchReport>> {
  const read = await readBooks(context, asked.entity);
  if (!read.ok) return read;
  const { client, ...books } = read.value;
  const { tenantId, organisation } = books.facts;
  const batches = await listBatches(context.store.reader, context.mode);
  const own = batches.filter((one) => one.tenantId === tenantId);
  const found = await watchOrganisation(engineOn(context, client, asked.onProgress), own, books);
  if (!found.ok) return found;
  const drift = found.value.drift.map(({ name, differences, amount, ...rest }) => ({
    ...rest,
    document: name,
    amount: formatCents(amount),
    differences: listDifferences(differences),
  }));
  const { documents } = found.value;
  return succeed({ entity: asked.entity, organisation: organisation.name, documents, drift });
}
