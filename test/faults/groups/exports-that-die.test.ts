import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { valueIn } from '../../outcomes.ts';
import { faulty } from '../../scenarios/export/faults.ts';
import { type Lender, openLender } from '../../scenarios/export/lender.ts';
import { expectExportedOnce } from '../invariants.ts';
import { doDeed, passForAll, startDeed } from './child-deed.ts';

const HALF_SENDER = fileURLToPath(new URL('half-sender.ts', import.meta.url));
const MINUTE_MS = 60_000;

/** Another program goes on, and every document stands in Xero once. */
async function resumed(lender: Lender, exportId: string): Promise<void> {
  const other = await lender.reopened();
  expect(valueIn(await other.send(exportId))).toMatchObject({ state: 'complete', problems: [] });
  await expectExportedOnce(other);
}

/** How often each call of the batch left, and under how many keys. */
async function callsOf({ app }: Lender) {
  return app.store.reader
    .selectFrom('call')
    .select(['kind', 'generation', 'attempts', 'state'])
    .orderBy('call_id')
    .execute();
}

describe('a sender that is killed', () => {
  it('A4: killed in the middle of the request body: Xero saw nothing, then has all once', async () => {
    const lender = await openLender();
    const exportId = await lender.planned();
    const words = [HALF_SENDER, lender.dataFolder, exportId, lender.clock.now()];
    const child = spawn(process.execPath, words, { stdio: ['ignore', 'inherit', 'inherit'] });
    await once(child, 'close');
    expect(child.signalCode).toBe('SIGKILL');
    expect(await lender.xero.documents()).toEqual([]);
    await resumed(lender, exportId);
  });

  it('A6: killed after the answer and before it is committed: found, and not posted again', async () => {
    const lender = await openLender();
    const exportId = await lender.planned({ streams: ['journals'] });
    const at = { since: 'recordOutcomes', at: 1, moment: 'before', way: 'kill' } as const;
    const died = await doDeed(lender, { deed: 'send', exportId, ...at });
    expect(died).toEqual({ said: 'recordOutcomes', signal: 'SIGKILL' });
    expect(await lender.xero.documents()).toHaveLength(3);
    const other = await lender.reopened();
    expect(valueIn(await other.send(exportId)).state).toBe('complete');
    expect(await callsOf(other)).toMatchObject([{ generation: 1, attempts: 1 }]);
    expect(await lender.xero.documents()).toHaveLength(3);
    const parts = await other.parts(exportId);
    const inXero = (await lender.xero.documents()).map(({ id }) => id);
    expect(parts.map(({ xeroId }) => xeroId).sort()).toEqual(inXero.sort());
  });
});

describe('a sender that is stopped', () => {
  it('A9: stopped past its lease with the answer in its hands: another one finishes, it is refused', async () => {
    const lender = await openLender();
    const exportId = await lender.planned();
    const at = { since: 'recordOutcomes', at: 1, moment: 'before' } as const;
    const first = startDeed(lender, { deed: 'send', exportId, ...at });
    await first.untilStopped();
    const early = await doDeed(lender, { deed: 'send', exportId });
    expect(early.said).toContain('batch.held_elsewhere');
    await passForAll(lender, 5 * MINUTE_MS);
    const second = await doDeed(lender, { deed: 'send', exportId });
    expect(second.said).toContain('"batchState":"complete"');
    first.goOn();
    expect((await first.ended).said).toContain('store.lease_lost');
    await expectExportedOnce(await lender.reopened());
    expect((await callsOf(lender)).map(({ attempts }) => attempts)).toEqual([1, 1]);
  });

  it('A9: stopped past its lease before anything left: another one sends, it sends nothing late', async () => {
    const lender = await openLender();
    const exportId = await lender.planned({ streams: ['journals'] });
    const at = { since: 'recordAttempt', at: 1, moment: 'after' } as const;
    const first = startDeed(lender, { deed: 'send', exportId, ...at });
    await first.untilStopped();
    expect(await lender.xero.documents()).toEqual([]);
    await passForAll(lender, 5 * MINUTE_MS);
    const second = await doDeed(lender, { deed: 'send', exportId });
    expect(second.said).toContain('"batchState":"complete"');
    first.goOn();
    expect((await first.ended).said).toContain('store.lease_lost');
    expect(await lender.xero.documents()).toHaveLength(3);
    const states = (await lender.parts(exportId)).map(({ state }) => state);
    expect(states).toEqual(Array(3).fill('confirmed'));
  });

  it('A11: paused for 10 minutes before its request left: the key is too old, nothing goes under it', async () => {
    const lender = await openLender();
    const exportId = await lender.planned({ streams: ['journals'] });
    const at = { since: 'recordAttempt', at: 1, moment: 'after' } as const;
    const paused = startDeed(lender, { deed: 'send', exportId, ...at });
    await paused.untilStopped();
    await passForAll(lender, 10 * MINUTE_MS);
    paused.goOn();
    expect((await paused.ended).said).toContain('xero_call.too_late');
    expect(await lender.xero.documents()).toEqual([]);
    expect(valueIn(await (await lender.reopened()).send(exportId)).state).toBe('complete');
    expect(await lender.xero.documents()).toHaveLength(3);
  });

  it('A11: paused for 10 minutes with an answer that is lost: looks, and sends nothing again', async () => {
    const lender = await openLender();
    const exportId = await lender.planned();
    const path = '/ManualJournals';
    await faulty(lender, { method: 'PUT', path, kind: 'drop', moment: 'after' });
    const at = { since: 'wait', at: 1, moment: 'before' } as const;
    const paused = startDeed(lender, { deed: 'send', exportId, ...at });
    await paused.untilStopped();
    await passForAll(lender, 10 * MINUTE_MS);
    paused.goOn();
    expect((await paused.ended).said).toContain('document.in_doubt');
    await resumed(lender, exportId);
    const journals = (await callsOf(lender)).filter(({ kind }) => kind === 'manualJournal');
    expect(journals).toMatchObject([{ generation: 1, attempts: 2 }]);
  });
});
