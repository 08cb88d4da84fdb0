import { topic } from './table.ts';

export const configurationProblems = topic({});
