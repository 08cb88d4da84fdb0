import { createHash, createPublicKey, type JsonWebKey, verify } from 'node:crypto';
import * as oauth from 'openid-client';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { appOf, claimsOf, goThroughConsent, signInPerson, type TwinApp } from './twin-consent.ts';
import { openSession, type Session, send } from './twin-session.ts';

const ISSUER = 'https://identity.xero.com';
const SCOPE = 'openid profile email offline_access accounting.settings.read';

let xero: Session;
beforeAll(async () => {
  xero = await openSession();
});
afterAll(() => xero.twin.close());

/** Reads the twin's discovery document under Xero's name; all else is as openid-client does it. */
function discovered(app: TwinApp): Promise<oauth.Configuration> {
  const authentication = app.kind === 'desktop' ? oauth.None() : undefined;
  return oauth.discovery(new URL(ISSUER), app.clientId, app.clientSecret, authentication, {
    execute: [oauth.allowInsecureRequests],
    [oauth.customFetch]: (url, options) =>
      fetch(url.replace(ISSUER, xero.twin.identityUrl), options as RequestInit),
  });
}

describe.each(['web', 'desktop'])('openid-client with a %s app', (kind) => {
  it('signs in with code and PKCE, refreshes, reads who it is, and revokes', async () => {
    const app = appOf(xero.twin, kind);
    const config = await discovered(app);
    const pkceCodeVerifier = oauth.randomPKCECodeVerifier();
    const expectedState = oauth.randomState();
    const expectedNonce = oauth.randomNonce();
    const url = oauth.buildAuthorizationUrl(config, {
      redirect_uri: app.redirectUris[0] ?? '',
      scope: SCOPE,
      state: expectedState,
      nonce: expectedNonce,
      code_challenge: await oauth.calculatePKCECodeChallenge(pkceCodeVerifier),
      code_challenge_method: 'S256',
    });
    const back = await goThroughConsent(url.href);
    const checks = { pkceCodeVerifier, expectedState, expectedNonce, idTokenExpected: true };
    const tokens = await oauth.authorizationCodeGrant(config, back, checks);
    const claims = tokens.claims();
    expect(claims).toMatchObject({ email: 'aroha.ngata@example.test', given_name: 'Aroha' });
    const next = await oauth.refreshTokenGrant(config, tokens.refresh_token ?? '');
    expect(next.refresh_token).not.toBe(tokens.refresh_token);
    const person = await oauth.fetchUserInfo(config, next.access_token, claims?.sub ?? '');
    expect(person).toMatchObject({ sub: claims?.sub, family_name: 'Ngata' });
    const headers = { authorization: `Bearer ${next.access_token}` };
    expect((await xero.get('/Organisation', { headers })).httpStatus).toBe(200);
    await oauth.tokenRevocation(config, next.refresh_token ?? '');
    const used = oauth.refreshTokenGrant(config, next.refresh_token ?? '');
    await expect(used).rejects.toMatchObject({ error: 'invalid_grant' });
  });

  it('says that a person refused', async () => {
    const app = appOf(xero.twin, kind);
    const config = await discovered(app);
    const pkceCodeVerifier = oauth.randomPKCECodeVerifier();
    const url = oauth.buildAuthorizationUrl(config, {
      redirect_uri: app.redirectUris[0] ?? '',
      scope: SCOPE,
      state: 's',
      code_challenge: await oauth.calculatePKCECodeChallenge(pkceCodeVerifier),
      code_challenge_method: 'S256',
    });
    const back = await goThroughConsent(url.href, { decision: 'cancel' });
    const grant = oauth.authorizationCodeGrant(config, back, {
      pkceCodeVerifier,
      expectedState: 's',
    });
    await expect(grant).rejects.toMatchObject({ error: 'access_denied' });
  });
});

describe('the signature', () => {
  it('of access and id tokens verifies with the published key', async () => {
    const url = `${xero.twin.identityUrl}/.well-known/openid-configuration/jwks`;
    const reply = await send<{ keys: (JsonWebKey & { kid: string })[] }>(url, { method: 'GET' });
    const tokens = await signInPerson(xero.twin, appOf(xero.twin, 'web'));
    for (const token of [tokens.access_token, tokens.id_token]) {
      const [head = '', payload = '', signature = ''] = (token ?? '').split('.');
      const header = JSON.parse(Buffer.from(head, 'base64url').toString());
      expect(header).toMatchObject({ alg: 'RS256', x5t: header.kid });
      const jwk = reply.body.keys.find(({ kid }) => kid === header.kid);
      const key = createPublicKey({ key: jwk ?? {}, format: 'jwk' });
      const signed = Buffer.from(`${head}.${payload}`);
      expect(verify('sha256', signed, key, Buffer.from(signature, 'base64url'))).toBe(true);
      const forged = Buffer.from(`${head}.${payload}x`);
      expect(verify('sha256', forged, key, Buffer.from(signature, 'base64url'))).toBe(false);
    }
    expect(reply.body.keys[0]).not.toHaveProperty('d');
  });
});

describe('the id token', () => {
  it('has Xero’s claims, is bound to its access token, and tells what the scopes allow', async () => {
    const tokens = await signInPerson(xero.twin, appOf(xero.twin, 'web'));
    const claims = claimsOf(tokens.id_token);
    expect(claims).toMatchObject({ iss: ISSUER, aud: appOf(xero.twin, 'web').clientId });
    expect(Number(claims.exp) - Number(claims.nbf)).toBe(300);
    const digest = createHash('sha256')
      .update(tokens.access_token ?? '')
      .digest();
    expect(claims.at_hash).toBe(digest.subarray(0, 16).toString('base64url'));
    for (const name of ['sub', 'sid', 'iat', 'auth_time', 'xero_userid', 'global_session_id']) {
      expect(claims).toHaveProperty(name);
    }
    const bare = claimsOf(
      (await signInPerson(xero.twin, appOf(xero.twin, 'web'), { scope: 'openid' })).id_token,
    );
    expect(bare).not.toHaveProperty('email');
    expect(bare).not.toHaveProperty('given_name');
  });

  it('and who it is are refused without openid', async () => {
    const tokens = await signInPerson(xero.twin, appOf(xero.twin, 'web'), {
      scope: 'accounting.settings',
    });
    expect(tokens).not.toHaveProperty('id_token');
    const headers = { authorization: `Bearer ${tokens.access_token}` };
    const url = `${xero.twin.identityUrl}/connect/userinfo`;
    expect((await send(url, { method: 'GET', headers })).httpStatus).toBe(403);
    expect((await send(url, { method: 'GET' })).httpStatus).toBe(401);
  });
});

describe('discovery', () => {
  it('names the issuer as Xero does, and where the twin is', async () => {
    const url = `${xero.twin.identityUrl}/.well-known/openid-configuration`;
    const reply = await send<Record<string, unknown>>(url, { method: 'GET' });
    expect(reply.body).toMatchObject({
      issuer: ISSUER,
      token_endpoint: `${xero.twin.identityUrl}/connect/token`,
      authorization_endpoint: `${xero.twin.identityUrl}/identity/connect/authorize`,
      token_endpoint_auth_methods_supported: ['client_secret_basic', 'client_secret_post'],
    });
  });
});
