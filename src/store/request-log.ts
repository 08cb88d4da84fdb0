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

/** Which calls of a mode. */
export interface RequestsWanted {
  readonly mode: Mode;
  readonly limit: number;
  /** Only those without a good answer. */
  readonly onlyFailed: boolean;
  /** Only those before one. */
  readonly before?: number | undefined;
}

/** The newest calls of a mode first. */
export async function listRequests(
  reader: Kysely<Database>,
  wanted: RequestsWanted,
): Promise<LoggedRequest[]> {
  return newestFirst(reader, wanted).selectAll().execute();
}

/** A call without what was sent and answered. */
export type RequestHead = Omit<LoggedRequest, 'request_body' | 'answer_body'>;

/** The newest calls of a mode first, without the bodies. */
export async function listRequestHeads(
  reader: Kysely<Database>,
  wanted: RequestsWanted,
): Promise<RequestHead[]> {
  return newestFirst(reader, wanted).select(HEAD).execute();
}

/** One call with its bodies; undefined where the log has it no longer. */
export async function findRequest(
  reader: Kysely<Database>,
  { mode, requestId }: { mode: Mode; requestId: number },
): Promise<LoggedRequest | undefined> {
  return reader
    .selectFrom('request_log')
    .selectAll()
    .where('mode', '=', mode)
    .where('request_id', '=', requestId)
    .executeTakeFirst();
}

const HEAD = [
  'request_id',
  'mode',
  'at',
  'export_id',
  'documents',
  'method',
  'path',
  'tenant_id',
  'outcome',
  'http_status',
  'reason',
  'duration_ms',
  'minute_left',
  'day_left',
  'correlation_id',
] as const;

function newestFirst(reader: Kysely<Database>, wanted: RequestsWanted) {
  const { mode, limit, onlyFailed, before } = wanted;
  return reader
    .selectFrom('request_log')
    .where('mode', '=', mode)
    .$if(onlyFailed, (query) =>
      query.where((eb) => eb.or([eb('http_status', 'is', null), eb('http_status', '>=', 400)])),
    )
    .$if(before !== undefined, (query) => query.where('request_id', '<', before ?? 0))
    .orderBy('request_id', 'desc')
    .limit(limit);
}
