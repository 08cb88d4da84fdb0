import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import { type App, openApp } from '../../../src/app.ts';
import { type ConfigurationInput, configurationSchema } from '../../../src/domain/configuration.ts';
import type { Grant, ScopeSet } from '../../../src/domain/connection.ts';
import type { Outcome } from '../../../src/domain/problem.ts';
import { applyConfiguration } from '../../../src/store/catalog-writer.ts';
import { connectCustom } from '../../../src/tasks/connection/connect-custom.ts';
import type { KeptConnection } from '../../../src/tasks/connection/keep-authorisation.ts';
import {
  beginConsent,
  endConsent,
  type WaitingSignIn,
} from '../../../src/tasks/connection/sign-in.ts';
import { startTwin, type Twin } from '../../../src/twin/start.ts';
import { appOf, type Choice, goThroughConsent, type TwinApp } from '../../contract/twin-consent.ts';
import { valueIn } from '../../outcomes.ts';
import { type TwinApi, twinApi } from '../../twin-api.ts';
import { type VirtualTime, virtualTime } from '../export/virtual-time.ts';
import { atTwin, type Seen, type Wire } from './wire.ts';

/** Books in production mode for which a twin is Xero, and whatever a person does at both. */
export interface Office extends VirtualTime {
  readonly app: App;
  readonly folder: string;
  readonly twin: Twin;
  readonly xero: TwinApi;
  readonly wire: Wire;
  configure(configuration: Partial<ConfigurationInput>): Promise<void>;
  /** Begins a sign-in by a person. */
  begin(wanted?: Wanted): Promise<Outcome<WaitingSignIn>>;
  /** Ends it with what a browser came back with. */
  end(text: string, session?: string): Promise<Outcome<KeptConnection>>;
  /** The whole of it, through the pages of the twin. */
  connect(wanted?: Wanted & Choice): Promise<Outcome<KeptConnection>>;
  connectCustom(wanted?: Wanted): Promise<Outcome<KeptConnection>>;
  /** The same books and twin, seen by a program that was started anew. */
  reopened(env?: Record<string, string>): Promise<Office>;
  /** Calls of the token endpoint, as the twin counted them. */
  tokenCalls(): Promise<number>;
  /** The twin's app of a kind. */
  appOf(kind: Grant): TwinApp;
}

/** What is said of the app at Xero, and by whom. */
export interface Wanted {
  readonly kind?: 'web' | 'desktop';
  readonly entity?: string;
  readonly clientId?: string;
  readonly secret?: string;
  readonly scopeSet?: ScopeSet;
  readonly session?: string;
}

const SESSION = 'the session of the one who began';

export interface OfficeOptions {
  readonly settings?: ConfigurationInput['settings'];
  readonly env?: Record<string, string>;
  /** Keeps the books in this PostgreSQL. */
  readonly databaseUrl?: string;
}

export async function openOffice(options: OfficeOptions = {}): Promise<Office> {
  const folder = mkdtempSync(join(tmpdir(), 'tieout-office-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const twin = await startTwin();
  onTestFinished(() => twin.close());
  const { databaseUrl } = options;
  const place = { twin, folder, databaseUrl, virtual: virtualTime(twin.controlUrl) };
  const office = await start(place, options.env);
  await office.configure({ settings: options.settings, entities: [{ code: 'M' }] });
  return office;
}

interface Place {
  readonly twin: Twin;
  readonly folder: string;
  readonly databaseUrl: string | undefined;
  readonly virtual: VirtualTime;
}

async function start(place: Place, env: Record<string, string> = {}): Promise<Office> {
  const { twin, folder, databaseUrl, virtual } = place;
  const { clock, time } = virtual;
  const wire = atTwin(twin.apiUrl);
  const who = { mode: 'production', actor: 'os:tester' } as const;
  const books = { ...who, dataFolder: folder, databaseUrl };
  const app = await openApp({ ...books, env, clock, time, fetch: wire.fetch });
  onTestFinished(() => app.close());
  const xero = twinApi(twin);
  const office = { ...virtual, app, folder, twin, xero, wire, ...signInsAt(app, twin) };
  return {
    ...office,
    configure: async ({ settings = {}, ...rest }) => {
      const configuration = { version: 1, settings, ...rest };
      await applyConfiguration(app.store, app.act(), configurationSchema.parse(configuration));
    },
    reopened: (changes = env) => start(place, changes),
    tokenCalls: async () => {
      const counts = await xero.control<{ path: string; calls: number }[]>('GET', '/calls');
      const ofTokens = counts.filter(({ path }) => path === '/connect/token');
      return ofTokens.reduce((sum, { calls }) => sum + calls, 0);
    },
    appOf: (kind) => appOf(twin, kind),
  };
}

function signInsAt(
  app: App,
  twin: Twin,
): Pick<Office, 'begin' | 'end' | 'connect' | 'connectCustom'> {
  const wantedApp = (grant: Grant, wanted: Wanted) => {
    const { clientId, clientSecret } = appOf(twin, grant);
    return {
      ...{ grant, entity: wanted.entity ?? '', scopeSet: wanted.scopeSet ?? 'granular' },
      clientId: wanted.clientId ?? clientId,
      askSecret: async () => wanted.secret ?? clientSecret,
    } as const;
  };
  const begin: Office['begin'] = (wanted = {}) => {
    const { kind = 'web', session = SESSION } = wanted;
    return beginConsent(app, { ...wantedApp(kind, wanted), session });
  };
  const end: Office['end'] = (text, session = SESSION) => endConsent(app, { text, session });
  return {
    begin,
    end,
    connect: async (wanted = {}) => {
      const begun = await begin(wanted);
      if (!begun.ok) return begun;
      const back = await goThroughConsent(inBrowser(begun.value.address, twin), wanted);
      return end(back.href, wanted.session);
    },
    connectCustom: (wanted = {}) => connectCustom(app, wantedApp('custom', wanted)),
  };
}

/** The address of the page at Xero, where the twin shows it. */
export function inBrowser(address: string, { apiUrl }: Pick<Twin, 'apiUrl'>): string {
  return address.replace('https://login.xero.com', apiUrl);
}

/** Goes through the pages and comes back, without telling the product. */
export async function consent(office: Office, wanted: Wanted & Choice = {}): Promise<URL> {
  const { address } = valueIn(await office.begin(wanted));
  return goThroughConsent(inBrowser(address, office.twin), wanted);
}

/** The one code of an outcome that failed. */
export function codeOf(outcome: Outcome<unknown>): string {
  return outcome.ok ? 'it went well' : outcome.problems.map(({ code }) => code).join(' ');
}

/** Whatever was sent to the token endpoint. */
export function tokenRequests({ wire }: Pick<Office, 'wire'>): Seen[] {
  return wire.seen.filter(({ url }) => url === 'https://identity.xero.com/connect/token');
}
