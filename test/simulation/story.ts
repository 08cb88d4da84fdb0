import type { App } from '../../src/app.ts';
import { releaseRowsTask } from '../../src/tasks/release-rows.ts';
import { tieOutTask } from '../../src/tasks/tie-out.ts';
import { resumeExportTask } from '../../src/tasks/undo-export.ts';
import { watchTask } from '../../src/tasks/watch.ts';
import { listBatchRows, listDocumentRows } from './batches.ts';
import { type Cast, createCast } from './cast.ts';
import { completeOnce, importText, LAST_DAY, planUpTo, undo } from './deeds.ts';
import { type LenderFile, lenderFiles } from './lender-file.ts';
import { createPeople, type People } from './people.ts';
import type { World } from './world.ts';

/** What goes on in a seed: programs, people, and the files that came in. */
export interface Story {
  readonly world: World;
  readonly cast: Cast;
  readonly people: People;
  /** Steps that nobody waited for to the end: a program that stopped half way, and goes on late. */
  readonly underWay: Promise<unknown>[];
  /** Texts of the files that were taken in. */
  readonly taken: string[];
  /** The next file, until it is taken in. */
  waiting: LenderFile | undefined;
  readonly nextFile: () => LenderFile;
}

/** The busy part: imports, exports, undos, people, weather and falls, in an order of the seed's. */
export async function liveThrough(world: World): Promise<Story> {
  const { random, network, twin, scheduler } = world;
  const story: Story = {
    world,
    cast: createCast(world),
    people: createPeople(world),
    underWay: [],
    taken: [],
    waiting: undefined,
    nextFile: lenderFiles(random),
  };
  const idempotencyMinutes = random.pick(['0', '6', '6', '20']);
  network.isXeroSlow = random.inHundred(20);
  network.areKeysForgotten = idempotencyMinutes === '0';
  await twin.control('PUT', '/behaviours', {
    idempotencyMinutes,
    listDelayMs: random.pick(['0', '0', '10000', '45000']),
  });
  if (random.inHundred(25)) await twin.control('PUT', '/limits', { minute: random.between(6, 20) });
  await takeIn(story);
  network.faultsInHundred = random.between(8, 26);
  for (let round = random.between(6, 12); round > 0; round -= 1) {
    if (random.inHundred(25)) {
      network.stormUntilMs = scheduler.nowMs() + random.between(1, 12) * MINUTE_MS;
    }
    const steps = [chosenStep(story)];
    if (random.inHundred(30)) steps.push(later(story, chosenStep(story)));
    await goOnBeside(story, steps);
    if (random.inHundred(35)) await story.people.meddle();
    if (random.inHundred(15)) setClock(world);
    await scheduler.sleep(random.pick(PASSING_MS));
  }
  return story;
}

const MINUTE_MS = 60_000;
const CLOCK_STEPS_MS = [3_600_000, -3_600_000, 86_400_000, 300_000, -7_000];
const PASSING_MS = [0, 0, 10_000, 2 * MINUTE_MS, 7 * MINUTE_MS, 40 * MINUTE_MS, 130 * MINUTE_MS];

const PATIENCE_MS = [30_000, 2 * MINUTE_MS, 5 * MINUTE_MS, 20 * MINUTE_MS];

function setClock({ random, stepClock }: World): void {
  stepClock(random.pick(CLOCK_STEPS_MS));
}

type Step = () => Promise<unknown>;

/** People wait for a program for a while, and then do something else, or the same with another. */
async function goOnBeside({ world, underWay }: Story, steps: readonly Step[]): Promise<void> {
  const { random, scheduler } = world;
  const work = Promise.all(steps.map((step) => step()));
  work.catch(scheduler.fail);
  underWay.push(work);
  await Promise.race([work, scheduler.sleep(random.pick(PATIENCE_MS))]);
}

function later({ world }: Story, step: Step): Step {
  const afterMs = world.random.pick([0, 100, 2_000, 30_000]);
  return async () => {
    await world.scheduler.sleep(afterMs);
    await step();
  };
}

