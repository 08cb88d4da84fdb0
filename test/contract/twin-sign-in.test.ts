import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  appOf,
  authorizeUrl,
  claimsOf,
  goThroughConsent,
  pkce,
  signInPerson,
  type TwinApp,
  tokensFor,
} from './twin-consent.ts';
import { openSession, type Session, send } from './twin-session.ts';

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;

let xero: Session;
let web: TwinApp;
let desktop: TwinApp;
beforeAll(async () => {
  xero = await openSession({ seed: 'demo-nz' });
  web = appOf(xero.twin, 'web');
  desktop = appOf(xero.twin, 'desktop');
});
afterAll(() => xero.twin.close());

const moveClock = (moveMs: number) => xero.control('POST', '/clock', { moveMs });

const refresh = (app: TwinApp, refreshToken: string | undefined) =>
  tokensFor(xero.twin, app, { grant_type: 'refresh_token', refresh_token: refreshToken });

async function freshCode(app = web, changes = {}): Promise<Record<string, string>> {
  const back = await goThroughConsent(authorizeUrl(xero.twin, app, changes));
  const authorizationCode = back.searchParams.get('code') ?? '';
  const redirectUri = app.redirectUris[0] ?? '';
  return { grant_type: 'authorization_code', code: authorizationCode, redirect_uri: redirectUri };
}

describe('an authorization code', () => {
  it('buys tokens once, by secret in the body or by Basic', async () => {
    const form = await freshCode();
    const reply = await tokensFor(xero.twin, web, form);
    expect(reply.body).toMatchObject({ expires_in: 1800, token_type: 'Bearer' });
    expect(Object.keys(reply.body).sort()).toEqual([
      'access_token',
      'expires_in',
      'id_token',
      'refresh_token',
      'scope',
      'token_type',
    ]);
    const again = await tokensFor(xero.twin, web, form);
    expect([again.httpStatus, again.body]).toEqual([400, { error: 'invalid_grant' }]);
  });

  it.each([
    [
      'another redirect URI',
      { redirect_uri: 'http://localhost:4600/xero/callback' },
      'invalid_grant',
    ],
    ['an unknown code', { code: 'nonsense' }, 'invalid_grant'],
    ['a verifier that nothing asked for', { code_verifier: 'x'.repeat(50) }, 'invalid_grant'],
    ['a wrong secret', { client_secret: 'wrong' }, 'invalid_client'],
    ['no secret', { client_secret: undefined }, 'invalid_client'],
  ])('buys nothing with %s', async (_case, changes, error) => {
    const reply = await tokensFor(xero.twin, web, { ...(await freshCode()), ...changes });
    expect([reply.httpStatus, reply.body]).toEqual([400, { error }]);
  });

  it('buys nothing for another app, and is not used up by it', async () => {
    const form = await freshCode();
    expect((await tokensFor(xero.twin, desktop, form)).body).toEqual({ error: 'invalid_grant' });
    expect((await tokensFor(xero.twin, web, form)).httpStatus).toBe(200);
  });

  it('lives five minutes', async () => {
    const form = await freshCode();
    await moveClock(5 * 60_000);
    expect((await tokensFor(xero.twin, web, form)).body).toEqual({ error: 'invalid_grant' });
  });

  it('needs its verifier in a desktop app, which has no secret', async () => {
    const { challenge, verifier } = pkce();
    const form = await freshCode(desktop, challenge);
    const reply = await tokensFor(xero.twin, desktop, { ...form, code_verifier: verifier });
    expect(reply.httpStatus).toBe(200);
    for (const wrong of [undefined, pkce().verifier, 'short']) {
      const next = await freshCode(desktop, challenge);
      const refused = await tokensFor(xero.twin, desktop, { ...next, code_verifier: wrong });
      expect(refused.body).toEqual({ error: 'invalid_grant' });
    }
  });

  it('brings no refresh token without offline_access, and no id token without openid', async () => {
    const tokens = await signInPerson(xero.twin, web, { scope: 'accounting.settings' });
    expect(Object.keys(tokens).sort()).toEqual([
      'access_token',
      'expires_in',
      'scope',
      'token_type',
    ]);
  });
});

