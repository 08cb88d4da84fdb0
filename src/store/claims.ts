import { sql, type Transaction } from 'kysely';
import type { Catalog } from '../domain/catalog.ts';
import type { PostedBundle } from '../domain/planned-document.ts';
import { problem } from '../domain/problem.ts';
import type { Act } from './act.ts';
import { type HeldBatch, writeHeld } from './batch-lease.ts';
import { bulkInsert } from './bulk-insert.ts';
import {
  type CandidateQuery,
  type CandidateSql,
  candidateSql,
  lastAccountsImport,
  MODE_NUMBERS,
  STREAM_NUMBERS,
} from './candidate-sql.ts';
import { chunksOf } from './chunks.ts';
import { Refusal } from './refusal.ts';
import type { Database } from './schema.ts';
import type { StreamNumber } from './schema-batch.ts';
import type { Store } from './store.ts';

/** The posted bundles of one stream, whose rows are to be claimed for a batch. */
export interface ClaimRequest {
  readonly held: HeldBatch;
  readonly query: CandidateQuery & { readonly stream: PostedBundle['stream'] };
  readonly catalog: Catalog;
  readonly posted: readonly PostedBundle[];
  /** Whether every candidate row is posted, so that no bundle need be looked up. */
  readonly takesAll: boolean;
}

/** Rows in one transaction: some 0.1 s of writing. */
const ROWS_AT_ONCE = 40_000;

/** Rows by which it is told who took some. */
const ROWS_LOOKED_UP = 500;

/**
 * Ties every posted row of a stream to its bundle, by chunks; what another batch took is left out and
 * missed at the end. Throws a `Refusal`
 * (`store.rows_taken`) when another batch took rows meanwhile.
 */
export async function claimRows(store: Store, act: Act, request: ClaimRequest): Promise<void> {
  const { query, posted, catalog } = request;
  const grouped = posted.filter((one) => one.turn === 1 && one.segmentId > 0);
  const own = { ...query, ownBatchId: request.held.batchId };
  const candidates = await candidateSql(store.reader, own, catalog);
  if (candidates !== undefined && grouped.length > 0) {
    for (const range of rowRanges(grouped)) {
      await claimRange(store, act, { request, candidates, range });
    }
  }
  await claimSingly(store, act, request);
  await assertAllClaimed(store, request);
}

interface RowRange {
  readonly from: number;
  readonly to: number;
}

/** From the first row to the last, as many at once as one transaction may hold. */
function* rowRanges(posted: readonly PostedBundle[]): Generator<RowRange> {
  const first = posted.reduce((least, one) => Math.min(least, one.firstRow), Infinity);
  const last = posted.reduce((most, one) => Math.max(most, one.lastRow), 0);
  for (let from = first; from <= last; from += ROWS_AT_ONCE) {
    yield { from, to: Math.min(last, from + ROWS_AT_ONCE - 1) };
  }
}

async function claimRange(
  store: Store,
  act: Act,
  step: { request: ClaimRequest; candidates: CandidateSql; range: RowRange },
): Promise<void> {
  const { request, candidates, range } = step;
  const { held, query, takesAll } = request;
  const stream = STREAM_NUMBERS[query.stream];
  const hasBundle = takesAll
    ? sql`1 = 1`
    : sql`exists (select 1 from bundle b where b.batch_id = ${held.batchId}
        and b.stream = ${stream} and b.turn = 1 and b.bundle_key = ${candidates.bundleKey})`;
  await writeHeld(store, act, {
    held,
    states: ['planning'],
    work: async (tx, audit) => {
      await sql`insert into claim (mode, stream, row_id, turn, batch_id, bundle_key)
        select ${sql.lit(MODE_NUMBERS[query.mode])}, ${sql.lit(stream)}, t.row_id, 1,
          ${sql.lit(held.batchId)}, ${candidates.bundleKey}
        from loan_transaction t join loan_account a on a.loan_account_id = t.loan_account_id
        where t.row_id between ${range.from} and ${range.to} and ${candidates.where}
          and ${hasBundle}
        order by t.row_id on conflict do nothing`.execute(tx);
      await audit('batch.rows_claimed', { stream: query.stream, ...range });
    },
  });
}

