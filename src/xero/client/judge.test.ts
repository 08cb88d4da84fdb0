import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { Instant } from '../../domain/dates.ts';
import { problem } from '../../domain/problem.ts';
import type { Answered, HttpAnswer } from './http-answer.ts';
import { judgeAnswer } from './judge.ts';

const SENT = [{ marker: '[20260531.001/1 aaaaaaaaaa]' }, { marker: '[20260531.001/2 bbbbbbbbbb]' }];
const ONE = SENT.slice(0, 1);

function answered(httpStatus: number, body: unknown, headers = {}): Answered {
  const text = typeof body === 'string' ? body : JSON.stringify(body);
  const receivedAt = '2026-05-31T10:00:00.000Z' as Instant;
  return { kind: 'answered', httpStatus, headers, body: text, receivedAt };
}

const detail = (words: string) => ({ Type: null, Title: 'Unauthorized', Detail: words });
const KEY_WORDS = 'Idempotency Key: k is used with a different request.';
const FOUND = '/Date(1552595972952)/';
const unreachable = problem('xero_call.unreachable', { address: 'a', reason: 'ENOTFOUND' });
const wrongSecret = problem('xero_sign_in.credentials_wrong', { error: 'invalid_client' });

const CALLS: [string, HttpAnswer, string, string][] = [
  [
    'no connection',
    { kind: 'notSent', problem: unreachable },
    'notProcessed',
    'xero_call.unreachable',
  ],
  [
    'no token',
    { kind: 'notSent', problem: wrongSecret },
    'refused',
    'xero_sign_in.credentials_wrong',
  ],
  ['a time-out', { kind: 'lost', reason: 'timeout' }, 'unknown', 'xero_call.no_answer'],
  ['a cut answer', { kind: 'lost', reason: 'cut' }, 'unknown', 'xero_call.no_answer'],
  ['an answer without end', { kind: 'lost', reason: 'tooLarge' }, 'unknown', 'xero_call.no_answer'],
  ['429', answered(429, ''), 'notProcessed', 'xero_limit.minute_reached'],
  [
    '429 of the day',
    answered(429, '', { 'x-rate-limit-problem': 'day', 'retry-after': '66975' }),
    'notProcessed',
    'xero_limit.day_reached',
  ],
  [
    '401 after half an hour',
    answered(401, detail('TokenExpired: token expired at 04/09/2023 05:16:59')),
    'unauthorised',
    'xero_connection.token_refused',
  ],
  [
    '401 revoked',
    answered(401, detail('AuthenticationUnsuccessful')),
    'unauthorised',
    'xero_connection.token_refused',
  ],
  [
    '401 without the scope',
    answered(401, detail('AuthorizationUnsuccessful')),
    'unauthorised',
    'xero_connection.scope_missing',
  ],
  [
    '401 of old',
    answered(401, 'oauth_problem=token_rejected'),
    'unauthorised',
    'xero_connection.token_refused',
  ],
  [
    '403 disconnected',
    answered(403, detail('AuthenticationUnsuccessful')),
    'refused',
    'xero_connection.lost',
  ],
  [
    '403 in lower case',
    answered(403, { detail: 'AuthenticationUnsuccessful' }),
    'refused',
    'xero_connection.lost',
  ],
  ['403 of a role', answered(403, ''), 'refused', 'xero_connection.permission_missing'],
  [
    '404',
    answered(404, 'The resource you are looking for cannot be found'),
    'refused',
    'xero_call.not_found',
  ],
  ['412', answered(412, ''), 'refused', 'xero_call.refused'],
  ['413', answered(413, ''), 'refused', 'xero_call.too_large'],
  [
    '400 of a key',
    answered(400, { ErrorNumber: 16, Message: KEY_WORDS }),
    'refused',
    'xero_call.key_reused',
  ],
  [
    '400 of a body',
    answered(400, {
      ErrorNumber: 14,
      Type: 'PostDataInvalidException',
      Message: 'Error converting value "NO_TAX"',
    }),
    'refused',
    'xero_call.refused',
  ],
  [
    '400 of the whole',
    answered(400, {
      ErrorNumber: 10,
      Type: 'ValidationException',
      Message: 'A validation exception occurred',
    }),
    'refused',
    'xero_call.validation_failed',
  ],
  [
    '500',
    answered(500, { Title: 'An error occurred', Detail: 'An error occurred in Xero.' }),
    'unknown',
    'xero_call.unavailable',
  ],
  ['502', answered(502, '<html>Bad Gateway</html>'), 'unknown', 'xero_call.unavailable'],
  [
    '503',
    answered(503, 'The Xero API is temporarily unavailable'),
    'unknown',
    'xero_call.unavailable',
  ],
  [
    '503 of one organisation',
    answered(503, 'The Organisation is offline'),
    'unknown',
    'xero_call.organisation_offline',
  ],
  ['504', answered(504, ''), 'unknown', 'xero_call.unavailable'],
  ['a redirect', answered(307, ''), 'unknown', 'xero_call.refused'],
  [
    '200 with a page',
    answered(200, '<html>maintenance</html>'),
    'unknown',
    'xero_call.answer_unexpected',
  ],
  [
    '200 cut in JSON',
    answered(200, '{"ManualJournals":['),
    'unknown',
    'xero_call.answer_unexpected',
  ],
  [
    '200 without a list',
    answered(200, { Id: '1', Status: 'OK', DateTimeUTC: FOUND }),
    'unknown',
    'xero_call.answer_unexpected',
  ],
];

