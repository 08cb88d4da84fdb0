import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import type { Clock, Instant } from './domain/dates.ts';
import { fail, type Outcome, type Problem, problem, succeed } from './domain/problem.ts';
import { type Mode, resolveSettings } from './domain/settings.ts';
import type { Act } from './store/act.ts';
import { loadCatalog, loadSettings, loadTestOrganisation } from './store/catalog-reader.ts';
import { openStore } from './store/open.ts';
import { Refusal } from './store/refusal.ts';
import type { Store } from './store/store.ts';
import {
  type ConnectedOrganisation,
  connectOrganisation,
  productionAccess,
  type TwinDescription,
  twinAccess,
  type XeroAccess,
} from './tasks/connect-organisation.ts';
import { resetTestMode } from './tasks/reset-test-mode.ts';
import type { TaskContext } from './tasks/task-context.ts';
import { describeTwin, setUpBooks } from './tasks/twin-control.ts';
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
  /** This machine's unless given. */
  readonly time?: TaskContext['time'];
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
  const store = await openStoreOf(options);
  const { forceTestMode } = await loadSettings(store.reader);
  const mode = forceTestMode ? 'test' : options.mode;
  const clock = options.clock ?? SYSTEM_CLOCK;
  const time = options.time ?? MACHINE_TIME;
  const effects = { fetch: options.fetch ?? globalThis.fetch, clock, ...time };
  const act = () => ({ actor, mode, at: clock.now() });
  const twin = mode === 'test' ? twinOf(store, dataFolder) : undefined;
  return {
    store,
    mode,
    dataFolder,
    act,
    time,
    connect: connector({ store, twin, options, effects }),
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

const MACHINE_TIME: TaskContext['time'] = {
  wait: async (milliseconds) => delay(milliseconds),
  monotonicMs: () => performance.now(),
};

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

interface ConnectorParts {
  readonly store: Store;
  readonly twin: Twin | undefined;
  readonly options: AppOptions;
  readonly effects: XeroEffects;
}

/** One client for each organisation, so that its token and its pace are shared. */
function connector(parts: ConnectorParts): TaskContext['connect'] {
  const kept = new Map<string, ConnectedOrganisation>();
  return async (entity) => {
    const access = await accessFor(parts, entity);
    if (!access.ok) return access;
    const { credentials, tenantId } = access.value;
    const key = `${credentials.clientId} ${tenantId}`;
    const known = kept.get(key);
    if (known !== undefined) return succeed(known);
    const connected = await connectOrganisation(access.value, parts.effects);
    if (connected.ok) kept.set(key, connected.value);
    return connected;
  };
}

async function accessFor(
  { store, twin, options }: ConnectorParts,
  entityCode: string | undefined,
): Promise<Outcome<XeroAccess>> {
  const settings = await loadSettings(store.reader);
  const { entities } = await loadCatalog(store.reader);
  const entity = entityCode === undefined ? undefined : entities.get(entityCode);
  if (entityCode !== undefined && entity === undefined) {
    const known = [...entities.keys()].join(', ');
    return fail(problem('entity.unknown', { entity: entityCode, known }));
  }
  const scope = entity === undefined ? 'the global settings' : `entity ${entity.code}`;
  if (twin !== undefined) {
    const found = await twin.find();
    if (!found.ok) return found;
    return succeed(twinAccess(found.value.address, found.value.description, scope));
  }
  const resolved = entity === undefined ? settings : resolveSettings(settings, entity);
  return productionAccess(resolved, options.env.TIEOUT_XERO_CLIENT_SECRET, scope);
}
