import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { judgeAnswer } from '../../src/xero/client/judge.ts';
import { CALL, CHART, type OpenedClient, openClient } from './opened-client.ts';
import { CREDENTIALS, type Reaction, SIGNED_IN } from './scripted-xero.ts';

let opened: OpenedClient;

beforeEach(async () => {
  opened = await openClient();
});
afterEach(() => opened.xero.close());

const EXPIRED: Reaction = {
  httpStatus: 401,
  body: { Title: 'Unauthorized', Detail: 'TokenExpired: token expired at 05/31/2026 10:00:00' },
};

describe('signing in', () => {
  it('sends the credentials as Xero wants them and asks for granular scopes', async () => {
    opened.xero.react(CHART);
    await opened.client.listChart();
    const [request] = opened.xero.signIns;
    const basic = Buffer.from('CLIENT:canary-client-secret').toString('base64');
    expect(request?.headers.authorization).toBe(`Basic ${basic}`);
    expect(Object.fromEntries(new URLSearchParams(request?.body))).toEqual({
      grant_type: 'client_credentials',
      scope:
        'accounting.settings accounting.contacts.read accounting.manualjournals accounting.banktransactions accounting.reports.trialbalance.read',
    });
  });

  it('happens once for all who wait', async () => {
    opened.xero.react(CHART);
    await Promise.all(Array.from({ length: 20 }, () => opened.client.listChart()));
    expect(opened.xero.signIns).toHaveLength(1);
    expect(opened.xero.seen).toHaveLength(20);
  });

  it('happens again five minutes before the token ends', async () => {
    opened.xero.react(CHART);
    await opened.client.listChart();
    opened.effects.pass(24 * 60_000);
    await opened.client.listChart();
    expect(opened.xero.signIns).toHaveLength(1);
    opened.effects.pass(61_000);
    await opened.client.listChart();
    expect(opened.xero.signIns).toHaveLength(2);
  });

  it.each([
    [400, 'invalid_client', 'xero_sign_in.credentials_wrong', 1],
    [400, 'unauthorized_client', 'xero_sign_in.credentials_wrong', 1],
    [400, 'invalid_scope', 'xero_sign_in.scope_refused', 1],
    [400, 'unsupported_grant_type', 'xero_sign_in.refused', 1],
    [500, 'anything', 'xero_sign_in.unavailable', 4],
  ])('answered %i %s is %s', async (httpStatus, error, code, tries) => {
    const leak = `${CREDENTIALS.clientSecret} is wrong`;
    opened.xero.reactToSignIn({ httpStatus, body: { error, error_description: leak } });
    const outcome = await opened.client.listChart();
    expect(outcome).toMatchObject({ ok: false, problems: [{ code }] });
    expect(opened.xero.signIns).toHaveLength(tries);
    expect(opened.xero.seen).toHaveLength(0);
    expect(JSON.stringify([outcome, opened.calls])).not.toContain('canary');
  });

  it.each([
    ['a page of HTML', { body: '<html>' }],
    ['no token', { body: { token_type: 'Bearer' } }],
    ['a cut answer', { fault: 'cutBeforeHeaders' }],
  ] as [string, Reaction][])('answered by %s is tried again, then given up', async (_case, bad) => {
    opened.xero.reactToSignIn(bad);
    expect(await opened.client.listChart()).toMatchObject({
      problems: [{ code: 'xero_sign_in.unavailable', retry: 'later' }],
    });
    opened.xero.reactToSignIn(SIGNED_IN);
    opened.xero.react(CHART);
    expect(await opened.client.listChart()).toEqual({ ok: true, value: [] });
  });
});

describe('a token that Xero says has ended', () => {
  it('is renewed once, and the reading goes on', async () => {
    opened.xero.react(EXPIRED, CHART);
    expect(await opened.client.listChart()).toEqual({ ok: true, value: [] });
    expect(opened.xero.signIns).toHaveLength(2);
  });

  it('is not renewed for ever', async () => {
    opened.xero.react(EXPIRED);
    expect(await opened.client.listChart()).toMatchObject({
      problems: [{ code: 'xero_connection.token_refused' }],
    });
    expect(opened.xero.seen).toHaveLength(2);
  });

  it('is renewed for the next sending of the same call', async () => {
    opened.xero.react(EXPIRED, { body: { ManualJournals: [] } });
    expect(judgeAnswer(await opened.client.sendDocuments(CALL), [])).toMatchObject({
      kind: 'unauthorised',
      isTokenExpired: true,
    });
    expect(judgeAnswer(await opened.client.sendDocuments(CALL), [])).toMatchObject({
      kind: 'perDocument',
    });
    expect(opened.xero.signIns).toHaveLength(2);
  });
});
