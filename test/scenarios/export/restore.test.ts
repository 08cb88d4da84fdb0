import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { backUpTask } from '../../../src/tasks/back-up.ts';
import { goLive } from '../../../src/tasks/go-live.ts';
import { planExportTask } from '../../../src/tasks/plan-export.ts';
import { restoreTask } from '../../../src/tasks/restore.ts';
import { sendExportTask } from '../../../src/tasks/send-export.ts';
import { exportStatusTask } from '../../../src/tasks/show-exports.ts';
import { valueIn } from '../../outcomes.ts';
import { openLender, TRANSACTION_COLUMNS, UP_TO } from './lender.ts';
import { backedUp, newFolder, restored } from './restored-copy.ts';

const PLAN = { entity: 'M', upTo: UP_TO, isPreview: false };
const LATER = `${TRANSACTION_COLUMNS}\nT9,2026-05-20,L1,FEE,23.00,,\n`;

it('F6: a restored copy plans and sends nothing before it is told that it is the live one', async () => {
  const lender = await openLender();
  const exportId = await lender.planned();
  const copy = await restored(lender);
  const refusal = { ok: false, problems: [{ code: 'restore.not_live' }] };
  expect(await planExportTask(copy, PLAN)).toMatchObject(refusal);
  expect(await sendExportTask(copy, exportId)).toMatchObject(refusal);
  expect(await lender.xero.documents()).toEqual([]);
  expect(valueIn(await goLive(copy))).toMatchObject({ adopted: 0 });
  expect(valueIn(await sendExportTask(copy, exportId)).state).toBe('complete');
  expect(valueIn(await goLive(copy))).toEqual({ backedUpAt: null, adopted: 0 });
});

it('F6: a backup taken in the middle of an export is whole, and its copy sends nothing that Xero has', async () => {
  const lender = await openLender();
  const exportId = await lender.planned();
  const backups: string[] = [];
  lender.tap.afterAnswer = async ({ method }) => {
    if (method === 'PUT' && backups.length === 0) backups.push(await backedUp(lender));
  };
  valueIn(await lender.send(exportId));
  const copy = await restored(lender, backups[0]);
  expect(copy.store.sqlite?.prepare('pragma integrity_check').get()).toEqual({
    integrity_check: 'ok',
  });
  expect(await sendExportTask(copy, exportId)).toMatchObject({
    problems: [{ code: 'restore.not_live' }],
  });
  await lender.pass(5 * 60_000);
  valueIn(await goLive(copy));
  expect(valueIn(await sendExportTask(copy, exportId))).toMatchObject({
    state: 'complete',
    documents: { confirmed: 4 },
  });
  expect(await lender.xero.documents()).toHaveLength(4);
});

it('what was sent after the backup is known again, and not sent a second time', async () => {
  const lender = await openLender();
  const exportId = await lender.planned();
  const backup = await backedUp(lender);
  valueIn(await lender.send(exportId));
  expect(await lender.xero.liveDocuments()).toHaveLength(4);
  const copy = await restored(lender, backup);
  expect(valueIn(await goLive(copy))).toMatchObject({ adopted: 4 });
  expect(valueIn(await sendExportTask(copy, exportId))).toMatchObject({
    state: 'complete',
    documents: { confirmed: 4 },
  });
  expect(await lender.xero.liveDocuments()).toHaveLength(4);
});

it.each([
  ['Xero’s clock is 5 minutes behind ours', { clockMs: -5 * 60_000, listDelayMs: 0, adopted: 4 }],
  ['lists show nothing for 5 minutes', { clockMs: 0, listDelayMs: 5 * 60_000, adopted: 0 }],
])('what was sent after the backup is not sent a second time though %s', async (_, given) => {
  const lender = await openLender();
  const exportId = await lender.planned();
  const backup = await backedUp(lender);
  await lender.xero.control('POST', '/clock', { moveMs: given.clockMs });
  await lender.xero.control('PUT', '/behaviours', { listDelayMs: String(given.listDelayMs) });
  await lender.send(exportId);
  const copy = await restored(lender, backup);
  expect(valueIn(await goLive(copy))).toMatchObject({ adopted: given.adopted });
  await lender.pass(given.listDelayMs);
  expect(valueIn(await sendExportTask(copy, exportId))).toMatchObject({
    state: 'complete',
    documents: { confirmed: 4 },
  });
  expect(await lender.xero.documents()).toHaveLength(4);
});

it('of a batch that nobody had sent, what a copy goes live with waits for a person', async () => {
  const lender = await openLender();
  const exportId = await lender.planned();
  const copy = await restored(lender);
  valueIn(await goLive(copy));
  expect(valueIn(await exportStatusTask(copy, exportId)).state).toBe('attention');
});

it('what the backup does not know stops it until it is gone from Xero', async () => {
  const lender = await openLender();
  valueIn(await lender.send(await lender.planned()));
  const backup = await backedUp(lender);
  await lender.import('transactions', LATER);
  const later = await lender.planned();
  valueIn(await lender.send(later));
  const copy = await restored(lender, backup);
  const stopped = await goLive(copy);
  expect(stopped).toMatchObject({
    problems: [{ code: 'restore.unknown_documents', facts: { count: 1 } }],
  });
  expect(JSON.stringify(stopped)).toContain(later);
  expect(await planExportTask(copy, PLAN)).toMatchObject({ ok: false });
  const unknown = (await lender.xero.liveDocuments()).find(({ text }) => text.includes(later));
  await lender.xero.inBooks('POST', `/manual-journals/${unknown?.id}`, { Status: 'VOIDED' });
  expect(valueIn(await goLive(copy))).toMatchObject({ adopted: 0 });
});

it('a backup holds no secret in the open, is written once, and replaces books only when asked', async () => {
  const lender = await openLender();
  const backup = await backedUp(lender);
  expect(await backUpTask(lender.app, backup)).toMatchObject({
    problems: [{ code: 'backup.file_exists' }],
  });
  const at = { file: backup, folder: lender.dataFolder };
  expect(restoreTask({ ...at, isReplacing: false })).toMatchObject({
    problems: [{ code: 'restore.store_exists' }],
  });
  const broken = join(newFolder(), 'broken');
  writeFileSync(broken, 'no database');
  for (const file of [broken, join(newFolder(), 'nothing')]) {
    expect(restoreTask({ ...at, file, isReplacing: true })).toMatchObject({
      problems: [{ code: 'restore.not_a_backup' }],
    });
  }
  expect(restoreTask({ ...at, isReplacing: true })).toMatchObject({
    problems: [{ code: 'restore.in_use' }],
  });
  expect(valueIn(await lender.plan()).transactions).toBe(4);
  await lender.app.close();
  const { replaced } = valueIn(restoreTask({ ...at, isReplacing: true }));
  expect(existsSync(replaced ?? '')).toBe(true);
});
