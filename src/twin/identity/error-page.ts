import { randomBytes } from 'node:crypto';
import type { DatabaseSync } from 'node:sqlite';
import { LOGIN_PATHS } from '../../xero/contract/endpoints.ts';
import { readBehaviours } from '../behaviours.ts';
import { MESSAGES, message } from '../messages.ts';
import { html } from '../pages/html.ts';
import { pageAnswer } from '../pages/layout.ts';
import { type Answer, redirectAnswer } from '../wire/answers.ts';
import type { SignInError } from './authorize-request.ts';

/** Sends the browser to the error page; the app hears nothing. */
export function toErrorPage(error: SignInError): Answer {
  const opaque = `${randomBytes(6).toString('hex')}.${error}`;
  const errorId = Buffer.from(opaque).toString('base64url');
  return redirectAnswer(`${LOGIN_PATHS.error}?errorId=${errorId}`);
}

/** Xero's own lines; for an id that it does not know, without the last. */
export function answerErrorPage(books: DatabaseSync, query: URLSearchParams): Answer {
  const opaque = Buffer.from(query.get('errorId') ?? '', 'base64url').toString();
  const error = opaque.slice(opaque.indexOf('.') + 1);
  const line = isSignInError(error) ? html`<p>Error: ${message(error)}</p>` : '';
  const body = html`<p>Go back and try again. If the issue continues, check out our Status Page.</p>
<p>Error code: 500</p>
${line}`;
  const httpStatus = Number(readBehaviours(books).signInErrorStatus);
  return pageAnswer(httpStatus, { title: 'Sorry, something went wrong', body });
}

function isSignInError(text: string): text is SignInError {
  return text.startsWith('signIn') && Object.hasOwn(MESSAGES, text);
}
