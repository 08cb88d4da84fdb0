import { type Kysely, type Selectable, sql } from 'kysely';
import type { Instant } from '../domain/dates.ts';
import type { Problem } from '../domain/problem.ts';
import type { Mode, Stream } from '../domain/settings.ts';

import { MODE_NUMBERS, STREAM_NUMBERS } from './candidate-sql.ts';
import type { Database } from './schema.ts';
import type { UndoStepTable } from './schema-undo.ts';

/** An undo that is under way. */
export interface OpenUndo {
  readonly undoId: number;
  readonly batchId: number;
  readonly isWhole: boolean;
  readonly holdsRows: boolean;
  readonly acceptsEdits: boolean;
}

/** How many rows of a batch come free in each stream with these documents. */
export async function countRowsOf(
  reader: Kysely<Database>,
  wanted: {
    batchId: number;
    documentIds: readonly number[];
    /** Streams in which rows without a line come free too. */
    emptyStreams: readonly Stream[];
  },
): Promise<Record<Stream, number>> {
  const { batchId, documentIds, emptyStreams } = wanted;
  const sides = sql`from bundle_side s where s.batch_id = b.batch_id and s.stream = b.stream
    and s.turn = b.turn and s.bundle_key = b.bundle_key`;
  const streams = [0, ...emptyStreams.map((one) => STREAM_NUMBERS[one])];
  const { rows } = await sql<{ stream: number; rows: number }>`
    select b.stream, sum(b.rows) as rows from bundle b where b.batch_id = ${batchId}
      and (exists (select 1 ${sides} and s.document_id in (${sql.join([0, ...documentIds])})
          and s.document_id <> 0)
        or (b.stream in (${sql.join(streams)})
          and not exists (select 1 ${sides} and s.document_id <> 0)))
    group by b.stream`.execute(reader);
  const at = (stream: Stream) =>
    Number(rows.find((row) => row.stream === STREAM_NUMBERS[stream])?.rows ?? 0);
  return { journals: at('journals'), bank: at('bank') };
}

/** How many rows an undo of the batch holds; one that waits in both streams counts twice. */
export async function countHeldRows(reader: Kysely<Database>, batchId: number): Promise<number> {
  const { rows } = await reader
    .selectFrom('held_row')
    .select(({ fn }) => fn.countAll<number>().as('rows'))
    .where('batch_id', '=', batchId)
    .executeTakeFirstOrThrow();
  return Number(rows);
}

/** What an undo does to one document, and how far that has come. */
export interface StoredUndoStep {
  readonly documentId: number;
  readonly action: UndoStepTable['action'];
  readonly stepState: UndoStepTable['state'];
  readonly body: string | undefined;
  readonly attempts: number;
  readonly lastActiveAt: Instant | undefined;
  readonly problem: Problem | undefined;
}

/** The undo of a batch that was begun and has not ended. */
export async function loadOpenUndo(
  reader: Kysely<Database>,
  batchId: number,
): Promise<OpenUndo | undefined> {
  const row = await reader
    .selectFrom('undo')
    .selectAll()
    .where('batch_id', '=', batchId)
    .where('state', '=', 'open')
    .executeTakeFirst();
  if (row === undefined) return undefined;
  return {
    undoId: row.undo_id,
    batchId: row.batch_id,
    isWhole: row.is_whole === 1,
    holdsRows: row.holds_rows === 1,
    acceptsEdits: row.accepts_edits === 1,
  };
}

/** The steps of an undo by document. */
export async function loadUndoSteps(
  reader: Kysely<Database>,
  undoId: number,
): Promise<StoredUndoStep[]> {
  const rows = await reader
    .selectFrom('undo_step')
    .selectAll()
    .where('undo_id', '=', undoId)
    .orderBy('document_id')
    .execute();
  return rows.map(toStep);
}

/** Pairs of documents of a batch that hold rows together. */
export async function loadSharing(
  reader: Kysely<Database>,
  batchId: number,
): Promise<[number, number][]> {
  const { rows } = await sql<{ first: number; second: number }>`
    select distinct s.document_id as first, o.document_id as second
    from (select batch_id, stream, turn, bundle_key from bundle_side
      where batch_id = ${batchId} and document_id <> 0
      group by batch_id, stream, turn, bundle_key
      having min(document_id) <> max(document_id)) b
    join bundle_side s on s.batch_id = b.batch_id and s.stream = b.stream and s.turn = b.turn
      and s.bundle_key = b.bundle_key
    join bundle_side o on o.batch_id = b.batch_id and o.stream = b.stream and o.turn = b.turn
      and o.bundle_key = b.bundle_key
    where s.document_id > 0 and s.document_id < o.document_id`.execute(reader);
  return rows.map((row) => [row.first, row.second]);
}

/** Documents of a batch with rows that a later batch took back, and that batch's export id. */
export async function loadTakenBack(
  reader: Kysely<Database>,
  { batchId, mode }: { batchId: number; mode: Mode },
): Promise<Map<number, string>> {
  const { rows } = await sql<{ document_id: number; export_id: string }>`
    select distinct s.document_id, later.export_id from claim t
    join claim c on c.mode = t.mode and c.stream = t.stream and c.row_id = t.row_id and c.turn = 1
    join batch later on later.batch_id = t.batch_id
    join bundle_side s on s.batch_id = c.batch_id and s.stream = c.stream and s.turn = c.turn
      and s.bundle_key = c.bundle_key
    where t.mode = ${MODE_NUMBERS[mode]} and t.turn = -1 and t.batch_id <> ${batchId}
      and c.batch_id = ${batchId}`.execute(reader);
  return new Map(rows.map((row) => [row.document_id, row.export_id]));
}

function toStep(row: Selectable<UndoStepTable>): StoredUndoStep {
  return {
    documentId: row.document_id,
    action: row.action,
    stepState: row.state,
    body: row.body ?? undefined,
    attempts: row.attempts,
    lastActiveAt: (row.last_active_at ?? undefined) as Instant | undefined,
    problem: row.problem === null ? undefined : JSON.parse(row.problem),
  };
}
