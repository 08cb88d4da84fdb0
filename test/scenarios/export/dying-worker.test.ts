import { describe, expect, it } from 'vitest';
import { listBatches } from '../../../src/store/batch-reader.ts';
import { loadAudit } from '../../audit.ts';
import { valueIn } from '../../outcomes.ts';
import { type DyingMoment, dieAt } from './dying.ts';
import { copiesInXero, faulty, JOURNALS_UNAVAILABLE, journalCalls, onceEach } from './faults.ts';
import { type Lender, openLender } from './lender.ts';
import { writesOf } from './wire-tap.ts';

/** Whatever happened before: another worker goes on, and every document stands in Xero once. */
async function resumeToEnd(lender: Lender, exportId: string): Promise<void> {
  expect(valueIn(await lender.send(exportId))).toMatchObject({
    state: 'complete',
    documents: { confirmed: 4, rejected: 0, inDoubt: 0, conflict: 0 },
    problems: [],
  });
  expect(await copiesInXero(lender)).toEqual(await onceEach(lender, exportId));
  expect(await lender.tieOut()).toMatchObject({ unexplained: '0.00' });
}

describe('a sender that is killed', () => {
  it.each<[string, DyingMoment, number]>([
    ['A3: killed after the intent and', 'before the first byte', 0],
    ['killed', 'after the first byte', -1],
    ['A5: killed before the answer is read and', 'after Xero saved', -1],
    ['killed', 'while reading back', 4],
  ])('%s %s: the next one looks before it sends', async (_row, moment, inXero) => {
    const lender = await openLender();
    const exportId = await lender.planned();
    await dieAt(lender, moment, exportId);
    if (inXero >= 0) expect(await lender.xero.documents()).toHaveLength(inXero);
    await resumeToEnd(lender, exportId);
  });

  it('waits until nothing of the dead one can still be under way', async () => {
    const lender = await openLender();
    const exportId = await lender.planned();
    await dieAt(lender, 'after Xero saved', exportId);
    let waited: number | undefined;
    lender.tap.beforeRequest = ({ path }) => {
      if (path.includes('where=Narration')) waited ??= lender.waits[0];
    };
    await resumeToEnd(lender, exportId);
    expect(waited).toBeGreaterThanOrEqual(159_000);
  });

  it('waits only for what is left where another one waited before', async () => {
    const lender = await openLender();
    const exportId = await lender.planned();
    await dieAt(lender, 'after Xero saved', exportId);
    await dieAt(lender, 'while looking', exportId);
    expect((await lender.parts(exportId)).map(({ state }) => state)).toContain('inDoubt');
    await lender.pass(100_000);
    const told: (number | undefined)[] = [];
    await lender.send(exportId, ({ waitsMs }) => told.push(waitsMs));
    expect(lender.waits[0]).toBeGreaterThan(40_000);
    // Xero tells the time in whole seconds.
    expect(lender.waits[0]).toBeLessThanOrEqual(61_000);
    expect(told).toContain(lender.waits[0]);
    await resumeToEnd(lender, exportId);
  });

  it('A7: killed again and again, at every step and while looking: nothing changes in the end', async () => {
    const lender = await openLender();
    const exportId = await lender.planned();
    const moments: DyingMoment[] = [
      'before the first byte',
      'while looking',
      'before the first byte',
      'while looking',
      'after Xero saved',
      'while looking',
      'while reading back',
    ];
    for (const moment of moments) await dieAt(lender, moment, exportId);
    await resumeToEnd(lender, exportId);
  });

  it('on the second way of a document: no third way beside it', async () => {
    const lender = await openLender();
    await faulty(lender, JOURNALS_UNAVAILABLE);
    const exportId = await lender.planned();
    await lender.send(exportId);
    await dieAt(lender, 'before the first byte', exportId);
    await resumeToEnd(lender, exportId);
  });

  it('leaves a trail of every step under its own name', async () => {
    const lender = await openLender();
    const exportId = await lender.planned();
    await dieAt(lender, 'before the first byte', exportId);
    const trail = await loadAudit(lender.app.store.reader, { subject: `batch/${exportId}` });
    const ofDead = trail.filter(({ actor }) => actor === 'os:dying').map(({ action }) => action);
    expect(ofDead.slice(0, 2)).toEqual(['lease.taken', 'batch.sending']);
    expect(ofDead).toContain('call.sent');
    expect(ofDead).not.toContain('call.answered');
  });
});

describe('a planner that is killed', () => {
  it.each<DyingMoment>([
    'while planning: before the documents',
    'while planning: rows half claimed',
  ])(
    'A1: killed %s: no batch is seen, and the next plan takes every row at once',
    async (moment) => {
      const lender = await openLender();
      await dieAt(lender, moment);
      expect(await listBatches(lender.app.store.reader, 'test')).toEqual([]);
      const plan = valueIn(await lender.plan());
      expect(plan).toMatchObject({ exportId: '20260531.001', transactions: 4, lines: 9 });
      await resumeToEnd(lender, '20260531.001');
      expect(journalCalls(lender)).toHaveLength(1);
      expect(writesOf(lender.tap)).toHaveLength(2);
    },
  );
});
