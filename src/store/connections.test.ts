import { sql } from 'kysely';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { loadAudit } from '../../test/audit.ts';
import { keyIdOf, newKeyText, ringOf } from '../../test/sealing-keys.ts';
import { ACT, ENGINES, newStore } from '../../test/stores.ts';
import type { Instant } from '../domain/dates.ts';
import { type RenewalClaim, releaseRenewal, saveRenewal, takeRenewal } from './connection-lease.ts';
import {
  findConnectionFacts,
  listConnectionFacts,
  openConnection,
  sealedUnder,
} from './connection-reader.ts';
import {
  endConnection,
  type NewConnection,
  removeConnection,
  resealAll,
  saveConnection,
} from './connection-writer.ts';
import type { Store } from './store.ts';

const LATER = '2026-05-31T10:01:00.000Z' as Instant;
const MUCH_LATER = '2026-05-31T20:00:00.000Z' as Instant;
const KEY = newKeyText();

const NEW: NewConnection = {
  entity: '',
  app: { grant: 'web', clientId: 'APP', clientSecret: 'canary-client-secret' },
  scopeSet: 'granular',
  scopes: ['openid', 'accounting.settings'],
  authorisedBy: 'Aroha Ngata <aroha@example.test>',
  tenantId: 'tenant-1',
  organisationName: 'Kauri Finance (NZ)',
  tokens: {
    accessToken: 'canary-access-token',
    refreshToken: 'canary-refresh-token',
    accessUntil: '2026-05-31T10:25:00.000Z' as Instant,
  },
};
const RENEWED = {
  accessToken: 'canary-access-2',
  refreshToken: 'canary-refresh-2',
  accessUntil: '2026-05-31T10:55:00.000Z' as Instant,
};
const GLOBAL = { mode: 'test', entity: '' } as const;

/** Puts a sealed text of another row into the global row of test mode. */
function swapped(column: string, other: string): string {
  return `update connection set ${column} = (select other.${column} from connection other
    where other.${other}) where mode = 'test' and entity = ''`;
}

