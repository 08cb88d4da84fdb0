import { type Outcome, succeed } from '../domain/problem.ts';
import { readOrganisation } from '../export/read-organisation.ts';
import type { RecheckInput } from '../export/recheck.ts';
import { type ExportBatch, loadBatchSettings } from '../store/batch-reader.ts';
import type { XeroClient } from '../xero/client/client.ts';
import type { EntityInForce } from './entity-settings.ts';
import type { TaskContext } from './task-context.ts';

/** The way to the organisation of a batch, and what the batch is checked against there. */
export interface ConnectedBatch {
  readonly client: XeroClient;
  readonly against: RecheckInput;
}

/** Connects the organisation of a batch and reads it just before it is relied on. */
export async function connectBatch(
  context: TaskContext,
  { entity: code, tenantId, organisationName, batchId }: ExportBatch,
  { catalog, entity }: Pick<EntityInForce, 'catalog' | 'entity'>,
): Promise<Outcome<ConnectedBatch>> {
  const connected = await context.connect(code);
  if (!connected.ok) return connected;
  const { client, tenantId: reached } = connected.value;
  const facts = await readOrganisation(client, { tenantId: reached, needsContacts: false });
  if (!facts.ok) return facts;
  const settings = await loadBatchSettings(context.store.reader, batchId);
  const against = { facts: facts.value, catalog, entity, settings, tenantId, organisationName };
  return succeed({ client, against });
}
