import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { AccountingDate, Instant } from '../../src/domain/dates.ts';
import type { XeroClient } from '../../src/xero/client/client.ts';
import { valueIn } from '../outcomes.ts';
import { customClient } from './custom-client.ts';
import { CONTRACT_SKIPPED, loadXeroContract } from './openapi.ts';
import { CREDENTIALS, type ScriptedXero, startScriptedXero } from './scripted-xero.ts';
import { virtualEffects } from './virtual-effects.ts';

const contract = loadXeroContract();
const violations: string[] = [];

let xero: ScriptedXero;
let client: XeroClient;

beforeEach(async () => {
  xero = await startScriptedXero();
  const effects = virtualEffects();
  client = customClient({ addresses: xero.addresses, credentials: CREDENTIALS, effects });
});
afterEach(async () => {
  for (const { method, path, body } of xero.seen) {
    const sent = body === '' ? undefined : JSON.parse(body);
    violations.push(...(contract?.checkRequest(method, path, sent) ?? []));
  }
  await xero.close();
});

const DAY = '/Date(1780185600000+0000)/';
const MOMENT = '/Date(1780221600123+0000)/';
const tracking = [
  { Name: 'Region', Option: 'East', TrackingCategoryID: 'c', TrackingOptionID: 'o' },
];

describe('a document', () => {
  it('keeps every cent of a manual journal, and its tracking', async () => {
    // Too large for a float to keep its cents.
    const line = `{"LineAmount":90071992547409.93,"TaxAmount":-0.10,"AccountCode":"1100","AccountID":"a","TaxType":"NONE","Description":"Fee","Tracking":${JSON.stringify(tracking)}}`;
    xero.react({
      body: `{"ManualJournals":[{"ManualJournalID":"m","Narration":"May [x]","Date":"${DAY}","LineAmountTypes":"Inclusive","Status":"POSTED","UpdatedDateUTC":"${MOMENT}","JournalLines":[${line},{"IsBlank":true}]}]}`,
    });
    expect(valueIn(await client.readDocument('manualJournal', 'm/..?'))).toEqual({
      kind: 'manualJournal',
      xeroId: 'm',
      xeroStatus: 'POSTED',
      date: '2026-05-31',
      text: 'May [x]',
      lineAmountTypes: 'Inclusive',
      lines: [
        {
          glAccountCode: '1100',
          accountId: 'a',
          description: 'Fee',
          amount: 9007199254740993n,
          gst: -10n,
          taxType: 'NONE',
          tracking: [{ category: 'Region', option: 'East' }],
        },
      ],
      bank: undefined,
      updatedAt: '2026-05-31T10:00:00.123Z',
    });
    expect(xero.seen[0]?.path).toBe('/api.xro/2.0/ManualJournals/m%2F..%3F');
  });

  it.each([
    ['SPEND', 'Inclusive', 11_500n, 1_500n],
    ['RECEIVE', 'Inclusive', -11_500n, -1_500n],
    ['SPEND', 'Exclusive', 13_000n, 1_500n],
    ['RECEIVE-TRANSFER', 'NoTax', -11_500n, -1_500n],
  ])(
    'of type %s and %s is debit positive and includes GST',
    async (type, lineAmountTypes, amount, gst) => {
      const wire = {
        BankTransactionID: 'b',
        Type: type,
        Status: 'AUTHORISED',
        Date: DAY,
        UpdatedDateUTC: MOMENT,
        LineAmountTypes: lineAmountTypes,
        BankAccount: { AccountID: 'bank' },
        Contact: { ContactID: 'contact' },
        IsReconciled: true,
        LineItems: [{ LineAmount: 115, TaxAmount: 15, AccountCode: '2190' }],
      };
      xero.react({ body: { BankTransactions: [wire] } });
      const direction = type.startsWith('SPEND') ? 'SPEND' : 'RECEIVE';
      expect(valueIn(await client.readDocument('bankTransaction', 'b'))).toMatchObject({
        text: '',
        lines: [{ amount, gst, tracking: [] }],
        bank: {
          direction,
          glAccountCode: '',
          accountId: 'bank',
          contactId: 'contact',
          isReconciled: true,
        },
      });
    },
  );

  it.each([
    ['a part of a cent', '1.005'],
    ['a float', '1e3'],
    ['text', '"1.00"'],
    ['nothing', 'null'],
  ])('whose amount is %s is not believed', async (_case, amount) => {
    const journal = `{"ManualJournalID":"m","Narration":"n","Date":"${DAY}","LineAmountTypes":"NoTax","Status":"POSTED","UpdatedDateUTC":"${MOMENT}","JournalLines":[{"LineAmount":${amount}}]}`;
    xero.react({ body: `{"ManualJournals":[${journal}]}` });
    expect(await client.readDocument('manualJournal', 'm')).toMatchObject({
      problems: [{ code: 'xero_call.answer_unexpected' }],
    });
  });
});

