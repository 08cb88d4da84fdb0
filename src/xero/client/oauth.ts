import * as oauth from 'openid-client';
import type { AppCredentials } from '../../domain/connection.ts';
import { fail, type Outcome, type Problem, problem, succeed } from '../../domain/problem.ts';
import { IDENTITY_PATHS, IDENTITY_URL, LOGIN_PATHS } from '../contract/endpoints.ts';
import { ACCESS_TOKEN_SECONDS } from '../contract/limits.ts';
import { isPlainHttp, type XeroAddresses } from './addresses.ts';
import { readBody } from './body.ts';
import type { XeroEffects } from './effects.ts';
import { networkCode } from './transport.ts';

/** As which app, and where, somebody signs in. */
export interface OAuthParty {
  readonly addresses: XeroAddresses;
  readonly app: AppCredentials;
  readonly effects: XeroEffects;
}

/** Tokens fresh from Xero, and how long the access token lives from just before it was asked for. */
export interface IssuedTokens {
  readonly accessToken: string;
  readonly accessLivesMs: number;
  /** Only after a person's consent with `offline_access`. */
  readonly refreshToken: string | undefined;
  /** The scopes that were granted; undefined where the answer does not say. */
  readonly scopes: readonly string[] | undefined;
  /** The name and the address of who allowed it, as Xero's id token tells; blank where it does not. */
  readonly person: string;
  /** The consent that these tokens come of, by which connections name it; blank where none did. */
  readonly authEventId: string;
}

const TIMEOUT_SECONDS = 10;

type Asked = oauth.TokenEndpointResponse & oauth.TokenEndpointResponseHelpers;

/** An id token tells who signed in, and nothing hangs on when: a wrong clock shall not stop it. */
const CLOCK_TOLERANCE_SECONDS = 100 * 365 * 86_400;

/** Xero as the library wants it described; the issuer is the same wherever a twin is reached. */
export function oauthConfiguration({ addresses, app, effects }: OAuthParty): oauth.Configuration {
  const { identityUrl, loginUrl } = addresses;
  const config = new oauth.Configuration(
    {
      issuer: IDENTITY_URL,
      authorization_endpoint: `${loginUrl}${LOGIN_PATHS.authorize}`,
      token_endpoint: `${identityUrl}${IDENTITY_PATHS.token}`,
      revocation_endpoint: `${identityUrl}${IDENTITY_PATHS.revocation}`,
    },
    app.clientId,
    { [oauth.clockTolerance]: CLOCK_TOLERANCE_SECONDS },
    app.grant === 'desktop' ? oauth.None() : basicAuthentication(app),
  );
  config.timeout = TIMEOUT_SECONDS;
  if (isPlainHttp(identityUrl)) oauth.allowInsecureRequests(config);
  config[oauth.customFetch] = async (url, options) =>
    capped(await effects.fetch(url, options as RequestInit));
  return config;
}

/** A token answer has some 3 kB; what is longer is no answer of Xero's. */
const MOST_BYTES = 1_000_000;

async function capped(answer: Response): Promise<Response> {
  const body = await readBody(answer, MOST_BYTES);
  if (body === undefined) throw new Error('the answer is too long');
  const { status, headers } = answer;
  return new Response(body === '' ? null : body, { status, headers });
}

/** Asks the token endpoint; of a refusal only the word of a fixed set is kept. */
export async function askForTokens(
  party: OAuthParty,
  ask: (config: oauth.Configuration) => Promise<Asked>,
  scopes = 'that were asked for',
): Promise<Outcome<IssuedTokens>> {
  try {
    const tokens = await ask(oauthConfiguration(party));
    const { access_token, expires_in = ACCESS_TOKEN_SECONDS, refresh_token } = tokens;
    if (![access_token, refresh_token ?? '-'].every(isToken)) throw new Error('no token');
    return succeed({
      accessToken: access_token,
      accessLivesMs: Math.min(expires_in, ACCESS_TOKEN_SECONDS) * 1000,
      refreshToken: refresh_token,
      scopes: tokens.scope?.split(' '),
      person: personOf(tokens.claims()),
      authEventId: authEventOf(tokens.access_token),
    });
  } catch (error) {
    return fail(tokenProblem(error, party, scopes));
  }
}

/** Of what the library threw only words of a fixed set are kept: its texts may hold the request. */
export function tokenProblem(
  error: unknown,
  { addresses, app }: OAuthParty,
  scopes: string,
): Problem {
  if (error instanceof oauth.ResponseBodyError) {
    const facts = { error: tokenError(error.error), httpStatus: error.status, grant: app.grant };
    if (facts.error === 'invalid_scope') {
      return problem('xero_sign_in.scope_refused', { ...facts, scopes });
    }
    if (facts.error === 'invalid_grant') return problem('xero_sign_in.code_refused', facts);
    return ['invalid_client', 'unauthorized_client'].includes(facts.error)
      ? problem('xero_sign_in.credentials_wrong', facts)
      : problem('xero_sign_in.refused', facts);
  }
  const facts = {
    address: addresses.identityUrl,
    reason: networkCode(error) ?? 'unexpected answer',
  };
  return problem('xero_sign_in.unavailable', facts);
}

/** What can stand in a header. */
function isToken(text: string): boolean {
  return /^[\x21-\x7e]{1,20000}$/.test(text);
}

/** Xero takes `base64(id:secret)` as it is, without the form encoding of RFC 6749 section 2.3.1. */
function basicAuthentication({ clientId, clientSecret }: AppCredentials): oauth.ClientAuth {
  const encoded = Buffer.from(`${clientId}:${clientSecret}`).toString('base64');
  return (...[, , , headers]) => headers.set('authorization', `Basic ${encoded}`);
}

function personOf(claims: oauth.IDToken | undefined): string {
  const { name = '', email = '' } = (claims ?? {}) as { name?: unknown; email?: unknown };
  return name === '' || email === '' ? `${name}${email}` : `${name} <${email}>`;
}

/** @see https://developer.xero.com/documentation/guides/oauth2/token-types */
function authEventOf(accessToken: string): string {
  try {
    const payload = Buffer.from(accessToken.split('.')[1] ?? '', 'base64url').toString();
    const { authentication_event_id: id } = JSON.parse(payload) as Record<string, unknown>;
    return typeof id === 'string' ? id : '';
  } catch {
    return '';
  }
}

function tokenError(error: string): string {
  return /^[a-z_]{1,40}$/.test(error) ? error : 'unknown error';
}
