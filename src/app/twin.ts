import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { fail, type Outcome, problem, succeed } from '../domain/problem.ts';
import type { Act } from '../store/act.ts';
import { loadSettings, loadTestOrganisation } from '../store/catalog-reader.ts';
import type { Store } from '../store/store.ts';
import type { TwinDescription } from '../tasks/connection/xero-place.ts';
import { resetTestMode } from '../tasks/reset-test-mode.ts';
import { describeTwin } from '../tasks/twin-control.ts';

export interface TwinWanted {
  /** 0 takes a free one. */
  readonly port: number;
  readonly seed?: 'demo-nz' | 'lender-nz' | 'empty' | undefined;
  /** Forgets all of its state first. */
  readonly isReset: boolean;
}

export interface ServedTwin extends TwinDescription {
  readonly identityUrl: string;
  readonly apiUrl: string;
  readonly pagesUrl: string;
  close(): Promise<void>;
}

export interface Twin {
  find(): Promise<Outcome<{ address: string; description: TwinDescription }>>;
  close(): Promise<void>;
}

/** The twin of test mode, found or started when Xero is first needed. */
export function twinOf(store: Store, dataFolder: string): Twin {
  let served: ServedTwin | undefined;
  const find: Twin['find'] = async () => {
    const { twinUrl } = await loadSettings(store.reader);
    if (twinUrl === '') {
      const started = await serveTwin(store, dataFolder, { port: 0 });
      if (!started.ok) return started;
      served = started.value;
      return succeed({ address: served.apiUrl, description: served });
    }
    const address = twinUrl.replace(/\/$/, '');
    const description = await describeTwin(address);
    return description.ok ? succeed({ address, description: description.value }) : description;
  };
  let found: ReturnType<Twin['find']> | undefined;
  return {
    find: () => {
      found ??= find();
      return found;
    },
    close: async () => {
      await found;
      await served?.close();
    },
  };
}

/** The embedded twin; nothing of it is loaded in production. */
export async function serveTwin(
  store: Store,
  dataFolder: string,
  { port, seed }: Pick<TwinWanted, 'port' | 'seed'>,
): Promise<Outcome<ServedTwin>> {
  const { startTwin } = await import('../twin/start.ts');
  const folder = join(dataFolder, 'twin');
  const { seed: storedSeed, ...organisation } = (await loadTestOrganisation(store.reader)) ?? {};
  try {
    return succeed(await startTwin({ folder, port, seed: seed ?? storedSeed, organisation }));
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EADDRINUSE') throw error;
    return fail(problem('port.taken', { port }));
  }
}

/** Empties the twin's books, and forgets what was exported to them. */
export async function resetTwin(store: Store, dataFolder: string, act: Act): Promise<void> {
  const twin = await import('../twin/start.ts');
  const folder = join(dataFolder, 'twin');
  if (existsSync(folder)) twin.resetTwin(folder);
  await resetTestMode(store, act);
}
