import { type App, openApp } from '../../src/app.ts';
import type { Instant } from '../../src/domain/dates.ts';
import { openStore } from '../../src/store/open.ts';
import type { Store } from '../../src/store/store.ts';
import { wireRequest } from './wire-request.ts';
import type { World } from './world.ts';

/** One of the product's programs, as a process of its own would be. */
export interface Program {
  readonly name: string;
  /** Does a deed, unless the program ends before. */
  run<T>(deed: (app: App) => Promise<T>): Promise<T | typeof DIED>;
  isAlive(): boolean;
  /** Ends it as a person ends a program. */
  close(): Promise<void>;
}

export const DIED = Symbol('the program died');

/** What befalls a program at one of its effects: a request, a transaction or a wait. */
export interface Fall {
  readonly atEffect: number;
  /** It dies before or after the effect, or is stopped after it and goes on much later. */
  readonly way: 'diesBefore' | 'diesAfter' | 'pauses';
  readonly pauseMs: number;
}

export async function openProgram(
  world: World,
  name: string,
  fall: Fall | undefined,
): Promise<Program> {
  const life = createLife(world, name, fall);
  const own = await openStore({ folder: world.folder });
  const app = await openApp({
    dataFolder: world.folder,
    mode: 'production',
    actor: `os:${name}`,
    env: {},
    store: mortalStore(own, { world, name, life }),
    clock: { now: () => new Date(world.ourNowMs()).toISOString() as Instant },
    time: {
      monotonicMs: world.scheduler.nowMs,
      wait: (milliseconds) => life.pass('wait', () => world.scheduler.sleep(milliseconds)),
    },
    fetch: (input, init) =>
      life.pass('fetch', () => world.network.send(wireRequest(name, input, init))),
  });
  life.onDeath(() => own.close());
  return {
    name,
    isAlive: life.isAlive,
    run: (deed) => {
      const done = deed(app);
      done.catch(() => undefined);
      return Promise.race([done, life.died]);
    },
    close: async () => {
      if (!life.isAlive()) return;
      await Promise.race([app.close(), life.died]);
      life.end();
    },
  };
}

/** Every effect of a program passes here, and some of them do not come back. */
interface Life {
  readonly died: Promise<typeof DIED>;
  isAlive(): boolean;
  pass<T>(name: string, effect: () => Promise<T>): Promise<T>;
  onDeath(bury: () => Promise<void>): void;
  /** Nothing of it is told any more. */
  end(): void;
}

function createLife({ scheduler, trace, counts }: World, name: string, fall?: Fall): Life {
  const { promise: died, resolve: tellDeath } = Promise.withResolvers<typeof DIED>();
  let isAlive = true;
  let effects = 0;
  let bury = async (): Promise<void> => undefined;
  const die = (where: string): void => {
    isAlive = false;
    counts.deaths += 1;
    trace.note(`${name} dies ${where}`);
    tellDeath(DIED);
    scheduler.after(0, () => bury());
  };
  const comeBack = (where: string, isFall: boolean, tell: () => void): void => {
    if (!isAlive) return;
    const way = isFall ? fall?.way : undefined;
    if (way === 'diesAfter') die(`after ${where}`);
    else if (way === 'pauses') pause(where, tell);
    else tell();
  };
  const pause = (where: string, goOn: () => void): void => {
    const pauseMs = fall?.pauseMs ?? 0;
    counts.pauses += 1;
    trace.note(`${name} pauses for ${pauseMs} ms after ${where}`);
    scheduler.after(pauseMs, goOn);
  };
  return {
    died,
    isAlive: () => isAlive,
    pass: (effectName, effect) => {
      if (!isAlive) return new Promise(() => undefined);
      effects += 1;
      const where = `effect ${effects}, ${effectName}`;
      const isFall = effects === fall?.atEffect;
      if (isFall && fall.way === 'diesBefore') {
        die(`before ${where}`);
        return new Promise(() => undefined);
      }
      return new Promise((resolve, reject) => {
        effect().then(
          (value) => comeBack(where, isFall, () => resolve(value)),
          (error: unknown) => comeBack(where, isFall, () => reject(error)),
        );
      });
    },
    onDeath: (how) => {
      bury = how;
    },
    end: () => {
      isAlive = false;
    },
  };
}

const SLOWEST_COMMIT_MS = 5;

/** A store each of whose transactions is an effect, and happens whole at one moment. */
function mortalStore(
  own: Store,
  { world, name, life }: { world: World; name: string; life: Life },
): Store {
  const { scheduler, random, trace, watch } = world;
  return {
    ...own,
    transact: (act, work) =>
      life.pass('transact', async () => {
        await scheduler.sleep(random.below(SLOWEST_COMMIT_MS));
        if (!life.isAlive()) return new Promise(() => undefined);
        const told: string[] = [];
        const result = await own.transact(act, (tx, audit) =>
          work(tx, (action, subject, details) => {
            told.push(`${action} ${subject}`);
            return audit(action, subject, details);
          }),
        );
        trace.note(`${name} commits ${told.join(', ')}`);
        watch.commits(name, told);
        return result;
      }),
  };
}
