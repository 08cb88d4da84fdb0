import type { Outcome } from '../../domain/problem.ts';
import type { GlobalSettings } from '../../domain/settings.ts';
import { loadSettings } from '../../store/catalog-reader.ts';
import { saveSettings, settingsVersion } from '../../store/settings-writer.ts';
import type { TaskContext } from '../task-context.ts';
import { checkPage } from './check-page.ts';
import {
  type Credentials,
  credentialsOf,
  placeCredentials,
  type WantedCredentials,
} from './credentials.ts';

/** The settings whose place does not depend on the mode. */
export type PageSettings = Omit<GlobalSettings, 'clientId' | 'tenant'>;

/** The global settings as a person sees and changes them. */
export interface GlobalPage {
  /** To be given back when they are saved. */
  readonly version: string;
  readonly settings: PageSettings;
  readonly credentials: Credentials;
}

export async function readGlobalPage(
  context: Pick<TaskContext, 'store' | 'mode'>,
): Promise<GlobalPage> {
  const { reader } = context.store;
  const version = await settingsVersion(reader, { mode: context.mode, entity: '' });
  const { clientId, tenant, ...settings } = await loadSettings(reader);
  const credentials = await credentialsOf(context, '', { clientId, tenant });
  return { version, settings, credentials };
}

/** What a page changes; what it does not name stays. */
export interface WantedSettings {
  readonly basedOn: string;
  readonly settings: { readonly [K in keyof PageSettings]?: PageSettings[K] | undefined };
  readonly credentials?: WantedCredentials | undefined;
}

/**
 * Saves global settings in one act. Problems: `configuration.*`, `client_id.malformed`,
 * `tenant.not_reachable`, `record.changed_meanwhile`.
 */
export async function saveGlobalSettings(
  context: TaskContext,
  { basedOn, settings, credentials }: WantedSettings,
): Promise<Outcome<{ version: string }>> {
  const placed = credentials && (await placeCredentials(context, '', credentials));
  if (placed?.ok === false) return placed;
  const content = { settings: { ...settings, ...placed?.value.configured } };
  const configuration = await checkPage(context, content);
  if (!configuration.ok) return configuration;
  const save = { basedOn, entity: '', configuration: configuration.value, app: placed?.value.app };
  return saveSettings(context.store, context.act(), { ring: context.keys, save });
}
