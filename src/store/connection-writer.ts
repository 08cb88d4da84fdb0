import { randomUUID } from 'node:crypto';
import { sql, type Transaction } from 'kysely';
import type { AppCredentials, ScopeSet, TokenSet } from '../domain/connection.ts';
import type { Instant } from '../domain/dates.ts';
import { problem } from '../domain/problem.ts';
import type { Act } from './act.ts';
import { type ConnectionKey, namesOf, placeOf, sealedUnder } from './connection-reader.ts';
import { Refusal } from './refusal.ts';
import type { Database } from './schema.ts';
import type { KeyRing } from './sealing/key-ring.ts';
import { seal, unseal } from './sealing/seal.ts';
import type { Store } from './store.ts';
import { forgetAppSecrets, resealAppSecrets } from './xero-apps.ts';

/** A new authorisation, which takes the place of the one before. */
export interface NewConnection {
  readonly entity: string;
  readonly app: AppCredentials;
  readonly scopeSet: ScopeSet;
  readonly scopes: readonly string[];
  readonly authorisedBy: string;
  readonly tenantId: string;
  readonly organisationName: string;
  /** Of a custom connection undefined. */
  readonly tokens: FreshTokens | undefined;
}

/** A pair of tokens and the moment at which the access token is to be renewed. */
export interface FreshTokens extends TokenSet {
  readonly accessUntil: Instant;
}

/** Keeps an authorisation, its secrets sealed. */
export async function saveConnection(
  store: Store,
  act: Act,
  { ring, connection }: { ring: KeyRing; connection: NewConnection },
): Promise<void> {
  const { entity, app, tokens, scopeSet, authorisedBy, tenantId, organisationName } = connection;
  await store.transact(act, async (tx, audit) => {
    const row = await rowFor(tx, { mode: act.mode, entity }, connection);
    const place = { ...row, mode: act.mode, entity };
    const values = {
      grant_kind: app.grant,
      client_id: app.clientId,
      scope_set: scopeSet,
      scopes: connection.scopes.join(' '),
      client_secret:
        app.clientSecret === ''
          ? null
          : seal(ring, placeOf(place, 'client secret'), app.clientSecret),
      secret_entered_at: app.clientSecret === '' ? null : act.at,
      ...sealedTokens(ring, place, tokens),
      refreshed_at: tokens === undefined ? null : act.at,
      authorised_by: authorisedBy,
      authorised_at: act.at,
      tenant_id: tenantId,
      organisation_name: organisationName,
      end_reason: null,
      version: row.version + 1,
      lease_owner: null,
      lease_until: null,
    };
    await tx
      .updateTable('connection')
      .set(values)
      .where('connection_id', '=', row.connection_id)
      .execute();
    await forgetSignIns(tx, { mode: act.mode, entity });
    const details = { grant: app.grant, clientId: app.clientId, tenantId, authorisedBy };
    await audit('connection.authorised', subjectOf(entity), details);
  });
}

/** Forgets an authorisation with its secrets. */
export async function removeConnection(store: Store, act: Act, entity: string): Promise<void> {
  await store.transact(act, async (tx, audit) => {
    const { mode } = act;
    await tx
      .deleteFrom('connection')
      .where('mode', '=', mode)
      .where('entity', '=', entity)
      .execute();
    await forgetSignIns(tx, { mode, entity });
    await audit('connection.removed', subjectOf(entity));
  });
}

/** Forgets everything that is sealed, in every mode, where its key is lost for good. */
export async function forgetSecrets(store: Store, act: Act): Promise<number> {
  return store.transact(act, async (tx, audit) => {
    const gone = await tx.deleteFrom('connection').returning('connection_id').execute();
    await tx.deleteFrom('sign_in').execute();
    await forgetAppSecrets(tx);
    await audit('secrets.forgotten', 'connection', { connections: gone.length });
    return gone.length;
  });
}

/** Sign-ins that were begun and not ended hold a secret too. */
async function forgetSignIns(
  tx: Transaction<Database>,
  { mode, entity }: ConnectionKey,
): Promise<void> {
  await tx
    .deleteFrom('sign_in')
    .where('mode', '=', mode)
    .where('entity', '=', entity)
    .where('used_at', 'is', null)
    .execute();
}

