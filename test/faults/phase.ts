import type { App } from '../../src/app.ts';
import type { Outcome } from '../../src/domain/problem.ts';
import { valueIn } from '../outcomes.ts';
import type { VirtualTime } from '../scenarios/export/virtual-time.ts';
import type { DeedName } from './deeds.ts';
import type { FailPoint } from './fail-point.ts';

/** A deed at one point of the way, and what must hold however it ends. */
export interface Phase {
  readonly name: string;
  readonly deed: DeedName;
  /** Effects count from the first one of this name. */
  readonly since?: string;
  /** Some of the effects that fail in a whole sweep. */
  readonly reaches: readonly string[];
  /** After so long nobody waits for a program that hangs. */
  readonly hangsForMs: number;
  /** Prepares books; what it gives opens them anew for each cell. */
  prepare(): Promise<() => Promise<Scene>>;
}

/** Books in which the deed is to be done. */
export interface Scene extends Pick<VirtualTime, 'clock' | 'pass'> {
  readonly app: App;
  readonly dataFolder: string;
  readonly exportId: string;
  /** The twin that stands in for Xero in production. */
  readonly twinUrl?: string;
  /** Lets requests fail as well. */
  breakWire(point: FailPoint): void;
  /** Another program goes on; in the end everything holds. */
  goOn(): Promise<void>;
  /** Everything still holds once a program that hung has woken up late. */
  holds?(): Promise<void>;
}

const HELD = new Set(['batch.held_elsewhere', 'import.already_running']);

/** Does what another program may still hold: once more after a while. */
export async function doneInTime<T>(
  { pass }: Pick<VirtualTime, 'pass'>,
  act: () => Promise<Outcome<T>>,
): Promise<T> {
  const first = await act();
  if (first.ok || !first.problems.some(({ code }) => HELD.has(code))) return valueIn(first);
  await pass(5 * 60_000);
  return valueIn(await act());
}