describe('a whole call', () => {
  it.each(CALLS)('with %s is judged', (_case, answer, kind, code) => {
    expect(judgeAnswer(answer, SENT)).toMatchObject({ kind, problem: { code } });
  });

  it('is told apart when only the token has ended', () => {
    const judgements = CALLS.slice(7, 9).map(([, answer]) => judgeAnswer(answer, SENT));
    expect(judgements).toMatchObject([{ isTokenExpired: true }, { isTokenExpired: false }]);
  });

  it.each([
    [{ 'retry-after': '37', 'x-rate-limit-problem': 'minute' }, 37_000, '2026-05-31T10:00:37.000Z'],
    [
      { 'retry-after': '66975', 'x-rate-limit-problem': 'day' },
      66_975_000,
      '2026-06-01T04:36:15.000Z',
    ],
    [{}, 60_000, '2026-05-31T10:01:00.000Z'],
    [{ 'retry-after': 'soon' }, 60_000, '2026-05-31T10:01:00.000Z'],
    [{ 'x-rate-limit-problem': 'concurrent' }, 1_000, '2026-05-31T10:00:01.000Z'],
  ])('waits by the headers %j', (headers, waitMs, wakeUpAt) => {
    const judgement = judgeAnswer(answered(429, '', headers), SENT);
    expect(judgement).toMatchObject({ waitMs, problem: { facts: { wakeUpAt } } });
  });
});

const ID_1 = 'aa000000-0000-4000-8000-000000000001';
const ID_2 = 'aa000000-0000-4000-8000-000000000002';
const ZERO = '00000000-0000-0000-0000-000000000000';
const first = {
  ManualJournalID: ID_1,
  Narration: `May ${SENT[0]?.marker}`,
  StatusAttributeString: 'OK',
};
const second = { BankTransactionID: ID_2, Reference: `Bank ${SENT[1]?.marker}` };
const journals = (...list: object[]) => answered(200, { Status: 'OK', ManualJournals: list });

