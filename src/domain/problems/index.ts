import { backupProblems } from './backup.ts';
import { configurationProblems } from './configuration.ts';
import { connectionProblems } from './connection.ts';
import { decisionProblems } from './decision.ts';
import { exportProblems } from './export.ts';
import { handOverProblems } from './hand-over.ts';
import { ingestProblems } from './ingest.ts';
import { peopleProblems } from './people.ts';
import { planProblems } from './plan.ts';
import { storeProblems } from './store.ts';
import { undoProblems } from './undo.ts';
import { xeroProblems } from './xero.ts';

/** The one table of problems, put together from a file per topic. */
export const PROBLEMS = {
  ...configurationProblems,
  ...ingestProblems,
  ...planProblems,
  ...exportProblems,
  ...handOverProblems,
  ...undoProblems,
  ...decisionProblems,
  ...storeProblems,
  ...xeroProblems,
  ...connectionProblems,
  ...backupProblems,
  ...peopleProblems,
};

export type ProblemCode = keyof typeof PROBLEMS;
