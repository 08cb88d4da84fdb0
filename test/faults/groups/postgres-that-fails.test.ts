import { existsSync } from 'node:fs';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openApp } from '../../../src/app.ts';
import { takeLease } from '../../../src/store/batch-lease.ts';
import { openStore } from '../../../src/store/open.ts';
import { transactRepeatably } from '../../../src/store/repeatable.ts';
import { valueIn } from '../../outcomes.ts';
import { postgresPrograms, type RunningPostgres, startPostgres } from '../../postgres.ts';
import { openLender } from '../../scenarios/export/lender.ts';
import { ACT } from '../../stores.ts';
import { DEEDS } from '../deeds.ts';
import { type FailPoint, failPoint } from '../fail-point.ts';
import { expectExportedOnce } from '../invariants.ts';
import { doneInTime } from '../phase.ts';
import { silentProxy } from './silent-proxy.ts';

const isAbsent = postgresPrograms() === undefined;
const SKIPPED = isAbsent ? ' (skipped: no PostgreSQL on this machine)' : '';
/** Where a server that died is soon back, since nothing has to reach a disk. */
const MEMORY = '/dev/shm';
/** Milliseconds instead of minutes. */
const HASTY = 'query_timeout=2500&connect_timeout=2&idle_in_transaction_session_timeout=1000';
const NOT_USABLE = { problem: { code: 'database.not_usable' } };

/** What a promise that must not come true comes to. */
function failureOf(act: Promise<unknown>): Promise<unknown> {
  return act.then(
    () => 'it went well',
    (error: unknown) => error,
  );
}

/** Something happens once, before the effect of a name. */
function happening(name: string, happen: () => Promise<void> | void): FailPoint {
  const point = failPoint({ at: 0, moment: 'before', way: 'throw' });
  let hasHappened = false;
  const pass: FailPoint['pass'] = async (passed, effect) => {
    if (passed === name && !hasHappened) {
      hasHappened = true;
      await happen();
    }
    return effect();
  };
  return { ...point, pass };
}

