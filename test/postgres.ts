import { execFile } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
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
  const port = await freePort();
  const settings = `-c listen_addresses=127.0.0.1 -c port=${port} -c unix_socket_directories=''`;
  await control('start', '--wait', '--log', join(folder, 'log'), '--options', settings);

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

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer().once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => resolve(typeof address === 'object' ? (address?.port ?? 0) : 0));
    });
  });
}
