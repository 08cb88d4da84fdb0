import type { DatabaseSync } from 'node:sqlite';
import { IDENTITY_PATHS, LOGIN_PATHS, LOGIN_URL } from '../../xero/contract/endpoints.ts';
import { UNAUTHORISED_DETAILS } from '../../xero/contract/envelopes.ts';
import type { Holder } from '../calls/authorise.ts';
import { type Answer, accessAnswer, jsonAnswer, Refusal } from '../wire/answers.ts';
import { ISSUER, personClaims, profileClaims } from './claims.ts';
import { SCOPE_SETS } from './scopes.ts';
import { publicJwk } from './signing.ts';

/**
 * The discovery document. Whoever reached the twin under Xero's own names is told those; anybody
 * else is told where the twin is.
 */
export function answerDiscovery(host: string): Answer {
  const isXero = host.endsWith('.xero.com');
  const identity = isXero ? ISSUER : `http://${host}`;
  const login = isXero ? LOGIN_URL : identity;
  return jsonAnswer(200, {
    issuer: ISSUER,
    jwks_uri: `${identity}${IDENTITY_PATHS.keys}`,
    authorization_endpoint: `${login}${LOGIN_PATHS.authorize}`,
    token_endpoint: `${identity}${IDENTITY_PATHS.token}`,
    userinfo_endpoint: `${identity}${IDENTITY_PATHS.userInfo}`,
    revocation_endpoint: `${identity}${IDENTITY_PATHS.revocation}`,
    scopes_supported: SCOPE_SETS.advanced,
    claims_supported: [],
    grant_types_supported: ['authorization_code', 'client_credentials', 'refresh_token'],
    response_types_supported: ['code'],
    response_modes_supported: ['query'],
    token_endpoint_auth_methods_supported: ['client_secret_basic', 'client_secret_post'],
    id_token_signing_alg_values_supported: ['RS256'],
    subject_types_supported: ['public'],
    code_challenge_methods_supported: ['S256'],
  });
}

export function answerKeys(books: DatabaseSync): Answer {
  return jsonAnswer(200, { keys: [publicJwk(books)] });
}

/** Who the token's person is, as far as its scopes tell. */
export function answerUserInfo(books: DatabaseSync, { person, token }: Holder): Answer {
  const scopes = JSON.parse(token.scopes) as string[];
  if (person === undefined || !scopes.includes('openid')) {
    throw new Refusal(accessAnswer(403, UNAUTHORISED_DETAILS.authorization));
  }
  const { auth_event_id: authEventId, user_id: userId } = token;
  return jsonAnswer(200, {
    ...personClaims(books, { authEventId, userId }),
    ...profileClaims(person, scopes),
  });
}
