import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { gzipSync } from 'node:zlib';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createXeroClient, type XeroClient } from '../../src/xero/client/client.ts';
import type { CallRecord } from '../../src/xero/client/effects.ts';
import { judgeAnswer } from '../../src/xero/client/judge.ts';
import {
  CREDENTIALS,
  type Reaction,
  type ScriptedXero,
  SIGNED_IN,
  startScriptedXero,
} from './scripted-xero.ts';
import { type VirtualEffects, virtualEffects } from './virtual-effects.ts';

const CHART = { body: { Accounts: [] } };
const CALL = { kind: 'manualJournal', body: '{"ManualJournals":[]}', idempotencyKey: 'k' } as const;
const EXPIRED: Reaction = {
  httpStatus: 401,
  body: { Title: 'Unauthorized', Detail: 'TokenExpired: token expired at 05/31/2026 10:00:00' },
};

let xero: ScriptedXero;
let effects: VirtualEffects;
let client: XeroClient;
let calls: CallRecord[];

beforeEach(async () => {
  xero = await startScriptedXero();
  effects = virtualEffects();
  calls = [];
  client = createXeroClient({
    addresses: xero.addresses,
    credentials: CREDENTIALS,
    effects,
    tenantId: 'tenant',
    onCall: (call) => calls.push(call),
    caps: { timeoutMs: 400, maxBytes: 100_000 },
  });
});
afterEach(() => xero.close());

describe('signing in', () => {
  it('sends the credentials as Xero wants them and asks for granular scopes', async () => {
    xero.react(CHART);
    await client.listChart();
    const [request] = xero.signIns;
    const basic = Buffer.from('CLIENT:canary-client-secret').toString('base64');
    expect(request?.headers.authorization).toBe(`Basic ${basic}`);
    expect(Object.fromEntries(new URLSearchParams(request?.body))).toEqual({
      grant_type: 'client_credentials',
      scope:
        'accounting.settings accounting.contacts.read accounting.manualjournals accounting.banktransactions accounting.reports.trialbalance.read',
    });
  });

  it('happens once for all who wait', async () => {
    xero.react(CHART);
    await Promise.all(Array.from({ length: 20 }, () => client.listChart()));
    expect(xero.signIns).toHaveLength(1);
    expect(xero.seen).toHaveLength(20);
  });

  it('happens again five minutes before the token ends', async () => {
    xero.react(CHART);
    await client.listChart();
    effects.pass(24 * 60_000);
    await client.listChart();
    expect(xero.signIns).toHaveLength(1);
    effects.pass(61_000);
    await client.listChart();
    expect(xero.signIns).toHaveLength(2);
  });

  it.each([
    [400, 'invalid_client', 'xero_sign_in.credentials_wrong', 1],
    [400, 'unauthorized_client', 'xero_sign_in.credentials_wrong', 1],
    [400, 'invalid_scope', 'xero_sign_in.scope_refused', 1],
    [400, 'unsupported_grant_type', 'xero_sign_in.refused', 1],
    [500, 'anything', 'xero_sign_in.unavailable', 4],
  ])('answered %i %s is %s', async (httpStatus, error, code, tries) => {
    const leak = `${CREDENTIALS.clientSecret} is wrong`;
    xero.reactToSignIn({ httpStatus, body: { error, error_description: leak } });
    const outcome = await client.listChart();
    expect(outcome).toMatchObject({ ok: false, problems: [{ code }] });
    expect(xero.signIns).toHaveLength(tries);
    expect(xero.seen).toHaveLength(0);
    expect(JSON.stringify([outcome, calls])).not.toContain('canary');
  });

  it.each([
    ['a page of HTML', { body: '<html>' }],
    ['no token', { body: { token_type: 'Bearer' } }],
    ['a cut answer', { fault: 'cutBeforeHeaders' }],
  ] as [string, Reaction][])('answered by %s is tried again, then given up', async (_case, bad) => {
    xero.reactToSignIn(bad);
    expect(await client.listChart()).toMatchObject({
      problems: [{ code: 'xero_sign_in.unavailable', retry: 'later' }],
    });
    xero.reactToSignIn(SIGNED_IN);
    xero.react(CHART);
    expect(await client.listChart()).toEqual({ ok: true, value: [] });
  });
});

