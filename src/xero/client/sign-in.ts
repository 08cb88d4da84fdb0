import * as oauth from 'openid-client';
import type { Outcome } from '../../domain/problem.ts';
import { fail, problem, succeed } from '../../domain/problem.ts';
import { IDENTITY_PATHS } from '../contract/endpoints.ts';
import { isPlainHttp } from './addresses.ts';
import type { XeroCredentials, XeroEffects } from './effects.ts';
import { networkCode } from './transport.ts';

/** An access token and how long it lives, counted from just before it was asked for. */
export interface AccessToken {
  readonly token: string;
  readonly livesMs: number;
}

/** Who signs in, where, and for what. */
export interface SignIn {
  readonly identityUrl: string;
  readonly credentials: XeroCredentials;
  readonly scopes: readonly string[];
  readonly effects: XeroEffects;
}

/**
 * Signs in as a custom connection: client credentials, no person, no refresh token.
 * Problems: `xero_sign_in.credentials_wrong`, `.scope_refused`, `.refused`, `.unavailable`.
 *
 * @see https://developer.xero.com/documentation/guides/oauth2/custom-connections
 */
export async function signIn(options: SignIn): Promise<Outcome<AccessToken>> {
  try {
    const scope = options.scopes.join(' ');
    const tokens = await oauth.clientCredentialsGrant(configuration(options), { scope });
    const livesSeconds = tokens.expires_in ?? 0;
    return succeed({ token: tokens.access_token, livesMs: livesSeconds * 1000 });
  } catch (error) {
    return fail(signInProblem(error, options));
  }
}

function configuration({ identityUrl, credentials, effects }: SignIn): oauth.Configuration {
  const server = { issuer: identityUrl, token_endpoint: `${identityUrl}${IDENTITY_PATHS.token}` };
  const config = new oauth.Configuration(
    server,
    credentials.clientId,
    undefined,
    basicAuthentication(credentials),
  );
  if (isPlainHttp(identityUrl)) oauth.allowInsecureRequests(config);
  config[oauth.customFetch] = (url, options) => effects.fetch(url, options as RequestInit);
  return config;
}

/** Xero takes `base64(id:secret)` as it is, without the form encoding of RFC 6749 section 2.3.1. */
function basicAuthentication({ clientId, clientSecret }: XeroCredentials): oauth.ClientAuth {
  const encoded = Buffer.from(`${clientId}:${clientSecret}`).toString('base64');
  return (...[, , , headers]) => headers.set('authorization', `Basic ${encoded}`);
}

/** Of what the library threw only words of a fixed set are kept: its texts may hold the request. */
function signInProblem(error: unknown, { identityUrl, scopes }: SignIn) {
  if (error instanceof oauth.ResponseBodyError && error.status < 500) {
    const facts = { error: tokenError(error.error), httpStatus: error.status };
    if (['invalid_client', 'unauthorized_client'].includes(facts.error)) {
      return problem('xero_sign_in.credentials_wrong', facts);
    }
    return facts.error === 'invalid_scope'
      ? problem('xero_sign_in.scope_refused', { ...facts, scopes: scopes.join(' ') })
      : problem('xero_sign_in.refused', facts);
  }
  const facts = { address: identityUrl, reason: networkCode(error) ?? 'unexpected answer' };
  return problem('xero_sign_in.unavailable', facts);
}

function tokenError(error: string): string {
  return /^[a-z_]{1,40}$/.test(error) ? error : 'unknown error';
}
