import type { Clock, Instant } from '../domain/dates.ts';
import { problem } from '../domain/problem.ts';
import type { Mode } from '../domain/settings.ts';
import { sealedUnder } from '../store/connection-reader.ts';
import { forgetSecrets } from '../store/connection-writer.ts';
import { openStore } from '../store/open.ts';
import { Refusal } from '../store/refusal.ts';
import { type KeyRing, openKeyRing } from '../store/sealing/key-ring.ts';
import type { Store } from '../store/store.ts';
import { endingFetch, machineTime } from '../tasks/stopping.ts';
import type { TaskContext } from '../tasks/task-context.ts';
import { openWay, type WayToXero } from './way-to-xero.ts';

/** Where books lie and by whom they are opened. */
export interface BooksOptions {
  readonly dataFolder: string;
  /** Of a PostgreSQL server; without one the store lies in the data folder. */
  readonly databaseUrl?: string | undefined;
  /** Who acts: `os:<user>` at the command line. */
  readonly actor: string;
  readonly clock?: Clock;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** What reaches Xero. */
  readonly fetch?: typeof fetch;
  /** Forgets all that is sealed before the key is looked at: the way out of a lost one. */
  readonly forgetsSecrets?: boolean;
  /** This machine's unless given. */
  readonly time?: TaskContext['time'];
  /** Told when somebody asks the program to stop. */
  readonly stop?: AbortSignal;
  /** Opened already, in place of the data folder's or the server's; closed with the rest. */
  readonly store?: Store;
}

/** Books that several people work in, each in a mode of their own. */
export interface Books {
  readonly store: Store;
  now(): Instant;
  contextFor(actor: string, mode: Mode): TaskContext;
  close(): Promise<void>;
}

/** Opens the books for many. Throws a `Refusal` when the store cannot be opened. */
export async function openBooks(options: BooksOptions): Promise<Books> {
  const { dataFolder, clock = SYSTEM_CLOCK, time = machineTime(options.stop) } = options;
  const store = options.store ?? (await openStoreOf(options));
  const keys = await keysFor(store, options);
  const reach = endingFetch(options.fetch ?? globalThis.fetch, options.stop);
  const effects = { fetch: reach, clock, ...time };
  const ways = new Map<Mode, WayToXero>();
  const wayIn = (mode: Mode): WayToXero => {
    const act = () => ({ actor: options.actor, mode, at: clock.now() });
    const way = ways.get(mode) ?? openWay({ store, keys, mode, act, dataFolder }, effects);
    ways.set(mode, way);
    return way;
  };
  return {
    store,
    now: () => clock.now(),
    contextFor: (actor, mode) => {
      const { xero, connect, testOrganisation, writeRequestLog } = wayIn(mode);
      const act = () => ({ actor, mode, at: clock.now() });
      const reach = { xero, connect, testOrganisation, writeRequestLog };
      return { store, mode, keys, time, act, ...reach };
    },
    close: async () => {
      for (const way of ways.values()) await way.close();
      await store.close();
    },
  };
}

const SYSTEM_CLOCK: Clock = { now: () => new Date().toISOString() as Instant };

async function openStoreOf({ databaseUrl, dataFolder }: BooksOptions): Promise<Store> {
  try {
    return await openStore(databaseUrl === undefined ? { folder: dataFolder } : { databaseUrl });
  } catch (error) {
    const systemCode = (error as NodeJS.ErrnoException).code;
    if (error instanceof Refusal || systemCode === undefined) throw error;
    const reason = (error as Error).message || systemCode;
    throw new Refusal(
      databaseUrl === undefined
        ? problem('data_folder.not_usable', { folder: dataFolder, reason })
        : problem('database.not_usable', { host: URL.parse(databaseUrl)?.host ?? '', reason }),
    );
  }
}

/** A wrong key stops the start; the store is closed as it was. */
async function keysFor(store: Store, options: BooksOptions): Promise<KeyRing> {
  const { dataFolder, env, forgetsSecrets, actor, clock = SYSTEM_CLOCK } = options;
  try {
    const act = { actor, mode: 'production', at: clock.now() } as const;
    if (forgetsSecrets) await forgetSecrets(store, act);
    const place = { folder: dataFolder, given: env.TIEOUT_SEALING_KEY || undefined };
    return openKeyRing(place, await sealedUnder(store.reader));
  } catch (error) {
    await store.close();
    throw error;
  }
}
