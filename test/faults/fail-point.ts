import { writeSync } from 'node:fs';

/** Which effect of a run fails, how, and whether before the effect happens or once it has. */
export interface Cell {
  /** The number of the effect, from 1. */
  readonly at: number;
  readonly moment: Moment;
  readonly way: Way;
}

/** `after`: the effect is done, and its caller never hears of it. */
export type Moment = 'before' | 'after';

/**
 * `hang`: comes back when nobody waits for it any more. `kill`: says its name and ends the whole
 * process by SIGKILL. `stop`: says its name and stops the process until it gets SIGCONT. `swell`: says
 * its name and takes memory until it gets no more.
 */
export type Way = 'throw' | 'hang' | 'kill' | 'stop' | 'swell';

export class Fallen extends Error {}

/** Counts the effects of a run and lets one of them fail. */
export interface FailPoint {
  readonly way: Way;
  pass<T>(name: string, effect: () => Promise<T>): Promise<T>;
  /** The same in two steps, for effects that are told of and not called. */
  enter(name: string): Promise<() => Promise<void>>;
  /** Comes true once an effect hangs. */
  readonly hung: Promise<void>;
  /** What hangs goes on. */
  wake(): void;
  /** The name of the effect that failed; undefined while none has. */
  fallenAt(): string | undefined;
  /** Whether nothing is under way but what hangs. */
  isQuiet(): boolean;
}

/** `since`: effects count from the first one of that name. */
export function failPoint({ at, moment, way }: Cell, since?: string): FailPoint {
  let hasBegun = since === undefined;
  let count = 0;
  let underWay = 0;
  let fallen: string | undefined;
  let tellHung = () => {};
  const hung = new Promise<void>((resolve) => {
    tellHung = resolve;
  });
  let wake = () => {};
  const woken = new Promise<void>((resolve) => {
    wake = resolve;
  });
  const fall = async (name: string): Promise<void> => {
    fallen = name;
    if (way === 'throw') throw new Fallen(`effect ${at}, ${name}, fails`);
    if (way === 'kill') {
      writeSync(process.stdout.fd, name);
      process.kill(process.pid, 'SIGKILL');
    }
    if (way === 'stop') {
      writeSync(process.stdout.fd, name);
      process.kill(process.pid, 'SIGSTOP');
      return;
    }
    if (way === 'swell') {
      writeSync(process.stdout.fd, name);
      for (const kept: unknown[] = []; ; ) {
        kept.push(Buffer.alloc(64 << 20, 1), Array(1_000_000).fill(0.5));
      }
    }
    tellHung();
    return woken;
  };
  const enter: FailPoint['enter'] = async (name) => {
    hasBegun ||= name === since;
    if (hasBegun) count += 1;
    const isHere = hasBegun && count === at;
    if (isHere && moment === 'before') await fall(name);
    return async () => {
      if (isHere && moment === 'after') await fall(name);
    };
  };
  return {
    way,
    hung,
    wake,
    enter,
    pass: async (name, effect) => {
      const leave = await enter(name);
      underWay += 1;
      const result = await effect().finally(() => {
        underWay -= 1;
      });
      await leave();
      return result;
    },
    fallenAt: () => fallen,
    isQuiet: () => underWay === 0,
  };
}
