import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { onTestFinished } from 'vitest';
import type { Lender } from '../../scenarios/export/lender.ts';
import type { DyingWords } from '../dying-deed.ts';

const PROGRAM = fileURLToPath(new URL('../dying-deed.ts', import.meta.url));

/** Which effect of a child's deed fails; none where nothing is said. */
export type ChildWords = Partial<Omit<DyingWords, 'dataFolder' | 'startedAt' | 'clockFile'>> &
  Pick<DyingWords, 'deed'>;

/** What a child said, and the signal that ended it. */
export interface ChildEnd {
  readonly said: string;
  readonly signal: NodeJS.Signals | null;
}

/** A deed in a process of its own. */
export interface ChildDeed {
  /** Waits until it has stopped itself. */
  untilStopped(): Promise<void>;
  readonly ended: Promise<ChildEnd>;
  goOn(): void;
}

/** A moment that no deed reaches. */
const NEVER = 1_000_000;

/**
 * Starts a deed on the lender's books, on the lender's time; `through` is a program that runs it.
 */
export function startDeed(
  { dataFolder, clock }: Pick<Lender, 'dataFolder' | 'clock'>,
  given: ChildWords,
  through: readonly string[] = [],
): ChildDeed {
  const clockFile = clockFileOf(dataFolder);
  if (!existsSync(clockFile)) writeFileSync(clockFile, '0');
  const startedAt = new Date(Date.parse(clock.now()) - Number(readFileSync(clockFile)));
  const words = {
    ...{ dataFolder, clockFile, startedAt, exportId: '', at: NEVER, moment: 'after', way: 'stop' },
    ...given,
  };
  const all = [...through, process.execPath, PROGRAM, JSON.stringify(words)];
  const [program = '', ...rest] = all;
  const child = spawn(program, rest, { stdio: ['ignore', 'pipe', 'inherit'] });
  onTestFinished(() => {
    child.kill('SIGKILL');
  });
  return {
    untilStopped: () => untilStopped(child),
    ended: endOf(child),
    goOn: () => {
      child.kill('SIGCONT');
    },
  };
}

/** Does it to the end. */
export function doDeed(...deed: Parameters<typeof startDeed>): Promise<ChildEnd> {
  return startDeed(...deed).ended;
}

/** Lets time pass for everybody: the lender, its twin and every child. */
export async function passForAll(lender: Lender, milliseconds: number): Promise<void> {
  const clockFile = clockFileOf(lender.dataFolder);
  writeFileSync(clockFile, String(Number(readFileSync(clockFile)) + milliseconds));
  await lender.pass(milliseconds);
}

function clockFileOf(dataFolder: string): string {
  return join(dataFolder, 'passed-milliseconds');
}

async function untilStopped({ pid }: ChildProcess): Promise<void> {
  for (;;) {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    if (/^\d+ \(.*\) T/.test(stat)) return;
    if (/^\d+ \(.*\) Z/.test(stat)) throw new Error('the child ended and did not stop');
    await delay(10);
  }
}

async function endOf(child: ChildProcess): Promise<ChildEnd> {
  let said = '';
  child.stdout?.on('data', (text) => {
    said += String(text);
  });
  const [, signal] = await once(child, 'close');
  return { said, signal };
}
