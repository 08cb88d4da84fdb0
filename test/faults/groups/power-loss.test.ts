import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { appendFileSync, cpSync, mkdtempSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { describe, expect, it, onTestFinished } from 'vitest';
import { openStore, STORE_FILE } from '../../../src/store/open.ts';
import { valueIn } from '../../outcomes.ts';
import { openLender } from '../../scenarios/export/lender.ts';
import { newFolder, removeFolder } from '../../stores.ts';
import { expectExportedOnce } from '../invariants.ts';
import { type ChildWords, doDeed } from './child-deed.ts';
import { LOOP_DEVICE, NO_LOOP_DEVICE, smallDisk } from './small-disk.ts';

const COMMITTING = fileURLToPath(new URL('../../crash/committing.ts', import.meta.url));

/** Pictures taken while a program commits, each with the last number that it had told of. */
async function picturesOf<T>(folder: string, count: number, take: () => T) {
  const child = spawn(process.execPath, [COMMITTING, folder, '1']);
  let printed = '';
  child.stdout.on('data', (text) => {
    printed += String(text);
  });
  const taken: { acknowledged: number; picture: T }[] = [];
  while (taken.length < count) {
    await delay(60 + Math.random() * 120);
    const acknowledged = Number(printed.slice(0, printed.lastIndexOf('\n')).split('\n').at(-1));
    if (Number.isNaN(acknowledged) || acknowledged === 0) continue;
    child.kill('SIGSTOP');
    taken.push({ acknowledged, picture: take() });
    child.kill('SIGCONT');
  }
  child.kill('SIGKILL');
  await once(child, 'close');
  return taken;
}

async function expectWhole(folder: string, acknowledged: number): Promise<void> {
  const { settings, trail, integrity } = await readBack(folder);
  for (let number = 1; number <= acknowledged; number += 1) {
    expect(settings).toContain(`n${number}`);
  }
  expect(new Set(settings).size).toBe(settings.length);
  expect(trail).toEqual(settings);
  expect(integrity).toBe('ok');
}

async function readBack(folder: string) {
  const store = await openStore({ folder });
  const settings = await store.reader.selectFrom('setting').select('key').execute();
  const audit = await store.reader.selectFrom('audit').select('subject').execute();
  const check = store.sqlite?.prepare('pragma integrity_check').get();
  await store.close();
  return {
    settings: settings.map(({ key }) => key).sort(),
    trail: audit.map(({ subject }) => subject).sort(),
    integrity: check?.integrity_check,
  };
}

it('A12: files copied as they are at random moments of committing: every commit is there, and whole', async () => {
  const place = newFolder();
  onTestFinished(() => removeFolder(place));
  const books = join(place, 'books');
  const copy = () => {
    const to = mkdtempSync(join(place, 'copy-'));
    cpSync(books, to, { recursive: true });
    appendFileSync(join(to, `${STORE_FILE}-wal`), Buffer.alloc(5000, 7));
    return to;
  };
  for (const { acknowledged, picture } of await picturesOf(books, 4, copy)) {
    await expectWhole(picture, acknowledged);
  }
});

describe.skipIf(!LOOP_DEVICE)(`the power fails, on a loop device${NO_LOOP_DEVICE}`, () => {
  it('A12: at random moments of committing: every commit that was told of is there, and whole', async () => {
    const disk = smallDisk();
    const books = join(disk.folder, 'books');
    for (const { acknowledged, picture } of await picturesOf(books, 6, disk.photograph)) {
      disk.comeBackFrom(picture);
      await expectWhole(books, acknowledged);
    }
  });

  const MOMENTS: Pick<ChildWords, 'since' | 'moment'>[] = [
    { since: 'recordAttempt', moment: 'after' },
    { since: 'fetch', moment: 'after' },
    { since: 'sendDocuments', moment: 'after' },
    { since: 'recordOutcomes', moment: 'after' },
    { since: 'recordReceipts', moment: 'before' },
  ];

  it.each(MOMENTS)(
    'A12: in an export, $moment $since: another start posts each document once',
    async (at) => {
      const disk = smallDisk();
      const lender = await openLender({ place: disk.folder, twin: { folder: newFolder() } });
      const exportId = await lender.planned();
      await lender.app.close();
      const died = await doDeed(lender, { deed: 'send', exportId, at: 1, way: 'kill', ...at });
      expect(died).toEqual({ said: at.since, signal: 'SIGKILL' });
      disk.comeBackFrom(disk.photograph());
      const inXero = await lender.xero.documents();
      const other = await lender.reopened();
      const known = (await other.parts(exportId)).filter(({ state }) => state !== 'planned');
      expect(known.map(({ text }) => text)).toEqual(
        expect.arrayContaining(inXero.map(({ text }) => text)),
      );
      if (at.since === 'recordOutcomes') {
        expect(known.map(({ state }) => state)).toContain('posted');
      }
      expect(valueIn(await other.send(exportId))).toMatchObject({
        state: 'complete',
        problems: [],
      });
      await expectExportedOnce(other);
      await other.app.close();
    },
  );
});