function chosenStep(story: Story): Step {
  const { random } = story.world;
  const chance = random.below(100);
  if (chance < 18) return () => takeIn(story);
  if (chance < 40) return () => planSome(story);
  if (chance < 66) return () => resumeSome(story);
  if (chance < 76) return () => story.cast.act('work', completeOnce);
  if (chance < 90) return () => undoSome(story);
  if (chance < 95) return () => story.cast.act('tie-out', tieOutNow);
  return () => story.cast.act('watch', (app) => watchTask(app, { entity: 'M' }));
}

export function tieOutNow(app: App) {
  return tieOutTask(app, { entity: 'M', date: LAST_DAY });
}

/** The next file, or the one that did not come in; sometimes one that came in before. */
export async function takeIn(story: Story): Promise<void> {
  const { world, cast, taken } = story;
  story.waiting ??= story.nextFile();
  const { waiting } = story;
  const { kind, text } = waiting;
  const result = await cast.act(`import of ${kind}`, (app) => importText(app, kind, text));
  if (result === undefined) return;
  const codes = result.problems.map(({ code }) => code);
  if (codes.length === 0 && story.waiting === waiting) {
    story.waiting = undefined;
    taken.push(text);
    world.counts.imports += 1;
  }
  const isOddity = codes.some((code) => !OF_TWO_AT_ONCE.includes(code));
  if (isOddity) throw new Error(`a sound file is refused: ${JSON.stringify(result.problems)}`);
}

/** What an import may be told because another one runs, or took it for dead. */
const OF_TWO_AT_ONCE = ['import.already_running', 'import.lost'];

async function planSome(story: Story): Promise<void> {
  const { random } = story.world;
  const entity = random.inHundred(70) ? 'M' : 'N';
  const upTo = random.pick(['2026-05-29', '2026-05-31', '2026-06-01', LAST_DAY, LAST_DAY]);
  const planned = await story.cast.act(`plan of ${entity} up to ${upTo}`, (app) =>
    planUpTo(app, entity, upTo),
  );
  if (!planned?.ok || planned.value.exportId === null || !random.inHundred(70)) return;
  await resume(story, planned.value.exportId);
}

/** Whoever sees that an answer is missing often asks again at once; sometimes the clock was set. */
async function resume({ world, cast }: Story, exportId: string): Promise<void> {
  const { random } = world;
  const sent = await cast.act(`resume ${exportId}`, (app) => resumeExportTask(app, exportId));
  const isSure = sent?.ok && sent.value.documents.inDoubt === 0;
  if (isSure || !random.inHundred(75)) return;
  if (random.inHundred(10)) setClock(world);
  await cast.act(`resume ${exportId} at once`, (app) => resumeExportTask(app, exportId));
}

async function resumeSome(story: Story): Promise<void> {
  const { world } = story;
  const open = listBatchRows(world.watch.store).filter(({ state }) => isOpen(state));
  if (open.length === 0) return planSome(story);
  const { exportId } = world.random.pick(open);
  await resume(story, exportId);
}

/** Of such a batch something is left to do. */
export function isOpen(state: string): boolean {
  return !['complete', 'undone', 'discarded'].includes(state);
}

async function undoSome({ world, cast }: Story): Promise<void> {
  const { random, watch, counts } = world;
  const parts = listDocumentRows(watch.store);
  if (parts.length === 0) return;
  const { exportId, part, date } = random.pick(parts);
  const day = String(date).replace(/(\d{4})(\d\d)(\d\d)/, '$1-$2-$3');
  const of = random.pick([{}, { parts: [part] }, { date: day as typeof LAST_DAY }]);
  const holdsRows = random.inHundred(20);
  counts.undos += 1;
  await cast.act(`undo of ${exportId} ${JSON.stringify(of)}`, (app) =>
    undo(app, exportId, { ...of, holdsRows }),
  );
  if (!holdsRows || !random.inHundred(50)) return;
  await cast.act(`release of ${exportId}`, (app) => releaseRowsTask(app, exportId));
}
