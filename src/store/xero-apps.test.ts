import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { keyIdOf, newKeyText, ringOf } from '../../test/sealing-keys.ts';
import { ACT, ENGINES, newStore } from '../../test/stores.ts';
import { sealedUnder } from './connection-reader.ts';
import { forgetSecrets, resealAll } from './connection-writer.ts';
import type { Store } from './store.ts';
import { type EnteredApp, findXeroApp, openAppSecret, putXeroApp } from './xero-apps.ts';

const KEY = newKeyText();
const SECRET = 'a-client-secret-of-48-characters-or-so-XYZ9';
const APP: EnteredApp = {
  ...{ grant: 'web', clientId: 'APP', secret: SECRET, note: 'secret 1', testTenant: '' },
};

describe.each(ENGINES)('apps at Xero on %s', (engine) => {
  let store: Store;
  let remove: () => Promise<void>;
  let ring = ringOf(KEY);
  beforeAll(async () => {
    ({ store, remove } = await newStore(engine));
  });
  afterAll(() => remove());
  beforeEach(async () => {
    ring = ringOf(KEY);
    await store.transact(ACT, async (tx, audit) => {
      await tx.deleteFrom('xero_app').execute();
      await audit('test.cleared', 'xero_app');
    });
  });

  const put = (changes: Partial<EnteredApp> = {}, entity = '') =>
    store.transact(ACT, async (tx, audit) => {
      await putXeroApp(tx, ACT, { ring, entity, app: { ...APP, ...changes } });
      await audit('test.put', 'xero_app');
    });
  const key = (entity = '') => ({ mode: ACT.mode, entity });
  const opened = (entity = '') => openAppSecret(store.reader, ring, key(entity));

  it('keep their secret sealed, and show its end', async () => {
    await put();
    await put({ secret: '', note: 'renamed' });
    expect(await opened()).toEqual({ ok: true, value: SECRET });
    expect(await findXeroApp(store.reader, key())).toMatchObject({
      secret: { lastFour: 'XYZ9', enteredBy: ACT.actor, enteredAt: ACT.at, note: 'renamed' },
    });
    const rows = await store.reader.selectFrom('xero_app').selectAll().execute();
    expect(JSON.stringify(rows)).not.toContain(SECRET);
  });

  it('show nothing of a short text, which is hardly a secret of Xero', async () => {
    await put({ secret: 'short' });
    expect((await findXeroApp(store.reader, key()))?.secret?.lastFour).toBe('');
  });

  it('of an entity forget the secret with the client id', async () => {
    await put({}, 'M');
    await put({ clientId: '', secret: '' }, 'M');
    expect(await findXeroApp(store.reader, key('M'))).toMatchObject({ secret: undefined });
    expect(await opened('M')).toEqual({ ok: true, value: '' });
  });

  it('are sealed anew with everything else, and forgotten with it', async () => {
    await put();
    const next = newKeyText();
    ring = ringOf(next, KEY);
    await resealAll(store, ACT, ring);
    expect(await sealedUnder(store.reader)).toEqual([keyIdOf(next)]);
    ring = ringOf(next);
    expect(await opened()).toEqual({ ok: true, value: SECRET });
    await forgetSecrets(store, ACT);
    expect(await sealedUnder(store.reader)).toEqual([]);
    expect(await findXeroApp(store.reader, key())).toMatchObject({
      clientId: 'APP',
      secret: undefined,
    });
  });

  it('do not open where a secret was moved from another row', async () => {
    await put();
    await put({ secret: `${SECRET}2` }, 'M');
    await store.transact(ACT, async (tx, audit) => {
      const [own] = await tx
        .selectFrom('xero_app')
        .select('client_secret')
        .where('entity', '=', '')
        .execute();
      await tx
        .updateTable('xero_app')
        .set({ client_secret: own?.client_secret ?? null })
        .where('entity', '=', 'M')
        .execute();
      await audit('test.moved', 'xero_app');
    });
    expect(await opened('M')).toMatchObject({ problems: [{ code: 'sealed.unreadable' }] });
    await expect(resealAll(store, ACT, ringOf(newKeyText(), KEY))).rejects.toMatchObject({
      problem: { code: 'sealed.unreadable' },
    });
  });
});
