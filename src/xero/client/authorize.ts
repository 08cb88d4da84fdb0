import * as oauth from 'openid-client';
import { GRANT_NAMES, type ScopeSet } from '../../domain/connection.ts';
import { fail, type Outcome, type Problem, problem, succeed } from '../../domain/problem.ts';
import { readBody } from './body.ts';
import { type OAuthParty, oauthConfiguration } from './oauth.ts';
import { scopeNames } from './scopes.ts';

/** What one sign-in of a person is made of. */
export interface SignInRequest {
  readonly redirectUri: string;
  readonly scopeSet: ScopeSet;
}

/** A sign-in about to begin: the address for the browser, and what must be kept until it is back. */
export interface BegunSignIn {
  readonly address: string;
  readonly state: string;
  readonly verifier: string;
}

/**
 * Where a person allows access. A web app shows a challenge too, though Xero asks only desktop apps
 * for it: a code that was caught is then worth nothing.
 *
 * @see https://developer.xero.com/documentation/guides/oauth2/auth-flow
 */
export async function authorizeAddress(
  party: OAuthParty,
  { redirectUri, scopeSet }: SignInRequest,
): Promise<BegunSignIn> {
  const state = oauth.randomState();
  const verifier = oauth.randomPKCECodeVerifier();
  const address = oauth.buildAuthorizationUrl(oauthConfiguration(party), {
    redirect_uri: redirectUri,
    scope: scopeNames(party.app.grant, scopeSet).join(' '),
    state,
    code_challenge: await oauth.calculatePKCECodeChallenge(verifier),
    code_challenge_method: 'S256',
  });
  return { address: address.href, state, verifier };
}

const MOST_HOPS = 3;
const TIMEOUT_MS = 10_000;
const MOST_BYTES = 1_000_000;

/**
 * Looks, as a browser would, whether Xero shows its error page instead of a sign-in, so that the
 * reason is known here and not only in a browser. What cannot be told is left to the browser.
 * Problems: `xero_consent.*`.
 *
 * @see https://developer.xero.com/documentation/guides/oauth2/troubleshooting
 */
export async function tryAuthorizeAddress(
  { addresses, app, effects }: OAuthParty,
  { address, redirectUri }: { address: string; redirectUri: string },
): Promise<Outcome<undefined>> {
  let next = address;
  for (let hop = 0; hop < MOST_HOPS && next.startsWith(`${addresses.loginUrl}/`); hop += 1) {
    const answer = await visit(effects.fetch, next);
    if (answer === undefined) break;
    const found = errorPageProblem(answer.text, {
      clientId: app.clientId,
      redirectUri,
      kind: GRANT_NAMES[app.grant],
    });
    if (found !== undefined) return fail(found);
    if (answer.location === null) break;
    next = new URL(answer.location, next).href;
  }
  return succeed(undefined);
}

/** What a problem of the error page tells of. */
export interface AskedFor {
  readonly clientId: string;
  readonly redirectUri: string;
  readonly kind: string;
}

const ERROR_LINES = [
  [/unauthorized_client ?: Invalid redirect_uri/i, 'xero_consent.redirect_uri_unknown'],
  [/unauthorized_client ?: Unknown client[^<\n]*/i, 'xero_consent.client_unknown'],
  [/unauthorized_client ?: Invalid scope for client/i, 'xero_consent.scope_refused'],
  [/invalid_scope[^<\n]*/i, 'xero_consent.scope_unknown'],
  [/invalid_request[^<\n]*/i, 'xero_consent.request_incomplete'],
  [/needs to complete certification[^<\n]*/i, 'xero_consent.connection_limit'],
  [/two uncertified apps[^<\n]*/i, 'xero_consent.uncertified_apps'],
  [/Error code: ?500/i, 'xero_consent.unexplained'],
] as const;

/** The problem that Xero's error page stands for; undefined for any other text. */
export function errorPageProblem(text: string, asked: AskedFor): Problem | undefined {
  for (const [line, code] of ERROR_LINES) {
    const words = line.exec(text)?.[0].trim().slice(0, 120);
    if (words !== undefined) return problem(code, { ...asked, words });
  }
  return undefined;
}

async function visit(
  fetch: OAuthParty['effects']['fetch'],
  address: string,
): Promise<{ text: string; location: string | null } | undefined> {
  try {
    const signal = AbortSignal.timeout(TIMEOUT_MS);
    const answer = await fetch(address, { redirect: 'manual', signal });
    const text = (await readBody(answer, MOST_BYTES)) ?? '';
    return { text, location: answer.headers.get('location') };
  } catch {
    return undefined;
  }
}
