import { createHash } from 'node:crypto';
import type { Kysely } from 'kysely';
import type { Configuration } from '../domain/configuration.ts';
import { fail, type Outcome, problem, succeed } from '../domain/problem.ts';
import type { Act } from './act.ts';
import { canonicalJson } from './canonical-json.ts';
import { TEST_ORGANISATION } from './catalog-reader.ts';
import { type ConfigurationChange, compareConfiguration, putConfigured } from './catalog-writer.ts';
import type { ConnectionKey } from './connection-reader.ts';
import type { Database } from './schema.ts';
import type { KeyRing } from './sealing/key-ring.ts';
import type { Store } from './store.ts';
import { type EnteredApp, findXeroApp, putXeroApp } from './xero-apps.ts';

/** What is saved at once of the global settings, or of an entity. */
export interface SettingsSave {
  /** Blank for the global settings. */
  readonly entity: string;
  /** The version that was read before it was changed; blank for an entity that is new. */
  readonly basedOn: string;
  readonly configuration: Configuration;
  /** Undefined where nothing of it changes. */
  readonly app: EnteredApp | undefined;
}

/** What stands on a page of settings, as a short text that changes with it; blank for no entity. */
export async function settingsVersion(
  reader: Kysely<Database>,
  key: ConnectionKey,
): Promise<string> {
  const stored = key.entity === '' ? await globalRows(reader) : await entityRow(reader, key.entity);
  if (stored === undefined) return '';
  const parts = canonicalJson([stored, (await findXeroApp(reader, key)) ?? null]);
  return createHash('sha256').update(parts).digest('base64url');
}

/**
 * Saves a page of settings: all of it in one act with one row of the audit trail, unless somebody
 * else saved it meanwhile. Problem: `record.changed_meanwhile`.
 */
export async function saveSettings(
  store: Store,
  act: Act,
  { ring, save }: { ring: KeyRing; save: SettingsSave },
): Promise<Outcome<{ version: string }>> {
  const { entity, basedOn, configuration, app } = save;
  const key = { mode: act.mode, entity };
  const subject = entity === '' ? 'settings' : `entities/${entity}`;
  return store.transact(act, async (tx, audit) => {
    if ((await settingsVersion(tx, key)) !== basedOn) {
      await audit('settings.conflict', subject);
      return fail(problem('record.changed_meanwhile', { what: nameOf(entity) }));
    }
    const compared = await compareConfiguration(tx, configuration);
    const changes = compared.filter((one) => one.from !== one.to);
    for (const change of changes) await putConfigured(tx, change);
    if (app !== undefined) await putXeroApp(tx, act, { ring, entity, app });
    await audit('settings.saved', subject, { ...told(changes), ...toldOf(app) });
    return succeed({ version: await settingsVersion(tx, key) });
  });
}

async function globalRows(reader: Kysely<Database>) {
  return reader
    .selectFrom('setting')
    .selectAll()
    .where('key', '!=', TEST_ORGANISATION)
    .orderBy('key')
    .execute();
}

async function entityRow(reader: Kysely<Database>, entity: string) {
  return reader
    .selectFrom('catalog_item')
    .select('body')
    .where('kind', '=', 'entities')
    .where('key', '=', entity)
    .executeTakeFirst();
}

function nameOf(entity: string): string {
  return entity === '' ? 'The page of Global Settings' : `Entity ${entity}`;
}

/** Everything that changed, before and after; settings hold no secret. */
function told(changes: readonly ConfigurationChange[]): Record<string, string> {
  const side = (of: 'from' | 'to') =>
    changes.map((one) => `${one.key}: ${one[of] ?? 'not set'}`).join('; ');
  return { from: side('from'), to: side('to') };
}

/** Of a secret only that it was entered. */
function toldOf(app: EnteredApp | undefined): Record<string, string> {
  if (app === undefined) return {};
  const { grant, clientId, secret, testTenant } = app;
  return { grant, clientId, testTenant, clientSecret: secret === '' ? 'as it was' : 'entered' };
}
