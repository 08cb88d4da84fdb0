import { describe, expect, it } from 'vitest';
import type { Progress } from '../../../src/export/effects.ts';
import { listExportsTask } from '../../../src/tasks/show-exports.ts';
import { valueIn } from '../../outcomes.ts';
import { copiesInXero, DAY_IS_USED_UP, faulty, journalCalls, onceEach } from './faults.ts';
import { codesOf, openLender } from './lender.ts';

const MINUTE_IS_USED_UP = {
  ...DAY_IS_USED_UP,
  headers: { 'x-rate-limit-problem': 'minute', 'retry-after': '37' },
};

describe("Xero's limits", () => {
  it('B6: of a minute: waits as long as Xero asks and says so, and calls nothing meanwhile', async () => {
    const lender = await openLender();
    const exportId = await lender.planned({ streams: ['journals'] });
    await faulty(lender, { ...MINUTE_IS_USED_UP, times: 2 });
    const callsAtWaits: number[] = [];
    const { push } = Array.prototype;
    lender.waits.push = (...waits) => {
      callsAtWaits.push(lender.tap.exchanges.length);
      return push.apply(lender.waits, waits);
    };
    const shown: Progress[] = [];
    const sent = await lender.send(exportId, (step) => shown.push(step));
    expect(valueIn(sent).state).toBe('complete');
    expect(shown.filter(({ waitsMs = 0 }) => waitsMs >= 37_000)).toHaveLength(2);
    expect(lender.waits.filter((wait) => wait >= 37_000)).toHaveLength(2);
    const calls = journalCalls(lender);
    expect(calls.map(({ httpStatus }) => httpStatus)).toEqual([429, 429, 200]);
    expect(new Set(calls.map((one) => one.idempotencyKey)).size).toBe(1);
    expect(new Set(callsAtWaits).size).toBe(callsAtWaits.length);
    expect(await copiesInXero(lender)).toEqual(await onceEach(lender, exportId));
  });

  it('of a minute, as the twin counts them: a plan and a sending keep under sixty calls', async () => {
    const lender = await openLender();
    await lender.xero.control('PUT', '/limits', { minute: 8 });
    const exportId = await lender.planned();
    expect(valueIn(await lender.send(exportId)).state).toBe('complete');
    await lender.xero.control('PUT', '/limits', { minute: 1000 });
    expect(lender.waits.some((wait) => wait > 1_000)).toBe(true);
    expect(await copiesInXero(lender)).toEqual(await onceEach(lender, exportId));
  });

  it('B7: of a day: the batch is parked, says why and when it wakes up, and goes on then', async () => {
    const lender = await openLender();
    const exportId = await lender.planned();
    await faulty(lender, DAY_IS_USED_UP);
    const parked = valueIn(await lender.send(exportId));
    expect(parked.state).toBe('parked');
    expect(codesOf(parked.problems)).toEqual(['xero_limit.day_reached', 'batch.parked']);
    const { batches } = await listExportsTask(lender.app);
    const wakeAt = Date.parse(batches[0]?.wakeAt ?? '');
    const inMs = wakeAt - Date.parse(lender.clock.now());
    expect(inMs).toBeGreaterThan(3_590_000);
    expect(inMs).toBeLessThanOrEqual(3_600_000);
    expect(batches[0]).toMatchObject({
      state: 'parked',
      waitsFor: expect.stringContaining('for the day'),
    });
    const before = lender.tap.exchanges.length;
    expect((await lender.send(exportId)).ok).toBe(false);
    expect(lender.tap.exchanges).toHaveLength(before);
    await lender.pass(3_600_000);
    expect(valueIn(await lender.send(exportId))).toMatchObject({ state: 'complete', problems: [] });
    expect(journalCalls(lender)).toHaveLength(2);
    expect(await copiesInXero(lender)).toEqual(await onceEach(lender, exportId));
    expect((await listExportsTask(lender.app)).batches[0]).toMatchObject({
      wakeAt: null,
      waitsFor: null,
    });
  });

  it('of a day, met only while reading back: parked as well, nothing is sent again', async () => {
    const lender = await openLender();
    const exportId = await lender.planned({ streams: ['journals'] });
    await faulty(lender, { ...DAY_IS_USED_UP, method: 'GET' });
    const parked = valueIn(await lender.send(exportId));
    expect(parked).toMatchObject({ state: 'parked', documents: { confirmed: 0, inDoubt: 3 } });
    await lender.pass(3_600_000);
    expect(valueIn(await lender.send(exportId)).state).toBe('complete');
    expect(journalCalls(lender)).toHaveLength(1);
  });
});