describe.skipIf(isAbsent)(`a PostgreSQL server${SKIPPED}`, () => {
  let server: RunningPostgres;
  let databases = 0;
  beforeAll(async () => {
    const started = await startPostgres(existsSync(MEMORY) ? MEMORY : undefined);
    if (started === undefined) throw new Error('there are programs');
    server = started;
  });
  afterAll(() => server.stop());

  /** The address of an empty database of its own. */
  async function newDatabase(): Promise<string> {
    databases += 1;
    const store = await openStore({ databaseUrl: server.url });
    await sql.raw(`create database books${databases}`).execute(store.reader);
    await store.close();
    return server.url.replace(/postgres$/, `books${databases}`);
  }

  it.each([
    ['the intent is committed', 'recordCalls', false],
    ['the outcome is committed', 'recordOutcomes', true],
  ])(
    'F3: killed by kill -9 when %s (%s): sending stops, and goes on once it is back',
    async (_, name, isSent) => {
      const databaseUrl = await newDatabase();
      const lender = await openLender({ databaseUrl });
      const exportId = await lender.planned();
      const point = happening(name, () => server.kill());
      const stopped = await failureOf(DEEDS.send(lender.app, point, exportId));
      const books = { dataFolder: lender.dataFolder, databaseUrl, mode: 'test', env: {} } as const;
      const unopened = await failureOf(openApp({ ...books, actor: 'os:tester' }));
      await server.startAgain();
      for (const failure of [stopped, unopened]) expect(failure).toMatchObject(NOT_USABLE);
      const inXero = await lender.xero.documents();
      expect(inXero.length > 0).toBe(isSent);
      expect(await lender.parts(exportId)).toHaveLength(4);
      const other = await lender.reopened();
      const sent = await doneInTime(lender, () => other.send(exportId));
      expect(sent).toMatchObject({ state: 'complete', problems: [] });
      await expectExportedOnce(other);
    },
  );

  it.each([
    ['the intent', 'recordCalls', false],
    ['the outcome', 'recordOutcomes', true],
  ])(
    'F4: silent when %s is committed (%s): nobody waits for ever, and another connection goes on',
    async (_, name, isSent) => {
      const url = new URL(await newDatabase());
      const proxy = await silentProxy(Number(url.port));
      url.port = String(proxy.port);
      const lender = await openLender({
        databaseUrl: `${url.href}?${HASTY}`,
      });
      const exportId = await lender.planned();
      const startedAt = performance.now();
      const point = happening(name, proxy.silence);
      await expect(DEEDS.send(lender.app, point, exportId)).rejects.toMatchObject(NOT_USABLE);
      expect(performance.now() - startedAt).toBeLessThan(20_000);
      expect((await lender.xero.documents()).length > 0).toBe(isSent);
      proxy.speak();
      expect(await lender.parts(exportId)).toHaveLength(4);
      const other = await lender.reopened();
      const sent = await doneInTime(lender, () => other.send(exportId));
      expect(sent).toMatchObject({ state: 'complete', problems: [] });
      await expectExportedOnce(other);
    },
  );

  it('F4: nothing is left to chance: a statement ends within minutes, on both sides', async () => {
    const store = await openStore({ databaseUrl: server.url });
    const { rows } = await sql<{ ms: number }>`select setting::int8 as ms from pg_settings
      where name = 'statement_timeout'`.execute(store.reader);
    expect(rows).toEqual([{ ms: 600_000 }]);
    await store.close();
    const hasty = await openStore({ databaseUrl: `${server.url}?statement_timeout=50` });
    const sleeping = sql`select pg_sleep(5)`.execute(hasty.reader);
    await expect(sleeping).rejects.toMatchObject(NOT_USABLE);
    expect((await sql`select 1 as one`.execute(hasty.reader)).rows).toEqual([{ one: 1 }]);
    await hasty.close();
  });

  it('F5: two transactions that wait for each other: one begins anew, and both are done', async () => {
    const databaseUrl = await newDatabase();
    const [one, other] = [await openStore({ databaseUrl }), await openStore({ databaseUrl })];
    const keys = ['a', 'b'];
    await one.transact(ACT, async (tx, audit) => {
      await tx
        .insertInto('setting')
        .values(keys.map((key) => ({ key, value: '' })))
        .execute();
      await audit('test.begun', 'settings');
    });
    let arrived = 0;
    let begun = 0;
    const crossing = (store: typeof one, order: string[], value: string) =>
      transactRepeatably(store, ACT, async (tx, audit) => {
        begun += 1;
        for (const key of order) {
          const row = tx.updateTable('setting').where('key', '=', key);
          await row.set((eb) => ({ value: eb('value', '||', value) })).execute();
          arrived += 1;
          while (arrived < 2) await new Promise((resolve) => setTimeout(resolve, 5));
        }
        await audit('test.crossed', value);
      });
    await Promise.all([crossing(one, keys, 'x'), crossing(other, [...keys].reverse(), 'y')]);
    expect(begun).toBe(3);
    const rows = await one.reader.selectFrom('setting').select('value').execute();
    expect(rows.map(({ value }) => [...value].sort().join(''))).toEqual(['xy', 'xy']);
    await one.close();
    await other.close();
  });

  it('F5: what never comes through is tried four times and told', async () => {
    const store = await openStore({ databaseUrl: server.url });
    let tries = 0;
    const failing = transactRepeatably(store, ACT, async (tx) => {
      tries += 1;
      await sql`do $$ begin raise exception 'no' using errcode = '40001'; end $$`.execute(tx);
    });
    await expect(failing).rejects.toMatchObject({ problem: { code: 'store.collision' } });
    expect(tries).toBe(4);
    await store.close();
  });

  it('F5: thirty workers that want one batch at the same moment: one has it', async () => {
    const databaseUrl = await newDatabase();
    const lender = await openLender({ databaseUrl });
    const exportId = await lender.planned();
    const { batch_id: batchId } = await lender.app.store.reader
      .selectFrom('batch')
      .select('batch_id')
      .where('export_id', '=', exportId)
      .executeTakeFirstOrThrow();
    const act = lender.app.act();
    const until = act.at.replace(/^\d{4}/, '2999') as typeof act.at;
    const taken = await Promise.all(
      Array.from({ length: 30 }, (_, index) =>
        takeLease(lender.app.store, act, { batchId, owner: `worker ${index}`, until }),
      ),
    );
    expect(taken.filter((held) => held !== undefined)).toHaveLength(1);
  });
});

it('F5: thirty sendings of one batch at once on the embedded store: one sends, the others are told', async () => {
  const lender = await openLender();
  const exportId = await lender.planned();
  const sent = await Promise.all(Array.from({ length: 30 }, () => lender.send(exportId)));
  const done = sent.filter((one) => one.ok && valueIn(one).state === 'complete');
  expect(done.length).toBeGreaterThan(0);
  for (const one of sent.filter(({ ok }) => !ok)) {
    expect(one).toMatchObject({ problems: [{ code: 'batch.held_elsewhere' }] });
  }
  await expectExportedOnce(lender);
});
