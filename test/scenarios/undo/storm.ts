import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { expect } from 'vitest';
import { valueIn } from '../../outcomes.ts';
import { type Fault, faulty, withoutFaults } from '../export/faults.ts';
import { type Lender, openLender } from '../export/lender.ts';
import { chooser, type Pick, rowsBy } from '../export/storm.ts';
import { DYING_UNDO } from './killed.ts';
import { balances, classesAt, lock, sentBatch, undoInTime } from './undo.ts';

/** What Xero, or the way to it, may do to any call of an undo. */
const FAULTS: Fault[] = [
  ...(['POST', 'PUT'] as const).flatMap((method): Fault[] => [
    { method, kind: 'drop', moment: 'before' },
    { method, kind: 'drop', moment: 'after' },
    { method, kind: 'drop', moment: 'after', times: 4 },
    { method, kind: 'cut' },
    { method, kind: 'reverse' },
    { method, kind: 'status', httpStatus: 503, times: 4 },
    { method, kind: 'status', moment: 'after', httpStatus: 502 },
    { method, kind: 'status', moment: 'after', httpStatus: 200, body: '<html>' },
    { method, kind: 'status', httpStatus: 403 },
    limit(method, 'minute', '20'),
    limit(method, 'day', '7200'),
  ]),
  limit('GET', 'day', '7200'),
  { method: 'GET', kind: 'drop', times: 2 },
  { method: 'GET', kind: 'cut' },
  { method: 'GET', path: '/ManualJournals', kind: 'status', httpStatus: 503, times: 6 },
];

const ROUNDS = 5;
const LIST_DELAY_MS = 45_000;
const LONGEST_LIMIT_MS = 7_200_000;
const MOST_EFFECTS = 60;

/**
 * One undo through faults, deaths, locks and people chosen by a seed: in the end nothing of the batch
 * counts in Xero, no mirror stands there twice, and the rows go out again as the first time.
 */
export async function undoThrough(seed: number): Promise<void> {
  const pick = chooser(seed);
  const lender = await openLender({ transactions: rowsBy(pick) });
  const exportId = await sentBatch(lender);
  const after = await balances(lender);
  await lender.xero.control('PUT', '/behaviours', {
    listDelayMs: pick(['0', String(LIST_DELAY_MS)]),
  });
  for (let round = 0; round < ROUNDS; round += 1) {
    await happen(lender, exportId, pick);
    await faulty(lender, ...Array.from({ length: pick([0, 1, 2, 3]) }, () => pick(FAULTS)));
    if (pick([0, 1, 2]) === 0) await dieDuring(lender, exportId, pick);
    else await undoInTime(lender, exportId);
    await withoutFaults(lender);
    await expectOneMirrorEach(lender, exportId);
    await lender.pass(pick([0, 10_000, 400_000, 8_000_000]));
  }
  await lender.pass(LONGEST_LIMIT_MS);
  await lock(lender, '2026-04-30');
  expect(valueIn(await undoInTime(lender, exportId))).toMatchObject({
    state: 'undone',
    problems: [],
  });
  await lender.pass(LIST_DELAY_MS);
  expect(await balances(lender)).toEqual([]);
  await classesAt(lender);
  await sentBatch(lender);
  await lender.pass(LIST_DELAY_MS);
  expect(await balances(lender)).toEqual(after);
  expect(await classesAt(lender)).toEqual([]);
}

/** What people do in Xero meanwhile: they lock days, open them again, and void a journal without mirror. */
async function happen(lender: Lender, exportId: string, pick: Pick): Promise<void> {
  const what = pick(['nothing', 'lock', 'open', 'void']);
  if (what === 'lock') await lock(lender, pick(['2026-05-01', '2026-05-02', '2026-05-04']));
  if (what === 'open') await lock(lender, '2026-04-30');
  if (what !== 'void') return;
  const parts = await lender.parts(exportId);
  const mirrored = parts.flatMap(({ text }) => /part (\d+) undone/.exec(text)?.[1] ?? []);
  const journal = parts.find(
    ({ part, kind, text }) =>
      kind === 'manualJournal' && !text.includes('undone') && !mirrored.includes(String(part)),
  );
  const path = `/manual-journals/${journal?.xeroId}`;
  const voided = lender.xero.inBooks('POST', path, { Status: 'VOIDED' });
  await voided.catch(() => undefined);
}

async function dieDuring(lender: Lender, exportId: string, pick: Pick): Promise<void> {
  const moments = Array.from({ length: MOST_EFFECTS }, (_, index) => index + 1);
  const words = [DYING_UNDO, lender.dataFolder, exportId, lender.clock.now(), pick(moments)];
  const child = spawn(process.execPath, words.map(String), {
    stdio: ['ignore', 'inherit', 'inherit'],
  });
  await once(child, 'close');
}

async function expectOneMirrorEach(lender: Lender, exportId: string): Promise<void> {
  const texts = (await lender.xero.liveDocuments()).map(({ text }) => text);
  const own = texts.filter((text) => text.includes(`[${exportId}/`));
  expect(own).toEqual([...new Set(own)]);
  const reversed = own.flatMap((text) => /part \d+ undone/.exec(text) ?? []);
  expect(reversed).toEqual([...new Set(reversed)]);
}

function limit(method: 'GET' | 'PUT' | 'POST', name: string, seconds: string): Fault {
  const headers = { 'x-rate-limit-problem': name, 'retry-after': seconds };
  return { method, kind: 'status', httpStatus: 429, headers };
}
