import { formatCents } from '../domain/money.ts';
import { type Outcome, succeed } from '../domain/problem.ts';
import type { Stream } from '../domain/settings.ts';
import { type ExportBatch, listBatches } from '../store/batch-reader.ts';
import { permittedOptions } from './export-options.ts';
import { type PlanAsked, type PlanReport, plan, planReportOf } from './plan-export.ts';
import { type ExportPreview, fingerprintOf } from './preview-export.ts';
import type { TaskContext } from './task-context.ts';

/** What somebody saw before asking for a batch. */
export type SeenPreview = Pick<ExportPreview, 'fingerprint' | 'transactions' | 'lines' | 'debits'>;

/** A batch that was made, or that somebody else made of the same rows just before. */
export interface MadeExport extends PlanReport {
  /** Whether the batch holds exactly what the preview showed; only then may it be sent unseen. */
  readonly isAsSeen: boolean;
  /** Another person, or another click, made it. */
  readonly isJoined: boolean;
}

/**
 * Makes a batch of what a preview showed. Whoever asks a second time gets the batch that the first
 * one made; what came in since is in the batch too, which then is to be looked at before it is sent.
 */
export async function makeExportTask(
  context: TaskContext,
  { seen, ...wanted }: Omit<PlanAsked, 'isPreview'> & { readonly seen: SeenPreview },
): Promise<Outcome<MadeExport>> {
  const asked = await permittedOptions(context, wanted);
  const planned = await plan(context, { ...asked, isPreview: false });
  if (!planned.ok) return planned;
  const made = planReportOf(asked, planned.value);
  if (made.problems.length > 0) {
    return succeed({ ...made, exportId: null, isAsSeen: false, isJoined: false });
  }
  if (made.exportId !== null) {
    const isAsSeen = fingerprintOf(planned.value) === seen.fingerprint;
    return succeed({ ...made, isAsSeen, isJoined: false });
  }
  const other = await madeByOthers(context, { seen, ...asked });
  const exportId = other?.exportId ?? null;
  return succeed({ ...made, exportId, isAsSeen: false, isJoined: other !== undefined });
}

/** The batch that holds what the preview showed: the newest one of the same day and figures. */
async function madeByOthers(
  { store, mode }: TaskContext,
  wanted: { seen: SeenPreview; entity: string; upTo: string; streams?: readonly Stream[] },
): Promise<ExportBatch | undefined> {
  const { seen, entity, upTo, streams } = wanted;
  const batches = await listBatches(store.reader, mode);
  return batches.find(
    (one) =>
      !['discarded', 'undone'].includes(one.batchState) &&
      one.entity === entity &&
      one.upTo === upTo &&
      (streams === undefined || streams.toSorted().join() === one.streams.toSorted().join()) &&
      one.totals.transactions === seen.transactions &&
      one.totals.lines === seen.lines &&
      formatCents(one.totals.debits) === seen.debits,
  );
}
