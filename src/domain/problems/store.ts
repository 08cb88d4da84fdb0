import { topic } from './table.ts';

export const storeProblems = topic({});
