import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { Clock, Instant } from './domain/dates.ts';
import { fail, type Outcome, type Problem, problem, succeed } from './domain/problem.ts';
import type { Mode } from './domain/settings.ts';
import type { Act } from './store/act.ts';
import { loadSettings, loadTestOrganisation } from './store/catalog-reader.ts';
import { sealedUnder } from './store/connection-reader.ts';
import { forgetSecrets } from './store/connection-writer.ts';
import { openStore } from './store/open.ts';
import { Refusal } from './store/refusal.ts';
import { type KeyRing, openKeyRing } from './store/sealing/key-ring.ts';
import type { Store } from './store/store.ts';
import { type ConnectedOrganisation, connectOrganisation } from './tasks/connect-organisation.ts';
import { accessFor } from './tasks/connection/access.ts';
import type { TwinDescription, XeroPlace } from './tasks/connection/xero-place.ts';
import { createRequestLog, type RequestLog } from './tasks/request-log.ts';
import { resetTestMode } from './tasks/reset-test-mode.ts';
import { endingFetch, machineTime } from './tasks/stopping.ts';
import type { TaskContext } from './tasks/task-context.ts';
import { describeTwin, setUpBooks } from './tasks/twin-control.ts';
import { PRODUCTION_ADDRESSES } from './xero/client/addresses.ts';
import type { XeroEffects } from './xero/client/effects.ts';

export interface AppOptions {
  readonly dataFolder: string;
  /** Of a PostgreSQL server; without one the store lies in the data folder. */
  readonly databaseUrl?: string | undefined;
  /** What is asked for; forced test mode wins over it. */
  readonly mode: Mode;
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

export interface App extends TaskContext {
  readonly dataFolder: string;
  /** Serves the data folder's twin at a port of choice until it is closed. */
  serveTwin(wanted: TwinWanted): Promise<Outcome<ServedTwin>>;
  close(): Promise<void>;
}

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

/** Opens the books and wires the parts. Throws a `Refusal` when the store cannot be opened. */
export async function openApp(options: AppOptions): Promise<App> {
  const { actor, dataFolder } = options;
  const store = options.store ?? (await openStoreOf(options));
  const keys = await keysFor(store, options);
  const { forceTestMode } = await loadSettings(store.reader);
  const mode = forceTestMode ? 'test' : options.mode;
  const clock = options.clock ?? SYSTEM_CLOCK;
  const time = options.time ?? machineTime(options.stop);
  const reach = endingFetch(options.fetch ?? globalThis.fetch, options.stop);
  const effects = { fetch: reach, clock, ...time };
  const act = () => ({ actor, mode, at: clock.now() });
  const twin = mode === 'test' ? twinOf(store, dataFolder) : undefined;
  const xero = placeOf(effects, twin);
  const log = createRequestLog({ store, act });
  return {
    store,
    mode,
    keys,
    dataFolder,
    act,
    time,
    xero,
    connect: connector({ store, mode, keys, act, xero }, log),
    testOrganisation: twin && {
      isFixed: () => existsSync(join(dataFolder, 'twin', 'books.db')),
      setUp: async (wanted) => {
        const found = await twin.find();
        if (!found.ok) return found;
        const { address, description } = found.value;
        return setUpBooks(address, description.organisations[0]?.tenantId ?? '', wanted);
      },
    },
    serveTwin: async (wanted) => {
      if (wanted.isReset) await resetTwin(store, dataFolder, act());
      return serveTwin(store, dataFolder, wanted);
    },
    close: async () => {
      await log.flush();
      await twin?.close();
      await store.close();
    },
  };
}

/** The problem with which the store refused, or undefined for any other error. */
export function refusedProblem(error: unknown): Problem | undefined {
  return error instanceof Refusal ? error.problem : undefined;
}

const SYSTEM_CLOCK: Clock = { now: () => new Date().toISOString() as Instant };

async function openStoreOf({ databaseUrl, dataFolder }: AppOptions): Promise<Store> {
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

interface Twin {
  find(): Promise<Outcome<{ address: string; description: TwinDescription }>>;
  close(): Promise<void>;
}

/** The twin of test mode, found or started when Xero is first needed. */
function twinOf(store: Store, dataFolder: string): Twin {
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
async function serveTwin(
  store: Store,
  dataFolder: string,
  { port, seed }: Pick<TwinWanted, 'port' | 'seed'>,
): Promise<Outcome<ServedTwin>> {
  const { startTwin } = await import('./twin/start.ts');
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
async function resetTwin(store: Store, dataFolder: string, act: Act): Promise<void> {
  const twin = await import('./twin/start.ts');
  const folder = join(dataFolder, 'twin');
  if (existsSync(folder)) twin.resetTwin(folder);
  await resetTestMode(store, act);
}

/** Where Xero is: production talks to Xero and nothing else, test mode to a twin. */
function placeOf(effects: XeroEffects, twin: Twin | undefined): TaskContext['xero'] {
  return async () => {
    if (twin === undefined) return succeed({ addresses: PRODUCTION_ADDRESSES, effects, twin });
    const found = await twin.find();
    if (!found.ok) return found;
    const { address, description } = found.value;
    const addresses = { loginUrl: address, identityUrl: address, apiUrl: address };
    return succeed<XeroPlace>({ addresses, effects, twin: description });
  };
}

/** One client for each organisation, so that its token and its pace are shared. */
function connector(
  context: Pick<TaskContext, 'store' | 'mode' | 'keys' | 'act' | 'xero'>,
  log: RequestLog,
): TaskContext['connect'] {
  const kept = new Map<string, ConnectedOrganisation>();
  return async (entity = '') => {
    const place = await context.xero();
    if (!place.ok) return place;
    const found = await accessFor(context, place.value, entity);
    if (!found.ok) return found;
    const { access, key } = found.value;
    const known = kept.get(key);
    if (known !== undefined) return succeed(known);
    const connected = await connectOrganisation(access, place.value.effects, log.note);
    if (connected.ok) kept.set(key, connected.value);
    return connected;
  };
}

/** A wrong key stops the start; the store is closed as it was. */
async function keysFor(store: Store, options: AppOptions): Promise<KeyRing> {
  const { dataFolder, env, forgetsSecrets, actor, mode, clock = SYSTEM_CLOCK } = options;
  try {
    if (forgetsSecrets) await forgetSecrets(store, { actor, mode, at: clock.now() });
    const place = { folder: dataFolder, given: env.TIEOUT_SEALING_KEY || undefined };
    return openKeyRing(place, await sealedUnder(store.reader));
  } catch (error) {
    await store.close();
    throw error;
  }
}
