import { topic } from './table.ts';

export const xeroProblems = topic({});
