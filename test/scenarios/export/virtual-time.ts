import { setImmediate as nextTurn } from 'node:timers/promises';
import type { Instant } from '../../../src/domain/dates.ts';
import type { TaskContext } from '../../../src/tasks/task-context.ts';

/** Time that passes at once when somebody waits, for the product and for the twin alike. */
export interface VirtualTime {
  readonly clock: { now(): Instant };
  readonly time: TaskContext['time'];
  /** Every wait in milliseconds. */
  readonly waits: number[];
  /** Lets time pass without anybody waiting. */
  pass(milliseconds: number): Promise<void>;
}

/** Moves the clock of the twin at an address together with ours. */
export function virtualTime(controlUrl: string): VirtualTime {
  let passedMs = 0;
  const waits: number[] = [];
  const pass = async (milliseconds: number): Promise<void> => {
    const moveMs = Math.ceil(milliseconds);
    passedMs += moveMs;
    const answer = await fetch(`${controlUrl}/clock`, {
      method: 'POST',
      body: JSON.stringify({ moveMs }),
    });
    if (!answer.ok) throw new Error(`the clock stays: ${await answer.text()}`);
  };
  return {
    clock: { now: () => new Date(Date.now() + passedMs).toISOString() as Instant },
    time: {
      monotonicMs: () => performance.now() + passedMs,
      wait: async (milliseconds) => {
        waits.push(milliseconds);
        await pass(milliseconds);
        await nextTurn();
      },
    },
    waits,
    pass,
  };
}
