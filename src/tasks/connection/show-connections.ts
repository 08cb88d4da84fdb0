import type { Organisation } from '../../domain/organisation.ts';
import { type Outcome, type Problem, problem, succeed } from '../../domain/problem.ts';
import {
  type ConnectionFacts,
  listConnectionFacts,
  namesOf,
} from '../../store/connection-reader.ts';
import { clientFor, organisationsOf } from '../connect-organisation.ts';
import type { TaskContext } from '../task-context.ts';
import { accessFor } from './access.ts';
import { daysLeft, endsSoon, needsKeepAlive } from './days-left.ts';
import { goodTokens } from './renew-tokens.ts';

/** A connection as a person sees it. */
export interface ShownConnection extends ConnectionFacts {
  /** Until it ends when nobody uses it; undefined where it cannot end by itself. */
  readonly daysLeft: number | undefined;
}

export interface ConnectionReport {
  readonly connections: readonly ShownConnection[];
  readonly problems: readonly Problem[];
  readonly warnings: readonly Problem[];
}

/** Every connection of this mode; with `isKeptAlive` those unused for a day are renewed first. */
export async function showConnections(
  context: TaskContext,
  { isKeptAlive }: { isKeptAlive: boolean },
): Promise<Outcome<ConnectionReport>> {
  const { store, mode } = context;
  const before = await listConnectionFacts(store.reader, mode);
  const renewed = isKeptAlive ? await keepAlive(context, before) : succeed([]);
  if (!renewed.ok) return renewed;
  const now = context.act().at;
  const connections = await listConnectionFacts(store.reader, mode);
  const others = renewed.value.filter(({ code }) => code !== 'xero_connection.ended');
  return succeed({
    connections: connections.map((one) => ({ ...one, daysLeft: daysLeft(one, now) })),
    problems: [...connections.flatMap(endedProblem), ...others],
    warnings: connections.flatMap((one) => endsSoon(one, now)),
  });
}

/** An organisation that a connection reaches, as Xero describes it. */
export interface ReachedOrganisation {
  readonly tenantId: string;
  readonly name: string;
  readonly isChosen: boolean;
  /** Undefined where Xero does not tell, for the reason among the problems. */
  readonly organisation: Organisation | undefined;
}

export interface TenantReport {
  readonly tenants: readonly ReachedOrganisation[];
  readonly problems: readonly Problem[];
}

/** What an authorisation reaches now. Problems: those of the access, and of each organisation. */
export async function showTenants(
  context: TaskContext,
  entity: string,
): Promise<Outcome<TenantReport>> {
  const place = await context.xero();
  if (!place.ok) return place;
  const found = await accessFor(context, place.value, entity);
  if (!found.ok) return found;
  const client = clientFor(found.value.access, place.value.effects);
  const listed = await client.listConnections();
  if (!listed.ok) return listed;
  const problems: Problem[] = [];
  const tenants: ReachedOrganisation[] = [];
  for (const { tenantId, tenantName: name } of organisationsOf(listed.value)) {
    const read = await client.forTenant(tenantId).readOrganisation();
    if (!read.ok) problems.push(...read.problems);
    const isChosen = tenantId === found.value.access.tenantId;
    tenants.push({ tenantId, name, isChosen, organisation: read.ok ? read.value : undefined });
  }
  return succeed({ tenants, problems });
}

/** Whoever looks every day, as a schedule does, hears of it every day. */
function endedProblem(connection: ConnectionFacts): Problem[] {
  const { endReason: reason } = connection;
  if (reason === undefined) return [];
  return [problem('xero_connection.ended', { ...namesOf(connection), reason })];
}

/** The problems of those that could not be renewed; the others go on. */
async function keepAlive(
  context: TaskContext,
  connections: readonly ConnectionFacts[],
): Promise<Outcome<Problem[]>> {
  const place = await context.xero();
  if (!place.ok) return place;
  const now = context.act().at;
  const problems: Problem[] = [];
  for (const one of connections.filter((connection) => needsKeepAlive(connection, now))) {
    const wanted = { context, place: place.value, entity: one.entity };
    const renewed = await goodTokens(wanted, ({ version }) => version > one.version);
    if (!renewed.ok) problems.push(...renewed.problems);
  }
  return succeed(problems);
}