describe('a refresh token', () => {
  it('is exchanged for a new one, and may be tried again for half an hour', async () => {
    const first = await signInPerson(xero.twin, web);
    const second = await refresh(web, first.refresh_token);
    expect(second.body.refresh_token).not.toBe(first.refresh_token);
    expect(second.body.scope).toBe(first.scope);
    await moveClock(29 * 60_000);
    const retried = await refresh(web, first.refresh_token);
    expect(retried.httpStatus).toBe(200);
    await moveClock(2 * 60_000);
    expect((await refresh(web, first.refresh_token)).body).toEqual({ error: 'invalid_grant' });
    expect((await refresh(web, second.body.refresh_token)).httpStatus).toBe(200);
    expect((await refresh(web, retried.body.refresh_token)).httpStatus).toBe(200);
  });

  it('lives sixty days unused', async () => {
    const { refresh_token: unused } = await signInPerson(xero.twin, web);
    await moveClock(59 * DAY_MS);
    const kept = await refresh(web, unused);
    expect(kept.httpStatus).toBe(200);
    await moveClock(60 * DAY_MS);
    expect((await refresh(web, kept.body.refresh_token)).body).toEqual({ error: 'invalid_grant' });
  });

  it.each([
    ['nonsense', () => refresh(web, 'nonsense')],
    ['nothing', () => refresh(web, undefined)],
  ])('that is %s buys nothing', async (_case, act) => {
    expect((await act()).body).toEqual({ error: 'invalid_grant' });
  });

  it('buys nothing for another app, nor does an access token', async () => {
    const tokens = await signInPerson(xero.twin, web);
    expect((await refresh(desktop, tokens.refresh_token)).body.error).toBe('invalid_grant');
    expect((await refresh(web, tokens.access_token)).body.error).toBe('invalid_grant');
    const headers = { authorization: `Bearer ${tokens.refresh_token}` };
    expect((await xero.get('/Organisation', { headers })).httpStatus).toBe(401);
  });
});

describe('an access token of a person', () => {
  it('has Xero’s claims, ends after half an hour, and keeps its sign-in when refreshed', async () => {
    const tokens = await signInPerson(xero.twin, web);
    const claims = claimsOf(tokens.access_token);
    expect(Object.keys(claims).sort()).toEqual([
      'aud',
      'auth_time',
      'authentication_event_id',
      'client_id',
      'exp',
      'global_session_id',
      'iss',
      'jti',
      'nbf',
      'scope',
      'sub',
      'xero_userid',
    ]);
    const headers = { authorization: `Bearer ${tokens.access_token}` };
    expect((await xero.get('/Organisation', { headers })).httpStatus).toBe(200);
    await moveClock(HOUR_MS / 2);
    const late = await xero.get<{ Detail: string }>('/Organisation', { headers });
    expect(late.body.Detail).toMatch(/^TokenExpired/);
    const next = claimsOf((await refresh(web, tokens.refresh_token)).body.access_token);
    expect(next.authentication_event_id).toBe(claims.authentication_event_id);
    expect(next.auth_time).toBe(claims.auth_time);
  });

  it('needs a tenant, and reaches the connected one alone', async () => {
    const tokens = await signInPerson(xero.twin, desktopAsWeb(), { user: 'Ben Whittaker' });
    const authorization = `Bearer ${tokens.access_token}`;
    const url = `${xero.twin.apiUrl}/api.xro/2.0/Organisation`;
    expect((await send(url, { method: 'GET', headers: { authorization } })).httpStatus).toBe(403);
    const other = xero.twin.organisations[1]?.tenantId ?? '';
    const headers = { authorization, 'xero-tenant-id': other };
    expect((await xero.get('/Organisation', { headers })).httpStatus).toBe(403);
  });

  /** Nobody else's sign-in in this file uses this redirect URI. */
  function desktopAsWeb(): TwinApp {
    return { ...web, redirectUris: web.redirectUris.slice(1) };
  }
});
