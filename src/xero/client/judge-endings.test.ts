import { expect, it } from 'vitest';
import type { Instant } from '../../domain/dates.ts';
import { formatCall, formatEnding } from './document-body.ts';
import type { HttpAnswer } from './http-answer.ts';
import { judgeAnswer } from './judge.ts';

const JOURNAL = 'b1f5c7a0-0000-4000-8000-000000000001';
const BANK = 'b1f5c7a0-0000-4000-8000-000000000002';

it('names a journal with its narration, and a bank transaction by its id alone', () => {
  const journal = { kind: 'manualJournal', xeroId: JOURNAL, text: 'Fees [1/1 0]' } as const;
  const bank = { kind: 'bankTransaction', xeroId: BANK, text: 'Paid [1/2 0]' } as const;
  expect(formatEnding({ ...journal, xeroStatus: 'VOIDED' })).toBe(
    `{"ManualJournalID":"${JOURNAL}","Narration":"Fees [1/1 0]","Status":"VOIDED"}`,
  );
  const body = formatEnding({ ...bank, xeroStatus: 'DELETED' });
  expect(formatCall('bankTransaction', [body])).toBe(
    `{"BankTransactions":[{"BankTransactionID":"${BANK}","Status":"DELETED"}]}`,
  );
});

it('finds what Xero says of a document by its id, whatever its text and place', () => {
  const sent = [
    { marker: '[1/1 0]', xeroId: JOURNAL },
    { marker: '[1/2 0]', xeroId: BANK },
  ];
  const refused = { Message: 'The document date cannot be before the period lock date' };
  const list = [
    { BankTransactionID: BANK.toUpperCase(), StatusAttributeString: 'OK' },
    { ManualJournalID: JOURNAL, StatusAttributeString: 'ERROR', ValidationErrors: [refused] },
  ];
  expect(judgeAnswer(answered({ ManualJournals: list }), sent)).toMatchObject({
    kind: 'perDocument',
    documents: [
      { marker: '[1/1 0]', outcome: 'rejected', messages: [refused.Message] },
      { marker: '[1/2 0]', outcome: 'created', xeroId: BANK.toUpperCase() },
    ],
  });
});

it('knows nothing of a document whose id is not in the answer', () => {
  const sent = [{ marker: '[1/1 0]', xeroId: JOURNAL }];
  const other = [{ ManualJournalID: BANK, Narration: 'Fees [1/1 0]', StatusAttributeString: 'OK' }];
  expect(judgeAnswer(answered({ ManualJournals: other }), sent)).toMatchObject({
    documents: [{ outcome: 'unknown' }],
  });
});

function answered(body: object): HttpAnswer {
  const receivedAt = '2026-05-31T10:00:00.000Z' as Instant;
  const text = JSON.stringify(body);
  return { kind: 'answered', httpStatus: 200, headers: {}, body: text, receivedAt };
}
