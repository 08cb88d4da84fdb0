import type { App } from '../../src/app.ts';
import type { Outcome } from '../../src/domain/problem.ts';
import { Refusal } from '../../src/store/refusal.ts';
import { DIED, type Fall, openProgram, type Program } from './program.ts';
import type { World } from './world.ts';

/** The programs of a seed: one goes on where another ended, and two may run at once. */
export interface Cast {
  /** Lets a program do something; undefined where it died of it, or another took its work away. */
  act<T>(name: string, deed: (app: App) => Promise<T>): Promise<T | undefined>;
  /** Ends all programs that still run. */
  leave(): Promise<void>;
  /** From now on nothing befalls a program any more. */
  spare(): void;
}

export function createCast(world: World): Cast {
  const { random, trace } = world;
  let idle: Program[] = [];
  let opened = 0;
  let isSpared = false;
  const take = async (): Promise<Program> => {
    const known = isSpared || random.inHundred(40) ? idle.pop() : undefined;
    if (known !== undefined) return known;
    opened += 1;
    return openProgram(world, `P${opened}`, isSpared ? undefined : drawFall(world));
  };
  return {
    act: async (name, deed) => {
      const program = await take();
      trace.note(`${program.name} begins: ${name}`);
      const end = await settled(program.run(deed));
      trace.note(`${program.name} ends ${name}: ${sayingOf(end)}`);
      if (program.isAlive()) idle.push(program);
      return end === DIED || end instanceof Refusal ? undefined : end;
    },
    leave: async () => {
      for (const program of idle) await program.close();
      idle = [];
    },
    spare: () => {
      isSpared = true;
    },
  };
}

/** What a program may be refused because another one took its place; all else is an error of ours. */
const TAKEN_OVER = ['store.lease_lost', 'store.rows_taken'];

async function settled<T>(run: Promise<T>): Promise<T | Refusal> {
  try {
    return await run;
  } catch (error) {
    if (error instanceof Refusal && TAKEN_OVER.includes(error.problem.code)) return error;
    throw error;
  }
}

function sayingOf(end: unknown): string {
  if (end === DIED) return 'died';
  if (end instanceof Refusal) return end.problem.code;
  if (end === undefined) return 'done';
  const { ok, problems, value } = end as Partial<Extract<Outcome<unknown>, { ok: false }>> & {
    readonly value?: { readonly state?: string; readonly problems?: typeof problems };
  };
  if (ok === false) return (problems ?? []).map(({ code }) => code).join(' ');
  const codes = (value?.problems ?? problems ?? []).map(({ code }) => code);
  return [value?.state ?? 'done', ...codes].join(' ');
}

/** Half of the falls come while a program still reads, half while it writes. */
const EARLIEST_EFFECT = 3;
const LATEST_EFFECT = 45;

function drawFall({ random }: World): Fall | undefined {
  if (!random.inHundred(45)) return undefined;
  const way = random.pick(['diesBefore', 'diesAfter', 'diesAfter', 'pauses'] as const);
  const atEffect = random.between(EARLIEST_EFFECT, LATEST_EFFECT);
  return { way, atEffect, pauseMs: random.between(1_000, 1_200_000) };
}
