import { it } from 'vitest';
import { sailThrough } from './storm.ts';

const SEEDS = Array.from({ length: 60 }, (_, index) => 1000 + index);

it.each(SEEDS)('B23: an export through a storm of faults, seed %i', sailThrough);
