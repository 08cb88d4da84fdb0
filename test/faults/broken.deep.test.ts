import { describe } from 'vitest';
import { sweepWholly } from './whole-sweep.ts';

describe('A8: an effect that fails, or never ends, in every phase and at every effect', () => {
  sweepWholly({ ways: ['throw', 'hang'], step: 1, said: 'throw and hang, before and after' });
});
