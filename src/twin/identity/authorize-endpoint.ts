import { createHash } from 'node:crypto';
import type { DatabaseSync } from 'node:sqlite';
import { findOrganisation, type OrganisationRow } from '../books/organisations.ts';
import { type Answer, redirectAnswer } from '../wire/answers.ts';
import { limitsComplaint } from './app-limits.ts';
import { type AuthorizeRequest, checkAuthorizeRequest } from './authorize-request.ts';
import { recordSignIn } from './claims.ts';
import { issueCode } from './codes.ts';
import { connect } from './connections.ts';
import { type Consenting, consentPage, limitPage, loginPage } from './consent-pages.ts';
import { toErrorPage } from './error-page.ts';
import { findPerson, roleOf } from './people.ts';
import { reachesBooks } from './scopes.ts';

export interface Visit {
  /** The address with its query, to which the pages post what the person does. */
  url: string;
  /** Who signs in, which organisation, and what was decided; empty at first. */
  form: URLSearchParams;
  now: number;
}

/**
 * The authorize address: first who, then what is asked for and for which organisation, then the
 * way back to the app. https://developer.xero.com/documentation/guides/oauth2/auth-flow
 */
export function answerAuthorize(books: DatabaseSync, { form, now, url }: Visit): Answer {
  const checked = checkAuthorizeRequest(books, new URL(url, 'http://localhost').searchParams);
  if (!checked.ok) return toErrorPage(checked.error);
  const { request } = checked;
  const decision = form.get('decision');
  if (decision === 'cancel') return backToApp(request, { error: 'access_denied' });
  const person = findPerson(books, form.get('userId') ?? '');
  if (person === undefined) return loginPage(books, request, url);
  const consenting = { request, person, url };
  if (decision !== 'allow') return consentPage(books, consenting);
  return allow(books, consenting, { tenantId: form.get('tenantId') ?? '', now });
}

function allow(
  books: DatabaseSync,
  consenting: Consenting,
  { now, tenantId }: { tenantId: string; now: number },
): Answer {
  const { person, request } = consenting;
  const organisation = findOrganisation(books, tenantId);
  if (!reachesBooks(request.scopes)) return grantAccess(books, consenting, { now });
  if (organisation === undefined || roleOf(books, person.user_id, tenantId) === undefined) {
    return consentPage(books, { ...consenting, complaint: 'Choose one of your organisations.' });
  }
  const complaint = limitsComplaint(books, request.app, organisation);
  if (complaint !== undefined) return limitPage(consenting, complaint);
  return grantAccess(books, consenting, { organisation, now });
}

function grantAccess(
  books: DatabaseSync,
  { person, request }: Consenting,
  { now, organisation }: { organisation?: OrganisationRow; now: number },
): Answer {
  const clientId = request.app.client_id;
  const { redirectUri, scopes } = request;
  const userId = person.user_id;
  const { authEventId, sessionId } = recordSignIn(books, now);
  if (organisation !== undefined) {
    connect(books, { clientId, userId, tenantId: organisation.tenant_id, authEventId, now });
  }
  const { codeChallenge, nonce } = request;
  const consent = { clientId, userId, scopes, authEventId, redirectUri, codeChallenge, nonce, now };
  return backToApp(request, {
    code: issueCode(books, consent),
    scope: scopes.join(' '),
    session_state: sessionState(clientId, redirectUri, sessionId),
  });
}

/** https://openid.net/specs/openid-connect-session-1_0.html#CreatingUpdatingSessions */
function sessionState(clientId: string, redirectUri: string, sessionId: string): string {
  const salt = sessionId.slice(0, 16).toUpperCase();
  const text = [clientId, new URL(redirectUri).origin, sessionId, salt].join(' ');
  return `${createHash('sha256').update(text).digest('base64url')}.${salt}`;
}

function backToApp(request: AuthorizeRequest, values: Record<string, string>): Answer {
  const { redirectUri, state } = request;
  const given = state === null ? values : { ...values, state };
  const query = Object.entries(given).map(([name, text]) => `${name}=${encodeURIComponent(text)}`);
  return redirectAnswer(`${redirectUri}${redirectUri.includes('?') ? '&' : '?'}${query.join('&')}`);
}
