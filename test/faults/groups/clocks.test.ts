import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { AccountingDate } from '../../../src/domain/dates.ts';
import { resolveExportId } from '../../../src/domain/export-id.ts';
import type { Store } from '../../../src/store/store.ts';
import { batchRecords } from '../../batch-records.ts';
import { newBatch } from '../../sample-batch.ts';
import { faulty, JOURNALS_SAVED_UNANSWERED, journalCalls } from '../../scenarios/export/faults.ts';
import { type Lender, openLender } from '../../scenarios/export/lender.ts';
import { ACT, newStore } from '../../stores.ts';
import { DEEDS } from '../deeds.ts';
import { type FailPoint, failPoint } from '../fail-point.ts';
import { expectExportedOnce } from '../invariants.ts';
import { commitLate } from './late-commit.ts';
import { dayOf, exportInZone } from './zones.ts';

const HOUR_MS = 3_600_000;

/** The lender's program on a machine whose clock is set, while the one that counts goes on. */
function onSetClock({ app }: Lender) {
  let setMs = 0;
  const act: typeof app.act = () => {
    const given = app.act();
    const at = new Date(Date.parse(given.at) + setMs).toISOString() as typeof given.at;
    return { ...given, at };
  };
  return {
    app: { ...app, act },
    set: (milliseconds: number) => {
      setMs = milliseconds;
    },
  };
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

async function datesIn({ xero }: Lender): Promise<string[]> {
  return (await xero.documents()).map(({ date }) => dayOf(date)).sort();
}

const DATES = ['2026-05-01', '2026-05-02', '2026-05-02', '2026-05-03'];

describe('the clock of the machine is set in the middle of an export', () => {
  it.each([
    ['forward by a day', 24 * HOUR_MS],
    ['back by an hour', -HOUR_MS],
  ])(
    'D1: %s: the key is kept as long as it lives, and no longer; each document once, on its day',
    async (_, setMs) => {
      const lender = await openLender();
      const exportId = await lender.planned();
      await faulty(lender, JOURNALS_SAVED_UNANSWERED);
      const machine = onSetClock(lender);
      const point = happening('wait', async () => {
        machine.set(setMs);
        await lender.pass(6 * 60_000);
      });
      await DEEDS.send(machine.app, point, exportId);
      const calls = journalCalls(lender);
      expect(new Set(calls.map(({ idempotencyKey }) => idempotencyKey)).size).toBe(1);
      expect(calls.length).toBeLessThanOrEqual(2);
      const other = onSetClock(await lender.reopened());
      other.set(setMs);
      const still = failPoint({ at: 0, moment: 'before', way: 'throw' });
      expect(await DEEDS.send(other.app, still, exportId)).toMatchObject({
        value: { batchState: 'complete', problems: [] },
      });
      expect(journalCalls(lender)).toHaveLength(calls.length);
      expect(await datesIn(lender)).toEqual(DATES);
      await expectExportedOnce(lender);
    },
  );

  it('D1: forward by an hour while a call is unanswered: nobody looks before that call can have ended', async () => {
    const lender = await openLender();
    const exportId = await lender.planned();
    const late = commitLate(lender, 150_000);
    await lender.send(exportId);
    expect(late.commits()).toBe(0);
    const machine = onSetClock(lender);
    machine.set(HOUR_MS);
    const still = failPoint({ at: 0, moment: 'before', way: 'throw' });
    await DEEDS.send(machine.app, still, exportId);
    expect(late.commits()).toBe(1);
    await expectExportedOnce(lender);
  });

  it('D1: back by an hour: nobody takes the batch of one that sends', async () => {
    const lender = await openLender();
    const exportId = await lender.planned();
    const other = onSetClock(await lender.reopened());
    other.set(-HOUR_MS);
    const still = failPoint({ at: 0, moment: 'before', way: 'throw' });
    const point = happening('recordOutcomes', async () => {
      expect(await DEEDS.send(other.app, still, exportId)).toMatchObject({
        problems: [{ code: 'batch.held_elsewhere' }],
      });
    });
    expect(await DEEDS.send(lender.app, point, exportId)).toMatchObject({
      value: { batchState: 'complete' },
    });
    await expectExportedOnce(lender);
  });

  it('D1: forward by a day, so that a lease looks old: whoever takes it looks, the first one is refused', async () => {
    const lender = await openLender();
    const exportId = await lender.planned();
    const machine = onSetClock(lender);
    const other = onSetClock(await lender.reopened());
    const still = failPoint({ at: 0, moment: 'before', way: 'throw' });
    const point = happening('recordOutcomes', async () => {
      for (const one of [machine, other]) one.set(24 * HOUR_MS);
      const sent = await DEEDS.send(other.app, still, exportId);
      expect(sent).toMatchObject({ value: { batchState: 'complete', problems: [] } });
    });
    await expect(DEEDS.send(machine.app, point, exportId)).rejects.toMatchObject({
      problem: { code: 'store.lease_lost' },
    });
    expect(await datesIn(lender)).toEqual(DATES);
    await expectExportedOnce(lender);
  });
});

it.each(['Pacific/Auckland', 'America/New_York'])(
  'D2: in %s, on the days around changes of clocks: each day in Xero is the day of the ledger',
  (zone) => exportInZone(zone),
);

describe('a thousand batches a day', () => {
  let store: Store;
  let remove: () => Promise<void>;
  beforeAll(async () => {
    ({ store, remove } = await newStore('sqlite'));
  });
  afterAll(() => remove());

  it('D3: export ids are unique and count up, also at midnight and at the end of a year', async () => {
    const records = batchRecords(store);
    const batch = await newBatch(store);
    const parts = { entity: 'M', user: 'tester' };
    const begin = async (upTo: string) => {
      const day = upTo as AccountingDate;
      const pattern = resolveExportId('[YYYYMMDD].[Seq]', { ...parts, upTo: day });
      const at = `${upTo}T23:59:59.999Z` as typeof ACT.at;
      return (await records.beginBatch({ ...ACT, at }, { ...batch, pattern, upTo: day })).exportId;
    };
    const ids: string[] = [];
    for (let count = 1; count <= 1000; count += 1) ids.push(await begin('2026-12-31'));
    expect(ids).toEqual(
      Array.from({ length: 1000 }, (_, at) => `20261231.${String(at + 1).padStart(3, '0')}`),
    );
    expect(await begin('2027-01-01')).toBe('20270101.001');
    expect(await begin('2026-12-31')).toBe('20261231.1001');
    const together = await Promise.all(Array.from({ length: 20 }, () => begin('2027-01-01')));
    expect(new Set(together).size).toBe(20);
    expect(together.sort().at(-1)).toBe('20270101.021');
  });
});