describe.each(ENGINES)('connections on %s', (engine) => {
  let store: Store;
  let remove: () => Promise<void>;
  let ring = ringOf(KEY);
  beforeAll(async () => {
    ({ store, remove } = await newStore(engine));
  });
  beforeEach(() => {
    ring = ringOf(KEY);
  });
  afterEach(async () => {
    await change('delete from connection');
    await change('delete from sign_in');
  });
  afterAll(() => remove());

  /** What somebody with a client of the database does. */
  const change = (statement: string) =>
    store.transact(ACT, async (tx, audit) => {
      await sql.raw(statement).execute(tx);
      await audit('test', 'change by hand');
    });
  const save = (changes: Partial<NewConnection> = {}, mode: 'test' | 'production' = 'test') =>
    saveConnection(store, { ...ACT, mode }, { ring, connection: { ...NEW, ...changes } });
  const opened = async (key: Parameters<typeof openConnection>[2] = GLOBAL) => {
    const found = await openConnection(store.reader, ring, key);
    if (!found.ok) return found.problems.map(({ code, message }) => `${code}: ${message}`);
    return found.value;
  };
  const rows = () => store.reader.selectFrom('connection').selectAll().execute();

  it('come back as they were kept, and show nothing secret without the key', async () => {
    await save();
    expect(await opened()).toMatchObject({ app: NEW.app, tokens: NEW.tokens, version: 1 });
    const facts = await findConnectionFacts(store.reader, GLOBAL);
    expect(facts).toMatchObject({
      ...{ mode: 'test', entity: '', grant: 'web', clientId: 'APP', scopeSet: 'granular' },
      ...{ scopes: NEW.scopes, authorisedBy: NEW.authorisedBy, authorisedAt: ACT.at },
      ...{ refreshedAt: ACT.at, tenantId: 'tenant-1', organisationName: 'Kauri Finance (NZ)' },
      ...{ endReason: undefined, renewingUntil: undefined },
    });
    expect(JSON.stringify([facts, await rows(), await loadAudit(store.reader)])).not.toContain(
      'canary',
    );
    expect(await sealedUnder(store.reader)).toEqual([keyIdOf(KEY)]);
  });

  it('are each for its mode and entity alone', async () => {
    await save();
    await save({ entity: 'M', tenantId: 'tenant-2' });
    await save({ tenantId: 'tenant-3' }, 'production');
    expect(await listConnectionFacts(store.reader, 'production')).toMatchObject([
      { entity: '', tenantId: 'tenant-3' },
    ]);
    const tenants = (await listConnectionFacts(store.reader, 'test')).map((one) => one.tenantId);
    expect(tenants).toEqual(['tenant-1', 'tenant-2']);
    await removeConnection(store, ACT, 'M');
    expect(await opened({ mode: 'test', entity: 'M' })).toBeUndefined();
    expect(await opened({ mode: 'production', entity: '' })).toMatchObject({ version: 1 });
  });

  it('of a custom connection have no tokens, of a desktop app no secret', async () => {
    const app = { grant: 'desktop', clientId: 'APP', clientSecret: '' } as const;
    await save({ app });
    expect(await opened()).toMatchObject({ app, tokens: NEW.tokens });
    await save({ app: { ...NEW.app, grant: 'custom' }, tokens: undefined });
    expect(await opened()).toMatchObject({ tokens: undefined, refreshedAt: undefined, version: 2 });
  });

  it.each([
    ['of another entity', 'client secret', swapped('client_secret', "entity = 'M'")],
    ['of another entity', 'access token', swapped('access_token', "entity = 'M'")],
    ['of another entity', 'refresh token', swapped('refresh_token', "entity = 'M'")],
    ['of the other mode', 'refresh token', swapped('refresh_token', "mode = 'production'")],
    ['of another column', 'refresh token', 'update connection set refresh_token = access_token'],
    [
      'made shorter',
      'access token',
      'update connection set access_token = substr(access_token, 1, length(access_token) - 1)',
    ],
    ['in the open', 'refresh token', "update connection set refresh_token = 'canary-refresh'"],
  ])('do not open with a text %s in the place of the %s', async (_, what, statement) => {
    await save();
    await save({ entity: 'M', app: { ...NEW.app, clientId: 'APP' } });
    await save({}, 'production');
    await change(statement);
    expect(await opened()).toEqual([expect.stringContaining(`The sealed ${what} of the global`)]);
    expect(await openConnection(store.reader, ring, GLOBAL)).toMatchObject({
      ok: false,
      problems: [{ code: 'sealed.unreadable', remedy: expect.stringContaining('tieout connect') }],
    });
  });

  it('do not open in a row that says it is another', async () => {
    await save();
    await change("update connection set mode = 'production'");
    expect(await opened({ mode: 'production', entity: '' })).toEqual([
      expect.stringContaining('sealed.unreadable'),
    ]);
    await change("update connection set mode = 'test', entity = 'M'");
    expect(await opened({ mode: 'test', entity: 'M' })).toEqual([
      expect.stringContaining('of entity M'),
    ]);
    await change("update connection set entity = '', connection_id = connection_id || 'x'");
    expect(await opened()).toEqual([expect.stringContaining('sealed.unreadable')]);
    await change("update connection set connection_id = replace(connection_id, 'x', '')");
    expect(await opened()).toMatchObject({ app: NEW.app });
  });

  const claimOf = async (owner: string): Promise<RenewalClaim> => {
    const facts = await findConnectionFacts(store.reader, GLOBAL);
    return {
      connectionId: facts?.connectionId ?? '',
      entity: '',
      version: facts?.version ?? 0,
      owner,
    };
  };
  const take = (claim: RenewalClaim, at: Instant = ACT.at) =>
    takeRenewal(store, { ...ACT, at }, { claim, until: LATER, believedUntil: MUCH_LATER });
  const renew = (claim: RenewalClaim) => saveRenewal(store, ACT, { ring, claim, tokens: RENEWED });

  it('are renewed by one at a time, until its time is over or it gives up', async () => {
    await save();
    const [first, second] = [await claimOf('a'), await claimOf('b')];
    expect([await take(first), await take(second)]).toEqual([true, false]);
    await releaseRenewal(store, ACT, second);
    expect(await take(second)).toBe(false);
    await releaseRenewal(store, ACT, first);
    expect(await take(second)).toBe(true);
    expect(await take(first, LATER)).toBe(true);
  });

  it('keep the tokens of whoever renewed first', async () => {
    await save();
    const [first, second] = [await claimOf('a'), await claimOf('b')];
    await take(first);
    expect(await renew(first)).toBe(true);
    expect(await opened()).toMatchObject({ version: 2, tokens: RENEWED, renewingUntil: undefined });
    expect([await take(second), await renew(second)]).toEqual([false, false]);
    expect(await endConnection(store, ACT, { entity: '', version: 1, reason: 'x' })).toBe(false);
    expect(await opened()).toMatchObject({ version: 2, endReason: undefined });
  });

  it('end with a reason, until somebody authorises anew', async () => {
    await save();
    const claim = await claimOf('a');
    await take(claim);
    expect(await endConnection(store, ACT, { entity: '', version: 1, reason: 'why' })).toBe(true);
    expect(await opened()).toMatchObject({ endReason: 'why', renewingUntil: undefined });
    await save();
    expect(await opened()).toMatchObject({ endReason: undefined, version: 2 });
    expect(await renew(claim)).toBe(false);
  });

  it('are sealed anew under a new key, all of them', async () => {
    await save();
    await save({ entity: 'M' }, 'production');
    const before = await rows();
    const next = newKeyText();
    ring = ringOf(next, KEY);
    expect(await resealAll(store, ACT, ring)).toBe(2);
    expect(await sealedUnder(store.reader)).toEqual([keyIdOf(next)]);
    ring = ringOf(next);
    expect(await opened()).toMatchObject({ app: NEW.app, tokens: NEW.tokens, version: 1 });
    expect(await opened({ mode: 'production', entity: 'M' })).toMatchObject({ app: NEW.app });
    for (const [index, row] of (await rows()).entries()) {
      expect(row.client_secret).not.toBe(before[index]?.client_secret);
    }
  });

  it('stay as they are where one of them does not open', async () => {
    await save();
    await save({ entity: 'M' });
    await change("update connection set access_token = client_secret where entity = 'M'");
    const before = await rows();
    await expect(resealAll(store, ACT, ringOf(newKeyText(), KEY))).rejects.toMatchObject({
      problem: { code: 'sealed.unreadable', facts: { scope: 'entity M', what: 'access token' } },
    });
    expect(await rows()).toEqual(before);
  });

  it('leave a trail without secrets', async () => {
    const { length } = await loadAudit(store.reader);
    await save();
    const claim = await claimOf('a');
    await take(claim);
    await take(claim);
    await renew(claim);
    await renew(claim);
    await take({ ...claim, version: 2 });
    await releaseRenewal(store, ACT, claim);
    await endConnection(store, ACT, { entity: '', version: 2, reason: 'why' });
    await removeConnection(store, ACT, '');
    const trail = (await loadAudit(store.reader)).slice(length);
    expect(trail.map(({ action }) => action)).toEqual([
      'connection.authorised',
      'connection.renewal_begun',
      'connection.renewal_not_begun',
      'connection.renewed',
      'connection.renewed_meanwhile',
      'connection.renewal_begun',
      'connection.renewal_failed',
      'connection.ended',
      'connection.removed',
    ]);
    expect(JSON.stringify(trail)).not.toContain('canary');
    expect(new Set(trail.map(({ subject }) => subject))).toEqual(new Set(['connection']));
  });
});
