import { describe, expect, it } from 'vitest';
import { valueIn } from '../../outcomes.ts';
import { decide } from '../../scenarios/decide/decide.ts';
import {
  copiesInXero,
  type Fault,
  faulty,
  JOURNALS_UNAVAILABLE,
  journalCalls,
  onceEach,
} from '../../scenarios/export/faults.ts';
import { leaveInDoubt } from '../../scenarios/export/in-doubt.ts';
import { codesOf, type Lender, openLender } from '../../scenarios/export/lender.ts';
import { recode } from '../../scenarios/export/twin-books.ts';
import { writesOf } from '../../scenarios/export/wire-tap.ts';
import { classesAt, tieout, undo } from '../../scenarios/undo/undo.ts';
import { daysOfFees } from './days-of-fees.ts';

/** Does something in Xero once the call of that number is about to leave and those before are over. */
function beforeCall(lender: Lender, number: number, act: () => Promise<unknown>): void {
  lender.tap.beforeRequest = async (exchange) => {
    const calls = journalCalls(lender);
    if (calls[number - 1] !== exchange) return;
    while (calls.slice(0, number - 1).some(({ httpStatus }) => httpStatus === undefined)) {
      await new Promise((resolve) => setTimeout(resolve, 5));
    }
    await act();
  };
}

describe('a lock date that moves while a batch is sent', () => {
  it('B14: what was sent stays, the rest is refused and counted, and may be moved to an open day', async () => {
    const lender = await openLender({ transactions: daysOfFees(60) });
    const exportId = await lender.planned();
    const lockDate = { periodLockDate: '2026-05-25' };
    beforeCall(lender, 2, () => lender.xero.inBooks('PUT', '/lock-dates', lockDate));
    const sent = valueIn(await lender.send(exportId));
    expect(sent).toMatchObject({ state: 'attention', documents: { confirmed: 55, rejected: 5 } });
    const words = Array(5).fill({
      code: 'document.rejected',
      message: expect.stringMatching(/lock date/),
      remedy: expect.stringContaining('resume'),
    });
    expect(sent.problems).toMatchObject(words);
    expect(await classesAt(lender)).toEqual([
      '1100 notYetExported -57.50',
      '4100 notYetExported 50.00',
      '820 notYetExported 7.50',
    ]);
    const parts = (await lender.parts(exportId)).filter(({ state }) => state === 'rejected');
    const list = parts.map(({ part }) => part).join(',');
    expect(await undo(lender, exportId, '--document', list)).toMatchObject({ state: 'complete' });
    await lender.configure({ settings: { lockDatePolicy: 'firstOpenDay' } });
    const again = await lender.planned();
    expect(valueIn(await lender.send(again))).toMatchObject({ state: 'complete', problems: [] });
    expect((await lender.parts(again)).map(({ date }) => date)).toEqual(['2026-05-26']);
    expect(await classesAt(lender)).toEqual([]);
  });
});

const OTHER_RATE = {
  Name: '17.5% GST on Income',
  TaxType: 'OUTPUT2',
  ReportTaxType: 'OUTPUT',
  TaxComponents: [{ Name: 'GST', Rate: 17.5 }],
};

/** What a person does after the last check, and which documents that leaves in which state. */
const MIDWAY: [string, (lender: Lender) => Promise<unknown>, string[], string][] = [
  [
    'the code of an account changes',
    ({ xero }) => recode(xero, '4200', '4201'),
    ['confirmed', 'confirmed', 'rejected'],
    "'4200' has been removed",
  ],
  [
    'an account is archived',
    ({ xero }) => xero.inBooks('PUT', '/accounts/4200/archived', {}),
    ['confirmed', 'confirmed', 'rejected'],
    '4200',
  ],
  ['a tracking option is deleted', deleteEast, ['rejected', 'rejected', 'rejected'], 'EAST'],
  [
    'the rate of a tax type changes',
    ({ xero }) => xero.api('POST', '/TaxRates', { TaxRates: [OTHER_RATE] }),
    ['conflict', 'conflict', 'confirmed'],
    'GST -17.13',
  ],
];

describe('what a person changes in Xero after the last check', () => {
  it.each(MIDWAY)('B15: %s: nothing passes that is not as it was planned', async (...row) => {
    const [, change, states, words] = row;
    const lender = await openLender();
    const exportId = await lender.planned({ streams: ['journals'] });
    beforeCall(lender, 1, () => change(lender));
    const sent = valueIn(await lender.send(exportId));
    expect(sent.state).toBe('attention');
    expect((await lender.parts(exportId)).map(({ state }) => state)).toEqual(states);
    expect(sent.problems.map(({ message }) => message).join(' ')).toContain(words);
    expect(journalCalls(lender)).toHaveLength(1);
  });
});

