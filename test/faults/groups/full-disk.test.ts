import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { STORE_FILE } from '../../../src/store/open.ts';
import { valueIn } from '../../outcomes.ts';
import { type Lender, openLender } from '../../scenarios/export/lender.ts';
import { newFolder } from '../../stores.ts';
import { DEEDS } from '../deeds.ts';
import { type FailPoint, failPoint } from '../fail-point.ts';
import { expectExportedOnce, expectImportedOnce } from '../invariants.ts';
import { doneInTime } from '../phase.ts';
import { importRows } from '../rows.ts';
import { LOOP_DEVICE, NO_LOOP_DEVICE, type SmallDisk, smallDisk } from './small-disk.ts';

/** Leaves no block for the next commit: neither on the disk nor in what the log has of it. */
async function fillUp(disk: SmallDisk, { dataFolder }: Lender): Promise<void> {
  const database = new DatabaseSync(join(dataFolder, STORE_FILE));
  const fold = database.prepare('pragma wal_checkpoint(truncate)');
  while (fold.get()?.busy !== 0) await nextTurn();
  disk.fill();
  database.close();
}

/** The documents of which a try is committed. */
async function tried({ app }: Lender): Promise<string[]> {
  const rows = await app.store.reader
    .selectFrom('call')
    .innerJoin('call_document', 'call_document.call_id', 'call.call_id')
    .innerJoin('document', 'document.document_id', 'call_document.document_id')
    .select('narration')
    .where('attempts', '>', 0)
    .execute();
  return rows.map(({ narration }) => narration);
}

/** Nothing fails by itself; the disk is full once the effect of a name begins. */
function fullAt(name: string, fill: () => Promise<void>): FailPoint {
  const point = failPoint({ at: 0, moment: 'before', way: 'throw' });
  let isFull = false;
  const pass: FailPoint['pass'] = async (passed, effect) => {
    if (passed === name && !isFull) {
      isFull = true;
      await fill();
    }
    return effect();
  };
  return { ...point, pass };
}

const lenderOn = (disk: SmallDisk, transactions?: string) =>
  openLender({
    place: disk.folder,
    twin: { folder: newFolder() },
    ...(transactions === undefined ? {} : { transactions }),
  });

const DISK_FULL = { problem: { code: 'store.disk_full' } };

describe.skipIf(!LOOP_DEVICE)(`a disk of 32 MB on a loop device is full${NO_LOOP_DEVICE}`, () => {
  it('F1: while a file is imported: nothing of it is kept, and the next try takes it whole', async () => {
    const disk = smallDisk();
    const lender = await lenderOn(disk, '');
    let parts = 0;
    const pass: FailPoint['pass'] = async (_, effect) => {
      parts += 1;
      if (parts === 4) await fillUp(disk, lender);
      return effect();
    };
    const failed = await importRows(lender.app, { pass });
    expect(failed).toMatchObject({ accepted: 0, problems: [{ code: 'store.disk_full' }] });
    disk.free();
    await lender.pass(61_000);
    expect(await importRows(lender.app)).toMatchObject({ problems: [] });
    await expectImportedOnce(lender);
  });

  it.each([
    ['takeLease', 'the audit of its lease is written', 0],
    ['recordCalls', 'the intent is committed', 0],
    ['recordAttempt', 'the try is committed', undefined],
    ['recordOutcomes', 'the outcome is committed', 4],
    ['recordReceipts', 'the receipts are committed', 4],
  ])(
    'F1: at %s, when %s: nothing leaves without intent, and all ends once',
    async (name, _, inXero) => {
      const disk = smallDisk();
      const lender = await lenderOn(disk);
      const exportId = await lender.planned();
      const point = fullAt(name, () => fillUp(disk, lender));
      await expect(DEEDS.send(lender.app, point, exportId)).rejects.toMatchObject(DISK_FULL);
      const found = async () => (await lender.xero.documents()).map(({ text }) => text);
      if (inXero !== undefined) await expect.poll(found).toHaveLength(inXero);
      expect(await tried(lender)).toEqual(expect.arrayContaining(await found()));
      const states = (await lender.parts(exportId)).map(({ state }) => state);
      disk.free();
      const other = await lender.reopened();
      if (name === 'recordOutcomes') expect(states).toContain('sending');
      const sent = await doneInTime(lender, () => other.send(exportId));
      expect(sent).toMatchObject({ state: 'complete', problems: [] });
      await expectExportedOnce(other);
    },
  );
});

it('F1: SQLite gets no more pages (its own limit): the plan fails, and the next one takes all rows', async () => {
  const lender = await openLender();
  const { sqlite } = lender.app.store;
  const pages = Number(sqlite?.prepare('pragma page_count').get()?.page_count);
  sqlite?.exec(`pragma max_page_count = ${pages}`);
  await expect(lender.import('journals', manyEntries())).rejects.toThrow('store.disk_full');
  sqlite?.exec('pragma max_page_count = 1000000');
  const exportId = await lender.planned();
  expect(valueIn(await lender.send(exportId))).toMatchObject({ state: 'complete' });
  await expectExportedOnce(lender);
});

function manyEntries(): string {
  const lines = Array.from({ length: 4000 }, (_, index) => [
    `E${index},2026-05-04,M,1100,20.00`,
    `E${index},2026-05-04,M,4200,-20.00`,
  ]);
  return ['entry_id,date,entity,gl_account,amount', ...lines.flat(), ''].join('\n');
}
