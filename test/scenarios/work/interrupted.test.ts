import { describe, expect, it } from 'vitest';
import { doDeed } from '../../faults/groups/child-deed.ts';
import { expectExportedOnce, expectUndoneOnce } from '../../faults/invariants.ts';
import { valueIn } from '../../outcomes.ts';
import { dieAt } from '../export/dying.ts';
import { DAY_IS_USED_UP, faulty, JOURNALS_UNAVAILABLE, journalCalls } from '../export/faults.ts';
import { codesOf, openLender } from '../export/lender.ts';
import { lock, sentBatch } from '../undo/undo.ts';
import { namesOf, startRounds, workOnce } from './completing.ts';

describe('work that was interrupted', () => {
  it('A2: killed after the batch was committed, with nothing sent: taken up at the start, each document once', async () => {
    const lender = await openLender();
    const exportId = await lender.planned();
    const at = { since: 'recordCalls', at: 1, moment: 'after', way: 'kill' } as const;
    const died = await doDeed(lender, { deed: 'send', exportId, ...at });
    expect(died).toEqual({ said: 'recordCalls', signal: 'SIGKILL' });
    expect(await lender.xero.documents()).toEqual([]);
    const waits = lender.waits.length;
    const done = await workOnce((await lender.reopened()).app);
    expect(done).toMatchObject({
      rounds: 1,
      resumed: [{ exportId, state: 'complete' }],
      waiting: [],
      problems: [],
    });
    expect(namesOf(done.news)).toEqual([`begun ${exportId}`, `ended ${exportId}`, 'watched']);
    expect(lender.waits.slice(waits).every((wait) => wait < 60_000)).toBe(true);
    await expectExportedOnce(lender);
  });

  it('a send without an answer is looked for and goes on', async () => {
    const lender = await openLender();
    const exportId = await lender.planned();
    await dieAt(lender, 'after Xero saved', exportId);
    expect((await workOnce((await lender.reopened()).app)).problems).toEqual([]);
    await expectExportedOnce(lender);
  });

  it('an undo goes on as an undo', async () => {
    const lender = await openLender();
    const exportId = await sentBatch(lender);
    await lock(lender, '2026-05-01');
    const at = { since: 'endDocuments', at: 1, moment: 'after', way: 'kill' } as const;
    await doDeed(lender, { deed: 'undo', exportId, ...at });
    const done = await workOnce((await lender.reopened()).app);
    expect(done.resumed).toEqual([{ exportId, state: 'undone' }]);
    await expectUndoneOnce(lender, exportId);
  });

  it('an import and a plan that died are cleared away', async () => {
    const lender = await openLender();
    await dieAt(lender, 'while planning: rows half claimed');
    const at = { since: 'transact', at: 2, moment: 'after', way: 'kill' } as const;
    await doDeed(lender, { deed: 'import', ...at });
    const { news } = await workOnce((await lender.reopened()).app);
    expect(namesOf(news)).toEqual(['cleared the import of transactions.csv', 'cleared a plan']);
    const left = (table: 'batch' | 'import') => lender.app.store.reader.selectFrom(table);
    expect(await left('batch').selectAll().execute()).toEqual([]);
    const loading = left('import').selectAll().where('state', '=', 'loading');
    expect(await loading.execute()).toEqual([]);
  });

  it('what a living program has in hand is left to it', async () => {
    const lender = await openLender();
    const exportId = await lender.planned();
    let other: Awaited<ReturnType<typeof workOnce>> | undefined;
    lender.tap.afterAnswer = async ({ method }) => {
      if (method === 'PUT' && other === undefined) {
        const before = lender.tap.exchanges.length;
        other = await workOnce((await lender.reopened()).app);
        expect(lender.tap.exchanges).toHaveLength(before);
      }
    };
    expect(valueIn(await lender.send(exportId)).state).toBe('complete');
    expect(other).toMatchObject({ resumed: [], waiting: [{ exportId, state: 'sending' }] });
    await expectExportedOnce(lender);
  });
});

