import { mkdtempSync, rmSync } from 'node:fs';
import { request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import { type App, openApp } from '../../../src/app.ts';
import type { Instant } from '../../../src/domain/dates.ts';
import type { UserLevel } from '../../../src/domain/people.ts';
import { findUser } from '../../../src/store/people-reader.ts';
import { addUser, preferMode } from '../../../src/store/people-writer.ts';
import {
  choosePasswordTask,
  makePasswordLinkTask,
} from '../../../src/tasks/people/password-link.ts';
import { beginVisit } from '../../../src/tasks/people/sign-in.ts';
import { valueIn } from '../../outcomes.ts';

/** An answer of the served app. */
export interface Answer {
  readonly status: number;
  readonly text: string;
  readonly headers: Readonly<Record<string, string>>;
  /** The first problem's code; blank where there is none. */
  readonly code: string;
  readonly json: Record<string, unknown>;
}

export interface Call {
  readonly cookie?: string;
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
}

/** An app that is served, and calls of any program at its door. */
export interface Served {
  readonly app: App;
  readonly url: string;
  readonly firstAdministratorLink: string | null;
  call(method: string, path: string, call?: Call): Promise<Answer>;
  /** Lets time pass. */
  pass(milliseconds: number): void;
  /** Adds a user with a session in test mode, without a password; gives its cookie. */
  hired(code: string, level: UserLevel): Promise<string>;
  /** The secret of a link for a user, who is added where there is none. */
  linkFor(code: string, level?: UserLevel): Promise<string>;
}

export const SESSION = '/api/v1/session';
export const PASSWORD = 'four words in a row';
/** The secret stands in front of the first semicolon. */
export const cookieOf = ({ headers }: Answer): string => headers['set-cookie']?.split(';')[0] ?? '';

export async function openServed(): Promise<Served> {
  const dataFolder = mkdtempSync(join(tmpdir(), 'tieout-served-'));
  onTestFinished(() => rmSync(dataFolder, { recursive: true, force: true }));
  let passedMs = 0;
  const clock = { now: () => new Date(Date.now() + passedMs).toISOString() as Instant };
  const app = await openApp({ dataFolder, mode: 'test', actor: 'os:tester', env: {}, clock });
  onTestFinished(() => app.close());
  const served = valueIn(await app.serve({ host: '127.0.0.1', port: 0 }));
  onTestFinished(() => served.close());
  const { url, firstAdministratorLink } = served;
  const { store } = app;
  return {
    app,
    url,
    firstAdministratorLink,
    call: (method, path, call = {}) => send(new URL(path, url), method, call),
    pass: (milliseconds) => {
      passedMs += milliseconds;
    },
    hired: async (code, level) => {
      await addUser(store, app.act(), { code, name: code, level });
      const user = await findUser(store.reader, code);
      if (user === undefined) throw new Error(`${code} was not added`);
      await preferMode(store, app.act(), { user, mode: 'test' });
      const visit = { store, at: clock.now(), address: '127.0.0.1' };
      return `tieout_session=${await beginVisit(visit, user)}`;
    },
    linkFor: async (code, level = 'normal') => {
      await addUser(store, app.act(), { code, name: code, level });
      return valueIn(await makePasswordLinkTask(store, app.act(), code));
    },
  };
}

/** The same with somebody who has chosen a password; gives the secret that was used up. */
export async function withPassword(
  { app, linkFor }: Served,
  code: string,
  level: UserLevel = 'normal',
): Promise<string> {
  const secret = await linkFor(code, level);
  valueIn(await choosePasswordTask(app.store, app.act(), { secret, password: PASSWORD }));
  return secret;
}

/** Signs somebody in. */
export function signIn({ call }: Served, user: string, password = PASSWORD): Promise<Answer> {
  return call('POST', SESSION, { body: { user, password } });
}

/** Sends as any program may: a browser's library would not let every header through. */
function send(url: URL, method: string, { cookie, body, headers = {} }: Call): Promise<Answer> {
  const sentText = typeof body === 'string' ? body : JSON.stringify(body ?? '');
  const content = body === undefined ? '' : sentText;
  const all = {
    ...(body === undefined ? {} : { 'content-type': 'application/json' }),
    'content-length': String(Buffer.byteLength(content)),
    ...(cookie === undefined ? {} : { cookie }),
    ...headers,
  };
  return new Promise((resolve, reject) => {
    const sent = request(url, { method, headers: all }, (answer) => {
      let text = '';
      answer.setEncoding('utf8').on('data', (chunk: string) => {
        text += chunk;
      });
      answer.on('end', () => {
        const given = Object.entries(answer.headers).map(([name, value]) => [name, String(value)]);
        resolve({
          ...{ status: answer.statusCode ?? 0, text, headers: Object.fromEntries(given) },
          ...readJson(text),
        });
      });
    });
    sent.on('error', reject);
    sent.end(content);
  });
}

function readJson(text: string): Pick<Answer, 'json' | 'code'> {
  try {
    const json = JSON.parse(text) as Record<string, unknown> & { problems?: { code: string }[] };
    return { json, code: json.problems?.[0]?.code ?? '' };
  } catch {
    return { json: {}, code: '' };
  }
}
