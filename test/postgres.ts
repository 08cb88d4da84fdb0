import { execFile } from 'node:child_process';
import { randomInt } from 'node:crypto';
import { existsSync, readdirSync } from 'node:fs';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir, userInfo } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);
const DEBIAN_FOLDER = '/usr/lib/postgresql';

export interface RunningPostgres {
  /** `postgres://…` of an empty database on the loopback address. */
  readonly url: string;
  /** Stops the server and deletes its files. */
  stop(): Promise<void>;
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
 * Undefined where this machine has no PostgreSQL: the caller says that its tests were skipped.
 */
export async function startPostgres(): Promise<RunningPostgres | undefined> {
  const programs = postgresPrograms();
  if (programs === undefined) return undefined;
  const folder = await mkdtemp(join(tmpdir(), 'tieout-postgres-'));
  if (isRoot()) await run('chown', ['postgres', folder]);
  const data = join(folder, 'data');
  const control = (...options: string[]) =>
    asServerUser(join(programs, 'pg_ctl'), ['--pgdata', data, ...options]);

  await asServerUser(join(programs, 'initdb'), [
    ...['--pgdata', data, '--username', 'tieout', '--auth', 'trust'],
    ...['--encoding', 'UTF8', '--locale', 'C.UTF-8', '--no-sync'],
  ]);
  const log = join(folder, 'log');
  const port = await startOnFreePort(log, (port) =>
    control('start', '--wait', '--log', log, '--options', settingsOf(port)),
  );

  return {
    url: `postgres://tieout@127.0.0.1:${port}/postgres`,
    stop: async () => {
      await control('stop', '--wait', '--mode', 'fast');
      await rm(folder, { recursive: true });
    },
  };
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
  return `-c listen_addresses=127.0.0.1 -c port=${port} -c unix_socket_directories=''`;
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
