import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { buildServer } from '../api/routes/server.ts';
import { fail, type Outcome, problem, succeed } from '../domain/problem.ts';
import type { Act } from '../store/act.ts';
import { loadSettings } from '../store/catalog-reader.ts';
import { firstAdministratorTask } from '../tasks/people/password-link.ts';
import type { Books } from './books.ts';

export interface ServeWanted {
  readonly host: string;
  /** 0 takes a free one. */
  readonly port: number;
}

export interface ServedApp {
  readonly url: string;
  /** As long as nobody can sign in. */
  readonly firstAdministratorLink: string | null;
  close(): Promise<void>;
}

const WEB_FOLDER = join(import.meta.dirname, '..', '..', 'dist', 'web');

/** Serves the app until it is closed. Problem: `port.taken`. */
export async function serveApp(
  books: Books,
  act: Act,
  { host, port }: ServeWanted,
): Promise<Outcome<ServedApp>> {
  const { store, now, contextFor } = books;
  const { publicAddress } = await loadSettings(store.reader);
  const isSecure = publicAddress.startsWith('https:');
  const server = await buildServer({ store, now, contextFor, webFolder: WEB_FOLDER, isSecure });
  try {
    await server.listen({ host, port });
  } catch (error) {
    await server.close();
    if ((error as NodeJS.ErrnoException).code !== 'EADDRINUSE') throw error;
    return fail(problem('port.taken', { port }));
  }
  const address = server.server.address() as AddressInfo;
  const name = address.family === 'IPv6' ? `[${address.address}]` : address.address;
  const url = publicAddress === '' ? `http://${name}:${address.port}` : publicAddress;
  const secret = await firstAdministratorTask(store, act);
  return succeed({
    url,
    firstAdministratorLink: secret === undefined ? null : `${url}/password#${secret}`,
    close: () => server.close(),
  });
}
