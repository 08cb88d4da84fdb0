import { type ExpressionBuilder, sql } from 'kysely';
import type { Act } from './act.ts';
import { type HeldBatch, writeHeld } from './batch-lease.ts';
import { MODE_NUMBERS } from './candidate-sql.ts';
import type { Database } from './schema.ts';
import type { ModeNumber, StreamNumber } from './schema-batch.ts';
import type { Store } from './store.ts';

const ROWS_AT_ONCE = 20_000;
const DOCUMENTS_AT_ONCE = 500;
const STREAMS: readonly StreamNumber[] = [1, 2];

/**
 * Frees the rows of a batch that is being dropped or was discarded. Walks the claims of the mode in
 * the order of their key, which needs no index by batch.
 */
export async function freeClaims(store: Store, act: Act, held: HeldBatch): Promise<void> {
  const mode = MODE_NUMBERS[act.mode];
  for (const stream of STREAMS) {
    let after: number | undefined = 0;
    while (after !== undefined) {
      const last: number | undefined = await endOfChunk(store, { mode, stream, after });
      await freeChunk(store, act, { held, mode, stream, after, last });
      after = last;
    }
  }
}

/** Removes frozen bundles and their sides. */
export async function removeFrozen(store: Store, act: Act, held: HeldBatch): Promise<void> {
  const { batchId } = held;
  const sides = sql`delete from bundle_side where (batch_id, stream, turn, bundle_key, side) in
    (select batch_id, stream, turn, bundle_key, side from bundle_side
      where batch_id = ${batchId} limit ${ROWS_AT_ONCE})`;
  const bundles = sql`delete from bundle where (batch_id, stream, turn, bundle_key) in
    (select batch_id, stream, turn, bundle_key from bundle
      where batch_id = ${batchId} limit ${ROWS_AT_ONCE})`;
  for (const removal of [sides, bundles]) {
    let removed = 1n;
    while (removed > 0n) {
      removed = await writeHeld(store, act, {
        held,
        states: ['planning'],
        work: async (tx, audit) => {
          const { numAffectedRows = 0n } = await removal.execute(tx);
          await audit('batch.bundles_removed', { rows: Number(numAffectedRows) });
          return numAffectedRows;
        },
      });
    }
  }
}

/** Removes planned documents, none of which was ever sent, and their lines. */
export async function removeDocuments(store: Store, act: Act, held: HeldBatch): Promise<void> {
  let removed = 1;
  while (removed > 0) {
    removed = await writeHeld(store, act, {
      held,
      states: ['planning'],
      work: async (tx, audit) => {
        const chunk = tx
          .selectFrom('document')
          .select('document_id')
          .where('batch_id', '=', held.batchId)
          .orderBy('document_id')
          .limit(DOCUMENTS_AT_ONCE);
        await tx.deleteFrom('document_line').where('document_id', 'in', chunk).execute();
        const { numDeletedRows } = await tx
          .deleteFrom('document')
          .where('document_id', 'in', chunk)
          .executeTakeFirstOrThrow();
        await audit('batch.documents_removed', { documents: Number(numDeletedRows) });
        return Number(numDeletedRows);
      },
    });
  }
}

interface Walk {
  readonly mode: ModeNumber;
  readonly stream: StreamNumber;
  /** The chunk's rows are above this one. */
  readonly after: number;
}

/** The last row of the next chunk; undefined where the chunk is the last. */
async function endOfChunk(store: Store, walk: Walk): Promise<number | undefined> {
  const row = await store.reader
    .selectFrom('claim')
    .select('row_id')
    .where(inChunk({ ...walk, last: undefined }))
    .orderBy('row_id')
    .offset(ROWS_AT_ONCE)
    .limit(1)
    .executeTakeFirst();
  return row?.row_id;
}

async function freeChunk(
  store: Store,
  act: Act,
  { held, ...chunk }: Walk & { held: HeldBatch; last: number | undefined },
): Promise<void> {
  const any = await store.reader
    .selectFrom('claim')
    .select('row_id')
    .where(inChunk(chunk))
    .where('batch_id', '=', held.batchId)
    .limit(1)
    .executeTakeFirst();
  if (any === undefined) return;
  await writeHeld(store, act, {
    held,
    states: ['planning', 'discarded'],
    work: async (tx, audit) => {
      const { numDeletedRows } = await tx
        .deleteFrom('claim')
        .where(inChunk(chunk))
        .where('batch_id', '=', held.batchId)
        .executeTakeFirstOrThrow();
      await audit('batch.rows_freed', { rows: Number(numDeletedRows) });
    },
  });
}

function inChunk({ mode, stream, after, last }: Walk & { last: number | undefined }) {
  return (eb: ExpressionBuilder<Database, 'claim'>) => {
    const inStream = eb('mode', '=', mode).and('stream', '=', stream).and('row_id', '>', after);
    return last === undefined ? inStream : inStream.and('row_id', '<=', last);
  };
}
