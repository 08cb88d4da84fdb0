import { execFile } from 'node:child_process';
import { randomInt } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir, userInfo } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { promisify } from 'node:util';

const run = promisify(execFile);
const DEBIAN_FOLDER = '/usr/lib/postgresql';

export interface RunningPostgres {
  /** `postgres://…` of an empty database on the loopback address. */
  readonly url: string;
  /** Stops the server and deletes its files. */
  stop(): Promise<void>;
  /** Ends the server by kill -9, and its connections with it. */
  kill(): Promise<void>;
  /** Starts it again on what it left. */
  startAgain(): Promise<void>;
}

/** Folder of the newest PostgreSQL programs of this machine; undefined where there are none. */
export function postgresPrograms(): string | undefined {
  if (!existsSync(DEBIAN_FOLDER)) return undefined;
  return readdirSync(DEBIAN_FOLDER)
    .sort((first, second) => Number(second) - Number(first))
    .map((version) => join(DEBIAN_FOLDER, version, 'bin'))
    .find((folder) => existsSync(join(folder, 'initdb')));
}

/**
 * Starts a PostgreSQL server of its own on a free loopback port, with fsync on and no socket file.
 * Its files lie in a folder of `place`. Undefined where this machine has no PostgreSQL: the caller says
 * that its tests were skipped.
 */
export async function startPostgres(place = tmpdir()): Promise<RunningPostgres | undefined> {
  const programs = postgresPrograms();
  if (programs === undefined) return undefined;
  const folder = await mkdtemp(join(place, 'tieout-postgres-'));
  if (isRoot()) await run('chown', ['postgres', folder]);
  const data = join(folder, 'data');
  const control = (...options: string[]) =>
    asServerUser(join(programs, 'pg_ctl'), ['--pgdata', data, ...options]);

  await asServerUser(join(programs, 'initdb'), [
    ...['--pgdata', data, '--username', 'tieout', '--auth', 'trust'],
    ...['--encoding', 'UTF8', '--locale', 'C.UTF-8', '--no-sync'],
  ]);
  const log = join(folder, 'log');
  const startOn = (port: number) =>
    control('start', '--wait', '--log', log, '--options', settingsOf(port));
  const port = await startOnFreePort(log, startOn);

  return {
    url: `postgres://tieout@127.0.0.1:${port}/postgres`,
    stop: async () => {
      await control('stop', '--wait', '--mode', 'fast');
      await rm(folder, { recursive: true });
    },
    kill: async () => {
      const lock = join(data, 'postmaster.pid');
      const pid = Number((await readFile(lock, 'utf8')).split('\n')[0]);
      for (const one of [pid, ...childrenOf(pid)]) process.kill(one, 'SIGKILL');
      // Where nobody takes notice of the dead, a new server would believe that it lives.
      await rm(lock);
    },
    startAgain: () => untilItStarts(() => startOn(port)),
  };
}

function childrenOf(pid: number): number[] {
  const stats = readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map((name) => [Number(name), parentOf(name)] as const);
  return stats.flatMap(([child, parent]) => (parent === pid ? [child] : []));
}

/** The parent of a process; NaN once it is gone. */
function parentOf(name: string): number {
  try {
    return Number(/^\d+ \(.*\) \S (\d+)/.exec(readFileSync(`/proc/${name}/stat`, 'utf8'))?.[1]);
  } catch {
    return Number.NaN;
  }
}

/** What a killed server left of itself in memory goes within moments. */
async function untilItStarts(start: () => Promise<void>): Promise<void> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await start();
    } catch (error) {
      if (attempt === 20) throw error;
      await delay(250);
    }
  }
}

/** PostgreSQL refuses to run as root; there its package's own user runs it. */
async function asServerUser(program: string, options: readonly string[]): Promise<void> {
  const [name, ...rest] = isRoot()
    ? ['runuser', '-u', 'postgres', '--', program, ...options]
    : [program, ...options];
  await run(name ?? program, rest, { cwd: tmpdir() });
}

function isRoot(): boolean {
  return userInfo().uid === 0;
}

function settingsOf(port: number): string {
  const place = `-c listen_addresses=127.0.0.1 -c port=${port} -c unix_socket_directories=''`;
  // Files of its own folder, so that a server that is killed leaves nothing behind elsewhere.
  return `${place} -c dynamic_shared_memory_type=mmap`;
}

/**
 * Ports below the range from which systems give outgoing connections theirs, so that no connection
 * of another test sits on one; a port that another server has is left for the next.
 */
async function startOnFreePort(log: string, start: (port: number) => Promise<void>) {
  for (let attempt = 1; ; attempt += 1) {
    const port = randomInt(20_000, 32_000);
    try {
      await start(port);
      return port;
    } catch (error) {
      const said = await readFile(log, 'utf8').catch(() => 'it left no log');
      if (attempt === 5 || !said.includes('Address already in use'))
        throw new Error(`PostgreSQL did not start: ${said}`, { cause: error });
      await rm(log);
    }
  }
}
