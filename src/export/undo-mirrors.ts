import { isLiveInXero } from '../domain/compare-documents.ts';
import { xeroRateOf } from '../domain/gst.ts';
import { firstOpenDay, lockedUpTo } from '../domain/locks.ts';
import { type Problem, problem } from '../domain/problem.ts';
import { UNDONE_STATES } from '../domain/states.ts';
import { mirrorJournal } from '../domain/undo-mirror.ts';
import type { StoredDocument } from '../store/document-reader.ts';
import type { DocumentOutcome } from '../store/document-states.ts';
import type { StepOutcome } from '../store/undo-writer.ts';
import { confirmDocuments } from './confirm.ts';
import { resolveDoubts } from './doubts.ts';
import type { ExportEffects } from './effects.ts';
import { recheck } from './recheck.ts';
import { recordNewCalls } from './record-calls.ts';
import { sendCall } from './send-call.ts';
import type { Sending } from './sending.ts';
import { loadSentContents } from './sent-content.ts';
import type { Undoing, UndoStopped } from './undoing.ts';

/**
 * Reverses the locked journals of an undo: a mirror of each on the first open day, sent exactly once
 * and read back by the same steps as any other document. Only then does its journal count as undone.
 */
export async function reverseLocked(
  effects: ExportEffects,
  undoing: Undoing,
): Promise<UndoStopped | undefined> {
  await recordMirrors(effects, undoing);
  const mirrors = await loadMirrors(effects, undoing);
  if (mirrors.length === 0) return undefined;
  const stopped = await sendMirrors(effects, undoing);
  const problems = await settleMirrors(effects, undoing);
  if (stopped !== undefined) return stopped;
  return problems.length > 0 ? { problems } : undefined;
}

/** Takes to its end what was begun of mirrors, and begins nothing; gives what is still open. */
export async function settleBegun(effects: ExportEffects, undoing: Undoing): Promise<Problem[]> {
  const stopped = await confirmMirrors(effects, undoing);
  return stopped === undefined ? settleMirrors(effects, undoing) : [...stopped.problems];
}

/** A journal that is to be reversed and the mirror that does it. */
export interface Mirrored {
  readonly original: StoredDocument;
  readonly mirror: StoredDocument;
}

/** Mirrors of this undo whose end is not known yet. */
export async function loadMirrors(
  { store }: ExportEffects,
  { batch, undo }: Undoing,
): Promise<Mirrored[]> {
  const steps = await store.loadUndoSteps(undo.undoId);
  const open = steps.filter((one) => one.action === 'reverse' && one.stepState === 'sending');
  const documents = await store.loadDocuments({ batchId: batch.batchId });
  const byId = new Map(documents.map((one) => [one.documentId, one]));
  return open.flatMap(({ documentId }) => {
    const original = byId.get(documentId);
    const mirror = mirrorIn(documents, documentId);
    return original === undefined || mirror === undefined ? [] : [{ original, mirror }];
  });
}

/** The mirror of a document that may stand in Xero, or is to; there is never a second one. */
function mirrorIn(
  documents: readonly StoredDocument[],
  documentId: number,
): StoredDocument | undefined {
  return documents.find(
    (one) => one.mirrorOf === documentId && !UNDONE_STATES.includes(one.documentState),
  );
}

