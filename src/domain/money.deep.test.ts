import fc from 'fast-check';
import { describe, it } from 'vitest';
import { MONEY_PROPERTIES } from '../../test/properties/money.ts';

describe('every amount, many times', () => {
  it.each(MONEY_PROPERTIES)('$name', ({ property }) => {
    fc.assert(property, { numRuns: 200_000 });
  });
});
