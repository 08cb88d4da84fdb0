import { cpSync, existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type App, openApp } from '../../src/app.ts';
import { configurationSchema } from '../../src/domain/configuration.ts';
import type { Instant } from '../../src/domain/dates.ts';
import { applyConfiguration } from '../../src/store/catalog-writer.ts';
import { connectCustom } from '../../src/tasks/connection/connect-custom.ts';
import { valueIn } from '../outcomes.ts';
import { authorisePerson } from './authorise.ts';
import {
  ACCOUNTS,
  BORROWER_FILE,
  configurationOf,
  TRACKING,
  type Variant,
} from './configuration.ts';
import { importText } from './deeds.ts';
import { seedMachineChance } from './machine-chance.ts';
import { randomOf } from './random.ts';
import { openTwinLink, type TwinLink } from './twin-link.ts';
import { wireRequest } from './wire-request.ts';

/** When every seed begins: a morning in New Zealand after the days of its rows. */
export const START_MS = Date.parse('2026-06-15T21:00:00Z');

const made = new Map<Variant, Promise<string>>();
const folders: string[] = [];

/** A new folder with books and a twin that are set up and connected, and hold no transaction yet. */
export async function copyOfTemplate(variant: Variant): Promise<string> {
  const known = made.get(variant) ?? makeTemplate(variant);
  made.set(variant, known);
  const folder = newFolder();
  cpSync(await known, folder, { recursive: true });
  return folder;
}

/** Removes what was made once for all seeds. */
export function removeTemplates(): void {
  for (const folder of folders) rmSync(folder, { recursive: true, force: true });
  folders.length = 0;
  made.clear();
}

/** In memory where the machine has a place for that. */
function newFolder(): string {
  const memory = join('/dev', 'shm');
  return mkdtempSync(join(existsSync(memory) ? memory : tmpdir(), 'tieout-seed-'));
}

async function makeTemplate(variant: Variant): Promise<string> {
  const folder = newFolder();
  folders.push(folder);
  const giveBack = seedMachineChance(randomOf(0));
  try {
    const place = { folder: join(folder, 'twin'), nowMs: () => START_MS, isServed: false };
    const twin = await openTwinLink(place);
    await twin.inBooks('POST', '/set-up', {
      accounts: ACCOUNTS,
      trackingCategories: TRACKING,
      contacts: [{ name: 'Sundry', accountNumber: 'SUNDRY' }],
    });
    await prepareBooks(folder, twin, variant);
    await twin.close();
  } finally {
    giveBack();
  }
  return folder;
}

async function prepareBooks(folder: string, twin: TwinLink, variant: Variant): Promise<void> {
  const app = await openApp({
    ...{ dataFolder: folder, mode: 'production', actor: 'os:administrator', env: {} },
    clock: { now: () => new Date(START_MS).toISOString() as Instant },
    time: { monotonicMs: () => 0, wait: async () => undefined },
    fetch: async (input, init) => {
      const { body, httpStatus, headers } = await twin.deliver(wireRequest('set-up', input, init));
      return new Response(body, { status: httpStatus, headers });
    },
  });
  const configuration = configurationSchema.parse(configurationOf(variant));
  await applyConfiguration(app.store, app.act(), configuration);
  if (variant === 'clearing') await connectAlone(app, twin);
  else {
    const booksFile = join(folder, 'twin', 'books.db');
    await authorisePerson(app, { twin, booksFile, twinNowMs: START_MS });
  }
  await importText(app, 'accounts', BORROWER_FILE);
  await app.close();
}

/** By a custom connection, which has no refresh token. */
async function connectAlone(app: App, { customApp }: TwinLink): Promise<void> {
  const { clientId, clientSecret } = customApp;
  const custom = { grant: 'custom', entity: '', scopeSet: 'granular', clientId } as const;
  valueIn(await connectCustom(app, { ...custom, askSecret: async () => clientSecret }));
}
