import { describe, expect, it } from 'vitest';
import { day } from '../../test/domain/plan-of.ts';
import { compareDocuments, isLiveInXero, type SentContent } from './compare-documents.ts';
import type { Instant } from './dates.ts';
import type { FoundDocument, FoundLine } from './found-document.ts';
import { cents } from './money.ts';

const SENT: SentContent = {
  kind: 'manualJournal',
  date: day('2026-05-04'),
  text: 'Loans [1/1 a1b2c3d4e5]',
  isDraft: false,
  lines: [
    line({ sentAccount: '1100', amount: 115_00, taxType: 'NONE' }),
    line({ sentAccount: '4100', amount: -115_00, taxType: 'OUTPUT2' }),
  ],
  bank: undefined,
};

const FOUND: FoundDocument = {
  kind: 'manualJournal',
  xeroId: 'x1',
  xeroStatus: 'POSTED',
  date: day('2026-05-04'),
  text: SENT.text,
  lineAmountTypes: 'Inclusive',
  lines: [found('1100', 115_00, 'NONE', 0), found('4100', -115_00, 'OUTPUT2', -15_00)],
  bank: undefined,
  updatedAt: '2026-05-04T00:00:00.000Z' as Instant,
};

const BANK = { direction: 'SPEND', glAccountCode: '090', accountId: 'id-090' } as const;
const FOUND_BANK = { ...BANK, contactId: 'c', isReconciled: false };
const differencesOf = (changes: Partial<FoundDocument>, sent: Partial<SentContent> = {}) =>
  compareDocuments({ ...SENT, ...sent }, { ...FOUND, ...changes }, (taxType) =>
    taxType === 'OUTPUT2' ? 1500 : 0,
  ).map((one) => one.field);

describe('a document read back', () => {
  const [first, second] = FOUND.lines as readonly [FoundLine, FoundLine];
  const CASES: readonly (readonly [
    why: string,
    changes: Partial<FoundDocument>,
    fields: string[],
  ])[] = [
    ['as sent', {}, []],
    ['with its lines in another order', { lines: [second, first] }, []],
    ['of another date', { date: day('2026-05-05') }, ['date']],
    ['with another text', { text: 'Loans' }, ['text']],
    ['voided', { xeroStatus: 'VOIDED' }, ['status']],
    ['without GST in its amounts', { lineAmountTypes: 'Exclusive' }, ['line amounts']],
    ['a line less', { lines: [first] }, ['number of lines']],
    ['on another account', { lines: [{ ...first, glAccountCode: '1200' }, second] }, ['line']],
    ['of another amount', { lines: [{ ...first, amount: cents(115_01) }, second] }, ['line']],
    ['of another tax type', { lines: [first, { ...second, taxType: 'NONE' }] }, ['line']],
    ['with another GST', { lines: [first, { ...second, gst: cents(-14_99) }] }, ['line']],
    ['with another line text', { lines: [{ ...first, description: 'x' }, second] }, ['line']],
    ['without its option', { lines: [{ ...first, tracking: [] }, second] }, ['line']],
    [
      'with its option in another category',
      { lines: [{ ...first, tracking: [{ category: 'Region', option: 'East' }] }, second] },
      ['line'],
    ],
    ['turned into money spent', { bank: FOUND_BANK }, ['bank account']],
  ];
  it.each(CASES)('%s', (_, changes, fields) => {
    expect([...new Set(differencesOf(changes))]).toEqual(fields);
  });

  it('3.7 a draft may be a draft or approved, not posted otherwise', () => {
    expect(differencesOf({ xeroStatus: 'DRAFT' }, { isDraft: true })).toEqual([]);
    expect(differencesOf({ xeroStatus: 'POSTED' }, { isDraft: true })).toEqual([]);
    expect(differencesOf({ xeroStatus: 'VOIDED' }, { isDraft: true })).toEqual(['status']);
    expect(differencesOf({ xeroStatus: 'DRAFT' })).toEqual(['status']);
  });

  it('a bank transaction: its account by code or id, its direction, always authorised', () => {
    const sent = {
      kind: 'bankTransaction',
      bank: { account: '090', direction: 'SPEND', contactId: 'c' },
    } as const;
    const there = { bank: FOUND_BANK, xeroStatus: 'AUTHORISED' };
    expect(differencesOf(there, sent)).toEqual([]);
    expect(differencesOf(there, { ...sent, bank: { ...sent.bank, account: 'id-090' } })).toEqual(
      [],
    );
    expect(differencesOf(there, { ...sent, bank: { ...sent.bank, account: '091' } })).toEqual([
      'bank account',
    ]);
    expect(differencesOf(there, { ...sent, bank: { ...sent.bank, direction: 'RECEIVE' } })).toEqual(
      ['type'],
    );
    const other = { ...FOUND_BANK, contactId: 'd' };
    expect(differencesOf({ ...there, bank: other }, sent)).toEqual(['contact']);
    expect(differencesOf({ ...there, xeroStatus: 'DELETED' }, sent)).toEqual(['status']);
  });

  it('counts while Xero shows it as posted, authorised or draft', () => {
    const statuses = ['POSTED', 'AUTHORISED', 'DRAFT', 'VOIDED', 'DELETED', 'ARCHIVED'];
    expect(statuses.map((xeroStatus) => isLiveInXero({ xeroStatus }))).toEqual([
      ...[true, true, true],
      ...[false, false, false],
    ]);
  });
});

function line(given: { sentAccount: string; amount: number; taxType: string }) {
  const { amount, ...rest } = given;
  const options = { categoryA: 'Branch', optionA: 'EAST', categoryB: '', optionB: '' };
  return { ...rest, ...options, amount: cents(amount), description: 'Fee' };
}

function found(glAccountCode: string, amount: number, taxType: string, gst: number): FoundLine {
  return {
    glAccountCode,
    accountId: `id-${glAccountCode}`,
    description: 'Fee',
    amount: cents(amount),
    gst: cents(gst),
    taxType,
    tracking: [{ category: 'Branch', option: 'East' }],
  };
}
