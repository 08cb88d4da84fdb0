import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { Refusal } from '../../src/store/refusal.ts';
import { DEEDS } from './deeds.ts';
import type { DyingWords } from './dying-deed.ts';
import { type Cell, Fallen, failPoint } from './fail-point.ts';
import type { Phase, Scene } from './phase.ts';

const PROGRAM = fileURLToPath(new URL('dying-deed.ts', import.meta.url));

/** Hundreds of children load the same files. */
const COMPILED = join(tmpdir(), 'tieout-compiled');

/** Cells of a phase: one way to fail at one moment of every effect, or of every second one. */
export interface Wanted extends Pick<Cell, 'moment' | 'way'> {
  readonly step: number;
}

/** The names of the effects that failed, one for each cell. */
export type Swept = readonly string[];

/**
 * Lets one effect of the phase after the other fail until its deed ends without reaching the next;
 * after each, another program goes on and everything must hold.
 */
export async function sweep(phase: Phase, { moment, way, step }: Wanted): Promise<Swept> {
  const swept: string[] = [];
  const open = await phase.prepare();
  for (let at = 1; ; at += step) {
    const fallen = await inCell(phase, { at, moment, way }, await open());
    if (fallen === undefined) return swept;
    swept.push(fallen);
  }
}

/** The same for single cells; one behind the last effect is tried at half its number. */
export async function sample(phase: Phase, cells: readonly Cell[]): Promise<Swept> {
  const swept: string[] = [];
  const open = await phase.prepare();
  for (const { at, ...rest } of cells) {
    for (let tried = at; tried > 0; tried >>= 1) {
      const fallen = await inCell(phase, { ...rest, at: tried }, await open());
      if (fallen === undefined) continue;
      swept.push(fallen);
      break;
    }
  }
  return swept;
}

async function inCell(phase: Phase, cell: Cell, scene: Scene): Promise<string | undefined> {
  let fallen: string | undefined;
  try {
    const tried = cell.way === 'kill' ? killed(phase, cell, scene) : broken(phase, cell, scene);
    const { wakeUp, ...ended } = await tried;
    fallen = ended.fallen;
    if (cell.way === 'hang') await scene.pass(phase.hangsForMs);
    await scene.goOn();
    if (scene.holds !== undefined) {
      await wakeUp?.();
      await scene.holds();
    }
    return fallen;
  } catch (error) {
    const where = `${phase.name}, ${cell.way} ${cell.moment} effect ${cell.at}, ${fallen}`;
    throw new Error(where, { cause: error });
  }
}

/** The effect that failed, if it came to it, and how a program that hangs is made to go on. */
interface Tried {
  readonly fallen: string | undefined;
  readonly wakeUp?: () => Promise<unknown>;
}

/** Does the deed in this process. */
async function broken(phase: Phase, cell: Cell, scene: Scene): Promise<Tried> {
  const point = failPoint(cell, phase.since);
  if (cell.way === 'throw') scene.breakWire(point);
  const deed = DEEDS[phase.deed](scene.app, point, scene.exportId).catch((error: unknown) => {
    if (!(error instanceof Fallen || error instanceof Refusal)) throw error;
  });
  await Promise.race([deed, point.hung]);
  while (!point.isQuiet()) await delay(5);
  const fallen = point.fallenAt();
  if (cell.way !== 'hang' || fallen === undefined) return { fallen };
  return {
    fallen,
    wakeUp: () => {
      point.wake();
      return deed;
    },
  };
}

/** Does the deed in another process, which ends itself. */
async function killed(phase: Phase, cell: Cell, scene: Scene): Promise<Tried> {
  const { deed, since } = phase;
  const { dataFolder, exportId, twinUrl, clock } = scene;
  const startedAt = clock.now();
  const { at, moment } = cell;
  const words: DyingWords = { deed, dataFolder, exportId, startedAt, at, moment, since, twinUrl };
  const child = spawn(process.execPath, [PROGRAM, JSON.stringify(words)], {
    stdio: ['ignore', 'pipe', 'inherit'],
    env: { ...process.env, NODE_COMPILE_CACHE: COMPILED },
  });
  let said = '';
  child.stdout.on('data', (text) => {
    said += String(text);
  });
  await once(child, 'close');
  if (child.signalCode === 'SIGKILL') return { fallen: said };
  if (child.exitCode !== 0) throw new Error(`the child ended with ${child.exitCode}`);
  return { fallen: undefined };
}
