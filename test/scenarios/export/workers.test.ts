import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { listBatches } from '../../../src/store/batch-reader.ts';
import type { PlanReport } from '../../../src/tasks/plan-export.ts';
import { valueIn } from '../../outcomes.ts';
import { dieAt } from './dying.ts';
import { copiesInXero, journalCalls, onceEach } from './faults.ts';
import { CONFIGURATION, codesOf, type Lender, openLender, UP_TO } from './lender.ts';
import type { Exchange } from './wire-tap.ts';

/** A gate at which one worker stands until it is opened. */
interface Gate {
  readonly reached: Promise<void>;
  open(): void;
}

/** The answer to the first request that matches does not come through before the gate is opened. */
function holdAnswer(lender: Lender, matches: (exchange: Exchange) => boolean): Gate {
  let open = () => {};
  let arrive = () => {};
  const opened = new Promise<void>((resolve) => {
    open = resolve;
  });
  const reached = new Promise<void>((resolve) => {
    arrive = resolve;
  });
  lender.tap.afterAnswer = async (exchange) => {
    if (!matches(exchange)) return;
    lender.tap.afterAnswer = () => undefined;
    arrive();
    await opened;
  };
  return { reached, open: () => open() };
}

const isJournals = ({ method, path }: Exchange) =>
  method === 'PUT' && path.includes('/ManualJournals');

describe('two workers on one batch', () => {
  it('one sends, the other is told so and calls nothing that writes', async () => {
    const lender = await openLender();
    const exportId = await lender.planned();
    const gate = holdAnswer(lender, isJournals);
    const first = lender.send(exportId);
    await gate.reached;
    const second = await lender.send(exportId);
    expect(second).toMatchObject({ ok: false, problems: [{ code: 'batch.held_elsewhere' }] });
    gate.open();
    expect(valueIn(await first).state).toBe('complete');
    expect(await copiesInXero(lender)).toEqual(await onceEach(lender, exportId));
  });

  it('one hangs until its lease is over: the other looks, and the late one is refused', async () => {
    const lender = await openLender();
    const exportId = await lender.planned();
    const gate = holdAnswer(lender, isJournals);
    const hung = lender.send(exportId);
    await gate.reached;
    await lender.pass(5 * 60_000);
    const other = await lender.reopened();
    expect(valueIn(await other.send(exportId)).state).toBe('complete');
    gate.open();
    await expect(hung).rejects.toMatchObject({ problem: { code: 'store.lease_lost' } });
    expect([...journalCalls(lender), ...journalCalls(other)]).toHaveLength(1);
    expect(await copiesInXero(lender)).toEqual(await onceEach(lender, exportId));
    expect((await lender.parts(exportId)).map(({ state }) => state)).toEqual(
      Array(4).fill('confirmed'),
    );
  });

  it('one died: its heir needs not wait for the lease, and nobody inherits from the living', async () => {
    const lender = await openLender();
    const exportId = await lender.planned();
    await dieAt(lender, 'after Xero saved', exportId);
    const gate = holdAnswer(lender, ({ path }) => path.includes('where=Narration'));
    const heir = lender.send(exportId);
    await gate.reached;
    expect(await lender.send(exportId)).toMatchObject({
      ok: false,
      problems: [{ code: 'batch.held_elsewhere' }],
    });
    gate.open();
    expect(valueIn(await heir).state).toBe('complete');
    expect(await copiesInXero(lender)).toEqual(await onceEach(lender, exportId));
  });
});

/** The last thing that a plan reads comes to several plans at the same moment. */
function planTogether(lender: Lender, plans: number): void {
  let open = () => {};
  const opened = new Promise<void>((resolve) => {
    open = resolve;
  });
  let arrived = 0;
  lender.tap.afterAnswer = ({ path }) => {
    if (!path.includes('/Contacts')) return;
    arrived += 1;
    if (arrived === plans) open();
    return opened;
  };
}

/** Which batch has each part of each row. */
async function claims({ app }: Lender): Promise<string[]> {
  const rows = await app.store.reader
    .selectFrom('claim')
    .innerJoin('batch', 'batch.batch_id', 'claim.batch_id')
    .select(['stream', 'row_id', 'turn', 'export_id'])
    .orderBy('stream')
    .orderBy('row_id')
    .execute();
  return rows.map((row) => `${row.stream} ${row.row_id} ${row.turn} ${row.export_id}`);
}

