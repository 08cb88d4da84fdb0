import { randomUUID } from 'node:crypto';
import type { Kysely, Selectable, Transaction } from 'kysely';
import type { Grant } from '../domain/connection.ts';
import type { Instant } from '../domain/dates.ts';
import { fail, type Outcome, problem, succeed } from '../domain/problem.ts';
import type { Act } from './act.ts';
import { type ConnectionKey, namesOf } from './connection-reader.ts';
import { Refusal } from './refusal.ts';
import type { Database } from './schema.ts';
import type { XeroAppTable } from './schema-connection.ts';
import type { KeyRing } from './sealing/key-ring.ts';
import { type SealedPlace, seal, unseal } from './sealing/seal.ts';

/** The app at Xero that somebody entered, as it may be shown. */
export interface XeroAppFacts {
  readonly grant: Grant;
  readonly clientId: string;
  /** Undefined while no secret is entered. */
  readonly secret: SecretFacts | undefined;
  /** The twin's organisation that was chosen in test mode; blank in production. */
  readonly testTenant: string;
}

/** What tells one client secret from another without showing it. */
export interface SecretFacts {
  readonly lastFour: string;
  readonly enteredAt: Instant;
  readonly enteredBy: string;
  /** Its name and date at Xero, as somebody noted them. */
  readonly note: string;
}

/** What somebody enters. A blank secret leaves the one that is kept; an entity's own goes with its id. */
export interface EnteredApp {
  readonly grant: Grant;
  readonly clientId: string;
  readonly secret: string;
  readonly note: string;
  readonly testTenant: string;
}

export async function findXeroApp(
  reader: Kysely<Database>,
  key: ConnectionKey,
): Promise<XeroAppFacts | undefined> {
  const row = await rowOf(reader, key);
  if (row === undefined) return undefined;
  const { grant_kind: grant, client_id: clientId, test_tenant: testTenant } = row;
  return { grant, clientId, testTenant, secret: secretOf(row) };
}

/** The secret that was entered; blank where none was. Problem: `sealed.unreadable`. */
export async function openAppSecret(
  reader: Kysely<Database>,
  ring: KeyRing,
  key: ConnectionKey,
): Promise<Outcome<string>> {
  const row = await rowOf(reader, key);
  if (row === undefined || row.client_secret === null) return succeed('');
  const secret = unseal(ring, placeOf(row), row.client_secret);
  if (secret !== undefined) return succeed(secret);
  return fail(problem('sealed.unreadable', { what: WHAT, ...namesOf(key) }));
}

/** Keeps what was entered, its secret sealed. */
export async function putXeroApp(
  tx: Transaction<Database>,
  { actor, at, mode }: Act,
  { ring, entity, app }: { ring: KeyRing; entity: string; app: EnteredApp },
): Promise<void> {
  const before = await rowOf(tx, { mode, entity });
  const row = before ?? { ...NO_SECRET, mode, entity, app_id: randomUUID() };
  const isForgotten = entity !== '' && app.clientId === '';
  const fresh = {
    client_secret: app.secret === '' ? null : seal(ring, placeOf(row), app.secret),
    secret_last_four: endOf(app.secret),
    secret_entered_at: at,
    secret_entered_by: actor,
  };
  const values = {
    ...row,
    ...(app.secret === '' ? {} : fresh),
    ...(isForgotten ? NO_SECRET : { secret_note: app.note }),
    ...{ grant_kind: app.grant, client_id: app.clientId, test_tenant: app.testTenant },
  };
  await tx
    .insertInto('xero_app')
    .values(values)
    .onConflict((conflict) => conflict.columns(['mode', 'entity']).doUpdateSet(values))
    .execute();
}

/** Forgets the secrets alone, where their key is lost for good. */
export async function forgetAppSecrets(tx: Transaction<Database>): Promise<void> {
  await tx.updateTable('xero_app').set(NO_SECRET).execute();
}

/** Seals every secret anew under the present key. Throws a `Refusal` (`sealed.unreadable`). */
export async function resealAppSecrets(tx: Transaction<Database>, ring: KeyRing): Promise<void> {
  for (const row of await tx.selectFrom('xero_app').selectAll().execute()) {
    if (row.client_secret === null) continue;
    const secret = unseal(ring, placeOf(row), row.client_secret);
    if (secret === undefined) {
      throw new Refusal(problem('sealed.unreadable', { what: WHAT, ...namesOf(row) }));
    }
    await tx
      .updateTable('xero_app')
      .set({ client_secret: seal(ring, placeOf(row), secret) })
      .where('app_id', '=', row.app_id)
      .execute();
  }
}

const WHAT = 'client secret';
const SHOWN_CHARACTERS = 4;
/** Of a shorter text its end would tell too much. */
const SHORTEST_SHOWN = 24;
const NO_SECRET = {
  client_secret: null,
  secret_last_four: '',
  secret_entered_at: null,
  secret_entered_by: '',
  secret_note: '',
};

type Row = Selectable<XeroAppTable>;

function rowOf(reader: Kysely<Database>, { mode, entity }: ConnectionKey) {
  const query = reader.selectFrom('xero_app').selectAll().where('mode', '=', mode);
  return query.where('entity', '=', entity).executeTakeFirst();
}

function secretOf(row: Row): SecretFacts | undefined {
  if (row.secret_entered_at === null) return undefined;
  return {
    lastFour: row.secret_last_four,
    enteredAt: row.secret_entered_at as Instant,
    enteredBy: row.secret_entered_by,
    note: row.secret_note,
  };
}

function endOf(secret: string): string {
  return secret.length < SHORTEST_SHOWN ? '' : secret.slice(-SHOWN_CHARACTERS);
}

function placeOf({ app_id, mode, entity }: Pick<Row, 'app_id' | 'mode' | 'entity'>): SealedPlace {
  return { record: `xero_app/${app_id}`, mode, entity, what: WHAT };
}
