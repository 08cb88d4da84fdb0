import { topic } from './table.ts';

export const ingestProblems = topic({});
