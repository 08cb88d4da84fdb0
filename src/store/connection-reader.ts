import type { Kysely, Selectable } from 'kysely';
import type { AppCredentials, Grant, ScopeSet, TokenSet } from '../domain/connection.ts';
import type { Instant } from '../domain/dates.ts';
import { fail, type Outcome, problem, succeed } from '../domain/problem.ts';
import type { Mode } from '../domain/settings.ts';
import type { Database } from './schema.ts';
import type { ConnectionTable } from './schema-connection.ts';
import type { KeyRing } from './sealing/key-ring.ts';
import { keyIdOf, type SealedPlace, unseal } from './sealing/seal.ts';

/** An authorisation as it may be shown: nothing in it is a secret. */
export interface ConnectionFacts {
  readonly connectionId: string;
  readonly mode: Mode;
  /** Blank for the global one. */
  readonly entity: string;
  readonly grant: Grant;
  readonly clientId: string;
  readonly scopeSet: ScopeSet;
  readonly scopes: readonly string[];
  readonly authorisedBy: string;
  readonly authorisedAt: Instant;
  /** When the tokens were last renewed; undefined for a custom connection. */
  readonly refreshedAt: Instant | undefined;
  readonly tenantId: string;
  readonly organisationName: string;
  /** Why it must be authorised anew; undefined while it holds. */
  readonly endReason: string | undefined;
  /** Counts each change of its tokens. */
  readonly version: number;
  /** Until when somebody has the right to renew the tokens. */
  readonly renewingUntil: Instant | undefined;
}

/** An authorisation with its secrets, for whoever signs in with it. */
export interface OpenedConnection extends ConnectionFacts {
  readonly app: AppCredentials;
  /** Of a custom connection undefined. */
  readonly tokens: (TokenSet & { readonly accessUntil: Instant }) | undefined;
}

/** Which connection: of the global settings, or an entity's own. */
export interface ConnectionKey {
  readonly mode: Mode;
  readonly entity: string;
}

export async function listConnectionFacts(
  reader: Kysely<Database>,
  mode: Mode,
): Promise<ConnectionFacts[]> {
  const query = reader.selectFrom('connection').selectAll().where('mode', '=', mode);
  return (await query.orderBy('entity').execute()).map(factsOf);
}

export async function findConnectionFacts(
  reader: Kysely<Database>,
  key: ConnectionKey,
): Promise<ConnectionFacts | undefined> {
  const row = await rowOf(reader, key);
  return row && factsOf(row);
}

/** With its secrets. Problem: `sealed.unreadable`. */
export async function openConnection(
  reader: Kysely<Database>,
  ring: KeyRing,
  key: ConnectionKey,
): Promise<Outcome<OpenedConnection | undefined>> {
  const row = await rowOf(reader, key);
  return row === undefined ? succeed(undefined) : opened(row, ring);
}

const SECRETS = ['client secret', 'access token', 'refresh token'] as const;

/** Where a secret of a connection is sealed for. */
export function placeOf(
  row: { connection_id: string; mode: Mode; entity: string },
  what: (typeof SECRETS)[number],
): SealedPlace {
  return { record: `connection/${row.connection_id}`, mode: row.mode, entity: row.entity, what };
}

/** The ids of the keys under which something in the store is sealed. */
export async function sealedUnder(reader: Kysely<Database>): Promise<string[]> {
  const rows = await reader.selectFrom('connection').selectAll().execute();
  const waiting = await reader.selectFrom('sign_in').selectAll().execute();
  const apps = await reader.selectFrom('xero_app').select('client_secret').execute();
  const sealed = [
    ...apps.map((row) => row.client_secret),
    ...rows.flatMap((row) => [row.client_secret, row.access_token, row.refresh_token]),
    ...waiting.flatMap((row) => [row.client_secret, row.verifier]),
  ];
  return [...new Set(sealed.flatMap((text) => keyIdOf(text ?? '') ?? []))];
}

function rowOf(reader: Kysely<Database>, { mode, entity }: ConnectionKey) {
  const query = reader.selectFrom('connection').selectAll();
  return query.where('mode', '=', mode).where('entity', '=', entity).executeTakeFirst();
}

type Row = Selectable<ConnectionTable>;

function factsOf(row: Row): ConnectionFacts {
  return {
    connectionId: row.connection_id,
    mode: row.mode,
    entity: row.entity,
    grant: row.grant_kind,
    clientId: row.client_id,
    scopeSet: row.scope_set,
    scopes: row.scopes.split(' ').filter((scope) => scope !== ''),
    authorisedBy: row.authorised_by,
    authorisedAt: row.authorised_at as Instant,
    refreshedAt: (row.refreshed_at ?? undefined) as Instant | undefined,
    tenantId: row.tenant_id,
    organisationName: row.organisation_name,
    endReason: row.end_reason ?? undefined,
    version: row.version,
    renewingUntil: (row.lease_until ?? undefined) as Instant | undefined,
  };
}

function opened(row: Row, ring: KeyRing): Outcome<OpenedConnection> {
  const facts = factsOf(row);
  const sealed = [row.client_secret, row.access_token, row.refresh_token];
  const secrets = SECRETS.map((what, index) => {
    const text = sealed[index] ?? '';
    return text === '' ? '' : unseal(ring, placeOf(row, what), text);
  });
  const [clientSecret, accessToken, refreshToken] = secrets;
  if (clientSecret === undefined || accessToken === undefined || refreshToken === undefined) {
    const what = SECRETS[secrets.indexOf(undefined)] ?? '';
    return fail(problem('sealed.unreadable', { what, ...namesOf(facts) }));
  }
  const accessUntil = (row.access_until ?? '') as Instant;
  return succeed({
    ...facts,
    app: { grant: facts.grant, clientId: facts.clientId, clientSecret },
    tokens: refreshToken === '' ? undefined : { accessToken, refreshToken, accessUntil },
  });
}

/** How a person is told which connection is meant, and what to type for it. */
export function namesOf({ entity }: Pick<ConnectionKey, 'entity'>): {
  scope: string;
  option: string;
} {
  return entity === ''
    ? { scope: 'the global settings', option: '' }
    : { scope: `entity ${entity}`, option: ` --entity ${entity}` };
}