describe('work that waits', () => {
  it('for its time is left until then, says why, and then goes on by itself', async () => {
    const lender = await openLender();
    const exportId = await lender.planned();
    await faulty(lender, DAY_IS_USED_UP);
    await lender.send(exportId);
    const work = startRounds(lender);
    await work.rounds(59);
    expect(namesOf(work.takeNews())).toEqual([]);
    expect(await work.waiting()).toMatchObject([
      { exportId, state: 'parked', reason: expect.stringMatching(/limit of calls for the day/) },
    ]);
    await work.rounds(2);
    expect(namesOf(work.takeNews())).toEqual([`begun ${exportId}`, `ended ${exportId}`, 'watched']);
    await expectExportedOnce(lender);
  });

  it('until a moment that only a wrong clock can have named goes on at once', async () => {
    const lender = await openLender();
    const exportId = await lender.planned();
    await faulty(lender, DAY_IS_USED_UP);
    await lender.pass(40 * 86_400_000);
    await lender.send(exportId);
    await lender.pass(-39 * 86_400_000);
    expect((await workOnce((await lender.reopened()).app)).resumed).toEqual([
      { exportId, state: 'complete' },
    ]);
  });

  it('for a person is named once and left alone', async () => {
    const lender = await openLender();
    const refused = await lender.planned({ streams: ['journals'] });
    await faulty(lender, { ...JOURNALS_UNAVAILABLE, httpStatus: 403, times: 1 });
    expect(valueIn(await lender.send(refused)).state).toBe('attention');
    const planned = await lender.planned({ streams: ['bank'] });
    const work = startRounds(lender);
    const calls = journalCalls(lender).length;
    await work.rounds(3);
    const news = work.takeNews().filter(({ kind }) => kind !== 'watched');
    expect(namesOf(news)).toEqual([`left ${refused}`, `left ${planned}`]);
    expect(await work.waiting()).toMatchObject([
      { exportId: refused, state: 'attention', wakeAt: null },
      { exportId: planned, state: 'planned', wakeAt: null },
    ]);
    expect(journalCalls(lender)).toHaveLength(calls);
  });

  it('for something to be mended is tried after growing waits, and at once when it is mended here', async () => {
    const lender = await openLender();
    const exportId = await lender.planned();
    await dieAt(lender, 'before the first byte', exportId);
    await lender.configure({ settings: { useGeneralLedger: false } });
    const work = startRounds(lender);
    const tries: number[] = [];
    for (let minute = 0; minute <= 200; minute += 1) {
      await work.round();
      if (namesOf(work.takeNews()).includes(`begun ${exportId}`)) tries.push(minute);
      await lender.pass(60_000);
    }
    expect(tries).toEqual([0, 1, 3, 7, 15, 31, 63, 123, 183]);
    expect(await work.waiting()).toMatchObject([
      { exportId, state: 'sending', reason: expect.stringContaining('Use General Ledger?') },
    ]);
    await lender.configure({ settings: { useGeneralLedger: true } });
    await work.round();
    expect(namesOf(work.takeNews())).toEqual([`begun ${exportId}`, `ended ${exportId}`, 'watched']);
    await expectExportedOnce(lender);
  });

  it('for Xero to come back is tried again and again, and nothing is said of it in the end', async () => {
    const lender = await openLender();
    const exportId = await lender.planned();
    await dieAt(lender, 'before the first byte', exportId);
    await faulty(lender, { path: '/Organisation', kind: 'status', httpStatus: 503, times: 4 });
    const { app } = await lender.reopened();
    const failed = await workOnce(app);
    expect(codesOf(failed.problems)).toEqual(['xero_call.unavailable']);
    expect(failed.waiting).toMatchObject([{ exportId, wakeAt: expect.any(String) }]);
    expect((await workOnce(app)).problems).toEqual([]);
    await expectExportedOnce(lender);
  });
});
