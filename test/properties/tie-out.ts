import fc from 'fast-check';
import type { AccountingDate, Instant } from '../../src/domain/dates.ts';
import type { FoundDocument, FoundLine } from '../../src/domain/found-document.ts';
import { cents } from '../../src/domain/money.ts';
import { type TieOut, tieOut } from '../../src/domain/tie-out.ts';
import { classDocuments, type OurDocument } from '../../src/domain/tie-out-documents.ts';
import { CHART } from '../domain/organisation.ts';
import { day } from '../domain/plan-of.ts';
import type { NamedProperty } from './named-property.ts';

const DATES = [
  '2026-03-20',
  '2026-04-01',
  '2026-05-04',
  '2026-05-15',
  '2026-05-31',
  '2026-06-30',
] as const;
const date = fc.constantFrom(...DATES).map(day);

/** A fee of ours, and what became of its journal in Xero. */
const fee = fc.record({
  ownDate: date,
  lineDate: date,
  net: fc.integer({ min: 1, max: 1_000_000 }),
  gst: fc.integer({ min: 0, max: 1000 }),
  rounding: fc.constantFrom(0, 0, 1, -1),
  state: fc.constantFrom('confirmed', 'planned', 'sending', 'inDoubt', 'rejected', 'conflict'),
  fate: fc.constantFrom('there', 'there', 'missing', 'draft', 'voided', 'edited', 'dated anew'),
  isCopied: fc.boolean(),
});
type Fee = typeof fee extends fc.Arbitrary<infer T> ? T : never;

const foreign = fc.record({ date, amount: fc.integer({ min: -1000, max: 1000 }) });
const books = fc.record({
  at: date,
  fees: fc.array(fee, { maxLength: 6 }),
  foreigns: fc.array(foreign, { maxLength: 3 }),
});
type BooksOfFees = typeof books extends fc.Arbitrary<infer T> ? T : never;

/** What holds for every tie-out. Xero's side is a plain sum over what a listing shows. */
export const TIE_OUT_PROPERTIES: readonly NamedProperty[] = [
  {
    name: '4.5 whatever became of our documents, a class explains it: unexplained is nil',
    property: fc.property(books, (one) => tied(one, 0).unexplained === 0n),
  },
  {
    name: '4.5 no class is a remainder: what is in no listing is unexplained, to the cent',
    property: fc.property(books, fc.integer({ min: 1, max: 99_999 }), (one, invoice) => {
      const account = tied(one, invoice).accounts.find(({ account: found }) => found === '1100');
      return account?.unexplained === BigInt(invoice);
    }),
  },
  {
    name: '4.5 difference = others + classes + unexplained, on every account',
    property: fc.property(books, fc.integer({ min: 0, max: 99_999 }), (one, invoice) =>
      tied(one, invoice).accounts.every(({ ours, xero, difference, others, ...rest }) => {
        const classes = Object.values(rest.classes).reduce((sum, part) => sum + part, 0n);
        return xero - ours === difference && difference === others + classes + rest.unexplained;
      }),
    ),
  },
];

/** Ties the books out, with an invoice on the control account that no listing shows. */
function tied({ at, fees, foreigns }: BooksOfFees, invoice: number): TieOut {
  const listed = [
    ...fees.flatMap(foundOf),
    ...foreigns.map((one, index) => journal(`foreign ${index}`, one.date, feeLines(one.amount, 0))),
  ];
  const context = { date: at, gstAccount: '820', openedOn: undefined };
  const movements = classDocuments(fees.map(documentOf), listed, context);
  const trialBalance = balancesOf(listed, at);
  trialBalance.set('1100', cents((trialBalance.get('1100') ?? 0n) + BigInt(invoice)));
  return tieOut({
    date: at,
    yearStart: yearStartOf(at),
    chart: CHART,
    shared: new Set(),
    owned: new Set(['1100', '4100']),
    ...movements,
    trialBalance,
  });
}

/** The organisation's year ends on 31 March. */
function yearStartOf(at: AccountingDate): AccountingDate {
  return day(at < '2026-04-01' ? '2025-04-01' : '2026-04-01');
}

function markerOf(index: number): string {
  return `[20260531.001/${index} 0123456789]`;
}

function documentOf({ ownDate, lineDate, net, gst, rounding, state }: Fee, index: number) {
  const gross = net + gst;
  const document: OurDocument = {
    name: `journal ${index}`,
    entity: 'M',
    marker: markerOf(index),
    date: lineDate,
    documentState: state as OurDocument['documentState'],
    xeroId: undefined,
    isUnsent: false,
    isMirror: false,
    postings: [
      { account: '1100', ownDate, amount: cents(gross), gst: cents(0) },
      { account: '4100', ownDate, amount: cents(-gross), gst: cents(-gst) },
    ],
    expected: [
      { account: '1100', date: lineDate, amount: cents(gross) },
      { account: '4100', date: lineDate, amount: cents(-net - rounding) },
      { account: '820', date: lineDate, amount: cents(-gst + rounding) },
    ],
  };
  return document;
}

/** What a listing of Xero shows of a document: nothing, itself, or itself and a copy. */
function foundOf(one: Fee, index: number): FoundDocument[] {
  const { net, gst, rounding, lineDate, fate, isCopied } = one;
  const shown = fate === 'edited' ? net + 100 : net;
  const sent = feeLines(shown + gst, gst - rounding);
  const own = journal(`Fees ${markerOf(index)}`, lineDate, sent);
  if (fate === 'missing') return [];
  const copy = isCopied ? [{ ...own, xeroId: `${own.xeroId} again` }] : [];
  if (fate === 'draft') return [{ ...own, xeroStatus: 'DRAFT' }, ...copy];
  if (fate === 'voided') return [{ ...own, xeroStatus: 'VOIDED' }, ...copy];
  return fate === 'dated anew' ? [{ ...own, date: day('2026-05-20') }, ...copy] : [own, ...copy];
}

function feeLines(gross: number, gst: number): FoundLine[] {
  const line = { description: '', tracking: [], taxType: 'NONE' };
  return [
    { ...line, glAccountCode: '1100', accountId: 'id-1100', amount: cents(gross), gst: cents(0) },
    {
      ...line,
      glAccountCode: '4100',
      accountId: 'id-4100',
      amount: cents(-gross),
      gst: cents(-gst),
    },
  ];
}

function journal(text: string, on: AccountingDate, lines: FoundLine[]): FoundDocument {
  return {
    kind: 'manualJournal',
    xeroId: text,
    xeroStatus: 'POSTED',
    date: on,
    text,
    lineAmountTypes: 'Inclusive',
    lines,
    bank: undefined,
    updatedAt: '2026-05-31T00:00:00.000Z' as Instant,
  };
}

/** Xero's trial balance: every posted line up to the date, fees of earlier years on retained earnings. */
function balancesOf(listed: readonly FoundDocument[], at: AccountingDate) {
  const sums = new Map<string, ReturnType<typeof cents>>();
  const add = (account: string, amount: bigint) =>
    sums.set(account, cents((sums.get(account) ?? 0n) + amount));
  for (const { xeroStatus, date: on, lines } of listed) {
    if (xeroStatus !== 'POSTED' || on > at) continue;
    for (const { glAccountCode, amount, gst } of lines) {
      const isOfEarlierYear = glAccountCode === '4100' && on < yearStartOf(at);
      add(isOfEarlierYear ? '960' : glAccountCode, amount - gst);
      add('820', gst);
    }
  }
  return sums;
}
