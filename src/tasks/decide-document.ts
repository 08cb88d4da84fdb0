import { listDifferences } from '../domain/compare-documents.ts';
import type { DecidedAs } from '../domain/decision.ts';
import { formatCents } from '../domain/money.ts';
import { fail, type Outcome, succeed } from '../domain/problem.ts';
import type { BatchState, DocumentState } from '../domain/states.ts';
import { type DecisionAsked, type DecisionTaken, decideDocument } from '../export/decide.ts';
import { connectBatch } from './connect-batch.ts';
import { entityInForce } from './entity-settings.ts';
import { engineOn, type ProgressListener } from './export-engine.ts';
import { checkLive } from './go-live.ts';
import { findBatch } from './send-export.ts';
import type { TaskContext } from './task-context.ts';

/** What `export decide` is asked. */
export interface DecisionWanted extends DecisionAsked {
  readonly exportId: string;
  readonly onProgress?: ProgressListener;
}

/** What `export decide --json` prints. */
export interface DecisionReport {
  readonly exportId: string;
  /** Of the batch. */
  readonly state: BatchState;
  readonly isPreview: boolean;
  readonly part: number;
  readonly text: string;
  readonly total: string;
  readonly decided: DecidedAs;
  /** Of the document, from now on. */
  readonly documentState: DocumentState;
  /** What stands for it in Xero from now on. */
  readonly xeroId: string | null;
  /** How that differs from what was sent; blank where it does not. */
  readonly differences: string;
  /** All that Xero showed of the document, of every status. */
  readonly inXero: readonly {
    readonly xeroId: string;
    readonly status: string;
    readonly date: string;
    readonly text: string;
  }[];
}

/** Decides, with a reason on record, what no look into Xero can decide. */
export async function decideDocumentTask(
  context: TaskContext,
  wanted: DecisionWanted,
): Promise<Outcome<DecisionReport>> {
  const batch = await findBatch(context, wanted.exportId);
  if (!batch.ok) return batch;
  const unready = await checkLive(context);
  if (unready.length > 0) return fail(...unready);
  const found = await entityInForce(context, batch.value.entity);
  if (!found.ok) return found;
  const connected = await connectBatch(context, batch.value, found.value);
  if (!connected.ok) return connected;
  const { client, against } = connected.value;
  const engine = engineOn(context, client, wanted.onProgress);
  const taken = await decideDocument(engine, batch.value, { against, asked: wanted });
  return taken.ok ? succeed(reportOf(wanted, taken.value)) : taken;
}

function reportOf(
  { exportId, isPreview, decidedAs: decided }: DecisionWanted,
  { document, state: documentState, accepted, differences, shown, batchState }: DecisionTaken,
): DecisionReport {
  return {
    exportId,
    state: batchState,
    isPreview,
    part: document.part,
    text: document.narration,
    total: formatCents(document.total),
    decided,
    documentState,
    xeroId: accepted?.xeroId ?? null,
    differences: listDifferences(differences),
    inXero: shown.map(({ xeroId, xeroStatus: status, date, text }) => {
      return { xeroId, status, date, text };
    }),
  };
}
