import { fail, type Outcome, type Problem, problem, succeed } from '../../domain/problem.ts';
import {
  findConnectionFacts,
  namesOf,
  type OpenedConnection,
  openConnection,
} from '../../store/connection-reader.ts';
import { removeConnection } from '../../store/connection-writer.ts';
import type { XeroClient } from '../../xero/client/client.ts';
import { revokeToken } from '../../xero/client/sign-in.ts';
import { clientFor } from '../connect-organisation.ts';
import type { TaskContext } from '../task-context.ts';
import { keeperFor } from './access.ts';
import { goodTokens } from './renew-tokens.ts';
import { partyAt, type XeroPlace } from './xero-place.ts';

/** What was taken back at Xero, and forgotten here. */
export interface Disconnected {
  readonly organisationName: string;
  /** What Xero did not take back; the administrator does it there. */
  readonly warnings: readonly Problem[];
}

/** An authorisation that has ended by itself needs nothing of Xero any more. */
const ENDED = 'xero_connection.ended';

/**
 * Ends a connection: the link to its organisation is deleted at Xero, a person's authorisation is
 * revoked there, and the secrets are forgotten here. Where Xero does not take it back, it stays, so
 * that it can be tried again; `isForgotten` forgets it all the same. Problems: `connection.missing`,
 * `sealed.unreadable`, and those of a call.
 */
export async function disconnect(
  context: TaskContext,
  { entity, isForgotten }: { entity: string; isForgotten: boolean },
): Promise<Outcome<Disconnected>> {
  const { store, keys, mode } = context;
  const key = { mode, entity };
  const facts = await findConnectionFacts(store.reader, key);
  if (facts === undefined) return fail(problem('connection.missing', namesOf({ entity })));
  const found = await openConnection(store.reader, keys, key);
  const taken = await takeBackFound(context, found, await context.xero());
  const problems = taken.ok ? [] : taken.problems;
  const hasEnded = problems.every(({ code }) => code === ENDED);
  if (!hasEnded && !isForgotten) return fail(...problems);
  await removeConnection(store, context.act(), entity);
  return succeed({ organisationName: facts.organisationName, warnings: problems });
}

async function takeBackFound(
  context: TaskContext,
  found: Outcome<OpenedConnection | undefined>,
  place: Outcome<XeroPlace>,
): Promise<Outcome<undefined>> {
  if (!found.ok) return found;
  if (!place.ok) return place;
  return found.value === undefined
    ? succeed(undefined)
    : takeBack(context, place.value, found.value);
}

async function takeBack(
  context: TaskContext,
  place: XeroPlace,
  connection: OpenedConnection,
): Promise<Outcome<undefined>> {
  const { app, entity, tenantId } = connection;
  const access = {
    ...{ mode: context.mode, addresses: place.addresses, tenantId },
    ...namesOf(connection),
    tokens: keeperFor(context, place, connection),
  };
  const client = clientFor(access, place.effects);
  if (app.grant === 'custom') return deleteLink(client, tenantId);
  const now = place.effects.clock.now();
  const tokens = await goodTokens(
    { context, place, entity },
    (one) => one.tokens !== undefined && one.tokens.accessUntil > now,
  );
  if (!tokens.ok) return tokens;
  const deleted = await deleteLink(client, tenantId);
  const revoked = await revokeToken(partyAt(place, app), tokens.value.refreshToken);
  const problems = [deleted, revoked].flatMap((one) => (one.ok ? [] : one.problems));
  return problems.length > 0 ? fail(...problems) : succeed(undefined);
}

async function deleteLink(client: XeroClient, tenantId: string): Promise<Outcome<undefined>> {
  const listed = await client.listConnections();
  if (!listed.ok) return listed;
  const link = listed.value.find((one) => one.tenantId === tenantId);
  return link === undefined ? succeed(undefined) : client.deleteConnection(link.connectionId);
}
