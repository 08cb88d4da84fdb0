import { type Kysely, sql, type Transaction } from 'kysely';
import type { Instant } from '../domain/dates.ts';
import type { ImportKind } from '../domain/import-row.ts';
import type { Cents } from '../domain/money.ts';
import { fail, type Outcome, problem, succeed } from '../domain/problem.ts';
import type { Act } from './act.ts';
import { Refusal } from './refusal.ts';
import type { Database } from './schema.ts';
import type { Audit, Store } from './store.ts';

/** An import under way: its rows begin at `firstRowId` and no reader sees them. */
export interface Loading {
  readonly importId: number;
  readonly owner: string;
  readonly firstRowId: number;
}

export interface NewImport {
  readonly kind: ImportKind;
  readonly fileName: string;
  readonly layout: string;
  readonly contentHash: string;
  /** Names the process, so that another one can tell whether it lives. */
  readonly owner: string;
  /** Takes no number, since nothing of it will be kept. */
  readonly isDryRun: boolean;
}

/** Stands for the number of a dry run; one file is loaded at a time, so there is never a second. */
const DRY_RUN_ID = 0;

export interface ImportTotals {
  readonly lastRowId: number;
  readonly rows: number;
  readonly accepted: number;
  readonly unchanged: number;
  readonly debits: Cents;
  readonly credits: Cents;
  /** Stated by the file; blank where it states none. */
  readonly currency: string;
}

/** An accepted import, as far as another one needs to know it. */
export interface KnownImport {
  readonly importId: number;
  readonly rows: number;
}

/**
 * The accepted import of the same content, kind and layout, if there is one. Loan accounts have no
 * versions, so only the last accounts file counts: an earlier one may change things back.
 */
export async function findSameImport(
  reader: Kysely<Database>,
  same: Pick<NewImport, 'kind' | 'layout' | 'contentHash'>,
): Promise<KnownImport | undefined> {
  const accepted = reader
    .selectFrom('import')
    .where('state', '=', 'accepted')
    .where('kind', '=', same.kind);
  let sought = accepted
    .select(['import_id', 'rows'])
    .where('content_hash', '=', same.contentHash)
    .where('layout', '=', same.layout);
  if (same.kind === 'accounts') {
    const last = accepted.select((eb) => eb.fn.max('import_id').as('last'));
    sought = sought.where('import_id', '=', last);
  }
  const row = await sought.orderBy('import_id').executeTakeFirst();
  return row === undefined ? undefined : { importId: row.import_id, rows: row.rows };
}

/** An import that has not ended: being loaded, or left by a process that died. */
export interface UnfinishedImport {
  readonly loading: Loading;
  readonly fileName: string;
  readonly startedAt: string;
  readonly heartbeatAt: string;
}

/** There is at most one: files are loaded one at a time. */
export async function findUnfinishedImport(
  reader: Kysely<Database>,
): Promise<UnfinishedImport | undefined> {
  const row = await reader
    .selectFrom('import')
    .selectAll()
    .where('state', '=', 'loading')
    .executeTakeFirst();
  if (row === undefined) return undefined;
  return {
    loading: { importId: row.import_id, owner: row.owner, firstRowId: row.first_row_id },
    fileName: row.file_name,
    startedAt: row.started_at,
    heartbeatAt: row.heartbeat_at,
  };
}

/** Opens an import. Problem `import.already_running` where another one is under way. */
export async function beginImport(
  store: Store,
  act: Act,
  asked: NewImport,
): Promise<Outcome<Loading>> {
  return store.transact(act, async (tx, audit) => {
    const firstRowId = (await lastRowId(tx)) + 1;
    const row = await tx
      .insertInto('import')
      .values({
        ...(asked.isDryRun ? { import_id: DRY_RUN_ID } : {}),
        kind: asked.kind,
        file_name: asked.fileName,
        layout: asked.layout,
        content_hash: asked.contentHash,
        currency: '',
        state: 'loading',
        owner: asked.owner,
        heartbeat_at: act.at,
        first_row_id: firstRowId,
        last_row_id: 0,
        ...NO_TOTALS,
        started_at: act.at,
        accepted_at: null,
        actor: act.actor,
      })
      .onConflict((conflict) => conflict.doNothing())
      .returning('import_id')
      .executeTakeFirst();
    if (row === undefined) {
      await audit('import.refused', asked.fileName);
      const other = await findUnfinishedImport(tx);
      return fail(alreadyRunning(other));
    }
    await audit('import.started', String(row.import_id), { file: asked.fileName });
    return succeed({ importId: row.import_id, owner: asked.owner, firstRowId });
  });
}

const NO_TOTALS = {
  rows: 0,
  accepted: 0,
  unchanged: 0,
  debits_cents: 0n as Cents,
  credits_cents: 0n as Cents,
};

/** The problem of an import that has to wait for another one. */
export function alreadyRunning(other: UnfinishedImport | undefined) {
  return problem('import.already_running', {
    file: other?.fileName ?? '',
    since: other?.startedAt ?? '',
  });
}

/** Says that the import lives. Throws `Refusal` (`import.lost`) where another one removed it. */
export async function beat(
  tx: Transaction<Database>,
  loading: Loading,
  now: Instant,
): Promise<void> {
  const { numUpdatedRows } = await tx
    .updateTable('import')
    .set({ heartbeat_at: now })
    .where('import_id', '=', loading.importId)
    .where('owner', '=', loading.owner)
    .where('state', '=', 'loading')
    .executeTakeFirstOrThrow();
  if (numUpdatedRows !== 1n) throw new Refusal(problem('import.lost'));
}

/** Makes all that was loaded visible at once, within the caller's transaction. */
export async function acceptImport(
  { tx, audit }: { tx: Transaction<Database>; audit: Audit },
  loading: Loading,
  { totals, at }: { totals: ImportTotals; at: Instant },
): Promise<void> {
  await beat(tx, loading, at);
  await tx
    .updateTable('import')
    .set({
      state: 'accepted',
      accepted_at: at,
      last_row_id: totals.lastRowId,
      rows: totals.rows,
      accepted: totals.accepted,
      unchanged: totals.unchanged,
      debits_cents: totals.debits,
      credits_cents: totals.credits,
      currency: totals.currency,
    })
    .where('import_id', '=', loading.importId)
    .execute();
  const facts = { rows: totals.rows, accepted: totals.accepted, unchanged: totals.unchanged };
  await audit('import.accepted', String(loading.importId), facts);
}

/** The last row that readers may see; rows that are being loaded lie above it. */
export async function loadHorizon(reader: Kysely<Database>): Promise<number> {
  const { rows } = await sql<{ horizon: number }>`select coalesce(
    (select min(first_row_id) - 1 from import where state = 'loading'),
    ${highestRowId}) as horizon`.execute(reader);
  return rows[0]?.horizon ?? 0;
}

async function lastRowId(tx: Transaction<Database>): Promise<number> {
  const { rows } = await sql<{ last: number }>`select ${highestRowId} as last`.execute(tx);
  return rows[0]?.last ?? 0;
}

/** Transactions and journal entries share one sequence. */
const highestRowId = sql`(select coalesce(max(last), 0) from (
  select max(row_id) as last from loan_transaction
  union all select max(row_id) as last from journal_entry) as row_ids)`;
