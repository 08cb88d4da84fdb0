import { it } from 'vitest';
import { undoThrough } from './storm.ts';

it.each([1, 2, 3, 4])(
  '3.10 undo through a storm, seed %i: nothing stays, and nothing goes twice',
  undoThrough,
);