/** Commits a mirror for each journal that has none yet, or why it can have none. */
async function recordMirrors(effects: ExportEffects, undoing: Undoing): Promise<void> {
  const { store } = effects;
  const { batch, held, undo } = undoing;
  const { undoId } = undo;
  const steps = await store.loadUndoSteps(undoId);
  const waiting = steps.filter((one) => one.action === 'reverse' && one.stepState === 'planned');
  for (const { documentId } of waiting) {
    const documents = await store.loadDocuments({ batchId: batch.batchId });
    const original = documents.find((one) => one.documentId === documentId);
    const part = Math.max(...documents.map((one) => one.part)) + 1;
    if (original === undefined) continue;
    if (mirrorIn(documents, documentId) !== undefined) {
      const outcomes = [{ documentId, state: 'sending' as const }];
      await store.recordUndoSteps({ held, undoId, outcomes });
      continue;
    }
    const objections = objectionsTo(original, undoing);
    if (objections.length > 0) {
      const reason = failed(original, objections);
      const outcomes = [{ documentId, state: 'kept' as const, problem: reason }];
      await store.recordUndoSteps({ held, undoId, outcomes });
      continue;
    }
    const mirror = await makeMirrorOf(effects, undoing, { original, part });
    await store.recordMirror({ held, undoId, documentId, mirror });
  }
}

/** What in Xero would refuse or alter the mirror: its accounts and tracking are the journal's own. */
function objectionsTo(original: StoredDocument, { against, contents }: Undoing): Problem[] {
  const content = contents.get(original.documentId);
  return content === undefined
    ? []
    : recheck(against, [{ ...content, date: openDay(against.facts.organisation, original) }]);
}

function openDay(
  organisation: Undoing['against']['facts']['organisation'],
  { date }: StoredDocument,
) {
  const locked = lockedUpTo(organisation, undefined);
  return locked === undefined ? date : firstOpenDay(locked);
}

async function makeMirrorOf(
  { store, digest, wire }: ExportEffects,
  { batch, against }: Undoing,
  { original, part }: { original: StoredDocument; part: number },
) {
  const { batchId, exportId } = batch;
  const lines = await store.loadLines({ batchId, documentId: original.documentId });
  const entity = against.catalog.entities.get(batch.entity);
  return mirrorJournal({
    reversedPart: original.part,
    reversedDate: original.date,
    lines: lines.map((line) => ({ ...line, rows: 0 })),
    date: openDay(against.facts.organisation, original),
    part,
    exportId,
    entityName: entity?.description || batch.entity,
    settings: against.settings,
    facts: against.facts,
    digest,
    format: wire.formatDocument,
  });
}

/** Looks for what is in doubt, then sends what never left, and reads back what was posted. */
async function sendMirrors(
  effects: ExportEffects,
  undoing: Undoing,
): Promise<UndoStopped | undefined> {
  const { batch, held, against } = undoing;
  const { batchId } = batch;
  await withdrawNeedless(effects, undoing);
  const mirrors = (await loadMirrors(effects, undoing)).map((one) => one.mirror);
  const contents = await loadSentContents(effects, batchId, mirrors);
  const sending: Sending = { batch, held, against, contents, during: 'undoing' };
  const resolved = await resolveDoubts(effects, sending);
  if (!resolved.ok) return { problems: resolved.problems };
  await recordNewCalls(
    effects,
    sending,
    mirrors.filter((one) => one.documentState === 'planned'),
  );
  const stopped = await sendWaiting(effects, undoing);
  if (stopped !== undefined) return stopped;
  return confirmMirrors(effects, undoing);
}

async function confirmMirrors(
  effects: ExportEffects,
  undoing: Undoing,
): Promise<UndoStopped | undefined> {
  const { batch, held, against } = undoing;
  const mirrors = (await loadMirrors(effects, undoing)).map((one) => one.mirror);
  const contents = await loadSentContents(effects, batch.batchId, mirrors);
  const confirmed = await confirmDocuments(effects, {
    held,
    documents: mirrors.filter(isToRead),
    contents,
    rateOf: (taxType) => xeroRateOf(taxType, against.facts) ?? 0,
  });
  return confirmed.ok ? undefined : { problems: confirmed.problems };
}

/** Posted, or in conflict before: a person may have put it right. */
function isToRead({ documentState, xeroId }: StoredDocument): boolean {
  return ['posted', 'conflict'].includes(documentState) && xeroId !== undefined;
}

