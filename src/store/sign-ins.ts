import { createHash } from 'node:crypto';
import type { Kysely } from 'kysely';
import { type AppCredentials, GRANT_NAMES, type ScopeSet } from '../domain/connection.ts';
import type { Instant } from '../domain/dates.ts';
import { fail, type Outcome, problem, succeed } from '../domain/problem.ts';
import type { Mode } from '../domain/settings.ts';
import type { Act } from './act.ts';
import { namesOf } from './connection-reader.ts';
import { subjectOf } from './connection-writer.ts';
import type { Database } from './schema.ts';
import type { KeyRing } from './sealing/key-ring.ts';
import { type SealedPlace, seal, unseal } from './sealing/seal.ts';
import type { Store } from './store.ts';

/** A sign-in for which a browser was sent to Xero. */
export interface PendingSignIn {
  readonly entity: string;
  readonly app: AppCredentials;
  readonly scopeSet: ScopeSet;
  readonly redirectUri: string;
  /** Of PKCE: proves that who brings the code is who asked for it. */
  readonly verifier: string;
}

/** What a callback shows: the state that came back, and whose browser or program it is. */
export interface CallbackProof {
  readonly state: string;
  readonly session: string;
}

const WAITS_MINUTES = 60;

/** Remembers a sign-in until its browser is back; state and session only as hashes. */
export async function beginSignIn(
  store: Store,
  act: Act,
  { ring, proof, signIn }: { ring: KeyRing; proof: CallbackProof; signIn: PendingSignIn },
): Promise<void> {
  const { entity, app, scopeSet, redirectUri, verifier } = signIn;
  const { mode, at } = act;
  const stateHash = hashOf(proof.state);
  const place = (what: string): SealedPlace => placeOf(stateHash, { mode, entity, what });
  await store.transact(act, async (tx, audit) => {
    await tx
      .deleteFrom('sign_in')
      .where('started_at', '<', minutesBefore(at, 24 * 60))
      .execute();
    await tx
      .insertInto('sign_in')
      .values({
        ...{ state_hash: stateHash, session_hash: hashOf(proof.session), mode, entity },
        ...{ grant_kind: app.grant, client_id: app.clientId, scope_set: scopeSet },
        client_secret:
          app.clientSecret === '' ? null : seal(ring, place('client secret'), app.clientSecret),
        redirect_uri: redirectUri,
        verifier: seal(ring, place('verifier'), verifier),
        started_at: at,
      })
      .execute();
    const { grant, clientId } = app;
    await audit('sign_in.begun', subjectOf(entity), { grant, clientId, redirectUri });
  });
}

/**
 * Gives a sign-in out to the one who began it, once. Problems: `xero_consent.state_wrong`, `.used`,
 * `.too_late`, `sealed.unreadable`; each leaves its row in the audit trail.
 */
export async function takeSignIn(
  store: Store,
  act: Act,
  { ring, proof }: { ring: KeyRing; proof: CallbackProof },
): Promise<Outcome<PendingSignIn>> {
  const stateHash = hashOf(proof.state);
  return store.transact(act, async (tx, audit) => {
    const row = await tx
      .selectFrom('sign_in')
      .selectAll()
      .where('state_hash', '=', stateHash)
      .where('session_hash', '=', hashOf(proof.session))
      .where('mode', '=', act.mode)
      .$if(store.engine === 'postgres', (query) => query.forUpdate())
      .executeTakeFirst();
    const refuse = async (code: RefusalCode, startedAt = '') => {
      await audit('sign_in.refused', subjectOf(row?.entity ?? ''), { code });
      return fail(problem(code, { startedAt }));
    };
    if (row === undefined) return refuse('xero_consent.state_wrong');
    if (row.used_at !== null) return refuse('xero_consent.used');
    await tx
      .updateTable('sign_in')
      .set({ used_at: act.at, client_secret: null, verifier: '' })
      .where('state_hash', '=', stateHash)
      .execute();
    if (row.started_at < minutesBefore(act.at, WAITS_MINUTES)) {
      return refuse('xero_consent.too_late', row.started_at);
    }
    await audit('sign_in.taken', subjectOf(row.entity));
    const open = (what: string, text: string) =>
      unseal(ring, placeOf(stateHash, { mode: row.mode, entity: row.entity, what }), text);
    const verifier = open('verifier', row.verifier);
    const clientSecret = row.client_secret === null ? '' : open('client secret', row.client_secret);
    if (verifier === undefined || clientSecret === undefined) {
      return fail(problem('sealed.unreadable', { what: 'sign-in', ...namesOf(row) }));
    }
    return succeed({
      entity: row.entity,
      app: { grant: row.grant_kind, clientId: row.client_id, clientSecret },
      scopeSet: row.scope_set,
      redirectUri: row.redirect_uri,
      verifier,
    });
  });
}

/** What was asked for in the sign-in that a session began last; blank where it began none. */
export async function findAsked(
  reader: Kysely<Database>,
  { mode, session }: { mode: Mode; session: string },
): Promise<{ clientId: string; redirectUri: string; kind: string }> {
  const row = await reader
    .selectFrom('sign_in')
    .select(['client_id', 'redirect_uri', 'grant_kind'])
    .where('session_hash', '=', hashOf(session))
    .where('mode', '=', mode)
    .orderBy('started_at', 'desc')
    .executeTakeFirst();
  const kind = row === undefined ? '' : GRANT_NAMES[row.grant_kind];
  return { clientId: row?.client_id ?? '', redirectUri: row?.redirect_uri ?? '', kind };
}

type RefusalCode = 'xero_consent.state_wrong' | 'xero_consent.used' | 'xero_consent.too_late';

function placeOf(
  stateHash: string,
  rest: { mode: Act['mode']; entity: string; what: string },
): SealedPlace {
  return { record: `sign_in/${stateHash}`, ...rest };
}

function hashOf(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}

function minutesBefore(at: Instant, minutes: number): Instant {
  return new Date(Date.parse(at) - minutes * 60_000).toISOString() as Instant;
}
