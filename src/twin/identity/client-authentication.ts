import { timingSafeEqual } from 'node:crypto';
import type { DatabaseSync } from 'node:sqlite';
import type { TokenError } from '../../xero/contract/connections.ts';
import { readBehaviours } from '../behaviours.ts';
import { type Answer, jsonAnswer, Refusal } from '../wire/answers.ts';
import { type AppRow, findApp } from './apps.ts';
import { tokenHash } from './tokens.ts';

/** A form that an app posts to the token endpoint or to revocation. */
export interface AppForm {
  authorization: string | undefined;
  form: URLSearchParams;
  now: number;
}

/** Which app asks, by Basic or in the body; a desktop app shows its id alone. Else a refusal. */
export function authenticateApp(books: DatabaseSync, { authorization, form }: AppForm): AppRow {
  const shown = shownCredentials(authorization, form);
  if (shown.clientId === '') throw new Refusal(tokenError('unauthorized_client'));
  const app = findApp(books, shown.clientId);
  if (app === undefined || app.is_enabled === 0) {
    throw new Refusal(tokenError(readBehaviours(books).unknownClientError as TokenError));
  }
  if (!sameText(app.secret, shown.clientSecret)) throw new Refusal(tokenError('invalid_client'));
  return app;
}

/** https://developer.xero.com/documentation/guides/oauth2/troubleshooting */
export function tokenError(error: TokenError, description?: string): Answer {
  const body = description === undefined ? { error } : { error, error_description: description };
  return jsonAnswer(400, body);
}

function shownCredentials(
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
