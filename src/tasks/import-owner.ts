import { randomUUID } from 'node:crypto';
import { hostname } from 'node:os';
import type { Instant } from '../domain/dates.ts';

/** A process of a machine. */
export interface LocalProcess {
  readonly host: string;
  readonly pid: number;
}

export const thisProcess: LocalProcess = { host: hostname(), pid: process.pid };

/** A name for one piece of work of a process; each call gives another. */
export function ownerName({ host, pid }: LocalProcess): string {
  return [host, pid, randomUUID()].join(' ');
}

/** True where the owner is a process of this machine that has ended. */
export function hasDied(owner: string): boolean {
  const [host, pid] = owner.split(' ');
  return host === thisProcess.host && !isRunning(Number(pid));
}

/** Who loads a file, and how one tells whether another loader still lives. */
export interface ImportOwner {
  readonly name: string;
  isAlive(name: string, heartbeatAt: string, now: Instant): boolean;
}

const SILENCE_MS = 60_000;

/** A loader lives until its process is known to have ended, or it is silent for a minute. */
export function importOwner(): ImportOwner {
  return {
    name: ownerName(thisProcess),
    isAlive: (name, heartbeatAt, now) =>
      !hasDied(name) && Date.parse(now) - Date.parse(heartbeatAt) <= SILENCE_MS,
  };
}

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
}
