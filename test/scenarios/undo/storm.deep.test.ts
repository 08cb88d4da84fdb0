import { it } from 'vitest';
import { undoThrough } from './storm.ts';

const SEEDS = Array.from({ length: 60 }, (_, index) => 1001 + index);

it.each(SEEDS)(
  '3.10 undo through a storm, seed %i: nothing stays, and nothing goes twice',
  undoThrough,
);