/** What Xero gives back that was not sent. */
const ALTERED: [string, string, string, string][] = [
  ['another amount', '"LineAmount":-115', '"LineAmount":-116', '-116.00'],
  ['another GST', '"TaxAmount":-15', '"TaxAmount":-16', 'GST -16.00'],
  ['another tax type', '"TaxType":"OUTPUT2"', '"TaxType":"OUTPUT"', 'OUTPUT |'],
  ['another tracking option', '"Option":"EAST"', '"Option":"WEST"', 'branch: west'],
  [
    'one line more, of tax',
    '"JournalLines":[{"Description":"Fee"',
    '"JournalLines":[{"Description":"GST","TaxType":"NONE","TaxAmount":0,"LineAmount":0.01,"AccountCode":"820","AccountID":"a","Tracking":[]},{"Description":"Fee"',
    'number of lines: sent "2", found "3"',
  ],
];

describe('a document that Xero gives back otherwise than it was sent', () => {
  it.each(ALTERED)(
    'B16: with %s: the batch is not complete, and it says what differs',
    async (...row) => {
      const [, find, put, words] = row;
      const lender = await openLender();
      const exportId = await lender.planned();
      const edit: Fault = { path: '/ManualJournals', kind: 'edit', find, put, times: 1_000 };
      await faulty(lender, { ...edit, method: 'GET' });
      const sent = valueIn(await lender.send(exportId));
      expect(sent.state).toBe('attention');
      expect(sent.problems[0]).toMatchObject({
        code: 'document.differs',
        message: expect.stringContaining(words),
      });
      expect((await lender.parts(exportId))[0]?.state).toBe('conflict');
      expect(await tieout(lender, 'export', 'resume', exportId)).toMatchObject({
        exitCode: 1,
        state: 'attention',
      });
      expect(journalCalls(lender)).toHaveLength(1);
    },
  );
});

describe('a draft that a person handles while the batch is sent', () => {
  it.each([
    ['posts it: as was wanted', { Status: 'POSTED' }, 'complete', []],
    ['deletes it: a conflict', { Status: 'DELETED' }, 'attention', ['document.gone']],
    [
      'posts it with another date: a conflict',
      { Status: 'POSTED', Date: '2026-05-20' },
      'attention',
      ['document.differs'],
    ],
  ])('B20: %s', async (_case, change, state, codes) => {
    const lender = await openLender({ configuration: DRAFTS });
    const exportId = await lender.planned({ streams: ['journals'] });
    lender.tap.afterAnswer = async ({ method }) => {
      if (method !== 'PUT') return;
      lender.tap.afterAnswer = () => undefined;
      const [first] = await lender.xero.documents();
      await lender.xero.inBooks('POST', `/manual-journals/${first?.id}`, change);
    };
    const sent = valueIn(await lender.send(exportId));
    expect(sent.state).toBe(state);
    expect(codesOf(sent.problems)).toEqual(codes);
    expect(await lender.xero.documents()).toHaveLength(3);
    expect(writesOf(lender.tap)).toHaveLength(1);
  });
});

describe('a journal of others with the very text of ours', () => {
  it('B21: is not taken for ours, which is in doubt; nothing is sent beside it', async () => {
    const lender = await openLender();
    await faulty(lender, JOURNALS_UNAVAILABLE);
    const exportId = await leaveInDoubt(lender);
    const [first] = await lender.parts(exportId);
    await lender.xero.inBooks('POST', '/manual-journals', {
      Narration: first?.text,
      Date: first?.date,
      Status: 'POSTED',
      LineAmountTypes: 'Inclusive',
      JournalLines: [
        { AccountCode: '1100', LineAmount: 30, TaxType: 'NONE' },
        { AccountCode: '4200', LineAmount: -30, TaxType: 'NONE' },
      ],
    });
    const resumed = valueIn(await lender.send(exportId));
    expect(resumed).toMatchObject({
      state: 'attention',
      documents: { confirmed: 3, conflict: 1 },
      problems: [{ code: 'document.differs' }],
    });
    expect(await copiesInXero(lender)).toEqual(await onceEach(lender, exportId));
    expect(await decide(lender, exportId, { decidedAs: 'notPosted' })).toMatchObject({
      problems: [{ code: 'decision.stands_in_xero' }],
    });
  });
});

const DRAFTS = {
  settings: {
    defaultContact: 'SUNDRY',
    trackingB: { basis: 'branch' as const, name: 'Branch' },
    journalStatus: 'draft' as const,
  },
};

interface TrackingCategories {
  readonly TrackingCategories: readonly {
    readonly TrackingCategoryID: string;
    readonly Name: string;
    readonly Options: readonly { readonly TrackingOptionID: string; readonly Name: string }[];
  }[];
}

async function deleteEast({ xero }: Lender): Promise<void> {
  const found = await xero.api<TrackingCategories>('GET', '/TrackingCategories');
  const branch = found.TrackingCategories.find(({ Name }) => Name === 'Branch');
  const option = branch?.Options.find(({ Name }) => Name === 'EAST');
  const path = `/TrackingCategories/${branch?.TrackingCategoryID}/Options`;
  await xero.api('DELETE', `${path}/${option?.TrackingOptionID}`);
}
