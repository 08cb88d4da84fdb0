import fc from 'fast-check';
import { describe, it } from 'vitest';
import { TIE_OUT_PROPERTIES } from '../../test/properties/tie-out.ts';

describe('every tie-out', () => {
  it.each(TIE_OUT_PROPERTIES)('$name', ({ property }) => {
    fc.assert(property, { numRuns: 500 });
  });
});
