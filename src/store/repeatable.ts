import { setTimeout as delay } from 'node:timers/promises';
import type { Act } from './act.ts';
import { Refusal } from './refusal.ts';
import type { Store, Work } from './store.ts';

const MOST_TRIES = 4;
const FIRST_WAIT_MS = 20;

/**
 * A transaction that begins anew, a few times, where the engine took it back since it and another
 * one waited for each other; nothing of it has happened then. Its work keeps nothing outside.
 */
export async function transactRepeatably<T>(store: Store, act: Act, work: Work<T>): Promise<T> {
  for (let tries = 1; ; tries += 1) {
    try {
      return await store.transact(act, work);
    } catch (error) {
      const isCollision = error instanceof Refusal && error.problem.code === 'store.collision';
      if (!isCollision || tries === MOST_TRIES) throw error;
      await delay(FIRST_WAIT_MS * 2 ** tries);
    }
  }
}
