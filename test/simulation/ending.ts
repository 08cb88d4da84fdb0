import { releaseRowsTask } from '../../src/tasks/release-rows.ts';
import { resumeExportTask } from '../../src/tasks/undo-export.ts';
import type { UndoReport } from '../../src/tasks/undo-report.ts';
import { authorisePerson } from './authorise.ts';
import { listBatchRows, listDocumentRows, listHolding, listStaleBankParts } from './batches.ts';
import { Broken } from './broken.ts';
import { completeOnce, importText, LAST_DAY, planUpTo, undo } from './deeds.ts';
import { isOpen, type Story, takeIn } from './story.ts';

const HOUR_MS = 3_600_000;
/** After it every list shows what stands. */
const LISTS_ARE_FRESH_MS = 60_000;
const MOST_ROUNDS = 25;

/**
 * The faults stop, people put right what they did, and time passes: now everything that can be
 * resumed must come to its end, without anybody deciding anything that a person did not spoil.
 */
export async function endWell(story: Story): Promise<void> {
  const { world, cast, people } = story;
  const { scheduler, network, twin } = world;
  network.faultsInHundred = 0;
  network.stormUntilMs = 0;
  await Promise.all(story.underWay);
  await cast.leave();
  cast.spare();
  await twin.control('DELETE', '/faults');
  await people.putRight();
  await scheduler.sleep(3 * HOUR_MS);
  for (let round = 1; ; round += 1) {
    if (round > MOST_ROUNDS) throw new Broken(`I11: no end after ${MOST_ROUNDS} rounds`);
    await connectAnew(story);
    if (story.waiting !== undefined) await takeIn(story);
    await cast.act('work', completeOnce);
    const isQuiet = (await resumeAll(story)) && (await undoSpoilt(story)) && (await planAll(story));
    if (isQuiet && story.waiting === undefined) break;
    await scheduler.sleep(5 * 60_000);
  }
  await importAgain(story);
  await scheduler.sleep(LISTS_ARE_FRESH_MS);
}

/** Where the answer to a renewal of tokens was lost for too long, a person has to sign in again. */
async function connectAnew({ world, cast }: Story): Promise<void> {
  const sql = 'select connection_id from connection where end_reason is not null';
  if (world.watch.store.prepare(sql).all().length === 0) return;
  await cast.act('sign-in of a person', (app) => authorisePerson(app, world.authorising()));
}

function hasEnded(problems: readonly { readonly code: string }[] = []): boolean {
  return problems.some(({ code }) => code === 'xero_connection.ended');
}

/** Every open batch once; says whether there was none. */
async function resumeAll({ world, cast }: Story): Promise<boolean> {
  const open = listBatchRows(world.watch.store).filter(({ state }) => isOpen(state));
  for (const { exportId } of open) {
    await cast.act(`resume ${exportId}`, (app) => resumeExportTask(app, exportId));
  }
  return open.length === 0 || open.every(({ exportId }) => isAtRest(world.watch.store, exportId));
}

/** A batch in attention waits for a person. */
function isAtRest(store: Story['world']['watch']['store'], exportId: string): boolean {
  const state = listBatchRows(store).find((one) => one.exportId === exportId)?.state ?? '';
  return !isOpen(state) || state === 'attention';
}

/** What only a person puts right: documents that somebody ended in Xero, and newer bank rows. */
async function undoSpoilt(story: Story): Promise<boolean> {
  const { world, cast, people } = story;
  const { store } = world.watch;
  for (const exportId of listHolding(store)) {
    await cast.act(`release of ${exportId}`, (app) => releaseRowsTask(app, exportId));
  }
  const isVoided = (exportId: string, part: number) =>
    people.voided.some((one) => one.exportId === exportId && one.part === part);
  const spoilt = listDocumentRows(store).filter(
    ({ state, exportId, part }) =>
      state === 'conflict' || (state === 'confirmed' && isVoided(exportId, part)),
  );
  const stale = [...spoilt, ...listStaleBankParts(store)];
  for (const { exportId, part } of stale) {
    world.counts.undos += 1;
    const undone = await cast.act(`undo of ${exportId}/${part}`, (app) =>
      undo(app, exportId, { parts: [part], acceptsEdits: true }),
    );
    if (undone?.ok) await undoLater(story, undone.value.documents);
  }
  return stale.length === 0;
}

/** A later batch that took rows back is undone first. */
async function undoLater({ cast }: Story, documents: UndoReport['documents']): Promise<void> {
  const later = documents.flatMap(({ reason }) =>
    reason?.code === 'undo.taken_back' ? [String(reason.facts.later)] : [],
  );
  for (const exportId of new Set(later)) {
    await cast.act(`undo of ${exportId}`, (app) => undo(app, exportId, { acceptsEdits: true }));
  }
}

/** Plans and sends what waits; says whether nothing did. */
async function planAll(story: Story): Promise<boolean> {
  const { cast } = story;
  let isQuiet = true;
  for (const entity of ['M', 'N']) {
    const planned = await cast.act(`last plan of ${entity}`, (app) =>
      planUpTo(app, entity, LAST_DAY),
    );
    if (planned === undefined || (!planned.ok && hasEnded(planned.problems))) return false;
    if (!planned.ok) throw new Broken(`I11: no plan: ${JSON.stringify(planned.problems)}`);
    const { exportId, held, problems } = planned.value;
    if (exportId === null && held.length === 0) continue;
    isQuiet = false;
    if (exportId === null || problems.length > 0) {
      const lives = held.every(({ code }) => code === 'held.bank_group_lives');
      if (!lives || problems.length > 0) continue;
      await undoLivingGroups(story);
      continue;
    }
    await cast.act(`last send of ${exportId}`, (app) => resumeExportTask(app, exportId));
  }
  return isQuiet;
}

/** A late row of a bank group whose document stands: the group goes out anew as a whole. */
async function undoLivingGroups({ world, cast }: Story): Promise<void> {
  const live = listDocumentRows(world.watch.store).filter(
    ({ kind, state }) => kind === 'bankTransaction' && state === 'confirmed',
  );
  for (const { exportId, part } of live) {
    await cast.act(`undo of ${exportId}/${part}`, (app) => undo(app, exportId, { parts: [part] }));
  }
}

/** A file that came in before changes nothing. */
async function importAgain({ cast, taken }: Story): Promise<void> {
  const [text] = taken;
  if (text === undefined) return;
  const result = await cast.act('the first file again', (app) =>
    importText(app, text.startsWith('entry_id') ? 'journals' : 'transactions', text),
  );
  if (result?.sameAs === null) throw new Broken('E1: a known file was taken in again');
}
