import { addCents, type Cents, formatCents, ZERO_CENTS } from './money.ts';
import type { Problem } from './problem.ts';
import type { Stream } from './settings.ts';

/** Rows left out of a batch for one reason, in one stream. */
interface HeldGroup {
  readonly reason: Problem;
  readonly stream: Stream;
  rows: number;
  amount: Cents;
}

/** Collects held rows by reason, so that a thousand rows of one cause make one line. */
export class HeldRows {
  readonly #groups = new Map<string, HeldGroup>();

  add(reason: Problem, stream: Stream, held: { rows: number; amount: Cents }): void {
    const key = `${stream} ${reason.message}`;
    const group = this.#groups.get(key) ?? { reason, stream, rows: 0, amount: ZERO_CENTS };
    group.rows += held.rows;
    group.amount = addCents(group.amount, held.amount);
    this.#groups.set(key, group);
  }

  /** The reasons, the one with most rows first, with rows, amount and stream as facts. */
  list(): Problem[] {
    return [...this.#groups.values()]
      .sort((first, second) => second.rows - first.rows)
      .map(({ reason, stream, rows, amount }) => ({
        ...reason,
        facts: { ...reason.facts, stream, rows, amount: formatCents(amount) },
      }));
  }
}