describe('two plans at once', () => {
  it.each([
    ['of transactions', {}],
    ['of ready-made entries', { transactions: '' }],
  ])('%s never share a row', async (_case, options) => {
    const lender = await openLender(options);
    await lender.import('journals', ENTRIES);
    planTogether(lender, 2);
    const both = await Promise.allSettled([lender.plan(), lender.plan()]);
    const planned = both.flatMap((one) => (one.status === 'fulfilled' ? [valueIn(one.value)] : []));
    const refused = both.flatMap((one) => (one.status === 'rejected' ? [one.reason] : []));
    expect(planned.filter(({ exportId }) => exportId !== null)).toHaveLength(1);
    for (const one of refused) expect(one).toMatchObject({ problem: { code: 'store.rows_taken' } });
    const batches = await listBatches(lender.app.store.reader, 'test');
    expect(batches).toHaveLength(1);
    expect(new Set((await claims(lender)).map((one) => one.split(' ')[3])).size).toBe(1);
    expect(valueIn(await lender.plan())).toMatchObject({ exportId: null, transactions: 0 });
    const [{ exportId } = { exportId: '' }] = batches;
    expect(valueIn(await lender.send(exportId)).state).toBe('complete');
    expect(await lender.tieOut()).toMatchObject({ unexplained: '0.00' });
  });

  it('of two entities take two export ids, and each document carries its own', async () => {
    const lender = await openLender({
      configuration: {
        entities: [...(CONFIGURATION.entities ?? []), { code: 'N', startDate: '2026-04-01' }],
      },
    });
    await lender.import(
      'journals',
      'entry_id,date,entity,gl_account,amount\nN1,2026-05-04,N,1100,7.00\nN1,2026-05-04,N,4200,-7.00\n',
    );
    planTogether(lender, 2);
    const both = await Promise.all([lender.plan(), lender.plan({ entity: 'N' })]);
    const ids = both.map((one) => valueIn(one).exportId ?? '');
    expect([...ids].sort()).toEqual(['20260531.001', '20260531.002']);
    for (const exportId of ids) {
      const parts = await lender.parts(exportId);
      expect(parts.filter(({ text }) => !text.includes(`[${exportId}/`))).toEqual([]);
      expect(valueIn(await lender.send(exportId)).state).toBe('complete');
    }
    expect(await lender.tieOut()).toMatchObject({ unexplained: '0.00' });
  });
});

const ENTRIES = `entry_id,date,entity,gl_account,amount
E1,2026-05-04,M,1100,20.00
E1,2026-05-04,M,4200,-20.00
E2,2026-05-05,M,1100,30.00
E2,2026-05-05,M,4200,-30.00
`;

const PROGRAM = fileURLToPath(new URL('../../../bin/tieout.js', import.meta.url));

/** What a `tieout` process of its own printed. */
function tieout<T>({ dataFolder }: Lender, ...words: string[]): Promise<T> {
  const all = [PROGRAM, '--mode', 'test', '--data', dataFolder, '--json', ...words];
  return new Promise((resolve) => {
    execFile(process.execPath, all, (_error, stdout) => resolve(JSON.parse(stdout) as T));
  });
}

describe('two processes at once', () => {
  it('plan and send one batch between them', async () => {
    const lender = await openLender();
    const words = ['export', 'plan', '--entity', 'M', '--up-to', UP_TO];
    const plans = await Promise.all([1, 2].map(() => tieout<PlanReport>(lender, ...words)));
    const batches = await listBatches(lender.app.store.reader, 'test');
    expect(batches).toHaveLength(1);
    const [{ exportId } = { exportId: '' }] = batches;
    expect(plans.map((plan) => plan.exportId ?? '')).toContain(exportId);
    const sends = await Promise.all(
      [1, 2, 3].map(() =>
        tieout<{ state?: string; problems: { code: string }[] }>(
          lender,
          'export',
          'send',
          exportId,
        ),
      ),
    );
    for (const { state, problems } of sends) {
      const isOneOfThem = state === 'complete' && problems.length === 0;
      if (!isOneOfThem) expect(codesOf(problems)).toEqual(['batch.held_elsewhere']);
    }
    expect(await copiesInXero(lender)).toEqual(await onceEach(lender, exportId));
    expect(await lender.tieOut()).toMatchObject({ unexplained: '0.00' });
  });
});
