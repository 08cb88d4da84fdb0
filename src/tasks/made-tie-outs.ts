import { formatCents } from '../domain/money.ts';
import { listTieOuts } from '../store/tie-out-results.ts';
import type { TaskContext } from './task-context.ts';

/** What a tie-out came to, as text. */
export interface MadeTieOut {
  readonly date: string;
  readonly madeAt: string;
  readonly madeBy: string;
  readonly accounts: number;
  readonly unexplained: string;
}

const MOST = 50;

/** The last tie-outs of one entity, the newest first. */
export async function madeTieOutsTask(
  { store, mode }: TaskContext,
  entity: string,
): Promise<{ made: MadeTieOut[] }> {
  const results = await listTieOuts(store.reader, { mode, entity, limit: MOST });
  const made = results.map(({ entity: _, unexplained, ...rest }) => {
    return { ...rest, unexplained: formatCents(unexplained) };
  });
  return { made };
}
