import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as delay } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { onTestFinished } from 'vitest';
import type { Lender } from '../export/lender.ts';

const PROGRAM = fileURLToPath(new URL('../../../bin/tieout.js', import.meta.url));
/** A program that is asked to stop ends within this time. */
export const BAR_MS = 10_000;

export interface Ended {
  readonly exitCode: number | null;
  readonly said: string;
  /** From the signal to the end; 0 without a signal. */
  readonly tookMs: number;
}

/** Runs `tieout` in a process of its own; `until` says when it is asked to stop. */
export async function tieout(
  { dataFolder }: Lender,
  words: readonly string[],
  until?: (child: ChildProcess) => Promise<unknown>,
): Promise<Ended> {
  const all = [PROGRAM, ...words, '--data', dataFolder, '--mode', 'test'];
  const child = spawn(process.execPath, all, { stdio: ['ignore', 'pipe', 'pipe'] });
  onTestFinished(() => {
    child.kill('SIGKILL');
  });
  let said = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.on('data', (text) => {
      said += String(text);
    });
  }
  const ended = once(child, 'close');
  if (until !== undefined) await until(child);
  const askedMs = performance.now();
  if (until !== undefined) child.kill('SIGTERM');
  await ended;
  const tookMs = until === undefined ? 0 : performance.now() - askedMs;
  return { exitCode: child.exitCode, said, tookMs };
}

/** Until so many calls of the export have left. */
export async function untilLeft({ app }: Lender, wanted: number): Promise<void> {
  for (;;) {
    const left = app.store.reader
      .selectFrom('call')
      .select(({ fn }) => fn.countAll<number>().as('calls'))
      .where('attempts', '>', 0);
    if ((await left.executeTakeFirstOrThrow()).calls >= wanted) return;
    await delay(5);
  }
}

export async function statesOf(lender: Lender, exportId: string): Promise<Set<string>> {
  return new Set((await lender.parts(exportId)).map(({ state }) => state));
}
