import type { AddressInfo } from 'node:net';
import type { FastifyInstance } from 'fastify';
import { immediate } from '../sqlite/immediate.ts';
import { giveClock, twinNow } from './clock.ts';
import { closeDatabases, emptyDatabases, openDatabases } from './database/databases.ts';
import { describeTwin, type TwinDescription } from './describe.ts';
import { plantSeed, type SeedOptions } from './seeds/plant-seed.ts';
import { buildServer } from './serve.ts';

export interface TwinOptions extends SeedOptions {
  /** Where its state is kept; without one it lives in memory. */
  folder?: string | undefined;
  /** Blank or 0 takes a free port. */
  port?: number | undefined;
  /** Its present moment in milliseconds; this machine's unless given. */
  nowMs?: (() => number) | undefined;
}

/** A twin that listens at no port: requests are handed to its server. */
export interface UnservedTwin extends TwinDescription {
  server: FastifyInstance;
}

export interface Twin extends TwinDescription {
  /** `/connect/token` stands below it. */
  identityUrl: string;
  /** `/api.xro/2.0` and `/connections` stand below it. */
  apiUrl: string;
  pagesUrl: string;
  controlUrl: string;
  server: FastifyInstance;
  close(): Promise<void>;
}

/**
 * Starts the twin on loopback. Seed and organisation count at a folder's first use; after that the
 * folder keeps what it has.
 */
export async function startTwin(options: TwinOptions = {}): Promise<Twin> {
  const { server, ...description } = openTwin(options);
  await listen(server, options);
  const { port } = server.server.address() as AddressInfo;
  const base = `http://127.0.0.1:${port}`;
  return {
    ...description,
    identityUrl: base,
    apiUrl: base,
    pagesUrl: `${base}/pages`,
    controlUrl: `${base}/control`,
    server,
    close: () => server.close(),
  };
}

/** Opens the twin without listening, for programs of the same process. */
export function openTwin(options: TwinOptions = {}): UnservedTwin {
  const databases = openDatabases(options.folder);
  const { books } = databases;
  if (options.nowMs !== undefined) giveClock(books, options.nowMs);
  try {
    immediate(books, () => plantSeed(books, options, twinNow(books)));
    return { ...describeTwin(books), server: buildServer(databases) };
  } catch (error) {
    closeDatabases(databases);
    throw error;
  }
}

/** Starts a folder's twin anew: the next start plants its seed again. */
export function resetTwin(folder: string): void {
  const databases = openDatabases(folder);
  emptyDatabases(databases);
  closeDatabases(databases);
}

async function listen(server: FastifyInstance, { port = 0 }: TwinOptions): Promise<void> {
  try {
    await server.listen({ host: '127.0.0.1', port });
  } catch (error) {
    await server.close();
    throw error;
  }
}
