import { existsSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fail, type Outcome, problem, succeed } from '../../domain/problem.ts';
import type { PhaseName } from './phase.ts';

/** Where the files of a run lie. */
export interface BenchFiles {
  readonly configuration: string;
  readonly accounts: string;
  readonly transactions: string;
  /** The data folder of the product itself. */
  readonly product: string;
  /** The data folder in which the floors are measured. */
  readonly floor: string;
}

export function benchFiles(root: string): BenchFiles {
  return {
    configuration: join(root, 'configuration.json'),
    accounts: join(root, 'accounts.csv'),
    transactions: join(root, 'transactions.csv'),
    product: join(root, 'product'),
    floor: join(root, 'floor'),
  };
}

/** The data folder that a phase works on. */
export function dataFolderOf(root: string, phase: PhaseName): string {
  const { product, floor } = benchFiles(root);
  return phase === 'split' || phase.endsWith('Floor') ? floor : product;
}

const MARK = 'made-by-tieout-bench.txt';

/**
 * Takes a folder for a run: a new or an empty one, or one that a run took before. Whatever else lies
 * in a folder is somebody's and is left alone. Problems:
 * `bench.folder_in_use`, `data_folder.not_usable`.
 */
export function takeBenchFolder(root: string): Outcome<undefined> {
  const mark = join(root, MARK);
  if (existsSync(mark)) return succeed(undefined);
  try {
    if (!existsSync(root)) mkdirSync(root);
    else if (readdirSync(root).length > 0) return fail(problem('bench.folder_in_use', { root }));
    writeFileSync(mark, 'Everything in this folder is made by tieout bench and may be removed.\n');
  } catch (error) {
    const { message: reason } = error as Error;
    return fail(problem('data_folder.not_usable', { folder: root, reason }));
  }
  return succeed(undefined);
}
