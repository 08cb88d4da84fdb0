import { fail, type Outcome, type Problem, problem, succeed } from '../../domain/problem.ts';
import { namesOf, type OpenedConnection, openConnection } from '../../store/connection-reader.ts';
import { removeConnection } from '../../store/connection-writer.ts';
import type { XeroClient } from '../../xero/client/client.ts';
import { revokeToken } from '../../xero/client/sign-in.ts';
import { clientFor } from '../connect-organisation.ts';
import type { TaskContext } from '../task-context.ts';
import { keeperFor } from './access.ts';
import { goodTokens } from './renew-tokens.ts';
import { partyAt, type XeroPlace } from './xero-place.ts';

/** What was taken back at Xero; its secrets are forgotten here in any case. */
export interface Disconnected {
  readonly organisationName: string;
  /** What Xero did not take back; the administrator does it there. */
  readonly warnings: readonly Problem[];
}

/**
 * Ends a connection: the link to its organisation is deleted at Xero, a person's authorisation is
 * revoked there, and the secrets are forgotten here. Problems: `connection.missing`,
 * `sealed.unreadable`.
 */
export async function disconnect(
  context: TaskContext,
  entity: string,
): Promise<Outcome<Disconnected>> {
  const { store, keys, mode } = context;
  const found = await openConnection(store.reader, keys, { mode, entity });
  if (!found.ok) return found;
  if (found.value === undefined) return fail(problem('connection.missing', namesOf({ entity })));
  const place = await context.xero();
  const taken = place.ok ? await takeBack(context, place.value, found.value) : place;
  await removeConnection(store, context.act(), entity);
  const { organisationName } = found.value;
  return succeed({ organisationName, warnings: taken.ok ? [] : taken.problems });
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
