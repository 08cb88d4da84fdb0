import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as delay } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { expect, onTestFinished } from 'vitest';
import { faulty, withoutFaults } from '../scenarios/export/faults.ts';
import { type Lender, openLender, TRANSACTION_COLUMNS } from '../scenarios/export/lender.ts';

const PROGRAM = fileURLToPath(new URL('killed-worker.ts', import.meta.url));

const DAYS = 50;
const PAYMENTS = 550;
/** Payments of 50 days make a journal for each day and a bank transaction for each payment. */
export const DOCUMENTS = DAYS + PAYMENTS;

/** Payment n, on day n modulo 50 of April and May, of so many cents. */
const centsOf = (payment: number) => 10_000 + payment * 7;
const dayOf = (payment: number) => {
  const day = payment % DAYS;
  return day < 30 ? `2026-04-${two(day + 1)}` : `2026-05-${two(day - 29)}`;
};
const two = (figure: number) => String(figure).padStart(2, '0');

/** A lender whose 600 documents are planned; Xero takes some time over each call. */
export async function openLargeLender(): Promise<{ lender: Lender; exportId: string }> {
  const rows = Array.from({ length: PAYMENTS }, (_, payment) => {
    const amount = `-${Math.floor(centsOf(payment) / 100)}.${two(centsOf(payment) % 100)}`;
    return `P${payment},${dayOf(payment)},L${(payment % 2) + 1},PAY,${amount},BNZ,`;
  });
  const lender = await openLender({
    transactions: `${[TRANSACTION_COLUMNS, ...rows].join('\n')}\n`,
  });
  return { lender, exportId: await lender.planned() };
}

/** Each of the next calls that write takes so long. */
export async function slowXero(lender: Lender, delayMs: number): Promise<void> {
  await faulty(lender, { method: 'PUT', kind: 'delay', delayMs, times: 10_000 });
}

/** A program that sends an export, or keeps exports going. */
export interface Worker {
  readonly child: ChildProcess;
  readonly startedMs: number;
  /** From the start until the batch was in its hands, in milliseconds. */
  taken(): Promise<number>;
  readonly ended: Promise<unknown>;
}

/** Starts one in a process of its own; waiting costs it no time. */
export async function startWorker(lender: Lender, exportId: string): Promise<Worker> {
  const before = await fencingOf(lender, exportId);
  const words = [PROGRAM, lender.dataFolder, exportId];
  const child = spawn(process.execPath, words, { stdio: ['ignore', 'inherit', 'inherit'] });
  onTestFinished(() => {
    child.kill('SIGKILL');
  });
  const startedMs = performance.now();
  const ended = once(child, 'close');
  const taken = async () => {
    while ((await fencingOf(lender, exportId)) === before) {
      if (child.exitCode !== null) throw new Error('it ended without taking the batch');
      await delay(5);
    }
    return performance.now() - startedMs;
  };
  return { child, startedMs, taken, ended };
}

/** How often the batch was taken into somebody's hands. */
async function fencingOf({ app }: Lender, exportId: string): Promise<number> {
  const query = app.store.reader.selectFrom('batch').select('fencing');
  return (await query.where('export_id', '=', exportId).executeTakeFirstOrThrow()).fencing;
}

export async function stateOf({ app }: Lender, exportId: string): Promise<string> {
  const query = app.store.reader.selectFrom('batch').select('state');
  return (await query.where('export_id', '=', exportId).executeTakeFirstOrThrow()).state;
}

/**
 * What the twin holds, against the payments by a count of its own: one bank transaction for each of
 * them, one journal for each day with the sum of the day, and nothing else.
 */
export async function expectEachOnce(lender: Lender): Promise<void> {
  await withoutFaults(lender);
  const documents = await lender.xero.documents();
  expect(documents).toHaveLength(DOCUMENTS);
  expect(new Set(documents.map(({ text }) => text)).size).toBe(DOCUMENTS);
  expect(new Set(documents.map(({ status }) => status))).toEqual(new Set(['AUTHORISED', 'POSTED']));
  const found = documents.map(({ date, lines }) => {
    const debits = lines.map(({ LineAmount }) => Math.round(LineAmount * 100)).filter(isDebit);
    return `${dayIn(date)} ${debits.reduce((sum, cents) => sum + cents, 0)}`;
  });
  const days = new Map<string, number>();
  const payments = Array.from({ length: PAYMENTS }, (_, payment) => {
    const [day, cents] = [dayOf(payment), centsOf(payment)];
    days.set(day, (days.get(day) ?? 0) + cents);
    return `${day} ${cents}`;
  });
  const journals = [...days].map(([day, cents]) => `${day} ${cents}`);
  expect(found.sort()).toEqual([...payments, ...journals].sort());
}

/** Xero writes days of journals as milliseconds. */
function dayIn(date: string): string {
  const milliseconds = /^\/Date\((\d+)/.exec(date)?.[1];
  return milliseconds === undefined
    ? date
    : new Date(Number(milliseconds)).toISOString().slice(0, 10);
}

const isDebit = (cents: number) => cents > 0;
