import * as oauth from 'openid-client';
import type { Outcome } from '../../domain/problem.ts';
import { fail, problem, succeed } from '../../domain/problem.ts';
import {
  askForTokens,
  type IssuedTokens,
  type OAuthParty,
  oauthConfiguration,
  tokenProblem,
} from './oauth.ts';

/**
 * Signs in as a custom connection: client credentials, no person, no refresh token.
 * Problems: `xero_sign_in.credentials_wrong`, `.scope_refused`, `.refused`, `.unavailable`.
 *
 * @see https://developer.xero.com/documentation/guides/oauth2/custom-connections
 */
export function signIn(
  party: OAuthParty,
  scopes: readonly string[],
): Promise<Outcome<IssuedTokens>> {
  const scope = scopes.join(' ');
  const ask = (config: oauth.Configuration) => oauth.clientCredentialsGrant(config, { scope });
  return askForTokens(party, ask, scope);
}

/** Tokens of a person's authorisation. */
export interface PersonTokens extends IssuedTokens {
  readonly refreshToken: string;
}

/** What a browser brought back, and what was kept while it was away. */
export interface BroughtBack {
  /** The redirect URI with the query of Xero. */
  readonly callback: URL;
  readonly state: string;
  readonly verifier: string;
}

/**
 * Turns the code of a consent into tokens; the code works once and for five minutes. An answer
 * without a refresh token is of no use. Problems: those of `signIn`, and `xero_sign_in.code_refused`.
 *
 * @see https://developer.xero.com/documentation/guides/oauth2/auth-flow
 * @see https://developer.xero.com/documentation/guides/oauth2/pkce-flow
 */
export async function exchangeCode(
  party: OAuthParty,
  { callback, state, verifier }: BroughtBack,
): Promise<Outcome<PersonTokens>> {
  const checks = { expectedState: state, pkceCodeVerifier: verifier };
  const issued = await askForTokens(party, (config) =>
    oauth.authorizationCodeGrant(config, callback, checks),
  );
  if (!issued.ok) return issued;
  const { refreshToken } = issued.value;
  if (refreshToken !== undefined) return succeed({ ...issued.value, refreshToken });
  const facts = { address: party.addresses.identityUrl, reason: 'no refresh token' };
  return fail(problem('xero_sign_in.unavailable', facts));
}

/**
 * Asks for the next pair of tokens; an answer without a refresh token leaves the one there is.
 * After an answer that was lost the same refresh token may be used again for 30 minutes.
 * Problems: those of `signIn`, and `xero_sign_in.code_refused` for a token that is no longer good.
 *
 * @see https://developer.xero.com/documentation/guides/oauth2/auth-flow#refreshing-access-and-refresh-tokens
 */
export async function refreshTokens(
  party: OAuthParty,
  refreshToken: string,
): Promise<Outcome<PersonTokens>> {
  const issued = await askForTokens(party, (config) =>
    oauth.refreshTokenGrant(config, refreshToken),
  );
  if (!issued.ok) return issued;
  return succeed({ ...issued.value, refreshToken: issued.value.refreshToken ?? refreshToken });
}

/**
 * Takes back a person's whole authorisation, with all connections that it made.
 * Problems: as `signIn`.
 *
 * @see https://developer.xero.com/documentation/guides/oauth2/auth-flow#revoking-tokens
 */
export async function revokeToken(
  party: OAuthParty,
  refreshToken: string,
): Promise<Outcome<undefined>> {
  try {
    await oauth.tokenRevocation(oauthConfiguration(party), refreshToken);
    return succeed(undefined);
  } catch (error) {
    return fail(tokenProblem(error, party, ''));
  }
}
