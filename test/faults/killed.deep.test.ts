import { describe } from 'vitest';
import { sweepWholly } from './whole-sweep.ts';

describe('A7, A8: a program killed by kill -9 in every phase, between any two effects', () => {
  sweepWholly({ ways: ['kill'], step: 2, said: 'kill -9 between any two effects' });
});
