import { type RawBuilder, sql } from 'kysely';
import type { Stream } from '../domain/settings.ts';
import { UNDONE_STATES } from '../domain/states.ts';
import type { Act } from './act.ts';
import { type HeldBatch, writeHeld } from './batch-lease.ts';
import { MODE_NUMBERS, STREAM_NUMBERS } from './candidate-sql.ts';
import type { Store } from './store.ts';

/** Which rows come free, besides those of undone documents. */
export interface RowsToFree {
  readonly held: HeldBatch;
  /** Streams without a live document, of which rows that made no line come free too. */
  readonly emptyStreams: readonly Stream[];
  /** Whether the rows are to wait until they are released. */
  readonly holdsRows: boolean;
}

const ROWS_AT_ONCE = 8_000;
const STREAMS: readonly Stream[] = ['journals', 'bank'];

/**
 * Frees the rows of undone documents by chunks, whole bundles each; where their claims stood stays
 * on record. What was freed before is passed over, so that a freeing cut short is simply repeated.
 */
export async function freeUndoneRows(store: Store, act: Act, wanted: RowsToFree): Promise<void> {
  for await (const chunk of chunksOfClaims(store, act, wanted.held)) {
    await freeChunk(store, act, { wanted, ...chunk });
  }
}

/** Holds every row that a batch has claimed, for one of which nothing was sent. */
export async function holdClaimedRows(store: Store, act: Act, held: HeldBatch): Promise<void> {
  for await (const { stream, inChunk } of chunksOfClaims(store, act, held)) {
    await writeHeld(store, act, {
      held,
      states: ['planned', 'approved'],
      work: async (tx, audit) => {
        await sql`insert into held_row (mode, stream, row_id, turn, batch_id)
          select c.mode, c.stream, c.row_id, c.turn, c.batch_id from claim c where ${inChunk}
          on conflict do nothing`.execute(tx);
        await audit('batch.rows_held', { stream });
      },
    });
  }
}

/** Lets rows go that an undo of the batch held; gives their number. */
export async function releaseHeldRows(store: Store, act: Act, held: HeldBatch): Promise<number> {
  let released = 0;
  for (let freed = 1; freed > 0; released += freed) {
    freed = await writeHeld(store, act, {
      held,
      work: async (tx, audit) => {
        const { numAffectedRows = 0n } = await sql`delete from held_row
          where (mode, stream, row_id, turn) in (select mode, stream, row_id, turn from held_row
            where mode = ${MODE_NUMBERS[act.mode]} and batch_id = ${held.batchId}
            limit ${sql.lit(ROWS_AT_ONCE)})`.execute(tx);
        await audit('batch.rows_released', { rows: Number(numAffectedRows) });
        return Number(numAffectedRows);
      },
    });
  }
  return released;
}

/** Claims of a batch, by chunks in the order of their key. */
interface ClaimChunk {
  readonly stream: Stream;
  /** Holds for the claims of the chunk, under the name `c`. */
  readonly inChunk: RawBuilder<unknown>;
}

async function* chunksOfClaims(
  store: Store,
  act: Act,
  held: HeldBatch,
): AsyncGenerator<ClaimChunk> {
  for (const stream of STREAMS) {
    const bounds = await rowBounds(store, held, stream);
    let after = bounds.from - 1;
    while (after < bounds.to) {
      const last = await endOfChunk(store, { act, stream, after, to: bounds.to });
      const inChunk = sql`c.mode = ${sql.lit(MODE_NUMBERS[act.mode])}
        and c.stream = ${sql.lit(STREAM_NUMBERS[stream])}
        and c.row_id > ${after} and c.row_id <= ${last} and c.batch_id = ${held.batchId}`;
      yield { stream, inChunk };
      after = last;
    }
  }
}

async function rowBounds(
  { reader }: Store,
  { batchId }: HeldBatch,
  stream: Stream,
): Promise<{ from: number; to: number }> {
  const { rows } = await sql<{ from_row: number | null; to_row: number | null }>`
    select min(first_row_id) as from_row, max(last_row_id) as to_row from bundle
    where batch_id = ${batchId} and stream = ${STREAM_NUMBERS[stream]}`.execute(reader);
  return { from: rows[0]?.from_row ?? 1, to: rows[0]?.to_row ?? 0 };
}

/** The last row of the next chunk. */
async function endOfChunk(
  { reader }: Store,
  walk: { act: Act; stream: Stream; after: number; to: number },
): Promise<number> {
  const row = await reader
    .selectFrom('claim')
    .select('row_id')
    .where('mode', '=', MODE_NUMBERS[walk.act.mode])
    .where('stream', '=', STREAM_NUMBERS[walk.stream])
    .where('row_id', '>', walk.after)
    .where('row_id', '<=', walk.to)
    .orderBy('row_id')
    .offset(ROWS_AT_ONCE)
    .limit(1)
    .executeTakeFirst();
  return row?.row_id ?? walk.to;
}

async function freeChunk(
  store: Store,
  act: Act,
  { wanted, stream, inChunk }: ClaimChunk & { readonly wanted: RowsToFree },
): Promise<void> {
  const { held, holdsRows } = wanted;
  const isFreed = sql`exists (select 1 from freed_claim f where f.batch_id = c.batch_id
    and f.stream = c.stream and f.row_id = c.row_id and f.turn = c.turn)`;
  await writeHeld(store, act, {
    held,
    states: ['undoing'],
    work: async (tx, audit) => {
      await sql`insert into freed_claim (batch_id, stream, row_id, turn, bundle_key)
        select c.batch_id, c.stream, c.row_id, c.turn, c.bundle_key from claim c
        where ${inChunk} and ${isUndone(wanted, stream)} on conflict do nothing`.execute(tx);
      if (holdsRows) {
        await sql`insert into held_row (mode, stream, row_id, turn, batch_id)
          select c.mode, c.stream, c.row_id, c.turn, c.batch_id from claim c
          where ${inChunk} and ${isFreed} on conflict do nothing`.execute(tx);
      }
      const freeing = sql`delete from claim as c where ${inChunk} and ${isFreed}`;
      const { numAffectedRows = 0n } = await freeing.execute(tx);
      await audit('batch.rows_freed', { stream, rows: Number(numAffectedRows) });
    },
  });
}

/** The claim's bundle stands in undone documents and in no other; in an emptied stream all do. */
function isUndone({ held, emptyStreams }: RowsToFree, stream: Stream): RawBuilder<unknown> {
  if (emptyStreams.includes(stream)) return sql`1 = 1`;
  const batchId = sql.lit(held.batchId);
  const sides = sql`from bundle_side s where s.batch_id = ${batchId} and s.stream = c.stream
    and s.turn = c.turn and s.bundle_key = c.bundle_key`;
  const undone = sql`(select d.document_id from document d
    where d.batch_id = ${batchId} and d.state in (${sql.join(UNDONE_STATES)}))`;
  return sql`exists (select 1 ${sides} and s.document_id in ${undone})
    and not exists (select 1 ${sides} and s.document_id <> 0 and s.document_id not in ${undone})`;
}
