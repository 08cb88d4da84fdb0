import { expect } from 'vitest';
import { findConnectionFacts, openConnection } from '../../src/store/connection-reader.ts';
import { valueIn } from '../outcomes.ts';
import { type Office, openOffice } from '../scenarios/connect/office.ts';
import type { Seen } from '../scenarios/connect/wire.ts';
import type { Phase, Scene } from './phase.ts';

const MINUTE_MS = 60_000;
const GLOBAL = { mode: 'production', entity: '' } as const;

/** A person's connection whose access token has ended. */
export const RENEWAL_PHASE: Phase = {
  name: 'renewal of tokens',
  deed: 'renew',
  hangsForMs: 0,
  reaches: ['read', 'transact'],
  prepare: async () => async () => {
    const office = await openOffice();
    valueIn(await office.connect());
    await office.xero.control('DELETE', '/calls');
    await office.pass(31 * MINUTE_MS);
    return {
      ...office,
      dataFolder: office.folder,
      exportId: '',
      twinUrl: office.twin.apiUrl,
      ...wireOf(office),
      goOn: () => renewed(office),
    };
  },
};

function wireOf({ wire }: Office): Pick<Scene, 'breakWire'> {
  return {
    breakWire: (point) => {
      const leaving = new Map<Seen, () => Promise<void>>();
      wire.instead = async (seen) => {
        leaving.set(seen, await point.enter('fetch'));
        return undefined;
      };
      wire.afterAnswer = (seen) => leaving.get(seen)?.();
    },
  };
}

/** Tokens that Xero takes are in the store once more, after one renewal that counts. */
async function renewed(office: Office): Promise<void> {
  const other = await office.reopened();
  const { client } = valueIn(await other.app.connect());
  valueIn(await client.readOrganisation());
  const { store, keys } = other.app;
  const kept = await findConnectionFacts(store.reader, GLOBAL);
  expect(kept).toMatchObject({ version: 2, endReason: undefined, renewingUntil: undefined });
  expect(await office.tokenCalls()).toBeLessThanOrEqual(2);
  await office.pass(31 * MINUTE_MS);
  valueIn(await client.readOrganisation());
  const opened = valueIn(await openConnection(store.reader, keys, GLOBAL));
  expect(opened?.version).toBe(3);
}
