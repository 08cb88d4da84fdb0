import type { Insertable, Kysely, Selectable } from 'kysely';
import type { Instant } from '../domain/dates.ts';
import type { Mode } from '../domain/settings.ts';
import type { Act } from './act.ts';
import type { Database } from './schema.ts';
import type { RequestLogTable } from './schema-request-log.ts';
import type { Store } from './store.ts';

/** A call to be logged, in columns. */
export type NewLoggedRequest = Omit<Insertable<RequestLogTable>, 'mode'>;
export type LoggedRequest = Selectable<RequestLogTable>;

/** Adds calls to the log, and forgets those from before a moment. */
export async function addRequests(
  store: Store,
  act: Act,
  { requests, keptFrom }: { requests: readonly NewLoggedRequest[]; keptFrom: Instant },
): Promise<void> {
  const { mode } = act;
  await store.transact(act, async (tx, audit) => {
    const rows = requests.map((one) => ({ ...one, mode }));
    await tx.insertInto('request_log').values(rows).execute();
    await tx
      .deleteFrom('request_log')
      .where('mode', '=', mode)
      .where('at', '<', keptFrom)
      .execute();
    await audit('requests.logged', 'request_log', { requests: rows.length });
  });
}

/** The newest calls of a mode first; only those without a good answer, or all. */
export async function listRequests(
  reader: Kysely<Database>,
  wanted: { mode: Mode; limit: number; onlyFailed: boolean },
): Promise<LoggedRequest[]> {
  return reader
    .selectFrom('request_log')
    .selectAll()
    .where('mode', '=', wanted.mode)
    .$if(wanted.onlyFailed, (query) =>
      query.where((eb) => eb.or([eb('http_status', 'is', null), eb('http_status', '>=', 400)])),
    )
    .orderBy('request_id', 'desc')
    .limit(wanted.limit)
    .execute();
}
