import {
  type ConnectionFacts,
  findConnectionFacts,
  openConnection,
} from '../../../src/store/connection-reader.ts';
import { valueIn } from '../../outcomes.ts';
import { type Office, openOffice } from './office.ts';

export const MINUTE_MS = 60_000;
export const DAY_MS = 24 * 60 * MINUTE_MS;

const GLOBAL = { mode: 'production', entity: '' } as const;

/** An office with a person's connection, whose access token has ended since. */
export async function withOldToken(afterMs = 31 * MINUTE_MS): Promise<Office> {
  const office = await openOffice();
  valueIn(await office.connect());
  await office.xero.control('DELETE', '/calls');
  await office.pass(afterMs);
  return office;
}

/** What is kept of the global connection. */
export function keptBy({ app }: Office): Promise<ConnectionFacts | undefined> {
  return findConnectionFacts(app.store.reader, GLOBAL);
}

/** The refresh token that would be used next. */
export async function refreshTokenOf({ app }: Office): Promise<string | undefined> {
  return valueIn(await openConnection(app.store.reader, app.keys, GLOBAL))?.tokens?.refreshToken;
}
