import { randomUUID, timingSafeEqual } from 'node:crypto';
import type { DatabaseSync } from 'node:sqlite';
import { ACCESS_TOKEN_SECONDS } from '../../xero/contract/limits.ts';
import { readBehaviours } from '../behaviours.ts';
import { type Answer, jsonAnswer } from '../wire/answers.ts';
import { type AppRow, findApp, listPeople } from './apps.ts';
import { issueAccessToken, tokenHash } from './tokens.ts';

export interface TokenRequest {
  authorization: string | undefined;
  contentType: string | undefined;
  body: string;
  now: number;
}

interface Granting {
  books: DatabaseSync;
  app: AppRow;
  form: URLSearchParams;
  now: number;
}

/** One function per grant type. */
const GRANTS: Record<string, (granting: Granting) => Answer> = {
  client_credentials: grantClientCredentials,
};

/** POST /connect/token. https://developer.xero.com/documentation/guides/oauth2/auth-flow */
export function answerTokenRequest(books: DatabaseSync, request: TokenRequest): Answer {
  const isForm = (request.contentType ?? '').startsWith('application/x-www-form-urlencoded');
  const form = new URLSearchParams(isForm ? request.body : '');
  const grant = GRANTS[form.get('grant_type') ?? ''];
  if (grant === undefined) return refused('unsupported_grant_type');
  const credentials = clientCredentials(request.authorization, form);
  if (credentials.clientId === '') return refused('unauthorized_client');
  const app = findApp(books, credentials.clientId);
  if (app === undefined) return refused(readBehaviours(books).unknownClientError);
  if (!sameText(app.secret, credentials.clientSecret)) return refused('invalid_client');
  return grant({ books, app, form, now: request.now });
}

function refused(error: string, description?: string): Answer {
  const body = description === undefined ? { error } : { error, error_description: description };
  return jsonAnswer(400, body);
}

function clientCredentials(
  authorization: string | undefined,
  form: URLSearchParams,
): { clientId: string; clientSecret: string } {
  const basic = /^Basic\s+(\S+)$/i.exec(authorization ?? '')?.[1];
  if (basic === undefined) {
    const clientId = form.get('client_id') ?? '';
    return { clientId, clientSecret: form.get('client_secret') ?? '' };
  }
  const text = Buffer.from(basic, 'base64').toString('utf8');
  const colon = text.indexOf(':');
  if (colon < 0) return { clientId: formDecoded(text), clientSecret: '' };
  const clientSecret = formDecoded(text.slice(colon + 1));
  return { clientId: formDecoded(text.slice(0, colon)), clientSecret };
}

/** RFC 6749 section 2.3.1 form-encodes both parts before they are joined. */
function formDecoded(text: string): string {
  try {
    return decodeURIComponent(text.replaceAll('+', ' '));
  } catch {
    return text;
  }
}

function sameText(left: string, right: string): boolean {
  return timingSafeEqual(Buffer.from(tokenHash(left)), Buffer.from(tokenHash(right)));
}

/** A custom connection asks for its own scopes; without any it gets all that it was given. */
function grantClientCredentials(granting: Granting): Answer {
  const { app, books, form, now } = granting;
  if (app.kind !== 'custom') return refused('unauthorized_client');
  const allowed = JSON.parse(app.scopes) as string[];
  const asked = (form.get('scope') ?? '').split(' ').filter((scope) => scope !== '');
  if (asked.some((scope) => !allowed.includes(scope))) {
    return refused('invalid_scope', 'Client credentials scope validation failed');
  }
  const scopes = asked.length > 0 ? asked : allowed;
  const [person] = listPeople(books);
  const accessToken = issueAccessToken(books, {
    clientId: app.client_id,
    userId: person?.user_id ?? null,
    scopes,
    authEventId: randomUUID(),
    now,
  });
  return jsonAnswer(200, {
    access_token: accessToken,
    expires_in: ACCESS_TOKEN_SECONDS,
    token_type: 'Bearer',
    scope: scopes.join(' '),
  });
}
