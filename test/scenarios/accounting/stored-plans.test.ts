import fc from 'fast-check';
import { describe, it } from 'vitest';
import { STORED_PLAN_PROPERTIES } from '../../properties/stored-plans.ts';

describe('every sequence of imports and plans on a real store', () => {
  it.each(STORED_PLAN_PROPERTIES)('$name', async ({ property }) => {
    await fc.assert(property, { numRuns: 15, interruptAfterTimeLimit: 30_000 });
  });
});