describe('the documents of a call', () => {
  it.each([
    ['in order', [first, second], ['created', 'created']],
    ['in another order', [second, first], ['created', 'created']],
    ['with one missing', [second], ['unknown', 'created']],
    ['with one twice', [first, first, second], ['created', 'created']],
    [
      'with one under two ids',
      [first, { ...first, ManualJournalID: ID_2 }, second],
      ['unknown', 'created'],
    ],
    ['without an id', [{ ...first, ManualJournalID: undefined }, second], ['unknown', 'created']],
    [
      'with the id of nothing',
      [{ ...first, ManualJournalID: ZERO }, second],
      ['unknown', 'created'],
    ],
    [
      'with an error',
      [{ ...first, StatusAttributeString: 'ERROR' }, second],
      ['rejected', 'created'],
    ],
    [
      'with an error by its list only',
      [{ ...first, ValidationErrors: [{ Message: 'no' }] }, second],
      ['rejected', 'created'],
    ],
    ['with one that has no text', [{ ...first, Narration: '' }, second], ['unknown', 'created']],
    ['with things that are no objects', [null, 7, first, second], ['created', 'created']],
  ])('B12: %s are found by their markers', (_case, list, outcomes) => {
    const judgement = judgeAnswer(journals(...(list as object[])), SENT);
    expect(judgement).toMatchObject({
      kind: 'perDocument',
      documents: outcomes.map((outcome, index) => ({ ...SENT[index], outcome })),
    });
  });

  it('give their ids, messages and warnings', () => {
    const dropped =
      "Account code '090' has been removed as it does not match a recognised account.";
    const list = [
      { ...first, StatusAttributeString: 'WARNING', Warnings: [{ Message: dropped }] },
      { ...second, ValidationErrors: [{ Description: 'one' }, { Message: 'two' }] },
    ];
    expect(judgeAnswer(journals(...list), SENT)).toEqual({
      kind: 'perDocument',
      documents: [
        { ...SENT[0], outcome: 'created', xeroId: ID_1, warnings: [dropped] },
        { ...SENT[1], outcome: 'rejected', messages: ['one', 'two'], warnings: [] },
      ],
    });
  });

  it('are not known when a 400 names only the refused ones: Xero may have saved the others', () => {
    const Elements = [{ ...first, ValidationErrors: [{ Message: 'The total debits' }] }];
    const answer = answered(400, { ErrorNumber: 10, Type: 'ValidationException', Elements });
    const outcomes = [{ outcome: 'rejected' }, { outcome: 'unknown' }];
    expect(judgeAnswer(answer, SENT)).toMatchObject({ kind: 'perDocument', documents: outcomes });
  });

  it.each([
    ['refused without its text', { ValidationErrors: [{ Message: 'no' }] }, 'rejected'],
    ['made without its text', { ManualJournalID: ID_1 }, 'created'],
    ['with the text of another', second, 'unknown'],
  ])('is found when it is alone and %s', (_case, element, outcome) => {
    const answer = judgeAnswer(journals(element), ONE);
    expect(answer).toMatchObject({ documents: [{ ...ONE[0], outcome }] });
  });
});

const recorded = new URL('../../../../shared/data/xero-recorded/', import.meta.url);
const skipped = 'skipped: the recorded answers of Xero are not beside the repository';
const isThere = existsSync(recorded);

describe.skipIf(!isThere)(isThere ? 'an answer recorded from Xero' : skipped, () => {
  const text = (file: string) => readFileSync(new URL(file, recorded), 'utf8');

  it.each([
    ['expired_oauth2_token.json', 401, 'unauthorised', 'xero_connection.token_refused'],
    ['invalid_tenant_header.json', 403, 'refused', 'xero_connection.lost'],
    ['bad_request.json', 400, 'refused', 'xero_call.refused'],
    ['rate_limit_exceeded', 503, 'unknown', 'xero_call.unavailable'],
  ])('%s is judged', (file, httpStatus, kind, code) => {
    const answer = answered(httpStatus, text(`errors-and-connections/${file}`));
    expect(judgeAnswer(answer, SENT)).toMatchObject({ kind, problem: { code } });
  });

  it('to a new bank transaction gives its id', () => {
    const file = 'demo-global-2026/put-banktransactions--create-bank-transaction.json';
    const { response } = JSON.parse(text(file)) as { response: { body: unknown } };
    const marker = 'Test transaction';
    const xeroId = '8b3df47a-0132-4f97-a1f2-791240209058';
    expect(judgeAnswer(answered(200, response.body), [{ marker }])).toEqual({
      kind: 'perDocument',
      documents: [{ marker, outcome: 'created', xeroId, warnings: [] }],
    });
  });
});
