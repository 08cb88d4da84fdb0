import { type Outcome, succeed } from '../domain/problem.ts';
import { resolveSettings } from '../domain/settings.ts';
import { readOrganisation } from '../export/read-organisation.ts';
import type { TieOutRequest } from '../export/tie-out-request.ts';
import { loadSettings } from '../store/catalog-reader.ts';
import type { XeroClient } from '../xero/client/client.ts';
import { knownTenant } from './connection/access.ts';
import { type EntityInForce, entityInForce, usesBank } from './entity-settings.ts';
import type { TaskContext } from './task-context.ts';

/** An organisation with all entities that post to it. */
export interface OrganisationBooks extends Pick<TieOutRequest, 'catalog' | 'facts' | 'entities'> {
  readonly client: XeroClient;
}

/** Reads the organisation that one of its entities names. */
export async function readBooks(
  context: TaskContext,
  entity: string,
): Promise<Outcome<OrganisationBooks>> {
  const found = await entityInForce(context, entity);
  if (!found.ok) return found;
  const connected = await context.connect(entity);
  if (!connected.ok) return connected;
  const { client, tenantId } = connected.value;
  const entities = await entitiesOfTenant(context, found.value, tenantId);
  const { catalog } = found.value;
  // Without them a bank transaction that merely waits would count as held.
  const needsContacts = entities.some((one) => usesBank({ ...one, catalog }));
  const facts = await readOrganisation(client, { tenantId, needsContacts });
  return facts.ok ? succeed({ client, catalog, facts: facts.value, entities }) : facts;
}

/** Entities of one organisation are added together (ACCOUNTING 4.1); the twin has but one. */
async function entitiesOfTenant(
  context: TaskContext,
  { entity, catalog }: EntityInForce,
  tenantId: string,
) {
  const global = await loadSettings(context.store.reader);
  const entities = [];
  for (const one of catalog.entities.values()) {
    const settings = resolveSettings(global, one);
    const isOfTenant =
      context.mode === 'test' ||
      one.code === entity.code ||
      (await knownTenant(context, one.code, settings)) === tenantId;
    if (isOfTenant) entities.push({ entity: one, settings });
  }
  return entities;
}