describe('a list in pages', () => {
  const journal = (id: string) => ({
    ManualJournalID: id,
    Narration: id,
    Date: DAY,
    LineAmountTypes: 'NoTax',
    Status: 'VOIDED',
    UpdatedDateUTC: MOMENT,
    JournalLines: [],
  });
  const page = (number: number, pageCount: number, ...ids: string[]) => ({
    body: {
      pagination: { page: number, pageSize: 1000, pageCount, itemCount: 3 },
      ManualJournals: ids.map(journal),
    },
  });

  it('is read to the end, each document once', async () => {
    xero.react(page(1, 2, 'a', 'b'), page(2, 2, 'b', 'c'));
    const found = valueIn(
      await client.findDocuments({
        kind: 'manualJournal',
        text: 'May "x"',
        dates: { from: '2026-05-01' as AccountingDate, to: '2026-05-31' as AccountingDate },
        modifiedSince: '2026-05-31T10:00:00.999Z' as Instant,
      }),
    );
    expect(found.map(({ xeroId }) => xeroId)).toEqual(['a', 'b', 'c']);
    const [first, second] = xero.seen.map(({ path }) => new URL(path, 'http://xero').searchParams);
    expect(first?.get('where')).toBe(
      'Narration=="May \\"x\\"" AND Date>=DateTime(2026,05,01) AND Date<=DateTime(2026,05,31)',
    );
    expect([first?.get('page'), second?.get('page')]).toEqual(['1', '2']);
    expect(first?.get('pageSize')).toBe('1000');
    expect(xero.seen[0]?.headers['if-modified-since']).toBe('2026-05-31T10:00:00');
  });

  it('without a count of pages is read until a page is short', async () => {
    const body = (ids: string[]) => ({ body: { ManualJournals: ids.map(journal) } });
    xero.react(body(Array.from({ length: 1000 }, (_, index) => `a${index}`)), body(['b']));
    expect(valueIn(await client.findDocuments({ kind: 'manualJournal' }))).toHaveLength(1001);
    expect(xero.seen).toHaveLength(2);
  });

  it('that fails half way gives nothing, never a part', async () => {
    xero.react(page(1, 2, 'a'), { httpStatus: 403 });
    expect(await client.findDocuments({ kind: 'manualJournal' })).toMatchObject({ ok: false });
  });
});

describe('contacts', () => {
  it('are asked for by the twenty numbers and the hundred ids', async () => {
    xero.react({ body: { Contacts: [] } });
    const accountNumbers = Array.from({ length: 41 }, (_, index) => `C${index}`);
    const contactIds = Array.from({ length: 101 }, (_, index) => `id-${index}`);
    expect(valueIn(await client.listContacts({ accountNumbers, contactIds }))).toEqual([]);
    expect(xero.seen).toHaveLength(2 + 3);
    expect(Math.max(...xero.seen.map(({ path }) => path.length))).toBeLessThan(8_000);
    expect(decodeURIComponent(xero.seen[4]?.path ?? '')).toContain('where=AccountNumber=="C40"&');
  });

  it('are not asked for when nothing is wanted', async () => {
    expect(valueIn(await client.listContacts({ accountNumbers: [] }))).toEqual([]);
    expect(xero.seen).toEqual([]);
  });
});

describe('the trial balance', () => {
  const cells = (label: string, ...amounts: string[]) => [
    { Value: label, Attributes: [{ Id: 'account', Value: `id of ${label}` }] },
    ...amounts.map((Value) => ({ Value })),
  ];
  const report = (...amounts: string[]) => ({
    body: {
      Reports: [
        {
          Rows: [
            { RowType: 'Header', Cells: [{ Value: 'Account' }] },
            {
              RowType: 'Section',
              Title: 'Assets',
              Rows: [{ RowType: 'Row', Cells: cells('Loans (1100)', ...amounts) }],
            },
            { RowType: 'Section', Rows: [{ RowType: 'SummaryRow', Cells: [{ Value: 'Total' }] }] },
          ],
        },
      ],
    },
  });

  it.each([
    [['', '', '1234.50', ''], 123_450n],
    [['5.00', '', '', '0.1'], -10n],
    [['', '', '', ''], 0n],
    [['', '', '9007199254740993.01', ''], undefined],
    [['', '', '90071992547409.9300', ''], 9_007_199_254_740_993n],
  ])('of %j is the year to date, debit positive', async (amounts, yearToDate) => {
    xero.react(report(...amounts));
    const outcome = await client.readTrialBalance('2026-05-31' as AccountingDate);
    expect(outcome).toMatchObject(
      yearToDate === undefined
        ? { problems: [{ code: 'xero_call.answer_unexpected' }] }
        : { value: [{ accountId: 'id of Loans (1100)', label: 'Loans (1100)', yearToDate }] },
    );
    expect(xero.seen[0]?.path).toContain('?date=2026-05-31&paymentsOnly=false');
  });
});

describe('what is made', () => {
  it('is sent in the shape that Xero publishes', async () => {
    xero.react({
      body: {
        Accounts: [
          { AccountID: 'a', Name: 'Bank', Type: 'BANK', Class: 'ASSET', Status: 'ACTIVE' },
        ],
        TrackingCategories: [{ TrackingCategoryID: 'c', Name: 'Region', Status: 'ACTIVE' }],
        Options: [{ TrackingOptionID: 'o', Name: 'East', Status: 'ACTIVE' }],
      },
    });
    const bank = { name: 'Bank', type: 'BANK', bankAccountNumber: '01-0001-0000001-00' } as const;
    const made = [
      valueIn(await client.createAccount(bank)),
      valueIn(await client.createTrackingCategory('Region ')),
      valueIn(await client.createTrackingOption('0a0a0a0a-0000-4000-8000-000000000000', ' East')),
    ];
    expect(made.map(({ name, isActive }) => ({ name, isActive }))).toEqual(
      ['Bank', 'Region', 'East'].map((name) => ({ name, isActive: true })),
    );
    expect(xero.seen.map(({ body }) => JSON.parse(body))).toEqual([
      { Name: 'Bank', Type: 'BANK', BankAccountNumber: '01-0001-0000001-00' },
      { Name: 'Region' },
      { Name: 'East' },
    ]);
  });
});

it.skipIf(contract === undefined)(
  contract === undefined ? CONTRACT_SKIPPED : 'all of this was asked as Xero publishes it',
  () => expect(violations).toEqual([]),
);
