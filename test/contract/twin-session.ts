import { expect } from 'vitest';
import { startTwin, type Twin, type TwinOptions } from '../../src/twin/start.ts';
import { loadXeroContract } from './openapi.ts';

const contract = loadXeroContract();

/** An answer of the twin, read and compared with Xero's document. */
export interface Reply<Body> {
  httpStatus: number;
  headers: Headers;
  text: string;
  body: Body;
}

export interface Sending {
  headers?: Record<string, string>;
  /** Text and bytes go as they are, anything else as JSON. */
  body?: unknown;
}

/** A signed-in custom connection to a twin, over real HTTP. */
export interface Session {
  twin: Twin;
  tenantId: string;
  token: string;
  get<Body = unknown>(path: string, sending?: Sending): Promise<Reply<Body>>;
  put<Body = unknown>(path: string, body: unknown, sending?: Sending): Promise<Reply<Body>>;
  post<Body = unknown>(path: string, body: unknown, sending?: Sending): Promise<Reply<Body>>;
  delete<Body = unknown>(path: string): Promise<Reply<Body>>;
  control<Body = unknown>(method: string, path: string, body?: unknown): Promise<Reply<Body>>;
}

/** The elements of a list in an answer, such as `ManualJournals`. */
export function elements(reply: Reply<unknown>, name: string): Record<string, unknown>[] {
  return (reply.body as Record<string, Record<string, unknown>[] | undefined>)[name] ?? [];
}

/** One property of the first element. */
export function firstText(reply: Reply<unknown>, name: string, property: string): string {
  return String(elements(reply, name)[0]?.[property]);
}

/** The texts of a trial balance's rows, with all its columns. */
export async function trialBalanceRows(session: Session, query: string): Promise<string[][]> {
  const reply = await session.get<TrialBalance>(`/Reports/TrialBalance?${query}`);
  const rows = reply.body.Reports.flatMap((report) => report.Rows.flatMap((row) => row.Rows ?? []));
  return rows.map((row) => row.Cells.map((cell) => cell.Value));
}

interface TrialBalance {
  Reports: { Rows: { Rows?: { Cells: { Value: string }[] }[] }[] }[];
}

export async function openSession(options: TwinOptions = {}): Promise<Session> {
  const twin = await startTwin(options);
  const token = await signIn(twin);
  const tenantId = twin.organisations[0]?.tenantId ?? '';
  const call = <Body>(method: string, path: string, sending: Sending = {}) =>
    callApi<Body>({ twin, token, tenantId }, { method, path, sending });
  return {
    twin,
    tenantId,
    token,
    get: (path, sending) => call('GET', path, sending),
    put: (path, body, sending) => call('PUT', path, { ...sending, body }),
    post: (path, body, sending) => call('POST', path, { ...sending, body }),
    delete: (path) => call('DELETE', path),
    control: (method, path, body) => send(`${twin.controlUrl}${path}`, { method, body }),
  };
}

export async function signIn(twin: Twin, scope?: string): Promise<string> {
  const app = twin.apps.find(({ kind }) => kind === 'custom');
  const reply = await requestToken(twin, {
    authorization: basic(app?.clientId ?? '', app?.clientSecret ?? ''),
    form: { grant_type: 'client_credentials', ...(scope === undefined ? {} : { scope }) },
  });
  expect(reply.httpStatus).toBe(200);
  return reply.body.access_token ?? '';
}

export function basic(clientId: string, clientSecret: string): string {
  return `Basic ${Buffer.from(`${clientId}:${clientSecret}`).toString('base64')}`;
}

export function requestToken(
  twin: Twin,
  request: { authorization?: string; form: Record<string, string> },
): Promise<Reply<Record<string, string>>> {
  const { authorization, form } = request;
  return send(`${twin.identityUrl}/connect/token`, {
    method: 'POST',
    body: new URLSearchParams(form).toString(),
    headers: {
      'content-type': 'application/x-www-form-urlencoded',
      ...(authorization === undefined ? {} : { authorization }),
    },
  });
}

async function callApi<Body>(
  session: { twin: Twin; token: string; tenantId: string },
  call: { method: string; path: string; sending: Sending },
): Promise<Reply<Body>> {
  const { method, path, sending } = call;
  const reply = await send<Body>(`${session.twin.apiUrl}/api.xro/2.0${path}`, {
    method,
    body: sending.body,
    headers: {
      authorization: `Bearer ${session.token}`,
      'xero-tenant-id': session.tenantId,
      accept: 'application/json',
      ...(sending.body === undefined ? {} : { 'content-type': 'application/json' }),
      ...sending.headers,
    },
  });
  const { httpStatus, body } = reply;
  if (contract !== undefined && isJson(reply.headers)) {
    const complaints = contract.checkAnswer(method, `/api.xro/2.0${path}`, { httpStatus, body });
    expect(complaints).toEqual([]);
  }
  return reply;
}

export async function send<Body>(
  url: string,
  request: { method: string; body?: unknown; headers?: Record<string, string> },
): Promise<Reply<Body>> {
  const answer = await fetch(url, {
    method: request.method,
    ...(request.headers === undefined ? {} : { headers: request.headers }),
    ...(request.body === undefined ? {} : { body: bodyOf(request.body) }),
  });
  const text = await answer.text();
  return {
    httpStatus: answer.status,
    headers: answer.headers,
    text,
    body: (isJson(answer.headers) ? JSON.parse(text) : undefined) as Body,
  };
}

function bodyOf(body: unknown): string | Uint8Array<ArrayBuffer> {
  if (body instanceof Uint8Array) return new Uint8Array(body);
  return typeof body === 'string' ? body : JSON.stringify(body);
}

function isJson(headers: Headers): boolean {
  return (headers.get('content-type') ?? '').includes('json');
}
