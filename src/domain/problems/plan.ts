import { topic } from './table.ts';

export const planProblems = topic({});