/** Notes why an authorisation holds no longer. False where it was renewed since, and holds. */
export async function endConnection(
  store: Store,
  act: Act,
  { entity, version, reason }: { entity: string; version: number; reason: string },
): Promise<boolean> {
  return store.transact(act, async (tx, audit) => {
    const ended = await tx
      .updateTable('connection')
      .set({ end_reason: reason, lease_owner: null, lease_until: null })
      .where('mode', '=', act.mode)
      .where('entity', '=', entity)
      .where('version', '=', version)
      .returning('connection_id')
      .execute();
    const action = ended.length > 0 ? 'connection.ended' : 'connection.renewed_meanwhile';
    await audit(action, subjectOf(entity), { reason });
    return ended.length > 0;
  });
}

/**
 * Makes a new key and seals everything anew under it, while nobody else writes. Killed in between,
 * it leaves every key under which something lies. Throws a `Refusal` (`sealing_key.given`,
 * `sealed.unreadable`).
 */
export async function resealAll(store: Store, act: Act, ring: KeyRing): Promise<number> {
  return store.transact(act, async (tx, audit) => {
    if (store.engine === 'postgres') {
      await sql`lock table connection, sign_in, xero_app in exclusive mode`.execute(tx);
    }
    ring.renew(await sealedUnder(tx));
    const rows = await tx.selectFrom('connection').selectAll().execute();
    for (const row of rows) {
      const again = (
        what: 'client secret' | 'access token' | 'refresh token',
        text: string | null,
      ) => {
        if (text === null) return null;
        const secret = unseal(ring, placeOf(row, what), text);
        if (secret !== undefined) return seal(ring, placeOf(row, what), secret);
        throw new Refusal(problem('sealed.unreadable', { what, ...namesOf(row) }));
      };
      await tx
        .updateTable('connection')
        .set({
          client_secret: again('client secret', row.client_secret),
          access_token: again('access token', row.access_token),
          refresh_token: again('refresh token', row.refresh_token),
        })
        .where('connection_id', '=', row.connection_id)
        .execute();
    }
    await tx.deleteFrom('sign_in').execute();
    await resealAppSecrets(tx, ring);
    const { keyId } = ring.current();
    await audit('sealing_key.renewed', 'connection', { keyId, connections: rows.length });
    return rows.length;
  });
}

/** The columns of a pair of tokens, sealed. */
export function sealedTokens(
  ring: KeyRing,
  place: Parameters<typeof placeOf>[0],
  tokens: FreshTokens | undefined,
) {
  if (tokens === undefined) return { access_token: null, access_until: null, refresh_token: null };
  return {
    access_token: seal(ring, placeOf(place, 'access token'), tokens.accessToken),
    access_until: tokens.accessUntil,
    refresh_token: seal(ring, placeOf(place, 'refresh token'), tokens.refreshToken),
  };
}

/** What the audit trail calls a connection. */
export function subjectOf(entity: string): string {
  return entity === '' ? 'connection' : `connection/${entity}`;
}

/** The row's id is part of what its secrets are sealed for, so the row comes first. */
async function rowFor(
  tx: Transaction<Database>,
  { mode, entity }: ConnectionKey,
  { app, scopeSet }: NewConnection,
): Promise<{ connection_id: string; version: number }> {
  const blank = { scopes: '', authorised_by: '', authorised_at: '', tenant_id: '' };
  await tx
    .insertInto('connection')
    .values({
      ...{ connection_id: randomUUID(), mode, entity, ...blank },
      ...{ organisation_name: '', version: 0 },
      ...{ grant_kind: app.grant, client_id: app.clientId, scope_set: scopeSet },
    })
    .onConflict((conflict) => conflict.columns(['mode', 'entity']).doNothing())
    .execute();
  return tx
    .selectFrom('connection')
    .select(['connection_id', 'version'])
    .where('mode', '=', mode)
    .where('entity', '=', entity)
    .executeTakeFirstOrThrow();
}
