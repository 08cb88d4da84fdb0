import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { CHART } from '../../test/domain/organisation.ts';
import { day } from '../../test/domain/plan-of.ts';
import { TIE_OUT_PROPERTIES } from '../../test/properties/tie-out.ts';
import { cents } from './money.ts';
import { tieOut } from './tie-out.ts';
import { classDocuments } from './tie-out-documents.ts';

describe('every tie-out', () => {
  it.each(TIE_OUT_PROPERTIES)('$name', ({ property }) => {
    fc.assert(property, { numRuns: 500 });
  });
});

describe('4.5 a document of ours that Xero does not show', () => {
  const MISSING = [
    ['planned', 'notYetExported'],
    ['rejected', 'notYetExported'],
    ['sending', 'inDoubt'],
    ['inDoubt', 'inDoubt'],
    ['posted', 'editedInXero'],
    ['confirmed', 'editedInXero'],
    ['conflict', 'editedInXero'],
  ] as const;
  it.each(MISSING)('4.5 %s: %s', (documentState, expected) => {
    const line = { account: '1100', date: day('2026-05-04'), amount: cents(5_00) };
    const document = {
      ...{ name: 'journal 1/1', entity: 'M', marker: '[1/1 0123456789]', date: line.date },
      postings: [{ ...line, ownDate: line.date, gst: cents(0) }],
      expected: [line],
      xeroId: undefined,
      isUnsent: false,
      isMirror: false,
    };
    const context = { date: day('2026-05-31'), gstAccount: '820', openedOn: undefined };
    const { classed } = classDocuments([{ ...document, documentState }], [], context);
    expect(classed.map((one) => [one.class, one.amount])).toEqual([[expected, -5_00n]]);
  });
});

describe('4.4 owned and shared', () => {
  const balances = (shared: readonly string[]) =>
    tieOut({
      ...{ date: day('2026-05-31'), yearStart: day('2026-04-01'), chart: CHART },
      ...{ shared: new Set(shared), owned: new Set(['4100']), ours: [], found: [], classed: [] },
      trialBalance: new Map([['4100', cents(7_00)]]),
    });

  it('4.4 an owned account must be explained; one that is marked as shared has others', () => {
    expect(balances([]).accounts).toMatchObject([{ others: 0n, unexplained: 7_00n }]);
    expect(balances(['4100']).accounts).toMatchObject([{ others: 7_00n, unexplained: 0n }]);
  });
});
