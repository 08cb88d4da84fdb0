import type { DatabaseSync } from 'node:sqlite';
import { type Answer, emptyAnswer } from '../wire/answers.ts';
import { type AppForm, authenticateApp, tokenError } from './client-authentication.ts';
import { endConnection, listConnections } from './connections.ts';
import { GRANTS } from './grants.ts';
import { findToken, forgetTokens } from './tokens.ts';

/** POST /connect/token. https://developer.xero.com/documentation/guides/oauth2/auth-flow */
export function answerTokenRequest(books: DatabaseSync, request: AppForm): Answer {
  const grant = GRANTS.get(request.form.get('grant_type') ?? '');
  if (grant === undefined) return tokenError('unsupported_grant_type');
  const app = authenticateApp(books, request);
  return grant({ books, app, form: request.form, now: request.now });
}

/** POST /connect/revocation: ends all connections of the token's person to the app. */
export function answerRevocation(books: DatabaseSync, request: AppForm): Answer {
  const { client_id: clientId } = authenticateApp(books, request);
  const row = findToken(books, request.form.get('token') ?? '');
  const userId = row?.client_id === clientId ? row.user_id : null;
  if (userId !== null) {
    for (const connection of listConnections(books, { clientId, userId })) {
      endConnection(books, connection.connection_id, request.now);
    }
    forgetTokens(books, { clientId, userId });
  }
  return emptyAnswer(200);
}
