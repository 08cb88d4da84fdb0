import { sql } from 'kysely';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { loadAudit } from '../../test/audit.ts';
import { keyIdOf, newKeyText, ringOf } from '../../test/sealing-keys.ts';
import { ACT, ENGINES, newStore } from '../../test/stores.ts';
import type { Instant } from '../domain/dates.ts';
import { sealedUnder } from './connection-reader.ts';
import { resealAll } from './connection-writer.ts';
import { beginSignIn, type PendingSignIn, takeSignIn } from './sign-ins.ts';
import type { Store } from './store.ts';

const KEY = newKeyText();
const ring = ringOf(KEY);

const SIGN_IN: PendingSignIn = {
  entity: 'M',
  app: { grant: 'web', clientId: 'APP', clientSecret: 'canary-client-secret' },
  scopeSet: 'broad',
  redirectUri: 'http://localhost:4600/xero/callback',
  verifier: 'canary-verifier',
};
const PROOF = { state: 'canary-state', session: 'canary-session' };

function minutesLater(minutes: number): Instant {
  return new Date(Date.parse(ACT.at) + minutes * 60_000).toISOString() as Instant;
}

describe.each(ENGINES)('sign-ins on %s', (engine) => {
  let store: Store;
  let remove: () => Promise<void>;
  beforeAll(async () => {
    ({ store, remove } = await newStore(engine));
  });
  afterEach(() => change('delete from sign_in'));
  afterAll(() => remove());

  const change = (statement: string) =>
    store.transact(ACT, async (tx, audit) => {
      await sql.raw(statement).execute(tx);
      await audit('test', 'change by hand');
    });
  const begin = (changes: Partial<PendingSignIn> = {}, act = ACT, proof = PROOF) =>
    beginSignIn(store, act, { ring, proof, signIn: { ...SIGN_IN, ...changes } });
  /** What was taken, or the code of the problem. */
  const take = async (proof = PROOF, act = ACT) => {
    const taken = await takeSignIn(store, act, { ring, proof });
    return taken.ok ? taken.value : taken.problems[0]?.code;
  };
  const rows = () => store.reader.selectFrom('sign_in').selectAll().execute();

  it('are given once to the one who began, as they were', async () => {
    await begin();
    expect(await take()).toEqual(SIGN_IN);
    expect(await take()).toBe('xero_consent.used');
  });

  it('of a desktop app have no secret', async () => {
    const app = { grant: 'desktop', clientId: 'APP', clientSecret: '' } as const;
    await begin({ app });
    expect((await rows())[0]?.client_secret).toBeNull();
    expect(await take()).toEqual({ ...SIGN_IN, app });
  });

  it.each([
    ['another state', { ...PROOF, state: 'other' }],
    ['no state', { ...PROOF, state: '' }],
    ['another session', { ...PROOF, session: 'other' }],
    ['no session', { ...PROOF, session: '' }],
  ])('are not given for %s, and wait on for the right one', async (_, proof) => {
    await begin();
    expect(await take(proof)).toBe('xero_consent.state_wrong');
    expect(await take()).toEqual(SIGN_IN);
  });

  it('are not given in the other mode', async () => {
    await begin();
    expect(await take(PROOF, { ...ACT, mode: 'production' })).toBe('xero_consent.state_wrong');
  });

  it('are each their own, one of them never given for the proof of two', async () => {
    const other = { state: 'state-2', session: 'session-2' };
    await begin();
    await begin({ entity: 'N' }, ACT, other);
    expect(await take({ ...PROOF, session: other.session })).toBe('xero_consent.state_wrong');
    expect(await take(other)).toMatchObject({ entity: 'N' });
    expect(await take()).toMatchObject({ entity: 'M' });
  });

  it('are waited for so long and no longer, and are then used up', async () => {
    await begin();
    expect(await take(PROOF, { ...ACT, at: minutesLater(61) })).toBe('xero_consent.too_late');
    expect(await take()).toBe('xero_consent.used');
    await change('delete from sign_in');
    await begin();
    expect(await take(PROOF, { ...ACT, at: minutesLater(60) })).toEqual(SIGN_IN);
  });

  it('are forgotten a day later, when the next one begins', async () => {
    await begin();
    const nextDay = { ...ACT, at: minutesLater(24 * 60 + 1) };
    await begin({}, nextDay, { state: 'next', session: 'next' });
    expect(await rows()).toHaveLength(1);
  });

  it('keep nothing that somebody who reads the database could use', async () => {
    await begin();
    await take({ ...PROOF, state: 'canary-other' });
    await take();
    expect(JSON.stringify([await rows(), await loadAudit(store.reader)])).not.toContain('canary');
    expect(await sealedUnder(store.reader)).toEqual([]);
  });

  it('forget their secrets as soon as they are taken', async () => {
    await begin();
    expect(await sealedUnder(store.reader)).toEqual([keyIdOf(KEY)]);
    await take();
    expect(await rows()).toMatchObject([{ client_secret: null, verifier: '' }]);
  });

  it.each([
    ['the verifier of another one', "verifier = (select verifier from sign_in where entity = 'N')"],
    ['a changed secret', "client_secret = 'v1' || client_secret"],
    ['another entity', "entity = 'X'"],
  ])('do not open with %s', async (_, set) => {
    await begin();
    await begin({ entity: 'N' }, ACT, { state: 'state-2', session: 'session-2' });
    await change(`update sign_in set ${set} where entity = 'M'`);
    expect(await take()).toBe('sealed.unreadable');
  });

  it('are begun anew after the key was renewed', async () => {
    await begin();
    await resealAll(store, ACT, ringOf(newKeyText(), KEY));
    expect(await take()).toBe('xero_consent.state_wrong');
  });

  it('leave a row of the trail whatever comes of them', async () => {
    const { length } = await loadAudit(store.reader);
    await begin();
    await take({ ...PROOF, state: 'other' });
    await take();
    await take();
    const trail = (await loadAudit(store.reader)).slice(length);
    expect(trail.map(({ action, details }) => `${action} ${details.code ?? ''}`.trim())).toEqual([
      'sign_in.begun',
      'sign_in.refused xero_consent.state_wrong',
      'sign_in.taken',
      'sign_in.refused xero_consent.used',
    ]);
  });
});
