import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { AccountingDate, Instant } from '../../src/domain/dates.ts';
import type { XeroClient } from '../../src/xero/client/client.ts';
import { judgeAnswer } from '../../src/xero/client/judge.ts';
import { valueIn } from '../outcomes.ts';
import { CONTRACT_SKIPPED } from './openapi.ts';
import { contract, openTwinClient, type TwinClient } from './twin-client.ts';

const MAY = { from: '2026-05-01' as AccountingDate, to: '2026-05-31' as AccountingDate };

let opened: TwinClient;
let client: XeroClient;

beforeAll(async () => {
  opened = await openTwinClient();
  client = opened.client;
});
afterAll(() => opened.twin.close());

function journal(marker: string, lines: object[]): object {
  return {
    Narration: `A fee, "quoted" \\ and é [${marker}]`,
    Date: '2026-05-31',
    Status: 'POSTED',
    LineAmountTypes: 'Inclusive',
    ShowOnCashBasisReports: true,
    JournalLines: lines,
  };
}

const sendJournals = (idempotencyKey: string, ...journals: object[]) => {
  const body = JSON.stringify({ ManualJournals: journals });
  return client.sendDocuments({ kind: 'manualJournal', body, idempotencyKey });
};

const FEE = [
  { LineAmount: 115.0, AccountCode: '1100', TaxType: 'NONE', Description: 'Fee' },
  { LineAmount: -115.0, AccountCode: '4100', TaxType: 'OUTPUT2', Description: 'Fee' },
];

