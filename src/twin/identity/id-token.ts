import { createHash } from 'node:crypto';
import type { DatabaseSync } from 'node:sqlite';
import { ISSUER, personClaims, profileClaims, sessionOf } from './claims.ts';
import { findPerson } from './people.ts';
import { signedJwt } from './signing.ts';
import type { Grant } from './tokens.ts';

/** https://developer.xero.com/documentation/guides/oauth2/token-types */
const ID_TOKEN_SECONDS = 300;

/** Says who signed in; undefined where nobody did. */
export function issueIdToken(
  books: DatabaseSync,
  grant: Grant,
  given: { accessToken: string; nonce: string | null },
): string | undefined {
  const { authEventId, clientId, now, scopes, userId } = grant;
  const person = userId === null ? undefined : findPerson(books, userId);
  if (person === undefined) return undefined;
  const issuedAt = Math.floor(now / 1000);
  return signedJwt(books, {
    nbf: issuedAt,
    exp: issuedAt + ID_TOKEN_SECONDS,
    iss: ISSUER,
    aud: clientId,
    ...(given.nonce === null ? {} : { nonce: given.nonce }),
    iat: issuedAt,
    at_hash: halfHash(given.accessToken),
    sid: sessionOf(books, authEventId),
    ...personClaims(books, grant),
    ...profileClaims(person, scopes),
  });
}

/** https://openid.net/specs/openid-connect-core-1_0.html#CodeIDToken */
function halfHash(accessToken: string): string {
  return createHash('sha256').update(accessToken).digest().subarray(0, 16).toString('base64url');
}
