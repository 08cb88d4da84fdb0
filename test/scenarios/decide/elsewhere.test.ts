import { readFileSync } from 'node:fs';
import { expect, it, onTestFinished } from 'vitest';
import { decideDocumentTask } from '../../../src/tasks/decide-document.ts';
import { valueIn } from '../../outcomes.ts';
import { postgresPrograms, startPostgres } from '../../postgres.ts';
import { openDesk } from '../cli/tieout.ts';
import { faulty } from '../export/faults.ts';
import { openLender } from '../export/lender.ts';
import { restored } from '../export/restored-copy.ts';
import { handedOverBatch, resume } from '../files/handed-over.ts';
import { undoInTime } from '../undo/undo.ts';
import { decide, enterByHand, sentAndChanged } from './decide.ts';

const SKIP = postgresPrograms() === undefined ? ' (skipped: no PostgreSQL on this machine)' : '';
const EXAMPLE = new URL('../../../examples/first-export/', import.meta.url);

it.skipIf(SKIP !== '')(`a decision with the books in PostgreSQL${SKIP}`, async () => {
  const server = await startPostgres();
  onTestFinished(() => server?.stop());
  const desk = openDesk();
  desk.env.DATABASE_URL = server?.url;
  for (const name of ['accounts.csv', 'transactions.csv', 'tieout.yaml']) {
    desk.write(name, readFileSync(new URL(name, EXAMPLE)));
  }
  const json = (...words: string[]) => desk.json(...words, '--mode', 'test');
  await json('config', 'apply', `${desk.folder}/tieout.yaml`);
  await json('import', 'accounts', `${desk.folder}/accounts.csv`);
  await json('import', 'transactions', `${desk.folder}/transactions.csv`);
  await json('export', 'plan', '--entity', 'M', '--up-to', '2026-05-31');
  await desk.firstLine(misreadOnce, 'twin', '--port', '0', '--json');
  const sent = await json('export', 'send', '20260531.001');
  expect(sent).toMatchObject({ state: 'attention' });
  const { parts } = await json('export', 'status', '20260531.001');
  const conflicts = (parts as { part: number; state: string }[]).filter(
    ({ state }) => state === 'conflict',
  );
  expect(conflicts.length).toBeGreaterThan(0);
  for (const { part } of conflicts) {
    const words = ['--document', String(part), '--as', 'posted', '--reason', 'It stands there'];
    expect(await json('export', 'decide', '20260531.001', ...words)).toMatchObject({
      exitCode: 0,
      documentState: 'confirmed',
      differences: '',
    });
  }
  const status = await json('export', 'status', '20260531.001');
  expect(status).toMatchObject({ state: 'complete' });
  expect(status.decisions).toHaveLength(conflicts.length);
  const tied = await json('tie-out', '--entity', 'M', '--date', '2026-05-31');
  expect(tied).toMatchObject({ exitCode: 0, unexplained: '0.00' });
});

/** The first list of journals says that they are void. */
async function misreadOnce(line: string): Promise<void> {
  const { apiUrl } = JSON.parse(line);
  const edit = { find: '"Status":"POSTED"', put: '"Status":"VOIDED"' };
  const fault = { method: 'GET', path: '/ManualJournals', kind: 'edit', ...edit, times: 1 };
  const body = JSON.stringify(fault);
  expect((await fetch(`${apiUrl}/control/faults`, { method: 'POST', body })).status).toBe(200);
}

it('nothing is decided in a restored copy that is not the live one', async () => {
  const lender = await openLender();
  const exportId = await sentAndChanged(lender, { Date: '2026-05-20' });
  const copy = await restored(lender);
  const asked = { part: 1, decidedAs: 'posted', xeroId: undefined, isPreview: false } as const;
  expect(await decideDocumentTask(copy, { exportId, reason: 'x', ...asked })).toMatchObject({
    problems: [{ code: 'restore.not_live' }],
  });
});

it('nothing is decided while the batch is being undone', async () => {
  const lender = await openLender();
  const exportId = await sentAndChanged(lender, { Date: '2026-05-20' });
  const path = '/BankTransactions';
  await faulty(lender, { method: 'POST', path, kind: 'status', httpStatus: 403, times: 100 });
  expect(valueIn(await undoInTime(lender, exportId)).state).toBe('undoing');
  for (const isPreview of [true, false]) {
    expect(await decide(lender, exportId, { isPreview })).toMatchObject({
      problems: [{ code: 'undo.cut_short' }],
    });
  }
});

it('a document of a batch that was handed over is never sent, but may be posted by hand', async () => {
  const lender = await openLender();
  const { exportId } = await handedOverBatch(lender);
  expect(await decide(lender, exportId, { decidedAs: 'notPosted' })).toMatchObject({
    problems: [{ code: 'batch.handed_over' }],
  });
  const xeroId = await enterByHand(lender);
  expect(valueIn(await decide(lender, exportId, { xeroId }))).toMatchObject({
    state: 'handedOver',
    documentState: 'confirmed',
  });
  expect(await resume(lender, exportId)).toMatchObject({
    state: 'handedOver',
    documents: { confirmed: 1, inDoubt: 3 },
  });
});
