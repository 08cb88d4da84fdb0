import { randomUUID } from 'node:crypto';
import type { Instant } from '../../domain/dates.ts';
import { fail, type Outcome, type Problem, problem, succeed } from '../../domain/problem.ts';
import {
  type RenewalClaim,
  releaseRenewal,
  saveRenewal,
  takeRenewal,
} from '../../store/connection-lease.ts';
import { namesOf, type OpenedConnection, openConnection } from '../../store/connection-reader.ts';
import { endConnection, type FreshTokens } from '../../store/connection-writer.ts';
import { laterInstant } from '../../xero/client/effects.ts';
import { type PersonTokens, refreshTokens } from '../../xero/client/sign-in.ts';
import { renewAheadMs } from '../../xero/client/token.ts';
import type { TaskContext } from '../task-context.ts';
import { REFRESH_LIFE_DAYS } from './days-left.ts';
import { partyAt, type XeroPlace } from './xero-place.ts';

/** Whose tokens are wanted, and where Xero is. */
export interface TokensWanted {
  readonly context: Pick<TaskContext, 'store' | 'mode' | 'act' | 'keys'>;
  readonly place: XeroPlace;
  /** Blank for the global connection. */
  readonly entity: string;
}

/** Whether tokens will do, or new ones are wanted. */
export type TokenTest = (connection: OpenedConnection) => boolean;

/** Nobody has the right to renew for longer; a program that died is followed after it. */
const LEASE_MS = 60_000;
/** The clocks of several computers may differ, but not by so much. */
const BELIEVED_MS = 60 * LEASE_MS;
const POLL_MS = 200;
const LONGEST_WAIT_MS = 2 * LEASE_MS;

/**
 * Tokens that pass the test: those in the store, or renewed ones. Of all who want new tokens at the
 * same time, in all programs, one asks Xero; the others wait for what it brings.
 * Problems: `connection.missing`, `.busy`, `xero_connection.ended`, `sealed.unreadable`, and those of
 * signing in.
 */
export async function goodTokens(
  wanted: TokensWanted,
  isGood: TokenTest,
): Promise<Outcome<FreshTokens>> {
  const { context, place, entity } = wanted;
  const { effects } = place;
  const startMs = effects.monotonicMs();
  while (effects.monotonicMs() - startMs < LONGEST_WAIT_MS && !effects.shouldStop?.()) {
    const found = await openConnection(context.store.reader, context.keys, {
      mode: context.mode,
      entity,
    });
    if (!found.ok) return found;
    const connection = found.value;
    if (connection?.tokens === undefined) {
      return fail(problem('connection.missing', namesOf({ entity })));
    }
    if (connection.endReason !== undefined) return fail(ended(entity, connection.endReason));
    if (isGood(connection)) return succeed(connection.tokens);
    const renewed = await renewInTurn(wanted, connection);
    if (renewed !== undefined) return renewed;
    await effects.wait(POLL_MS);
  }
  return fail(problem('connection.busy', namesOf({ entity })));
}

/** Undefined where another has the turn, or had it since: what it brought is read then. */
async function renewInTurn(
  wanted: TokensWanted,
  connection: OpenedConnection,
): Promise<Outcome<FreshTokens> | undefined> {
  const { context } = wanted;
  const { connectionId, entity, version, renewingUntil } = connection;
  const act = context.act();
  const until = laterInstant(act.at, LEASE_MS);
  const believedUntil = laterInstant(act.at, BELIEVED_MS);
  const isTaken = renewingUntil !== undefined && renewingUntil > act.at;
  if (isTaken && renewingUntil <= believedUntil) return undefined;
  const claim = { connectionId, entity, version, owner: randomUUID() };
  if (!(await takeRenewal(context.store, act, { claim, until, believedUntil }))) return undefined;
  return renew(wanted, connection, claim);
}

async function renew(
  { context, place, entity }: TokensWanted,
  { app, tokens, version, refreshedAt }: OpenedConnection,
  claim: RenewalClaim,
): Promise<Outcome<FreshTokens> | undefined> {
  const { store, keys } = context;
  const before = context.act().at;
  const issued = await askUntilAnswered(place, () =>
    refreshTokens(partyAt(place, app), tokens?.refreshToken ?? ''),
  );
  if (issued.ok) {
    const fresh = freshTokens(issued.value, before);
    const isSaved = await saveRenewal(store, context.act(), { ring: keys, claim, tokens: fresh });
    return isSaved ? succeed(fresh) : undefined;
  }
  const [first] = issued.problems;
  if (first?.code !== 'xero_sign_in.code_refused') {
    await releaseRenewal(store, context.act(), claim);
    return issued;
  }
  const reason = reasonOf(refreshedAt, before);
  const hasEnded = await endConnection(store, context.act(), { entity, version, reason });
  return hasEnded ? fail(ended(entity, reason)) : undefined;
}

/** What was asked for and when gives the moment at which to ask again. */
export function freshTokens(issued: PersonTokens, askedAt: Instant): FreshTokens {
  const { accessToken, accessLivesMs, refreshToken } = issued;
  const accessUntil = laterInstant(askedAt, accessLivesMs - renewAheadMs(accessLivesMs));
  return { accessToken, refreshToken, accessUntil };
}

const BACK_OFF_MS = [1_000, 3_000];

/** After a lost answer the same refresh token is good for another 30 minutes. */
async function askUntilAnswered(
  { effects }: XeroPlace,
  ask: () => Promise<Outcome<PersonTokens>>,
): Promise<Outcome<PersonTokens>> {
  for (const backOffMs of BACK_OFF_MS) {
    const outcome = await ask();
    if (outcome.ok || outcome.problems[0]?.code !== 'xero_sign_in.unavailable') return outcome;
    await effects.wait(backOffMs);
  }
  return ask();
}

function reasonOf(refreshedAt: Instant | undefined, now: Instant): string {
  const lastDay = laterInstant(refreshedAt ?? now, REFRESH_LIFE_DAYS * 86_400_000);
  return now > lastDay
    ? `it was not used for ${REFRESH_LIFE_DAYS} days`
    : 'it was revoked or disconnected in Xero, or the answer to a renewal was lost for over 30 minutes, or these books are an older copy';
}

function ended(entity: string, reason: string): Problem {
  return problem('xero_connection.ended', { ...namesOf({ entity }), reason });
}
