import { describe, expect, it } from 'vitest';
import { openApp } from '../../../src/app.ts';
import { takeLease } from '../../../src/store/batch-lease.ts';
import { loadBatch } from '../../../src/store/batch-reader.ts';
import { discardBatch } from '../../../src/store/batch-removal.ts';
import { plan, planExportTask } from '../../../src/tasks/plan-export.ts';
import { exportLinesTask, exportStatusTask } from '../../../src/tasks/show-exports.ts';
import { valueIn } from '../../outcomes.ts';
import { codesOf, type Lender, openLender, UP_TO } from './lender.ts';

const TABLES = ['batch', 'claim', 'bundle', 'bundle_side', 'document', 'document_line'] as const;

/** Rows of all that a plan writes. */
async function stored({ app }: Lender): Promise<number> {
  const counts = await Promise.all(
    TABLES.map((table) =>
      app.store.reader
        .selectFrom(table)
        .select(({ fn }) => fn.countAll<number>().as('rows'))
        .executeTakeFirstOrThrow(),
    ),
  );
  return counts.reduce((sum, { rows }) => sum + Number(rows), 0);
}

/** As somebody does who wants the rows back before anything was sent. */
async function discard({ app, clock }: Lender, exportId: string): Promise<void> {
  const { store, mode } = app;
  const batch = await loadBatch(store.reader, { mode, exportId });
  const wanted = { batchId: batch?.batchId ?? 0, owner: 'tester', until: clock.now() };
  const held = await takeLease(store, app.act(), wanted);
  if (held === undefined) throw new Error('somebody else has it');
  await discardBatch(store, app.act(), held);
}

describe('a preview', () => {
  it('stores nothing, and two previews and the plan after them give the same bytes', async () => {
    const lender = await openLender();
    const asked = { entity: 'M', upTo: UP_TO, isPreview: true };
    const first = valueIn(await plan(lender.app, asked));
    const second = valueIn(await plan(lender.app, asked));
    expect(await stored(lender)).toBe(0);
    const planned = valueIn(await plan(lender.app, { ...asked, isPreview: false }));
    expect(await stored(lender)).toBeGreaterThan(0);
    expect(second).toEqual(first);
    expect(planned).toEqual(first);
    expect(first.exportId).toBe('20260531.001');
    const { reader } = lender.app.store;
    const bodies = await reader.selectFrom('document').select('body').orderBy('part').execute();
    expect(bodies.map(({ body }) => body)).toEqual(first.plan.documents.map(({ body }) => body));
  });
});

describe('a plan', () => {
  it('with a problem stores nothing, and its export id stays free', async () => {
    const lender = await openLender();
    await lender.xero.inBooks('PUT', '/accounts/4100/archived', {});
    const refused = valueIn(await lender.plan());
    expect(refused).toMatchObject({ exportId: '20260531.001' });
    expect(codesOf(refused.problems)).toEqual(['gl_account.archived']);
    expect(await stored(lender)).toBe(0);
    await lender.xero.inBooks('PUT', '/accounts/4100/archived', { archived: false });
    expect(await lender.planned()).toBe('20260531.001');
  });

  it('with nothing waiting has no export id and stores nothing', async () => {
    const lender = await openLender({ transactions: '' });
    expect(valueIn(await lender.plan())).toMatchObject({
      exportId: null,
      transactions: 0,
      lines: 0,
      documents: { manualJournals: 0, bankTransactions: 0 },
      debits: '0.00',
      problems: [],
      forecast: { calls: 0, seconds: 0 },
    });
    expect(await stored(lender)).toBe(0);
  });

  it('leaves to the next one what lies behind its date, and takes nothing twice', async () => {
    const lender = await openLender();
    const first = valueIn(await lender.plan({ upTo: '2026-05-02' as typeof UP_TO }));
    const second = valueIn(await lender.plan());
    expect([first.exportId, first.transactions]).toEqual(['20260502.001', 3]);
    expect([second.exportId, second.transactions]).toEqual(['20260531.001', 1]);
    for (const { exportId } of [first, second]) {
      expect(valueIn(await lender.send(exportId ?? '')).state).toBe('complete');
    }
    expect(await lender.tieOut()).toMatchObject({ unexplained: '0.00' });
  });

  it('refuses an export id that was used, also by a batch that was discarded', async () => {
    const lender = await openLender();
    const exportId = await lender.planned({ exportId: 'May' });
    expect(await lender.plan({ exportId })).toMatchObject({
      ok: false,
      problems: [{ code: 'export_id.taken', facts: { exportId } }],
    });
    await discard(lender, exportId);
    expect(await lender.plan({ exportId })).toMatchObject({
      ok: false,
      problems: [{ code: 'export_id.taken' }],
    });
    expect(await lender.planned({ exportId: 'May again' })).toBe('May again');
  });

  it('refuses an export id that Xero could misread', async () => {
    const lender = await openLender();
    expect(await lender.plan({ exportId: 'May "2026"' })).toMatchObject({
      ok: false,
      problems: [{ code: 'export_id.invalid' }],
    });
  });
});

describe('what is switched off, or not there', () => {
  it('settings.general_ledger_off: neither plan nor sending', async () => {
    const lender = await openLender();
    const exportId = await lender.planned({ upTo: '2026-05-01' as typeof UP_TO });
    await lender.configure({ settings: { useGeneralLedger: false } });
    const refusal = { ok: false, problems: [{ code: 'settings.general_ledger_off' }] };
    expect(await lender.plan()).toMatchObject(refusal);
    expect(await lender.send(exportId)).toMatchObject(refusal);
    expect(await lender.xero.documents()).toEqual([]);
  });

  it('an entity that is unknown, and one without a start date in production', async () => {
    const lender = await openLender();
    expect(await lender.plan({ entity: 'Z' })).toMatchObject({
      ok: false,
      problems: [{ code: 'entity.unknown', facts: { entity: 'Z', known: 'M' } }],
    });
    await lender.configure({ entities: [{ code: 'N' }] });
    const { dataFolder } = lender;
    const app = await openApp({ dataFolder, mode: 'production', actor: 'os:tester', env: {} });
    const asked = { entity: 'N', upTo: UP_TO, isPreview: true };
    expect(await planExportTask(app, asked)).toMatchObject({
      ok: false,
      problems: [{ code: 'entity.start_date_missing' }],
    });
    await app.close();
  });

  it('a batch that nobody planned', async () => {
    const lender = await openLender();
    const unknown = { ok: false, problems: [{ code: 'batch.unknown', facts: { exportId: 'X' } }] };
    expect(await lender.send('X')).toMatchObject(unknown);
    expect(await exportStatusTask(lender.app, 'X')).toMatchObject(unknown);
    expect(await exportLinesTask(lender.app, 'X')).toMatchObject(unknown);
  });

  it('a batch that was discarded: its rows go in the next one', async () => {
    const lender = await openLender();
    const exportId = await lender.planned();
    await discard(lender, exportId);
    expect(await lender.send(exportId)).toMatchObject({
      ok: false,
      problems: [{ code: 'batch.not_sendable', facts: { state: 'discarded' } }],
    });
    expect(valueIn(await lender.plan())).toMatchObject({
      exportId: '20260531.002',
      transactions: 4,
    });
  });
});
