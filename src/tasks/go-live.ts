import { fail, type Outcome, type Problem, problem, succeed } from '../domain/problem.ts';
import { lookAfterBackup } from '../export/after-backup.ts';
import { markLive, restoredFrom } from '../store/backup.ts';
import { listBatches } from '../store/batch-reader.ts';
import { loadCatalog } from '../store/catalog-reader.ts';
import type { ConnectedOrganisation } from './connect-organisation.ts';
import { engineOn, type ProgressListener } from './export-engine.ts';
import type { TaskContext } from './task-context.ts';

/** What came of telling a restored copy that it is the live one. */
export interface GoneLive {
  /** When the backup was made; null where these books never came out of one. */
  readonly backedUpAt: string | null;
  /** Documents that were sent after the backup, and are known again. */
  readonly adopted: number;
}

/** Why nothing may be planned or sent from these books; nothing where they are the live ones. */
export async function checkLive({ store, mode }: TaskContext): Promise<Problem[]> {
  const backedUpAt = await restoredFrom(store.reader, mode);
  return backedUpAt === undefined ? [] : [problem('restore.not_live', { backedUpAt })];
}

/**
 * Makes a restored copy the live one, once everything that was exported after the backup is known
 * here or is gone from Xero. Problems: `restore.unknown_documents`, and those of reading Xero.
 */
export async function goLive(
  context: TaskContext,
  onProgress?: ProgressListener,
): Promise<Outcome<GoneLive>> {
  const { store, mode } = context;
  const backedUpAt = await restoredFrom(store.reader, mode);
  if (backedUpAt === undefined) return succeed({ backedUpAt: null, adopted: 0 });
  const batches = await listBatches(store.reader, mode);
  let adopted = 0;
  for (const [tenantId, reached] of await organisationsInUse(context)) {
    if (!reached.ok) return reached;
    const own = batches.filter((batch) => batch.tenantId === tenantId);
    const engine = engineOn(context, reached.value.client, onProgress);
    const found = await lookAfterBackup(engine, own, backedUpAt);
    if (!found.ok) return found;
    const { unknown } = found.value;
    if (unknown.length > 0) {
      const names = unknown.slice(0, SHOWN).map(({ date, text }) => `${text} of ${date}`);
      const { organisationName: organisation } = reached.value;
      const facts = { organisation, backedUpAt, count: unknown.length, names: names.join(', ') };
      return fail(problem('restore.unknown_documents', facts));
    }
    adopted += found.value.adopted;
  }
  await markLive(store, context.act());
  return succeed({ backedUpAt, adopted });
}

const SHOWN = 5;

/** Every organisation to which something may have been exported; one that is not reached stops it. */
async function organisationsInUse({
  store,
  mode,
  connect,
}: TaskContext): Promise<Map<string, Outcome<ConnectedOrganisation>>> {
  const { entities } = await loadCatalog(store.reader);
  const reached = new Map<string, Outcome<ConnectedOrganisation>>();
  for (const { code, startDate } of entities.values()) {
    // In production nothing is exported of an entity without one.
    if (mode === 'production' && startDate === '') continue;
    const connected = await connect(code);
    reached.set(connected.ok ? connected.value.tenantId : `not reached: ${code}`, connected);
  }
  return reached;
}
