import fc from 'fast-check';
import { describe, it } from 'vitest';
import { PLAN_PROPERTIES } from '../../test/properties/plan.ts';

describe('every plan, many times', () => {
  it.each(PLAN_PROPERTIES)('$name', ({ property }) => {
    fc.assert(property, { numRuns: 5_000 });
  });
});
