import type { Instant } from '../domain/dates.ts';
import type { Act } from './act.ts';
import { type FreshTokens, sealedTokens, subjectOf } from './connection-writer.ts';
import type { KeyRing } from './sealing/key-ring.ts';
import type { Store } from './store.ts';

/** A connection as it was read, whose tokens somebody is about to renew. */
export interface RenewalClaim {
  readonly connectionId: string;
  readonly entity: string;
  readonly version: number;
  readonly owner: string;
}

/** How long somebody has the right to renew. */
export interface RenewalTerm {
  readonly until: Instant;
  /** Nobody takes it for longer: a lease beyond this comes of a clock that was wrong. */
  readonly believedUntil: Instant;
}

/**
 * Takes the right to renew the tokens of a connection. False while another has it, and where the
 * tokens have changed since they were read.
 */
export async function takeRenewal(
  store: Store,
  act: Act,
  { claim, until, believedUntil }: RenewalTerm & { claim: RenewalClaim },
): Promise<boolean> {
  return store.transact(act, async (tx, audit) => {
    const taken = await tx
      .updateTable('connection')
      .set({ lease_owner: claim.owner, lease_until: until })
      .where('connection_id', '=', claim.connectionId)
      .where('version', '=', claim.version)
      .where((eb) =>
        eb.or([
          eb('lease_until', 'is', null),
          eb('lease_until', '<=', act.at),
          eb('lease_until', '>', believedUntil),
        ]),
      )
      .returning('connection_id')
      .execute();
    const action = taken.length > 0 ? 'connection.renewal_begun' : 'connection.renewal_not_begun';
    await audit(action, subjectOf(claim.entity), { version: claim.version });
    return taken.length > 0;
  });
}

/** Keeps renewed tokens. False where somebody else has renewed them since: theirs hold. */
export async function saveRenewal(
  store: Store,
  act: Act,
  { ring, claim, tokens }: { ring: KeyRing; claim: RenewalClaim; tokens: FreshTokens },
): Promise<boolean> {
  const { connectionId, entity, version } = claim;
  const place = { connection_id: connectionId, mode: act.mode, entity };
  return store.transact(act, async (tx, audit) => {
    const saved = await tx
      .updateTable('connection')
      .set({
        ...sealedTokens(ring, place, tokens),
        refreshed_at: act.at,
        version: version + 1,
        lease_owner: null,
        lease_until: null,
      })
      .where('connection_id', '=', connectionId)
      .where('version', '=', version)
      .returning('connection_id')
      .execute();
    const action = saved.length > 0 ? 'connection.renewed' : 'connection.renewed_meanwhile';
    await audit(action, subjectOf(entity), { version });
    return saved.length > 0;
  });
}

/** Gives the right to renew back without new tokens. */
export async function releaseRenewal(store: Store, act: Act, claim: RenewalClaim): Promise<void> {
  await store.transact(act, async (tx, audit) => {
    await tx
      .updateTable('connection')
      .set({ lease_owner: null, lease_until: null })
      .where('connection_id', '=', claim.connectionId)
      .where('lease_owner', '=', claim.owner)
      .execute();
    await audit('connection.renewal_failed', subjectOf(claim.entity), { version: claim.version });
  });
}
