import type { DatabaseSync } from 'node:sqlite';
import type { MessageKey } from '../messages.ts';
import { type AppRow, findApp, redirectUrisOf, scopesOf } from './apps.ts';
import { isScope, splitScopes } from './scopes.ts';

/** A sign-in that an app may ask for. */
export interface AuthorizeRequest {
  app: AppRow;
  redirectUri: string;
  scopes: string[];
  state: string | null;
  nonce: string | null;
  codeChallenge: string | null;
}

export type SignInError = Extract<MessageKey, `signIn${string}`>;

type Checked = { ok: true; request: AuthorizeRequest } | { ok: false; error: SignInError };

/**
 * Reads the query of the authorize address, or says what Xero's error page would say.
 * https://developer.xero.com/documentation/guides/oauth2/troubleshooting
 */
export function checkAuthorizeRequest(books: DatabaseSync, query: URLSearchParams): Checked {
  const app = findApp(books, query.get('client_id') ?? '');
  if (app === undefined || app.is_enabled === 0) return refused('signInUnknownClient');
  const redirectUri = query.get('redirect_uri') ?? '';
  if (!redirectUrisOf(app).includes(redirectUri)) return refused('signInRedirectUri');
  if (query.get('response_type') !== 'code') return refused('signInResponseType');
  const scopes = splitScopes(query.get('scope'));
  const error = scopeError(app, scopes) ?? challengeError(app, query);
  if (error !== undefined) return refused(error);
  const request = {
    app,
    redirectUri,
    scopes,
    state: query.get('state'),
    nonce: query.get('nonce'),
    codeChallenge: query.get('code_challenge'),
  };
  return { ok: true, request };
}

function refused(error: SignInError): Checked {
  return { ok: false, error };
}

function scopeError(app: AppRow, scopes: readonly string[]): SignInError | undefined {
  if (scopes.length === 0) return 'signInScopeMissing';
  if (!scopes.every(isScope)) return 'signInScopeUnknown';
  const allowed = scopesOf(app);
  return scopes.every((scope) => allowed.includes(scope)) ? undefined : 'signInScopeNotAllowed';
}

/** A desktop app must show a challenge, a web app may; S256 is the only method. */
function challengeError(app: AppRow, query: URLSearchParams): SignInError | undefined {
  const codeChallenge = query.get('code_challenge');
  if (codeChallenge === null) {
    return app.kind === 'desktop' ? 'signInChallengeMissing' : undefined;
  }
  if (!/^[\w-]{43}$/.test(codeChallenge)) return 'signInChallengeMissing';
  return query.get('code_challenge_method') === 'S256' ? undefined : 'signInChallengeMethod';
}
