import fc from 'fast-check';
import { describe, it } from 'vitest';
import { MIRROR_PROPERTIES } from '../../test/properties/undo.ts';

describe('every mirror', () => {
  it.each(MIRROR_PROPERTIES)('$name', ({ property }) => {
    fc.assert(property, { numRuns: 100 });
  });
});
