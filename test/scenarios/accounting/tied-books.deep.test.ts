import fc from 'fast-check';
import { describe, it } from 'vitest';
import { TIED_BOOKS_PROPERTIES } from '../../properties/tied-books.ts';

describe('every lender, sent to the twin, many times', () => {
  it.each(TIED_BOOKS_PROPERTIES)('4.5 $name', async ({ property }) => {
    await fc.assert(property, { numRuns: 40 });
  });
});
