import type { Entity } from '../../domain/catalog.ts';
import { fail, type Outcome, problem, succeed } from '../../domain/problem.ts';
import type { GlobalSettings } from '../../domain/settings.ts';
import { loadCatalog, loadSettings } from '../../store/catalog-reader.ts';
import { saveSettings, settingsVersion } from '../../store/settings-writer.ts';
import { entityInForce } from '../entity-settings.ts';
import type { TaskContext } from '../task-context.ts';
import { checkPage } from './check-page.ts';
import {
  type Credentials,
  credentialsOf,
  placeCredentials,
  type WantedCredentials,
} from './credentials.ts';

/** An entity without what is kept apart in test mode. */
export type PageEntity = Omit<Entity, 'clientId' | 'tenant'>;

/** An entity as a person sees and changes it. */
export interface EntityPage {
  /** To be given back when it is saved. */
  readonly version: string;
  readonly entity: PageEntity;
  readonly credentials: Credentials;
  /** What its blank fields inherit. */
  readonly inherited: Pick<
    GlobalSettings,
    'accountStructure' | 'defaultContact' | 'trackingA' | 'trackingB'
  > &
    Pick<Credentials, 'clientId' | 'tenant'>;
}

/** Every entity, in the order in which they were added. */
export async function listEntities({
  store,
}: Pick<TaskContext, 'store'>): Promise<readonly Entity[]> {
  return [...(await loadCatalog(store.reader)).entities.values()];
}

/** Problem: `entity.unknown`. */
export async function readEntityPage(
  context: Pick<TaskContext, 'store' | 'mode'>,
  code: string,
): Promise<Outcome<EntityPage>> {
  const found = await entityInForce(context, code);
  if (!found.ok) return found;
  const { reader } = context.store;
  const version = await settingsVersion(reader, { mode: context.mode, entity: code });
  const { itemId: _, clientId, tenant, ...entity } = found.value.entity;
  const settings = await loadSettings(reader);
  const credentials = await credentialsOf(context, code, { clientId, tenant });
  const global = await credentialsOf(context, '', settings);
  const { accountStructure, defaultContact, trackingA, trackingB } = settings;
  const inherited = { accountStructure, defaultContact, trackingA, trackingB };
  const credentialsInherited = { clientId: global.clientId, tenant: global.tenant };
  return succeed({
    ...{ version, entity, credentials },
    inherited: { ...inherited, ...credentialsInherited },
  });
}

/** An entity as a page gives it back. */
export interface WantedEntity {
  readonly basedOn: string;
  readonly entity: PageEntity;
  readonly credentials: WantedCredentials | undefined;
}

/** Adds an entity. Problems: `entity.exists`, `configuration.*`. */
export async function addEntity(
  context: TaskContext,
  entity: PageEntity,
): Promise<Outcome<{ version: string }>> {
  const { entities } = await loadCatalog(context.store.reader);
  if (entities.has(entity.code)) return fail(problem('entity.exists', { entity: entity.code }));
  const nothing = { clientId: '', tenant: '' };
  return save(context, { entity, basedOn: '', credentials: undefined }, nothing);
}

/**
 * Saves an entity in one act. Problems: `entity.unknown`, `configuration.*`, `client_id.malformed`,
 * `tenant.not_reachable`, `record.changed_meanwhile`.
 */
export async function saveEntity(
  context: TaskContext,
  wanted: WantedEntity,
): Promise<Outcome<{ version: string }>> {
  const found = await entityInForce(context, wanted.entity.code);
  if (!found.ok) return found;
  const { clientId, tenant } = found.value.entity;
  return save(context, wanted, { clientId, tenant });
}

async function save(
  context: TaskContext,
  { basedOn, entity, credentials }: WantedEntity,
  stored: Pick<Entity, 'clientId' | 'tenant'>,
): Promise<Outcome<{ version: string }>> {
  const { code } = entity;
  const placed = credentials && (await placeCredentials(context, code, credentials));
  if (placed?.ok === false) return placed;
  const item = { ...entity, ...stored, ...placed?.value.configured };
  const configuration = await checkPage(context, { entities: [item] });
  if (!configuration.ok) return configuration;
  const wanted = { entity: code, basedOn, configuration: configuration.value };
  return saveSettings(context.store, context.act(), {
    ring: context.keys,
    save: { ...wanted, app: placed?.value.app },
  });
}
