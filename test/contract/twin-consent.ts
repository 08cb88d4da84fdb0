import { createHash, randomBytes } from 'node:crypto';
import type { Twin } from '../../src/twin/start.ts';
import { type Reply, requestToken } from './twin-session.ts';

export type TwinApp = Twin['apps'][number];

export function appOf(twin: Twin, kind: string): TwinApp {
  const found = twin.apps.find((app) => app.kind === kind);
  if (found === undefined) throw new Error(`There is no ${kind} app.`);
  return found;
}

/** An address that an app would send a browser to. */
export function authorizeUrl(
  twin: Twin,
  app: TwinApp,
  changes: Record<string, string | undefined> = {},
): string {
  const parameters = {
    response_type: 'code',
    client_id: app.clientId,
    redirect_uri: app.redirectUris[0] ?? '',
    scope: 'openid profile email offline_access accounting.settings accounting.manualjournals',
    state: 'the state',
    ...changes,
  };
  const given = Object.entries(parameters).filter(([, text]) => text !== undefined);
  const query = new URLSearchParams(given as [string, string][]);
  return `${twin.identityUrl}/identity/connect/authorize?${query}`;
}

export interface Choice {
  /** Of the users, by name. */
  user?: string;
  /** Of the organisations, by name; without one, the first of the picker. */
  organisation?: string;
  decision?: 'allow' | 'cancel';
}

/** Goes through the pages as a person's browser does; returns where it is sent in the end. */
export async function goThroughConsent(url: string, choice: Choice = {}): Promise<URL> {
  const login = await openPage(url);
  const consent = await submit(url, login, {
    userId: choiceNamed(login, choice.user ?? 'Aroha Ngata'),
  });
  const decided = await submit(url, consent, {
    ...hiddenFields(consent),
    ...pickedOrganisation(consent, choice.organisation),
    decision: choice.decision ?? 'allow',
  });
  const location = decided.headers.get('location');
  if (location === null) throw new Error(`No way back: ${decided.text}`);
  return new URL(location);
}

/** Follows to the page that a browser would show. */
export async function openPage(url: string): Promise<Reply<unknown>> {
  const reply = await visit(url, { method: 'GET' });
  const location = reply.headers.get('location');
  return location === null ? reply : openPage(new URL(location, url).href);
}

/** Posts a form of a page to where the page says. */
export function submit(
  url: string,
  page: Reply<unknown>,
  fields: Record<string, string>,
): Promise<Reply<unknown>> {
  const action = /<form method="post" action="([^"]*)"/.exec(page.text)?.[1] ?? '';
  const target = new URL(unescaped(action), url);
  return visit(target.href, {
    method: 'POST',
    body: new URLSearchParams(fields).toString(),
    headers: { 'content-type': 'application/x-www-form-urlencoded', origin: target.origin },
  });
}

/** The value behind the button or option whose label begins with some words. */
export function choiceNamed(page: Reply<unknown>, label: string): string {
  const pattern = new RegExp(`value="([^"]*)">${RegExp.escape(label)}(?![A-Za-z])`);
  const found = pattern.exec(page.text)?.[1];
  if (found === undefined) throw new Error(`No "${label}" on the page: ${page.text}`);
  return found;
}

export function hiddenFields(page: Reply<unknown>): Record<string, string> {
  const found = page.text.matchAll(/<input type="hidden" name="([^"]*)" value="([^"]*)">/g);
  return Object.fromEntries([...found].map(([, name = '', text = '']) => [name, unescaped(text)]));
}

function pickedOrganisation(page: Reply<unknown>, organisation: string | undefined) {
  const first = /<option value="([^"]*)">/.exec(page.text)?.[1];
  if (first === undefined) return {};
  return { tenantId: organisation === undefined ? first : choiceNamed(page, organisation) };
}

export interface Pkce {
  verifier: string;
  challenge: Record<'code_challenge' | 'code_challenge_method', string>;
}

export function pkce(): Pkce {
  const verifier = randomBytes(32).toString('base64url');
  const challenge = createHash('sha256').update(verifier).digest('base64url');
  return { verifier, challenge: { code_challenge: challenge, code_challenge_method: 'S256' } };
}

/** Asks for tokens as an app: with its secret, or with its id alone where it has none. */
export function tokensFor(
  twin: Twin,
  app: TwinApp,
  form: Record<string, string | undefined>,
): Promise<Reply<Record<string, string>>> {
  const credentials = { client_id: app.clientId, client_secret: app.clientSecret || undefined };
  const given = Object.entries({ ...credentials, ...form }).filter(
    ([, text]) => text !== undefined,
  );
  return requestToken(twin, { form: Object.fromEntries(given) as Record<string, string> });
}

/** A whole sign-in to a web app. */
export async function signInPerson(
  twin: Twin,
  app: TwinApp,
  choice: Choice & { scope?: string } = {},
): Promise<Record<string, string>> {
  const { scope, ...made } = choice;
  const url = authorizeUrl(twin, app, scope === undefined ? {} : { scope });
  const back = await goThroughConsent(url, made);
  const reply = await tokensFor(twin, app, {
    grant_type: 'authorization_code',
    code: back.searchParams.get('code') ?? '',
    redirect_uri: app.redirectUris[0],
  });
  if (reply.httpStatus !== 200) throw new Error(reply.text);
  return reply.body;
}

export function claimsOf(token: string | undefined): Record<string, unknown> {
  return JSON.parse(Buffer.from(token?.split('.')[1] ?? '', 'base64url').toString());
}

function unescaped(text: string): string {
  return text.replaceAll('&amp;', '&').replaceAll('&quot;', '"').replaceAll('&#39;', "'");
}

async function visit(
  url: string,
  request: { method: string; body?: string; headers?: Record<string, string> },
): Promise<Reply<unknown>> {
  const answer = await fetch(url, { ...request, redirect: 'manual' });
  const { headers, status } = answer;
  return { httpStatus: status, headers, text: await answer.text(), body: undefined };
}