/** A journal that a person voided meanwhile needs no mirror, as long as none has left. */
async function withdrawNeedless(effects: ExportEffects, undoing: Undoing): Promise<void> {
  const { store, xero } = effects;
  const { held, undo } = undoing;
  for (const { original, mirror } of await loadMirrors(effects, undoing)) {
    if (mirror.documentState !== 'planned') continue;
    const read = await xero.readDocument(original.kind, original.xeroId ?? '');
    if (!read.ok || isLiveInXero(read.value)) continue;
    const { documentId } = original;
    const { xeroStatus } = read.value;
    const document = { state: 'voided' as const };
    const outcome = { documentId, state: 'done' as const, action: 'void' as const };
    await store.recordUndoSteps({
      held,
      undoId: undo.undoId,
      outcomes: [{ ...outcome, xeroStatus, document }],
      mirrors: [{ documentId: mirror.documentId, state: 'withdrawn' }],
    });
  }
}

async function sendWaiting(
  effects: ExportEffects,
  undoing: Undoing,
): Promise<UndoStopped | undefined> {
  const { store } = effects;
  const { batch, held } = undoing;
  const mirrors = (await loadMirrors(effects, undoing)).map((one) => one.mirror);
  const byId = new Map(mirrors.map((one) => [one.documentId, one]));
  for (const call of await store.loadCalls({ batchId: batch.batchId, states: ['planned'] })) {
    const documents = call.documentIds.flatMap((id) => byId.get(id) ?? []);
    if (documents.length !== call.documentIds.length) continue;
    if (effects.shouldStop()) return { problems: [] };
    const end = await sendCall(effects, { held, call, documents });
    if (end.kind === 'stopped') return { problems: [end.problem], waitMs: end.waitMs };
  }
  return undefined;
}

/** Commits what became of the mirrors; gives the problems of those whose end is still open. */
async function settleMirrors(effects: ExportEffects, undoing: Undoing): Promise<Problem[]> {
  const { store, xero } = effects;
  const { held, undo } = undoing;
  const outcomes: StepOutcome[] = [];
  const mirrors: DocumentOutcome[] = [];
  const open: Problem[] = [];
  for (const { original, mirror } of await loadMirrors(effects, undoing)) {
    const { documentId } = original;
    const { documentState, documentId: mirrorId } = mirror;
    if (documentState === 'confirmed') {
      const read = await xero.readDocument(original.kind, original.xeroId ?? '');
      if (!read.ok) return [...read.problems];
      const isNeedless = !isLiveInXero(read.value);
      if (isNeedless) mirrors.push(needless(original, mirror));
      const state = isNeedless ? ('voided' as const) : ('reversed' as const);
      outcomes.push({ documentId, state: 'done', document: { state } });
    } else if (documentState === 'rejected') {
      mirrors.push({ documentId: mirrorId, state: 'withdrawn' });
      const reason = failed(original, mirror.problem === undefined ? [] : [mirror.problem]);
      outcomes.push({ documentId, state: 'kept', problem: reason });
    } else if (documentState === 'conflict') {
      if (mirror.problem?.code === 'document.gone') {
        mirrors.push({ documentId: mirrorId, state: 'voided', problem: mirror.problem });
      }
      outcomes.push({ documentId, state: 'kept', problem: mirror.problem });
    } else if (mirror.problem !== undefined) open.push(mirror.problem);
  }
  await store.recordUndoSteps({ held, undoId: undo.undoId, outcomes, mirrors });
  return open;
}

/** The journal went by another hand; its rows are free, and its mirror is a person's to void. */
function needless({ narration: text }: StoredDocument, mirror: StoredDocument): DocumentOutcome {
  const { documentId, narration } = mirror;
  const reason = problem('undo.mirror_needless', { text, mirror: narration });
  return { documentId, state: 'conflict', problem: reason };
}

function failed({ narration: text }: StoredDocument, objections: readonly Problem[]): Problem {
  const words = objections.map(({ message }) => message).join(' ');
  return problem('undo.mirror_failed', { text, words });
}