/** Claims taken-back rows and ready-made entries, which stand in no candidate query. */
async function claimSingly(store: Store, act: Act, request: ClaimRequest): Promise<void> {
  const { held, query, posted } = request;
  const stream = STREAM_NUMBERS[query.stream];
  const single = posted.filter((one) => one.turn === -1 || one.segmentId === 0);
  for (const chunk of chunksOf(single, ROWS_AT_ONCE)) {
    await writeHeld(store, act, {
      held,
      states: ['planning'],
      work: async (tx, audit) => {
        await insertClaims({ store, tx }, { held, query, stream }, chunk);
        await audit('batch.rows_claimed', { stream: query.stream, rows: chunk.length });
      },
    });
  }
}

async function insertClaims(
  on: { store: Store; tx: Transaction<Database> },
  at: { held: HeldBatch; query: CandidateQuery; stream: StreamNumber },
  chunk: readonly PostedBundle[],
): Promise<void> {
  const mode = MODE_NUMBERS[at.query.mode];
  const rows = chunk.map((one) => [
    ...[mode, at.stream, one.firstRow, one.turn],
    ...[at.held.batchId, one.bundleKey],
  ]);
  const whole = 'whole' as const;
  const columns = {
    mode: whole,
    stream: whole,
    row_id: whole,
    turn: whole,
    batch_id: whole,
    bundle_key: whole,
  };
  await bulkInsert(on, { table: 'claim', columns, skipsTaken: true }, rows);
}

async function assertAllClaimed(store: Store, request: ClaimRequest): Promise<void> {
  const { held, query, posted } = request;
  if (posted.length === 0) return;
  const expected = posted.reduce((rows, one) => rows + one.rows, 0);
  const { claimed, astray } = await countClaims(store, request);
  const isStill = (await lastAccountsImport(store.reader)) === query.keys.accountsImport;
  if (claimed === expected && astray.size === 0 && isStill) return;
  const { exportId } = held;
  const by = await describeTakers(store, request, astray);
  throw new Refusal(problem('store.rows_taken', { exportId, expected, claimed, by }));
}

/** Who has rows of bundles that are not whole, as far as that can still be seen. */
async function describeTakers(
  { reader }: Store,
  { held, query, posted }: ClaimRequest,
  astray: ReadonlySet<string>,
): Promise<string> {
  const unseen = 'another batch, or an import of loan accounts,';
  const rows = posted.filter((one) => astray.has(keyOf(one))).map((one) => one.firstRow);
  if (rows.length === 0) return unseen;
  const takers = await reader
    .selectFrom('claim')
    .innerJoin('batch', 'batch.batch_id', 'claim.batch_id')
    .select('batch.export_id')
    .distinct()
    .where('claim.mode', '=', MODE_NUMBERS[query.mode])
    .where('stream', '=', STREAM_NUMBERS[query.stream])
    .where('row_id', 'in', rows.slice(0, ROWS_LOOKED_UP))
    .where('claim.batch_id', '!=', held.batchId)
    .execute();
  const ids = takers.map((one) => one.export_id).sort();
  return ids.length === 0 ? unseen : `export batch ${ids.join(', ')}`;
}

/**
 * Claims of the batch in the stream, and bundles that have not as many of them as rows. A range at a
 * time is sorted in memory; all at once would not be.
 */
async function countClaims(
  { reader }: Store,
  { held, query, posted }: ClaimRequest,
): Promise<{ claimed: number; astray: ReadonlySet<string> }> {
  const missing = new Map<string, number>();
  for (const one of posted) {
    missing.set(keyOf(one), (missing.get(keyOf(one)) ?? 0) + one.rows);
  }
  let claimed = 0;
  for (const { from, to } of rowRanges(posted)) {
    const { rows } = await sql<{ turn: number; bundle_key: number; claims: number }>`
      select turn, bundle_key, count(*) as claims from claim
      where mode = ${MODE_NUMBERS[query.mode]} and stream = ${STREAM_NUMBERS[query.stream]}
        and row_id between ${from} and ${to} and batch_id = ${held.batchId}
      group by turn, bundle_key`.execute(reader);
    for (const { turn, bundle_key: bundleKey, claims } of rows) {
      const key = keyOf({ turn, bundleKey });
      missing.set(key, (missing.get(key) ?? 0) - claims);
      claimed += claims;
    }
  }
  const astray = [...missing].filter(([, rows]) => rows !== 0).map(([key]) => key);
  return { claimed, astray: new Set(astray) };
}

function keyOf({ turn, bundleKey }: { turn: number; bundleKey: number }): string {
  return `${turn} ${bundleKey}`;
}
