import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { judgeAnswer } from '../../src/xero/client/judge.ts';
import { customClient } from './custom-client.ts';
import { CALL, type OpenedClient, openClient } from './opened-client.ts';
import { CREDENTIALS, type Reaction, startScriptedXero } from './scripted-xero.ts';
import { virtualEffects } from './virtual-effects.ts';

let opened: OpenedClient;

beforeEach(async () => {
  opened = await openClient();
});
afterEach(() => opened.xero.close());

describe('a sending', () => {
  it('carries the exact bytes, the key and the tenant, and asks for an answer per document', async () => {
    const body = '{"ManualJournals":[{"Narration":"ā — 元","JournalLines":[{"LineAmount":0.10}]}]}';
    await opened.client.sendDocuments({ ...CALL, body });
    expect(opened.xero.seen).toMatchObject([
      {
        method: 'PUT',
        path: '/api.xro/2.0/ManualJournals?summarizeErrors=false',
        body,
        headers: {
          'idempotency-key': 'k',
          'xero-tenant-id': 'tenant',
          'content-type': 'application/json',
          accept: 'application/json',
        },
      },
    ]);
  });

  it.each([
    ['HTTP 500', { httpStatus: 500 }, 'unknown'],
    ['a cut connection', { fault: 'cutBeforeHeaders' }, 'unknown'],
    ['a cut answer', { fault: 'cutInBody' }, 'unknown'],
    ['no answer at all', { fault: 'hang' }, 'unknown'],
    ['a page of HTML', { body: '<html>' }, 'unknown'],
    ['429', { httpStatus: 429 }, 'notProcessed'],
    ['403', { httpStatus: 403 }, 'refused'],
  ] as [string, Reaction, string][])(
    'after %s is not tried again inside',
    async (_case, bad, kind) => {
      opened.xero.react(bad);
      expect(judgeAnswer(await opened.client.sendDocuments(CALL), [])).toMatchObject({ kind });
      expect(opened.xero.seen).toHaveLength(1);
    },
  );

  it('to a closed port has surely not happened', async () => {
    const gone = await startScriptedXero();
    await gone.close();
    const answer = await customClient({
      addresses: { ...opened.xero.addresses, apiUrl: gone.addresses.apiUrl },
      credentials: CREDENTIALS,
      effects: opened.effects,
    }).sendDocuments(CALL);
    expect(answer).toMatchObject({ kind: 'notSent', problem: { code: 'xero_call.unreachable' } });
    expect(judgeAnswer(answer, [])).toMatchObject({ kind: 'notProcessed' });
  });

  it('without a token has surely not happened', async () => {
    opened.xero.reactToSignIn({ httpStatus: 400, body: { error: 'invalid_client' } });
    expect(judgeAnswer(await opened.client.sendDocuments(CALL), [])).toMatchObject({
      kind: 'refused',
      problem: { code: 'xero_sign_in.credentials_wrong' },
    });
    expect(opened.xero.seen).toHaveLength(0);
  });

  it('can be cancelled, before and under way', async () => {
    const before = await opened.client.sendDocuments({ ...CALL, signal: AbortSignal.abort() });
    expect(before).toMatchObject({ kind: 'notSent', problem: { code: 'xero_call.cancelled' } });
    opened.xero.react({ fault: 'hang' });
    const underWay = opened.client.sendDocuments({ ...CALL, signal: AbortSignal.timeout(100) });
    expect(await underWay).toEqual({ kind: 'lost', reason: 'cancelled' });
  });

  it('that gets its turn too late stays, and nothing leaves', async () => {
    opened.xero.react({ httpStatus: 429, headers: { 'retry-after': '100' } });
    await opened.client.sendDocuments(CALL);
    const answer = await opened.client.sendDocuments({ ...CALL, leaveBeforeMs: 60_000 });
    expect(judgeAnswer(answer, [])).toMatchObject({
      kind: 'notProcessed',
      problem: { code: 'xero_call.too_late' },
    });
    expect(opened.xero.seen).toHaveLength(1);
  });

  it.each([
    ['minute', 'xero_limit.minute_reached'],
    ['day', 'xero_limit.day_reached'],
  ])(
    'does not sleep through a long wait of the %s, but says how long it is',
    async (limit, code) => {
      const headers = { 'retry-after': '400', 'x-rate-limit-problem': limit };
      opened.xero.react({ httpStatus: 429, headers });
      await opened.client.sendDocuments(CALL);
      opened.effects.pass(100_000);
      expect(judgeAnswer(await opened.client.sendDocuments(CALL), [])).toMatchObject({
        kind: 'notProcessed',
        waitMs: 300_000,
        problem: { code, facts: { wakeUpAt: '2026-05-31T10:06:40.000Z' } },
      });
      expect(opened.effects.waits).toEqual([]);
    },
  );

  it('goes at most five at a time', async () => {
    const left = { headers: { 'x-minlimit-remaining': '59' }, body: { ManualJournals: [] } };
    let inProgress = 0;
    let most = 0;
    const counting: typeof fetch = async (input, init) => {
      inProgress += 1;
      most = Math.max(most, inProgress);
      const response = await fetch(input, init);
      inProgress -= 1;
      return response;
    };
    opened.xero.react(left);
    const counted = customClient({
      addresses: opened.xero.addresses,
      credentials: CREDENTIALS,
      effects: virtualEffects(counting),
    });
    await Promise.all(Array.from({ length: 30 }, () => counted.sendDocuments(CALL)));
    expect(most).toBe(5);
  });
});

describe('making a thing', () => {
  it.each([
    ['a lost answer', { fault: 'cutBeforeHeaders' }, 'xero_call.no_answer', 1],
    ['HTTP 500', { httpStatus: 500 }, 'xero_call.unavailable', 1],
  ] as [string, Reaction, string, number][])(
    'is not repeated after %s',
    async (_case, bad, code, tries) => {
      opened.xero.react(bad);
      expect(await opened.client.createTrackingCategory('Region')).toMatchObject({
        problems: [{ code }],
      });
      expect(opened.xero.seen).toHaveLength(tries);
    },
  );

  it.each([
    [
      'in a 400',
      {
        httpStatus: 400,
        body: {
          ErrorNumber: 10,
          Type: 'ValidationException',
          Message: 'A validation exception occurred',
          Elements: [{ ValidationErrors: [{ Message: 'Please enter a unique Name.' }] }],
        },
      },
    ],
    [
      'in a 200',
      { body: { Accounts: [{ ValidationErrors: [{ Message: 'Please enter a unique Name.' }] }] } },
    ],
  ] as [string, Reaction][])("shows Xero's own words %s", async (_case, refusal) => {
    opened.xero.react(refusal);
    expect(await opened.client.createAccount({ name: 'Loans', type: 'CURRENT' })).toMatchObject({
      problems: [
        { code: 'xero_call.validation_failed', facts: { words: 'Please enter a unique Name.' } },
      ],
    });
  });
});
