import { randomUUID } from 'node:crypto';
import type { DocumentKind } from '../../domain/found-document.ts';
import { invariant } from '../../domain/problem.ts';
import { scopeNames } from '../../xero/client/scopes.ts';
import type { TwinDescription } from '../connection/xero-place.ts';

/** The barest way to put documents into a twin. */
export interface TwinCalls {
  /** The text of the answer. */
  put(kind: DocumentKind, body: string): Promise<string>;
}

const PATHS: Readonly<Record<DocumentKind, string>> = {
  manualJournal: '/api.xro/2.0/ManualJournals?summarizeErrors=false',
  bankTransaction: '/api.xro/2.0/BankTransactions?summarizeErrors=false',
};

const SIGN_IN = '/connect/token';

export async function signInToTwin(address: string): Promise<TwinCalls> {
  const twin = (await (await fetch(`${address}/control/`)).json()) as TwinDescription;
  const app = twin.apps.find(({ kind }) => kind === 'custom');
  const signedIn = await fetch(`${address}${SIGN_IN}`, {
    method: 'POST',
    body: new URLSearchParams({
      grant_type: 'client_credentials',
      client_id: app?.clientId ?? '',
      client_secret: app?.clientSecret ?? '',
      scope: scopeNames('custom', 'granular').join(' '),
    }),
  });
  const { access_token: token } = (await signedIn.json()) as { access_token: string };
  const tenantId = twin.organisations[0]?.tenantId ?? '';
  return {
    async put(kind, body) {
      const answer = await fetch(`${address}${PATHS[kind]}`, {
        method: 'PUT',
        body,
        headers: {
          authorization: `Bearer ${token}`,
          accept: 'application/json',
          'content-type': 'application/json',
          'xero-tenant-id': tenantId,
          'idempotency-key': randomUUID(),
        },
      });
      const text = await answer.text();
      invariant(answer.status === 200, `the twin takes documents, not HTTP ${answer.status}`);
      return text;
    },
  };
}

/** Calls of Xero's API that a twin has counted since it was last told to forget; signing in is none. */
export interface CallCounts {
  readonly calls: number;
  readonly refused: number;
}

/** Lets a twin answer as fast as it can, for as many calls as may come. */
export async function liftLimits(address: string): Promise<void> {
  const most = 1_000_000_000;
  const limits = { concurrent: most, minute: most, day: most, appMinute: most };
  const lifted = await fetch(`${address}/control/limits`, {
    method: 'PUT',
    body: JSON.stringify(limits),
  });
  invariant(lifted.ok, 'a twin lifts its limits');
}

export async function countCalls(address: string): Promise<CallCounts> {
  const all = (await (await fetch(`${address}/control/calls`)).json()) as {
    path: string;
    http_status: number;
    calls: number;
  }[];
  const counted = all.filter(({ path }) => path !== SIGN_IN);
  const sum = (rows: typeof counted) => rows.reduce((total, { calls }) => total + calls, 0);
  return { calls: sum(counted), refused: sum(counted.filter((row) => row.http_status === 429)) };
}

export async function forgetCalls(address: string): Promise<void> {
  await fetch(`${address}/control/calls`, { method: 'DELETE' });
}
