import { sql } from 'kysely';
import type { Act } from './act.ts';
import type { AppUser } from './people-reader.ts';
import { subjectOf } from './people-writer.ts';
import type { Store } from './store.ts';

/** Signs somebody in: a new session, and no more failures of that user and address. */
export async function beginSession(
  store: Store,
  act: Act,
  wanted: { user: AppUser; sessionHash: string; subjects: readonly string[]; endedBefore: string },
): Promise<void> {
  const { user, sessionHash, subjects, endedBefore } = wanted;
  await store.transact(act, async (tx, audit) => {
    await tx.deleteFrom('session').where('started_at', '<', endedBefore).execute();
    await tx.deleteFrom('sign_in_failure').where('subject', 'in', subjects).execute();
    const row = { session_hash: sessionHash, user_id: user.userId };
    await tx
      .insertInto('session')
      .values({ ...row, started_at: act.at, last_seen_at: act.at })
      .execute();
    await audit('user.signed_in', subjectOf(user.code));
  });
}

/** Notes that a session is in use. */
export async function touchSession(
  store: Store,
  act: Act,
  { code, sessionHash }: { code: string; sessionHash: string },
): Promise<void> {
  await store.transact(act, async (tx, audit) => {
    await tx
      .updateTable('session')
      .set({ last_seen_at: act.at })
      .where('session_hash', '=', sessionHash)
      .execute();
    await audit('session.seen', subjectOf(code));
  });
}

/** Signs somebody out. */
export async function endSession(
  store: Store,
  act: Act,
  { code, sessionHash }: { code: string; sessionHash: string },
): Promise<void> {
  await store.transact(act, async (tx, audit) => {
    await tx.deleteFrom('session').where('session_hash', '=', sessionHash).execute();
    await audit('user.signed_out', subjectOf(code));
  });
}

/** Counts a wrong password for the user's id and for the address it came from. */
export async function noteFailure(
  store: Store,
  act: Act,
  subjects: readonly string[],
): Promise<void> {
  await store.transact(act, async (tx, audit) => {
    for (const subject of subjects) {
      await tx
        .insertInto('sign_in_failure')
        .values({ subject, tries: 1, last_at: act.at })
        .onConflict((conflict) =>
          conflict
            .column('subject')
            .doUpdateSet({ tries: sql`sign_in_failure.tries + 1`, last_at: act.at }),
        )
        .execute();
    }
    await audit('user.sign_in_refused', subjects.join(' '));
  });
}
