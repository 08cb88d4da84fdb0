import type { BatchState } from '../domain/states.ts';
import { loadCatalog, loadSettings } from '../store/catalog-reader.ts';
import { listConnectionFacts } from '../store/connection-reader.ts';
import { listOpenWork, type OpenWork } from '../store/open-work.ts';
import { listWatched, type WatchedOrganisation } from '../store/watch-results.ts';
import { laterInstant } from '../xero/client/effects.ts';
import { clearLeftovers } from './clear-leftovers.ts';
import { isWatchDue, renewSignIns, watchOnce } from './daily-work.ts';
import { hasDied } from './import-owner.ts';
import { resumeExportTask } from './undo-export.ts';
import { attempt, putOff, shouldStop, type Work } from './work.ts';
import type { WaitingExport } from './work-report.ts';

/**
 * One round: whatever was interrupted, and waits for nothing but time, goes on. Organisations do not
 * wait for each other; the batches of one go one after the other, the oldest first. What is in hand
 * since an earlier round is left to it.
 */
export async function completeWork(work: Work): Promise<void> {
  const { store, mode, act } = work.context;
  await clearLeftovers(work);
  const open = await listOpenWork(store.reader, mode);
  nameLeft(work, open);
  const settings = await settingsAsText(work);
  const due = open.filter((one) => isDue(work, one, settings));
  const watched = await listWatched(store.reader, mode);
  const toWatch = watched.filter((one) => isWatchDue(one, act().at));
  const tenants = new Set([...due, ...toWatch].map(({ tenantId }) => tenantId));
  const lanes = [...tenants].map((tenantId) => ({
    tenantId,
    settings,
    batches: due.filter((one) => one.tenantId === tenantId),
    toWatch: toWatch.find((one) => one.tenantId === tenantId),
  }));
  const parts = [renewSignIns(work), ...lanes.map((lane) => workFor(work, lane))];
  const failed = (await Promise.allSettled(parts)).find(({ status }) => status === 'rejected');
  if (failed?.status === 'rejected') throw failed.reason;
}

/** Every export that has not come to its end, with what it waits for. */
export async function listWaiting(work: Work): Promise<WaitingExport[]> {
  const { store, mode, act } = work.context;
  const settings = await settingsAsText(work);
  return (await listOpenWork(store.reader, mode)).map((one) => {
    const { exportId, batchState: state, parkReason, wakeAt } = one;
    const words = (work.problems.get(exportId) ?? []).map(({ message }) => message);
    const waitMs = work.patience.waitMs(exportId, standingOf(one, settings));
    const retryAt = waitMs > 0 ? laterInstant(act().at, waitMs) : undefined;
    const reason = LEFT_TO_A_PERSON[state] ?? parkReason ?? (words.join(' ') || INTERRUPTED);
    return { exportId, state, reason, wakeAt: wakeAt ?? retryAt ?? null };
  });
}

const INTERRUPTED = 'It was interrupted and goes on from there.';

/** Why a batch is not taken up without a person; a state that is not here is one of work under way. */
const LEFT_TO_A_PERSON: Readonly<Partial<Record<BatchState, string>>> = {
  planned: 'It was planned and never sent: a person sends it, or undoes it.',
  approved: 'It was approved and never sent: a person sends it, or undoes it.',
  attention: 'A person decides what becomes of the documents that "tieout export status" names.',
  handedOver: 'It was handed over as a file: a person imports that, and resumes the export.',
};

function nameLeft({ said, tell }: Work, open: readonly OpenWork[]): void {
  for (const { exportId, batchState } of open) {
    const reason = LEFT_TO_A_PERSON[batchState];
    const name = `${exportId} ${batchState}`;
    if (reason === undefined || said.has(name)) continue;
    said.add(name);
    tell({ kind: 'left', exportId, reason });
  }
}