describe('a token that Xero says has ended', () => {
  it('is renewed once, and the reading goes on', async () => {
    xero.react(EXPIRED, CHART);
    expect(await client.listChart()).toEqual({ ok: true, value: [] });
    expect(xero.signIns).toHaveLength(2);
  });

  it('is not renewed for ever', async () => {
    xero.react(EXPIRED);
    expect(await client.listChart()).toMatchObject({
      problems: [{ code: 'xero_connection.token_refused' }],
    });
    expect(xero.seen).toHaveLength(2);
  });

  it('is renewed for the next sending of the same call', async () => {
    xero.react(EXPIRED, { body: { ManualJournals: [] } });
    expect(judgeAnswer(await client.sendDocuments(CALL), [])).toMatchObject({
      kind: 'unauthorised',
      isTokenExpired: true,
    });
    expect(judgeAnswer(await client.sendDocuments(CALL), [])).toMatchObject({
      kind: 'perDocument',
    });
    expect(xero.signIns).toHaveLength(2);
  });
});

describe('a reading', () => {
  it.each([
    ['HTTP 500', { httpStatus: 500, body: 'no' }, 'xero_call.unavailable'],
    [
      'HTTP 503',
      { httpStatus: 503, body: 'The Organisation is offline' },
      'xero_call.organisation_offline',
    ],
    ['a cut connection', { fault: 'cutBeforeHeaders' }, 'xero_call.no_answer'],
    ['a cut answer', { fault: 'cutInBody' }, 'xero_call.no_answer'],
    ['no answer at all', { fault: 'hang' }, 'xero_call.no_answer'],
    ['429 without a wait', { httpStatus: 429 }, 'xero_limit.minute_reached'],
  ] as [string, Reaction, string][])(
    'after %s is tried again, within bounds',
    async (_case, bad, code) => {
      xero.react(bad, CHART);
      expect(await client.listChart()).toEqual({ ok: true, value: [] });
      xero.react(bad);
      expect(await client.listChart()).toMatchObject({ problems: [{ code, retry: 'later' }] });
      expect(xero.seen).toHaveLength(2 + 4);
    },
  );

  it.each([
    [
      '403',
      { httpStatus: 403, body: { Detail: 'AuthenticationUnsuccessful' } },
      'xero_connection.lost',
    ],
    ['404', { httpStatus: 404 }, 'xero_call.not_found'],
    ['400', { httpStatus: 400, body: 'no' }, 'xero_call.refused'],
    ['an endless answer', { fault: 'endless' }, 'xero_call.no_answer'],
    [
      'a redirect',
      { httpStatus: 302, headers: { location: 'http://evil.example' } },
      'xero_call.refused',
    ],
    ['a page of HTML', { body: '<html>' }, 'xero_call.answer_unexpected'],
    ['another shape', { body: { Accounts: [{ Code: 7 }] } }, 'xero_call.answer_unexpected'],
  ] as [string, Reaction, string][])('after %s stops at once', async (_case, bad, code) => {
    xero.react(bad);
    expect(await client.listChart()).toMatchObject({ problems: [{ code }] });
    expect(xero.seen).toHaveLength(1);
  });

  it('waits as long as a 429 says, and calls nothing in between', async () => {
    const headers = { 'retry-after': '37', 'x-rate-limit-problem': 'minute' };
    xero.react({ httpStatus: 429, headers }, CHART);
    const started = effects.monotonicMs();
    await Promise.all([client.listChart(), client.listTaxRates()]);
    expect(effects.monotonicMs() - started).toBeGreaterThanOrEqual(37_000);
    expect(xero.seen).toHaveLength(3);
  });

  it('does not wait for tomorrow: the problem says when', async () => {
    const headers = { 'retry-after': '66975', 'x-rate-limit-problem': 'day' };
    xero.react({ httpStatus: 429, headers });
    const expected = {
      problems: [
        {
          code: 'xero_limit.day_reached',
          retry: 'later',
          facts: { wakeUpAt: '2026-06-01T04:36:15.000Z' },
        },
      ],
    };
    expect(await client.listChart()).toMatchObject(expected);
    expect(await client.listChart()).toMatchObject(expected);
    expect(xero.seen).toHaveLength(1);
    expect(effects.waits).toEqual([]);
  });

  it('unpacks no more than the cap of bytes', async () => {
    const bomb = gzipSync(Buffer.alloc(50_000_000, ' '));
    const server = createServer((request, response) => {
      const isToken = request.url === '/connect/token';
      response.setHeader('content-type', 'application/json');
      if (!isToken) response.setHeader('content-encoding', 'gzip');
      response.end(isToken ? JSON.stringify(SIGNED_IN.body) : bomb);
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    const addresses = { identityUrl: url, apiUrl: url };
    const caps = { timeoutMs: 5_000, maxBytes: 1_000_000 };
    const bombed = createXeroClient({ addresses, credentials: CREDENTIALS, effects, caps });
    expect(await bombed.listChart()).toMatchObject({
      problems: [{ code: 'xero_call.no_answer', facts: { reason: 'tooLarge' } }],
    });
    server.close();
  });
});

describe('a sending', () => {
  it('carries the exact bytes, the key and the tenant, and asks for an answer per document', async () => {
    const body = '{"ManualJournals":[{"Narration":"ā — 元","JournalLines":[{"LineAmount":0.10}]}]}';
    await client.sendDocuments({ ...CALL, body });
    expect(xero.seen).toMatchObject([
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
      xero.react(bad);
      expect(judgeAnswer(await client.sendDocuments(CALL), [])).toMatchObject({ kind });
      expect(xero.seen).toHaveLength(1);
    },
  );

  it('to a closed port has surely not happened', async () => {
    const gone = await startScriptedXero();
    await gone.close();
    const answer = await createXeroClient({
      addresses: { ...xero.addresses, apiUrl: gone.addresses.apiUrl },
      credentials: CREDENTIALS,
      effects,
    }).sendDocuments(CALL);
    expect(answer).toMatchObject({ kind: 'notSent', problem: { code: 'xero_call.unreachable' } });
    expect(judgeAnswer(answer, [])).toMatchObject({ kind: 'notProcessed' });
  });

  it('without a token has surely not happened', async () => {
    xero.reactToSignIn({ httpStatus: 400, body: { error: 'invalid_client' } });
    expect(judgeAnswer(await client.sendDocuments(CALL), [])).toMatchObject({
      kind: 'refused',
      problem: { code: 'xero_sign_in.credentials_wrong' },
    });
    expect(xero.seen).toHaveLength(0);
  });

  it('can be cancelled, before and under way', async () => {
    const before = await client.sendDocuments({ ...CALL, signal: AbortSignal.abort() });
    expect(before).toMatchObject({ kind: 'notSent', problem: { code: 'xero_call.cancelled' } });
    xero.react({ fault: 'hang' });
    const underWay = client.sendDocuments({ ...CALL, signal: AbortSignal.timeout(100) });
    expect(await underWay).toEqual({ kind: 'lost', reason: 'cancelled' });
  });

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
    xero.react(left);
    const counted = createXeroClient({
      addresses: xero.addresses,
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
      xero.react(bad);
      expect(await client.createTrackingCategory('Region')).toMatchObject({ problems: [{ code }] });
      expect(xero.seen).toHaveLength(tries);
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
    xero.react(refusal);
    expect(await client.createAccount({ name: 'Loans', type: 'CURRENT' })).toMatchObject({
      problems: [
        { code: 'xero_call.validation_failed', facts: { words: 'Please enter a unique Name.' } },
      ],
    });
  });
});

it('shows no secret and no token, even where Xero says them back', async () => {
  const leak = 'Bearer canary-access-token, canary-client-secret';
  const reactions: Reaction[] = [
    { httpStatus: 400, body: { Message: leak }, headers: { 'xero-correlation-id': leak } },
    { httpStatus: 403, body: leak },
    { httpStatus: 500, body: { Detail: leak } },
    { body: { Accounts: leak } },
  ];
  const said: unknown[] = [];
  for (const reaction of reactions) {
    xero.react(reaction);
    said.push(await client.listChart(), await client.sendDocuments(CALL));
    said.push(await client.createTrackingOption('id', 'East'));
  }
  const leaks = xero.seen.filter(({ headers }) => headers.authorization?.includes('canary'));
  expect(leaks).toHaveLength(xero.seen.length);
  expect(JSON.stringify([said, calls])).not.toContain('canary');
});

it('tells of every call what happened, with no body in it', async () => {
  xero.react(
    { ...CHART, headers: { 'xero-correlation-id': 'c-1' } },
    { fault: 'cutBeforeHeaders' },
  );
  await client.listChart();
  await client.sendDocuments(CALL);
  expect(calls).toMatchObject([
    {
      method: 'GET',
      path: '/api.xro/2.0/Accounts',
      tenantId: 'tenant',
      outcome: 'answered',
      httpStatus: 200,
      correlationId: 'c-1',
      answerBytes: 15,
    },
    { method: 'PUT', outcome: 'lost', reason: 'cut', requestBytes: 21 },
  ]);
});
