import { randomUUID } from 'node:crypto';
import type { DatabaseSync } from 'node:sqlite';
import { ACCESS_TOKEN_SECONDS } from '../../xero/contract/limits.ts';
import { type Answer, jsonAnswer } from '../wire/answers.ts';
import { type AppRow, scopesOf } from './apps.ts';
import { tokenError } from './client-authentication.ts';
import { redeemCode } from './codes.ts';
import { listConnections } from './connections.ts';
import { issueIdToken } from './id-token.ts';
import { listPeople } from './people.ts';
import { splitScopes } from './scopes.ts';
import {
  findToken,
  type Grant,
  issueAccessToken,
  issueRefreshToken,
  startGrace,
} from './tokens.ts';

export interface Granting {
  books: DatabaseSync;
  app: AppRow;
  form: URLSearchParams;
  now: number;
}

/** One function per grant type. */
export const GRANTS: ReadonlyMap<string, (granting: Granting) => Answer> = new Map([
  ['authorization_code', grantCode],
  ['refresh_token', grantRefresh],
  ['client_credentials', grantClientCredentials],
]);

/** https://developer.xero.com/documentation/guides/oauth2/auth-flow, pkce-flow */
function grantCode({ app, books, form, now }: Granting): Answer {
  if (app.kind === 'custom') return tokenError('unauthorized_client');
  const clientId = app.client_id;
  const row = redeemCode(books, {
    authorizationCode: form.get('code') ?? '',
    clientId,
    redirectUri: form.get('redirect_uri') ?? '',
    codeVerifier: form.get('code_verifier'),
    now,
  });
  if (row === undefined) return tokenError('invalid_grant');
  const scopes = JSON.parse(row.scopes) as string[];
  const { auth_event_id: authEventId, nonce, user_id: userId } = row;
  return tokensAnswer(books, { clientId, userId, scopes, authEventId, now }, nonce);
}

/** Each use gives a new refresh token; the used one works half an hour longer. */
function grantRefresh({ app, books, form, now }: Granting): Answer {
  const row = findToken(books, form.get('refresh_token') ?? '');
  const isGood = row?.kind === 'refresh' && row.client_id === app.client_id;
  if (!isGood || row.expires_at <= now) return tokenError('invalid_grant');
  startGrace(books, row, now);
  const scopes = JSON.parse(row.scopes) as string[];
  const { auth_event_id: authEventId, user_id: userId } = row;
  return tokensAnswer(books, { clientId: app.client_id, userId, scopes, authEventId, now }, null);
}

/** A custom connection asks for its own scopes; without any it gets all that it was given. */
function grantClientCredentials({ app, books, form, now }: Granting): Answer {
  const asked = splitScopes(form.get('scope'));
  const isForItself = app.kind === 'web' && asked.join(' ') === 'app.connections';
  if (app.kind !== 'custom' && !isForItself) return tokenError('unauthorized_client');
  const allowed = scopesOf(app);
  if (asked.some((scope) => !allowed.includes(scope))) {
    return tokenError('invalid_scope', 'Client credentials scope validation failed');
  }
  const clientId = app.client_id;
  const scopes = asked.length > 0 ? asked : allowed;
  const userId = isForItself ? null : authorisingUser(books, clientId);
  const grant = { clientId, userId, scopes, authEventId: randomUUID(), now };
  return jsonAnswer(200, {
    access_token: issueAccessToken(books, grant),
    expires_in: ACCESS_TOKEN_SECONDS,
    token_type: 'Bearer',
    scope: scopes.join(' '),
  });
}

/** Who authorised a custom connection. */
function authorisingUser(books: DatabaseSync, clientId: string): string | null {
  const [connection] = listConnections(books, { clientId, userId: null });
  return connection?.user_id ?? listPeople(books)[0]?.user_id ?? null;
}

function tokensAnswer(books: DatabaseSync, grant: Grant, nonce: string | null): Answer {
  const { scopes } = grant;
  const accessToken = issueAccessToken(books, grant);
  return jsonAnswer(200, {
    ...(scopes.includes('openid')
      ? { id_token: issueIdToken(books, grant, { accessToken, nonce }) }
      : {}),
    access_token: accessToken,
    expires_in: ACCESS_TOKEN_SECONDS,
    token_type: 'Bearer',
    ...(scopes.includes('offline_access')
      ? { refresh_token: issueRefreshToken(books, grant) }
      : {}),
    scope: scopes.join(' '),
  });
}
