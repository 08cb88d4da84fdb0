import { topic } from './table.ts';

export const exportProblems = topic({});
