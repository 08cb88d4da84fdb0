import type { FastifyInstance } from 'fastify';
import { openTwin } from '../../src/twin/start.ts';
import type { Answer } from './fates.ts';
import type { WireRequest } from './wire-request.ts';

/** The twin's own server, reached in the process or through a socket. */
export interface TwinLink {
  readonly tenantId: string;
  /** Its custom connection, as Xero's developer site would show it. */
  readonly customApp: AppAtXero;
  /** The app that a person signs in to. */
  readonly webApp: AppAtXero;
  readonly organisationName: string;
  /** Somebody who may allow an app. */
  readonly userId: string;
  /** Hands a request over; its work is done when the answer is there. */
  deliver(request: Pick<WireRequest, 'method' | 'url' | 'headers' | 'body'>): Promise<Answer>;
  /** What a person does in Xero, or the weather there; throws where the twin refuses. */
  control(method: WireRequest['method'], path: string, body?: object): Promise<unknown>;
  /** Controls of the books: lock dates, journals by hand. */
  inBooks(method: WireRequest['method'], path: string, body?: object): Promise<unknown>;
  /** The next call of a method fails inside, and Xero remembers that under its key. */
  failOnce(method: string): Promise<void>;
  /** Every access token ends now. */
  endTokens(): Promise<void>;
  close(): Promise<void>;
}

interface AppAtXero {
  readonly clientId: string;
  readonly clientSecret: string;
}

export interface LinkOptions {
  readonly folder: string;
  readonly nowMs: () => number;
  /** Listens on loopback, and every request goes through a socket. */
  readonly isServed: boolean;
}

export async function openTwinLink({ folder, nowMs, isServed }: LinkOptions): Promise<TwinLink> {
  const { server, organisations, apps, users } = openTwin({ folder, nowMs });
  const [organisation, person] = [organisations[0], users[0]];
  const customApp = apps.find(({ kind }) => kind === 'custom');
  const webApp = apps.find(({ kind }) => kind === 'web');
  if (!organisation || !person || !customApp || !webApp) throw new Error('a twin has all of these');
  const { tenantId, name: organisationName } = organisation;
  const deliver = isServed ? await overSocket(server) : inProcess(server);
  const control: TwinLink['control'] = async (method, path, body) => {
    const url = `http://127.0.0.1/control${path}`;
    const sent = body === undefined ? '' : JSON.stringify(body);
    const answer = await deliver({ method, url, headers: {}, body: sent });
    if (answer.httpStatus !== 200) throw new TwinRefusal(`${method} ${path}: ${answer.body}`);
    return JSON.parse(answer.body);
  };
  return {
    ...{ tenantId, organisationName, customApp, webApp, userId: person.userId },
    deliver,
    control,
    inBooks: (method, path, body) => control(method, `/organisations/${tenantId}${path}`, body),
    failOnce: async (method) => {
      const fault = { method, kind: 'status', httpStatus: 500, remember: true };
      await control('POST', '/faults', fault);
    },
    endTokens: async () => {
      await control('POST', '/tokens/expire', { kind: 'access' });
    },
    close: () => server.close(),
  };
}

/** The twin does not let a person do what was asked. */
export class TwinRefusal extends Error {}

function inProcess(server: FastifyInstance): TwinLink['deliver'] {
  return async ({ method, url, headers, body }) => {
    const answer = await server.inject({ method, url, headers, payload: body });
    return {
      httpStatus: answer.statusCode,
      headers: textsOf(url, answer.headers),
      body: answer.body,
    };
  };
}

async function overSocket(server: FastifyInstance): Promise<TwinLink['deliver']> {
  const base = await server.listen({ host: '127.0.0.1', port: 0 });
  return async ({ method, url, headers, body }) => {
    const { pathname, search } = new URL(url);
    const sent = method === 'GET' ? {} : { body };
    const answer = await fetch(`${base}${pathname}${search}`, { method, headers, ...sent });
    return {
      httpStatus: answer.status,
      headers: textsOf(url, Object.fromEntries(answer.headers)),
      body: await answer.text(),
    };
  };
}

/** Headers that say how a body travelled are not those of the answer that a program gets. */
const OF_THE_WAY = ['content-length', 'content-encoding', 'transfer-encoding', 'connection'];

/** Only the accounting API says the time by the twin's clock; elsewhere it is this machine's. */
function textsOf(url: string, headers: Readonly<Record<string, unknown>>): Record<string, string> {
  const dropped = url.includes('/api.xro/') ? OF_THE_WAY : [...OF_THE_WAY, 'date'];
  const kept = Object.entries(headers).filter(
    ([name, value]) => typeof value === 'string' && !dropped.includes(name),
  );
  return Object.fromEntries(kept) as Record<string, string>;
}
