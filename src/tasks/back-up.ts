import type { Outcome } from '../domain/problem.ts';
import { backUp } from '../store/backup.ts';
import type { TaskContext } from './task-context.ts';

/** Writes a copy of the books into a new file. Problems: `backup.embedded_only`, `.file_exists`. */
export function backUpTask({ store, act }: TaskContext, file: string): Promise<Outcome<undefined>> {
  return backUp(store, act(), file);
}
