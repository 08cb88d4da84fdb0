import { describeHeld, type HeldGroup } from '../domain/held-rows.ts';
import type { Facts } from '../domain/problem.ts';
import type { ExportEffects } from './effects.ts';
import type { Waiting } from './plan-request.ts';
import type { TieOutRequest } from './tie-out-request.ts';

/** Rows with a side in one stream that has no account yet. */
export interface UnplacedRows {
  /** What they lack. */
  readonly reason: string;
  /** `stream`, `rows`, `amount` of the side, and `examples`, which names the first rows. */
  readonly facts: Facts;
}

/** Names the first rows behind each reason. */
export async function nameUnplaced(
  { store }: Pick<ExportEffects, 'store'>,
  { catalog }: Pick<TieOutRequest, 'catalog'>,
  { groups, waiting }: { groups: readonly HeldGroup[]; waiting: Waiting },
): Promise<UnplacedRows[]> {
  const unplaced: UnplacedRows[] = [];
  for (const group of groups) {
    const named = await store.nameRows({ query: waiting.query, parts: group.parts }, catalog);
    unplaced.push({ reason: group.message, facts: describeHeld(group, named).facts });
  }
  return unplaced;
}
