import fc from 'fast-check';
import { describe, it } from 'vitest';
import { DATE_PROPERTIES } from '../../test/properties/dates.ts';

describe('every date, many times', () => {
  it.each(DATE_PROPERTIES)('$name', ({ property }) => {
    fc.assert(property, { numRuns: 100_000 });
  });
});
