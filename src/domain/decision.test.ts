import { describe, expect, it } from 'vitest';
import type { AccountingDate, Instant } from './dates.ts';
import { checkDecidable, type DecidedAs, judgeDecision, type ShownByXero } from './decision.ts';
import type { FoundDocument } from './found-document.ts';
import type { DocumentState } from './states.ts';

const MARKER = '[20260531.001/1 aaaaaaaaaa]';
const OTHER_MARKER = '[20260531.001/2 bbbbbbbbbb]';
const EXPORT_ID = '20260531.001';

const DOCUMENT = {
  kind: 'manualJournal',
  narration: `Loan ledger ${MARKER}`,
  marker: MARKER,
  documentState: 'conflict',
  mirrorOf: undefined,
} as const;

function found(xeroId: string, xeroStatus = 'POSTED', text: string = MARKER): FoundDocument {
  return {
    kind: 'manualJournal',
    xeroId,
    xeroStatus,
    date: '2026-05-31' as AccountingDate,
    text,
    lineAmountTypes: 'Inclusive',
    lines: [],
    bank: undefined,
    updatedAt: '2026-05-31T00:00:00.000Z' as Instant,
  };
}

const chosen = (one: FoundDocument | undefined, knownAs = ''): ShownByXero['chosen'] => {
  return { xeroId: one?.xeroId ?? 'x', found: one, knownAs };
};

const A = found('a');
const VOID = found('v', 'VOIDED');
const BY_HAND = found('h', 'POSTED', 'By hand');
const DRAFT = found('d', 'DRAFT');

/** What Xero shows, what is decided, and what comes of it: an id, none, or a problem. */
const CASES: [string, DecidedAs, ShownByXero, string][] = [
  ['nothing', 'notPosted', { own: [], chosen: undefined }, 'none'],
  ['a void one', 'notPosted', { own: [VOID], chosen: undefined }, 'none'],
  ['a live one', 'notPosted', { own: [A], chosen: undefined }, 'decision.stands_in_xero'],
  ['a draft', 'notPosted', { own: [DRAFT], chosen: undefined }, 'decision.stands_in_xero'],
  ['nothing', 'posted', { own: [], chosen: undefined }, 'decision.nothing_found'],
  ['a void one', 'posted', { own: [VOID], chosen: undefined }, 'decision.nothing_found'],
  ['a live one', 'posted', { own: [A], chosen: undefined }, 'a'],
  ['a draft', 'posted', { own: [DRAFT], chosen: undefined }, 'd'],
  ['a live and a void one', 'posted', { own: [VOID, A], chosen: undefined }, 'a'],
  ['two live ones', 'posted', { own: [A, found('b')], chosen: undefined }, 'decision.several_live'],
  ['two, one named', 'posted', { own: [A, DRAFT], chosen: chosen(A) }, 'decision.several_live'],
  ['the one that is named', 'posted', { own: [A], chosen: chosen(A) }, 'a'],
  ['one by hand', 'posted', { own: [VOID], chosen: chosen(BY_HAND) }, 'h'],
  ['one by hand beside', 'posted', { own: [A], chosen: chosen(BY_HAND) }, 'decision.several_live'],
  ['a void one, named', 'posted', { own: [VOID], chosen: chosen(VOID) }, 'decision.not_live'],
  ['none of that id', 'posted', { own: [], chosen: chosen(undefined) }, 'decision.not_live'],
  [
    'another of ours',
    'posted',
    { own: [], chosen: chosen(BY_HAND, 'part 2') },
    'decision.belongs_elsewhere',
  ],
  [
    'one with the marker of another',
    'posted',
    { own: [], chosen: chosen(found('m', 'POSTED', OTHER_MARKER)) },
    'decision.belongs_elsewhere',
  ],
];

describe('a decision', () => {
  it.each(CASES)('that meets %s, as %s', (_case, decidedAs, shown, expected) => {
    const asked = { exportId: EXPORT_ID, document: DOCUMENT, decidedAs };
    const judged = judgeDecision(asked, shown);
    const came = judged.ok ? (judged.value?.xeroId ?? 'none') : judged.problems[0]?.code;
    expect(came).toBe(expected);
  });

  it('is taken of what is open alone, and of no mirror', () => {
    const all: DocumentState[] = ['planned', 'sending', 'posted', 'confirmed', 'rejected'];
    const more: DocumentState[] = ['inDoubt', 'conflict', 'voided', 'reversed', 'withdrawn'];
    const isOpen = (decidedAs: DecidedAs) => (documentState: DocumentState) => {
      const document = { ...DOCUMENT, documentState };
      return checkDecidable({ exportId: EXPORT_ID, document, decidedAs }).length === 0;
    };
    const states = [...all, ...more];
    expect(states.filter(isOpen('posted'))).toEqual(['rejected', 'inDoubt', 'conflict']);
    expect(states.filter(isOpen('notPosted'))).toEqual(['inDoubt', 'conflict']);
    const mirror = { ...DOCUMENT, mirrorOf: 7 };
    const refused = checkDecidable({ exportId: EXPORT_ID, document: mirror, decidedAs: 'posted' });
    expect(refused).toMatchObject([{ code: 'decision.is_mirror' }]);
  });
});
