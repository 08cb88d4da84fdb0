import { it } from 'vitest';
import { sailThrough } from './storm.ts';

it.each([1, 2, 3, 4, 5, 6])('B23: an export through a storm of faults, seed %i', sailThrough);
