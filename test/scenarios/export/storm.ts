import { expect } from 'vitest';
import { valueIn } from '../../outcomes.ts';
import { type DyingMoment, tryToDieAt } from './dying.ts';
import { copiesInXero, type Fault, faulty, onceEach, withoutFaults } from './faults.ts';
import { type Lender, openLender, TRANSACTION_COLUMNS } from './lender.ts';

/** What Xero, or the way to it, may do to any call. */
const FAULTS: Fault[] = [
  { method: 'PUT', kind: 'drop', moment: 'before' },
  { method: 'PUT', kind: 'drop', moment: 'after' },
  { method: 'PUT', kind: 'drop', moment: 'after', times: 4 },
  { method: 'PUT', kind: 'cut' },
  { method: 'PUT', kind: 'reverse' },
  { method: 'PUT', kind: 'status', httpStatus: 500 },
  { method: 'PUT', kind: 'status', httpStatus: 503, times: 4 },
  { method: 'PUT', kind: 'status', moment: 'after', httpStatus: 502 },
  { method: 'PUT', kind: 'status', moment: 'after', httpStatus: 200, body: '<html>' },
  { method: 'PUT', kind: 'edit', find: '/2 ', put: '/? ' },
  { method: 'PUT', kind: 'status', httpStatus: 403 },
  limit('PUT', 'minute', '20'),
  limit('PUT', 'day', '7200'),
  limit('GET', 'day', '7200'),
  { method: 'GET', kind: 'drop', times: 2 },
  { method: 'GET', kind: 'cut' },
  { method: 'GET', path: '/ManualJournals', kind: 'status', httpStatus: 503, times: 6 },
];

const MOMENTS: DyingMoment[] = [
  'before the first byte',
  'after the first byte',
  'after Xero saved',
  'while looking',
  'while reading back',
];

const ROUNDS = 6;
const LIST_DELAY_MS = 45_000;
const LONGEST_LIMIT_MS = 7_200_000;

/** One export through faults chosen by a seed: whatever happens, no document stands in Xero twice. */
export async function sailThrough(seed: number): Promise<void> {
  const pick = chooser(seed);
  const lender = await openLender({ transactions: rowsBy(pick) });
  const behaviours = {
    idempotencyMinutes: pick(['6', '20']),
    listDelayMs: pick(['0', String(LIST_DELAY_MS)]),
  };
  await lender.xero.control('PUT', '/behaviours', behaviours);
  const exportId = await lender.planned();
  for (let round = 0; round < ROUNDS; round += 1) {
    await faulty(lender, ...Array.from({ length: pick([0, 1, 2, 3]) }, () => pick(FAULTS)));
    if (pick([0, 1, 2, 3]) === 0) await tryToDieAt(lender, pick(MOMENTS), exportId);
    else await lender.send(exportId);
    await withoutFaults(lender);
    await expectNothingTwice(lender);
    await lender.pass(pick([0, 10_000, 400_000, 8_000_000]));
  }
  await lender.pass(LONGEST_LIMIT_MS);
  expect(valueIn(await lender.send(exportId))).toMatchObject({ state: 'complete', problems: [] });
  await lender.pass(LIST_DELAY_MS);
  expect(await copiesInXero(lender)).toEqual(await onceEach(lender, exportId));
  expect(await lender.tieOut()).toMatchObject({ unexplained: '0.00' });
}

function limit(method: 'GET' | 'PUT', name: string, seconds: string): Fault {
  const headers = { 'x-rate-limit-problem': name, 'retry-after': seconds };
  return { method, kind: 'status', httpStatus: 429, headers };
}

async function expectNothingTwice(lender: Lender): Promise<void> {
  const twice = Object.entries(await copiesInXero(lender)).filter(([, copies]) => copies > 1);
  expect(twice).toEqual([]);
}

/** Rows of up to five days, in both streams. */
export function rowsBy(pick: Pick): string {
  const days = ['01', '02', '03', '04', '05'].slice(0, pick([1, 2, 3, 4, 5]));
  const rows = days.flatMap((day) => [
    `F${day},2026-05-${day},L1,FEE,${pick(['115.00', '0.10', '57.55'])},,`,
    `I${day},2026-05-${day},L2,INT,1.00,,`,
    ...(pick([true, false]) ? [`P${day},2026-05-${day},L2,PAY,-20.00,BNZ,DD${day}`] : []),
  ]);
  return [TRANSACTION_COLUMNS, ...rows, ''].join('\n');
}

/** Picks one of a list. */
export type Pick = <T>(list: readonly T[]) => T;

/** Picks from lists, the same for the same seed (mulberry32). */
export function chooser(seed: number): Pick {
  let state = seed;
  const next = (): number => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  return <T>(list: readonly T[]): T => list[Math.floor(next() * list.length)] as T;
}