describe('against the twin', () => {
  it('reads the organisation, its chart, tax rates and contacts', async () => {
    const organisation = valueIn(await client.readOrganisation());
    expect(organisation).toMatchObject({ countryCode: 'NZ', baseCurrency: 'NZD' });
    const chart = valueIn(await client.listChart());
    expect(chart.find(({ systemAccount }) => systemAccount === 'GST')?.accountClass).toBe(
      'LIABILITY',
    );
    const rates = valueIn(await client.listTaxRates());
    expect(rates.find(({ taxType }) => taxType === 'OUTPUT2')?.rate).toBe(1500);
    expect(valueIn(await client.listContacts({ accountNumbers: ['no "such" number'] }))).toEqual(
      [],
    );
  });

  it('makes tracking and finds it again', async () => {
    const region = valueIn(await client.createTrackingCategory('Region'));
    valueIn(await client.createTrackingOption(region.trackingCategoryId, 'East '));
    expect(valueIn(await client.listTrackingCategories())).toMatchObject([
      { name: 'Region', isActive: true, options: [{ name: 'East', isActive: true }] },
    ]);
    expect(await client.createTrackingCategory('Region')).toMatchObject({
      problems: [{ code: 'xero_call.validation_failed' }],
    });
  });

  it('posts journals once, tells the good from the bad, and reads them back', async () => {
    const bad = journal('2 bbbbbbbbbb', [{ ...FEE[0], LineAmount: 1 }, ...FEE.slice(1)]);
    const tracked = FEE.map((line) => ({
      ...line,
      Tracking: [{ Name: 'Region', Option: 'East' }],
    }));
    const sent = [{ marker: '[1 aaaaaaaaaa]' }, { marker: '[2 bbbbbbbbbb]' }];
    const judge = async () =>
      judgeAnswer(await sendJournals('key-1', journal('1 aaaaaaaaaa', tracked), bad), sent);
    const judgement = await judge();
    expect(judgement).toMatchObject({
      kind: 'perDocument',
      documents: [
        { outcome: 'created', warnings: [] },
        { outcome: 'rejected', messages: [expect.stringContaining('total debits')] },
      ],
    });
    expect(await judge()).toEqual(judgement);
    const text = 'A fee, "quoted" \\ and é [1 aaaaaaaaaa]';
    const found = valueIn(await client.findDocuments({ kind: 'manualJournal', text }));
    const [east] = [[{ category: 'Region', option: 'East' }]];
    expect(found).toMatchObject([
      {
        text,
        date: '2026-05-31',
        xeroStatus: 'POSTED',
        lines: [
          { glAccountCode: '1100', amount: 11_500n, gst: 0n, taxType: 'NONE', tracking: east },
          {
            glAccountCode: '4100',
            amount: -11_500n,
            gst: -1_500n,
            taxType: 'OUTPUT2',
            tracking: east,
          },
        ],
      },
    ]);
    const read = await client.readDocument('manualJournal', found[0]?.xeroId ?? '');
    expect(valueIn(read)).toEqual(found[0]);
    const byDate = {
      kind: 'manualJournal',
      dates: MAY,
      modifiedSince: '2020-01-01T00:00:00.000Z' as Instant,
    } as const;
    expect(valueIn(await client.findDocuments(byDate))).toEqual(found);
  });

  it('is told when a key is used for other content', async () => {
    const answer = await sendJournals('key-1', journal('3 cccccccccc', FEE));
    expect(judgeAnswer(answer, [{ marker: '[3 cccccccccc]' }])).toMatchObject({
      kind: 'refused',
      problem: { code: 'xero_call.key_reused' },
    });
  });

  it('hears of a line that Xero dropped', async () => {
    const lines = [
      ...FEE,
      { LineAmount: 0, AccountCode: '090', TaxType: 'NONE', Description: 'x' },
    ];
    const answer = await sendJournals('key-4', journal('4 dddddddddd', lines));
    expect(judgeAnswer(answer, [{ marker: '[4 dddddddddd]' }])).toMatchObject({
      documents: [{ outcome: 'created', warnings: [expect.stringContaining("'090'")] }],
    });
  });

  it('posts money received, reads it back as credits, and ties the trial balance', async () => {
    const chart = valueIn(await client.listChart());
    const bank = chart.find(({ type }) => type === 'BANK');
    const place = `/organisations/${opened.tenantId}/set-up`;
    await opened.control('POST', place, {
      contacts: [{ accountNumber: 'SUNDRY', name: 'Sundry' }],
    });
    const [contact] = valueIn(await client.listContacts({ accountNumbers: ['SUNDRY'] }));
    const before = valueIn(await client.readTrialBalance(MAY.to));
    const receipt = {
      Type: 'RECEIVE',
      Contact: { ContactID: contact?.contactId },
      BankAccount: { AccountID: bank?.accountId },
      Date: '2026-05-30',
      Reference: 'Direct debit [5 eeeeeeeeee]',
      Status: 'AUTHORISED',
      LineAmountTypes: 'Inclusive',
      LineItems: [
        {
          Description: 'Payments',
          Quantity: 1,
          UnitAmount: 1000.1,
          AccountCode: '1100',
          TaxType: 'NONE',
        },
      ],
    };
    const body = JSON.stringify({ BankTransactions: [receipt] });
    const call = { kind: 'bankTransaction', body, idempotencyKey: 'key-5' } as const;
    const judgement = judgeAnswer(await client.sendDocuments(call), [{ marker: '[5 eeeeeeeeee]' }]);
    expect(judgement).toMatchObject({ documents: [{ outcome: 'created', warnings: [] }] });
    const query = { kind: 'bankTransaction', text: receipt.Reference, dates: MAY } as const;
    expect(valueIn(await client.findDocuments(query))).toMatchObject([
      {
        text: receipt.Reference,
        lines: [{ glAccountCode: '1100', amount: -100_010n }],
        bank: { direction: 'RECEIVE', accountId: bank?.accountId, contactId: contact?.contactId },
      },
    ]);
    const after = valueIn(await client.readTrialBalance(MAY.to));
    const moved = (code: string) => balanceOf(after, code) - balanceOf(before, code);
    expect(moved('1100')).toBe(-100_010n);
    expect(moved(bank?.glAccountCode ?? '')).toBe(100_010n);
    expect(balanceOf(after, '820')).toBe(-3_000n);
  });

  it('goes on when the token ends early', async () => {
    await opened.control('POST', '/clock', { moveMs: 31 * 60_000 });
    const seen = opened.statuses.length;
    expect(await client.readOrganisation()).toMatchObject({ ok: true });
    expect(opened.statuses.slice(seen)).toEqual([401, 200]);
  });

  it('makes 150 calls, five at a time, and is never told to slow down', async () => {
    await opened.letTimePass(61_000);
    const startedMs = opened.passedMs();
    const calls = Array.from({ length: 150 }, () => client.listTaxRates());
    const outcomes = await Promise.all(calls);
    expect(outcomes.filter(({ ok }) => !ok)).toEqual([]);
    expect(opened.statuses).not.toContain(429);
    expect(opened.passedMs() - startedMs).toBeGreaterThan(60_000);
  });

  it.skipIf(contract === undefined)(
    contract === undefined ? CONTRACT_SKIPPED : 'exchanged only what Xero publishes',
    () => expect(opened.violations).toEqual([]),
  );
});

function balanceOf(lines: { label: string; yearToDate: bigint }[], glAccountCode: string): bigint {
  return lines.find(({ label }) => label.endsWith(`(${glAccountCode})`))?.yearToDate ?? 0n;
}
