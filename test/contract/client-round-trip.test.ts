import { afterAll, beforeAll, expect, it } from 'vitest';
import type { AccountingDate } from '../../src/domain/dates.ts';
import type { DocumentKind, FoundDocument } from '../../src/domain/found-document.ts';
import { cents } from '../../src/domain/money.ts';
import type { DocumentContent } from '../../src/domain/planned-document.ts';
import { formatCall, formatDocument } from '../../src/xero/client/document-body.ts';
import { judgeAnswer } from '../../src/xero/client/judge.ts';
import { valueIn } from '../outcomes.ts';
import { CONTRACT_SKIPPED } from './openapi.ts';
import { contract, openTwinClient, type TwinClient } from './twin-client.ts';

type Line = DocumentContent['lines'][number];

let opened: TwinClient;
let tracking: Line['tracking'];

beforeAll(async () => {
  opened = await openTwinClient();
  const category = valueIn(await opened.client.createTrackingCategory('Region'));
  const { trackingCategoryId } = category;
  const option = valueIn(await opened.client.createTrackingOption(trackingCategoryId, 'Ōtaki "S"'));
  const { trackingOptionId } = option;
  tracking = [{ trackingCategoryId, category: 'Region', trackingOptionId, option: option.name }];
  const contacts = [{ name: 'Sundry', accountNumber: 'SUNDRY' }];
  await opened.control('POST', `/organisations/${opened.tenantId}/set-up`, { contacts });
});
afterAll(() => opened.twin.close());

function line(sentAccount: string, amount: bigint, taxType = 'NONE'): Line {
  const options = { categoryA: '', optionA: '', categoryB: '', optionB: '' };
  const same = { gst: cents(0n), ...options, rows: 1, tracking };
  const description = `Fee "1" \\ ${sentAccount}`;
  return {
    ...same,
    glAccountCode: sentAccount,
    sentAccount,
    description,
    taxType,
    amount: cents(amount),
  };
}

function content(kind: DocumentKind, text: string, lines: Line[]): DocumentContent {
  const date = '2026-05-31' as AccountingDate;
  return { kind, date, text, isDraft: false, url: '', lines, bank: undefined };
}

async function roundTrip(document: DocumentContent): Promise<FoundDocument | undefined> {
  const { kind, text } = document;
  const body = formatCall(kind, [formatDocument(document)]);
  const call = { kind, body, idempotencyKey: text };
  const judgement = judgeAnswer(await opened.client.sendDocuments(call), [{ marker: text }]);
  expect(judgement).toMatchObject({ documents: [{ outcome: 'created', warnings: [] }] });
  return valueIn(await opened.client.findDocuments({ kind, text }))[0];
}

function asFound({ sentAccount, description, taxType, amount }: Line) {
  const [only] = tracking;
  const options = [{ category: only?.category, option: only?.option }];
  return { glAccountCode: sentAccount, description, taxType, amount, tracking: options };
}

it.each([
  ['a cent', 1n],
  ['what no float holds', 999_999_999_999n],
  ['an odd sum', 100_010n],
])('a manual journal of %s comes back as it was planned', async (name, amount) => {
  const lines = [line('1100', amount), line('4100', -amount, 'OUTPUT2')];
  const found = await roundTrip(content('manualJournal', `Fees [${name}]`, lines));
  expect(found?.lines).toMatchObject(lines.map(asFound));
  expect(found).toMatchObject({ xeroStatus: 'POSTED', date: '2026-05-31', bank: undefined });
});

it.each([
  ['SPEND', 30_000n, -10n],
  ['RECEIVE', -30_000n, 10n],
] as const)('a bank transaction %s comes back debit positive', async (direction, first, second) => {
  const chart = valueIn(await opened.client.listChart());
  const accountId = chart.find(({ type }) => type === 'BANK')?.accountId ?? '';
  const [contact] = valueIn(await opened.client.listContacts({ accountNumbers: ['SUNDRY'] }));
  const contactId = contact?.contactId ?? '';
  const lines = [line('2190', first), line('1100', second)];
  const found = await roundTrip({
    ...content('bankTransaction', `Direct debit [${direction}]`, lines),
    bank: { direction, accountId, sentAccount: '090', contactId },
  });
  expect(found?.lines).toMatchObject(lines.map(asFound));
  expect(found?.bank).toMatchObject({ direction, accountId, contactId, isReconciled: false });
});

it.skipIf(contract === undefined)(
  contract === undefined ? CONTRACT_SKIPPED : 'each document was in the shape that Xero publishes',
  () => expect(opened.violations).toEqual([]),
);