/** What a person may have mended here: it ends the wait of what failed before. */
async function settingsAsText({ context: { store, mode } }: Work): Promise<string> {
  const { entities } = await loadCatalog(store.reader);
  const connections = await listConnectionFacts(store.reader, mode);
  const ways = connections.map((one) => [one.entity, one.authorisedAt, one.endReason]);
  return JSON.stringify([await loadSettings(store.reader), [...entities], ways]);
}

function standingOf({ batchState, standing }: OpenWork, settings: string): string {
  return `${batchState} ${standing} ${settings}`;
}

/** Xero asks for a day at most; a later moment comes of a clock that was wrong. */
const LONGEST_SLEEP_MS = 25 * 3_600_000;

function isDue({ context, patience }: Work, one: OpenWork, settings: string): boolean {
  if (LEFT_TO_A_PERSON[one.batchState] !== undefined) return false;
  const { at } = context.act();
  const { wakeAt = at, holder, heldUntil = at } = one;
  const isAwake = wakeAt <= at || wakeAt > laterInstant(at, LONGEST_SLEEP_MS);
  const isFree = holder === undefined || heldUntil <= at || hasDied(holder);
  return isAwake && isFree && patience.waitMs(one.exportId, standingOf(one, settings)) === 0;
}

/** What there is to do for one organisation. */
interface Lane {
  readonly tenantId: string;
  readonly settings: string;
  readonly batches: readonly OpenWork[];
  readonly toWatch: WatchedOrganisation | undefined;
}

async function workFor(work: Work, lane: Lane): Promise<void> {
  const { busy, context } = work;
  const { tenantId, batches, toWatch, settings } = lane;
  if (busy.has(tenantId)) return;
  busy.add(tenantId);
  try {
    for (const { batchId } of batches) {
      const batch = await openWorkOf(work, batchId);
      const isStillDue = batch !== undefined && isDue(work, batch, settings);
      if (isStillDue && !shouldStop(work)) await resumeOne(work, batch, settings);
    }
    const { store, mode } = context;
    const open = toWatch === undefined ? [] : await listOpenWork(store.reader, mode);
    const isMoving = open.some((one) => one.tenantId === tenantId && isUnderWay(one));
    if (toWatch !== undefined && !isMoving && !shouldStop(work)) await watchOnce(work, toWatch);
  } finally {
    busy.delete(tenantId);
  }
}

/** What has left and is not recorded yet would look like a document of others. */
function isUnderWay({ batchState }: OpenWork): boolean {
  return LEFT_TO_A_PERSON[batchState] === undefined;
}

async function resumeOne(work: Work, batch: OpenWork, settings: string): Promise<void> {
  const { context, patience, problems: known, tell } = work;
  const { exportId, batchId } = batch;
  tell({ kind: 'begun', exportId });
  const outcome = await attempt(() => resumeExportTask(context, exportId, work.onProgress));
  const problems = outcome.ok ? outcome.value.problems : outcome.problems;
  // Somebody else took it meanwhile.
  if (problems.some(({ code }) => code === 'batch.held_elsewhere')) return;
  const after = await openWorkOf(work, batchId);
  const state = outcome.ok ? outcome.value.state : (after?.batchState ?? batch.batchState);
  if (outcome.ok) work.resumed.set(exportId, state);
  if (shouldStop(work)) return;
  const standing = after === undefined ? '' : standingOf(after, settings);
  const isSettled = after === undefined || !isUnderWay(after);
  const hasMoved = isSettled || after.standing !== batch.standing;
  if (!outcome.ok || (!hasMoved && after.wakeAt === undefined)) {
    putOff(work, { what: exportId, standing, problems });
    return;
  }
  if (hasMoved) patience.forget(exportId);
  else patience.failed(exportId, standing);
  known.set(exportId, problems);
  const { confirmed } = outcome.value.documents;
  tell({ kind: 'ended', exportId, state, confirmed, problems });
}

async function openWorkOf(
  { context: { store, mode } }: Work,
  batchId: number,
): Promise<OpenWork | undefined> {
  return (await listOpenWork(store.reader, mode)).find((one) => one.batchId === batchId);
}
