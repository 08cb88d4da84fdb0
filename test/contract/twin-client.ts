import { expect } from 'vitest';
import type { Instant } from '../../src/domain/dates.ts';
import { startTwin, type Twin } from '../../src/twin/start.ts';
import type { XeroClient } from '../../src/xero/client/client.ts';
import { valueIn } from '../outcomes.ts';
import { customClient } from './custom-client.ts';
import { loadXeroContract } from './openapi.ts';

/** Undefined where Xero's document is absent. */
export const contract = loadXeroContract();

/** The client and the twin, joined by real HTTP. */
export interface TwinClient {
  twin: Twin;
  tenantId: string;
  /** For the twin's one organisation. */
  client: XeroClient;
  /** What broke Xero's own document, of all that crossed the wire both ways. */
  violations: string[];
  /** Of each call, as the client tells it. */
  statuses: (number | undefined)[];
  passedMs(): number;
  /** Moves the twin's clock and ours alike, so that no test waits for a minute to end. */
  letTimePass(milliseconds: number): Promise<void>;
  control(method: string, path: string, body: object): Promise<void>;
}

export async function openTwinClient(): Promise<TwinClient> {
  const twin = await startTwin({ seed: 'lender-nz' });
  const app = twin.apps.find(({ kind }) => kind === 'custom');
  const violations: string[] = [];
  const statuses: (number | undefined)[] = [];
  let passedMs = 0;
  const control = async (method: string, path: string, body: object): Promise<void> => {
    const answer = await fetch(`${twin.controlUrl}${path}`, { method, body: JSON.stringify(body) });
    expect(answer.status).toBe(200);
  };
  const letTimePass = async (milliseconds: number): Promise<void> => {
    passedMs += milliseconds;
    await control('POST', '/clock', { moveMs: Math.ceil(milliseconds) });
  };
  const unbound = customClient({
    addresses: { loginUrl: twin.identityUrl, identityUrl: twin.identityUrl, apiUrl: twin.apiUrl },
    credentials: { clientId: app?.clientId ?? '', clientSecret: app?.clientSecret ?? '' },
    effects: {
      fetch: checkedFetch(violations),
      clock: { now: () => new Date().toISOString() as Instant },
      wait: letTimePass,
      monotonicMs: () => performance.now() + passedMs,
    },
    onCall: ({ httpStatus }) => statuses.push(httpStatus),
  });
  const [connection] = valueIn(await unbound.listConnections());
  const tenantId = connection?.tenantId ?? '';
  const client = unbound.forTenant(tenantId);
  return {
    twin,
    tenantId,
    client,
    violations,
    statuses,
    passedMs: () => passedMs,
    letTimePass,
    control,
  };
}

function checkedFetch(violations: string[]): typeof fetch {
  return async (input, init) => {
    const url = new URL(String(input));
    const method = init?.method ?? 'GET';
    const path = url.pathname + url.search;
    const response = await fetch(input, init);
    if (contract === undefined || path === '/connect/token') return response;
    const sent = typeof init?.body === 'string' ? JSON.parse(init.body) : undefined;
    violations.push(...contract.checkRequest(method, path, sent));
    if (response.headers.get('content-type')?.includes('json') === true) {
      const answer = { httpStatus: response.status, body: await response.clone().json() };
      violations.push(...contract.checkAnswer(method, path, answer));
    }
    return response;
  };
}
