import type { AddressInfo } from 'node:net';
import type { FastifyInstance } from 'fastify';
import { immediate } from '../sqlite/immediate.ts';
import { twinNow } from './clock.ts';
import {
  closeDatabases,
  type Databases,
  emptyDatabases,
  openDatabases,
} from './database/databases.ts';
import { describeTwin, type TwinDescription } from './describe.ts';
import { plantSeed, type SeedOptions } from './seeds/plant-seed.ts';
import { buildServer } from './serve.ts';

export interface TwinOptions extends SeedOptions {
  /** Where its state is kept; without one it lives in memory. */
  folder?: string | undefined;
  /** Blank or 0 takes a free port. */
  port?: number | undefined;
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
  const databases = openDatabases(options.folder);
  const server = await listening(databases, options);
  const { port } = server.server.address() as AddressInfo;
  const base = `http://127.0.0.1:${port}`;
  return {
    ...describeTwin(databases.books),
    identityUrl: base,
    apiUrl: base,
    pagesUrl: `${base}/pages`,
    controlUrl: `${base}/control`,
    server,
    close: () => server.close(),
  };
}

/** Starts a folder's twin anew: the next start plants its seed again. */
export function resetTwin(folder: string): void {
  const databases = openDatabases(folder);
  emptyDatabases(databases);
  closeDatabases(databases);
}

async function listening(databases: Databases, options: TwinOptions): Promise<FastifyInstance> {
  try {
    const { books } = databases;
    immediate(books, () => plantSeed(books, options, twinNow(books)));
    const server = buildServer(databases);
    await server.listen({ host: '127.0.0.1', port: options.port ?? 0 });
    return server;
  } catch (error) {
    closeDatabases(databases);
    throw error;
  }
}
