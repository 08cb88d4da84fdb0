import type { XeroClient } from '../../src/xero/client/client.ts';
import type { CallRecord } from '../../src/xero/client/effects.ts';
import { customClient } from './custom-client.ts';
import {
  CREDENTIALS,
  type Reaction,
  type ScriptedXero,
  startScriptedXero,
} from './scripted-xero.ts';
import { type VirtualEffects, virtualEffects } from './virtual-effects.ts';

/** A client of a scripted Xero, in a world whose waits take no time. */
export interface OpenedClient {
  client: XeroClient;
  xero: ScriptedXero;
  effects: VirtualEffects;
  /** Every call that the client told of. */
  calls: CallRecord[];
}

export const CHART: Reaction = { body: { Accounts: [] } };

export const CALL = {
  kind: 'manualJournal',
  body: '{"ManualJournals":[]}',
  idempotencyKey: 'k',
} as const;

export async function openClient(): Promise<OpenedClient> {
  const xero = await startScriptedXero();
  const effects = virtualEffects();
  const calls: CallRecord[] = [];
  const client = customClient({
    addresses: xero.addresses,
    credentials: CREDENTIALS,
    effects,
    tenantId: 'tenant',
    onCall: (call) => calls.push(call),
    caps: { timeoutMs: 400, maxBytes: 100_000 },
  });
  return { client, xero, effects, calls };
}
