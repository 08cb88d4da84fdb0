import { type Kysely, type RawBuilder, sql } from 'kysely';
import type { Catalog } from '../domain/catalog.ts';
import { type AccountingDate, dateNumber } from '../domain/dates.ts';
import type { Mode, Stream } from '../domain/settings.ts';
import { loadSegments } from './catalog-reader.ts';
import type { Database } from './schema.ts';
import type { ModeNumber, StreamNumber } from './schema-batch.ts';

/** Which rows a plan, or a tie-out, asks for. */
export interface CandidateQuery {
  readonly mode: Mode;
  readonly entity: string;
  readonly upTo: AccountingDate;
  /** Rows dated earlier are history, unless entered on or after it. */
  readonly startDate: AccountingDate | undefined;
  /** The last row that is accepted; later ones are still being loaded. */
  readonly horizon: number;
  readonly keys: KeySpace;
  /**
   * A tie-out counts a row by its newest version whatever its date. A plan takes back only what it
   * posts anew.
   */
  readonly takesBackAll?: boolean;
  /**
   * A batch in the making, whose own claims do not count as another's. It claims its rows, and the
   * key of the claims leaves out what others hold, so that this need not be asked for each row.
   */
  readonly ownBatchId?: number;
}

/** What bundle keys are packed by; read once for a plan, so that its keys mean the same throughout. */
export interface KeySpace {
  readonly firstDate: number;
  readonly segments: number;
  readonly elements: number;
  /** Item ids of the bank accounts, by the small number that stands for each. */
  readonly bankAccounts: readonly number[];
  /** The last import that changed loan accounts, and so the segments of rows. */
  readonly accountsImport: number;
}

export const MODE_NUMBERS: Readonly<Record<Mode, ModeNumber>> = { production: 1, test: 2 };
export const STREAM_NUMBERS: Readonly<Record<Stream, StreamNumber>> = { journals: 1, bank: 2 };

/** The SQL of one stream's candidates: which rows, and the bundle that each falls into. */
export interface CandidateSql {
  readonly stream: Stream;
  readonly where: RawBuilder<unknown>;
  readonly bundleKey: RawBuilder<unknown>;
  /** 1 for a row that was undone and is not to be planned before it is released. */
  readonly isHeld: RawBuilder<unknown>;
}

/**
 * Builds the SQL of a stream's candidates. The bundle key packs what decides the postings into one
 * whole number, so that the store groups by a single value and a claim finds its bundle without a
 * look-up; a row that must stand alone has minus its row id.
 */
export async function candidateSql(
  reader: Kysely<Database>,
  query: CandidateQuery & { readonly stream: Stream },
  catalog: Catalog,
): Promise<CandidateSql | undefined> {
  const segments = [...(await loadSegments(reader)).values()];
  const own = segments.filter((segment) => segment.entity === query.entity);
  if (own.length === 0) return undefined;
  const { stream } = query;
  const isSingle =
    stream === 'journals' ? standsAlone(query, catalog) : standsAloneAtBank(query, catalog);
  const last = await lastRows(reader, query);
  const isHeld = heldAfterUndo(query, last);
  const free = packedKey(stream, query.keys);
  const packed = last.held === 0 ? free : sql`${free} + ${isHeld} * ${sql.lit(HELD_KEYS)}`;
  return {
    stream,
    where: candidateCondition(query, {
      segmentIds: own.length === segments.length ? [] : own.map((one) => one.segmentId),
      ...last,
    }),
    bundleKey: sql`case when ${isSingle} then -t.row_id else ${packed} end`,
    isHeld,
  };
}

/** A withdrawn row moves nothing, but it may leave a bank document behind that must be undone. */
const MOVES_OR_WITHDRAWS = sql`(t.amount_cents <> 0 or t.version > 1)`;

/** A reversal takes the bank account of its original, whatever its own column says. */
const MAY_MOVE_MONEY = sql`(t.bank_account_id <> 0 or t.reversal_of_row_id is not null)`;

interface Known extends LastRows {
  /** Those of the entity; none when all are. */
  readonly segmentIds: readonly number[];
}

function candidateCondition(
  query: CandidateQuery & { readonly stream: Stream },
  { segmentIds, superseded, claimed }: Known,
): RawBuilder<unknown> {
  const { startDate, horizon, upTo, stream } = query;
  const conditions = [
    sql`t.row_id <= ${horizon}`,
    sql`t.date <= ${dateNumber(upTo)}`,
    stream === 'bank' ? MOVES_OR_WITHDRAWS : sql`t.amount_cents <> 0`,
  ];
  if (stream === 'bank') conditions.push(MAY_MOVE_MONEY);
  conditions.push(sql`(t.row_id > ${superseded} or not exists (select 1 from superseded s
    where s.old_row_id = t.row_id and s.new_row_id <= ${horizon}))`);
  if (query.ownBatchId === undefined) {
    conditions.push(sql`(t.row_id > ${claimed} or not exists (select 1 from claim c
      where c.mode = ${MODE_NUMBERS[query.mode]} and c.stream = ${STREAM_NUMBERS[stream]}
        and c.row_id = t.row_id and c.turn = 1))`);
  }
  if (segmentIds.length > 0) conditions.push(sql`a.segment_id in (${sql.join(segmentIds)})`);
  if (startDate !== undefined) {
    conditions.push(sql`(t.date >= ${dateNumber(startDate)}
      or (t.entered_at is not null and t.entered_at >= ${startDate}))`);
  }
  return sql.join(conditions, sql` and `);
}

interface LastRows {
  readonly superseded: number;
  readonly claimed: number;
  readonly held: number;
}

/** Later rows are surely neither replaced, claimed nor held; most rows of a plan are later. */
async function lastRows(
  reader: Kysely<Database>,
  { mode, stream }: CandidateQuery & { readonly stream: Stream },
): Promise<LastRows> {
  const own = sql`where mode = ${MODE_NUMBERS[mode]} and stream = ${STREAM_NUMBERS[stream]}`;
  const { rows } = await sql<{ [Name in keyof LastRows]: number | null }>`select
    (select max(old_row_id) from superseded) as superseded,
    (select max(row_id) from claim ${own}) as claimed,
    (select max(row_id) from held_row ${own}) as held`.execute(reader);
  const [last] = rows;
  return {
    superseded: last?.superseded ?? 0,
    claimed: last?.claimed ?? 0,
    held: last?.held ?? 0,
  };
}

function heldAfterUndo(
  { mode, stream }: CandidateQuery & { readonly stream: Stream },
  { held }: LastRows,
): RawBuilder<unknown> {
  if (held === 0) return sql`0`;
  return sql`case when t.row_id <= ${sql.lit(held)} and exists (select 1 from held_row h
    where h.mode = ${MODE_NUMBERS[mode]} and h.stream = ${STREAM_NUMBERS[stream]}
      and h.row_id = t.row_id and h.turn = 1) then 1 else 0 end`;
}

function standsAlone(query: CandidateQuery, catalog: Catalog): RawBuilder<unknown> {
  const detailed = [...catalog.elements.values()]
    .filter((element) => element.summaryType === 'fullDetail')
    .map((element) => element.itemId);
  const inDetail = detailed.length > 0 ? sql`t.element_id in (${sql.join(detailed)})` : sql`1 = 0`;
  return sql`(${inDetail} or ${followsOthers(query, 'bank')})`;
}

function standsAloneAtBank(query: CandidateQuery, catalog: Catalog): RawBuilder<unknown> {
  const ungrouped = [...catalog.bankAccounts.values()]
    .filter((bankAccount) => !bankAccount.groupTransactions)
    .map((bankAccount) => bankAccount.itemId);
  const isUngrouped =
    ungrouped.length > 0 ? sql`t.bank_account_id in (${sql.join(ungrouped)})` : sql`1 = 0`;
  return sql`(t.bank_group_id = 0 or ${isUngrouped} or ${followsOthers(query, 'journals')})`;
}

/** Reversals, later versions, and rows whose other stream is exported follow frozen postings. */
function followsOthers(query: CandidateQuery, otherStream: Stream): RawBuilder<unknown> {
  return sql`t.reversal_of_row_id is not null or t.version > 1 or (t.bank_account_id <> 0
    and exists (select 1 from claim o where o.mode = ${MODE_NUMBERS[query.mode]}
      and o.stream = ${STREAM_NUMBERS[otherStream]} and o.row_id = t.row_id and o.turn = 1
      and o.batch_id <> ${query.ownBatchId ?? 0}))`;
}

const FIRST_DATE = 19_000_101;
const LAST_DATE = 29_991_231;

/** Above every key of rows that are not held, which so stay as short as they can be. */
const HELD_KEYS = 2 ** 52;

/** The numbers by which this store's bundle keys are packed now. */
export async function loadKeySpace(reader: Kysely<Database>, catalog: Catalog): Promise<KeySpace> {
  const largest = await sql<{
    segment: number | null;
  }>`select max(segment_id) as segment from segment`.execute(reader);
  const elements = [...catalog.elements.values()].map((one) => one.itemId);
  const sizes = {
    segments: (largest.rows[0]?.segment ?? 0) + 1,
    elements: Math.max(...elements, 0) + 1,
    bankAccounts: [...catalog.bankAccounts.values()].map((one) => one.itemId),
  };
  const keysForEach = sizes.segments * sizes.elements * (sizes.bankAccounts.length + 1) * 8;
  return {
    ...sizes,
    firstDate: await firstDate(reader, keysForEach),
    accountsImport: await lastAccountsImport(reader),
  };
}

/** The last accepted import of loan accounts; 0 before the first. */
export async function lastAccountsImport(reader: Kysely<Database>): Promise<number> {
  const found = await sql<{ last: number | null }>`select max(import_id) as last from import
    where kind = 'accounts' and state = 'accepted'`.execute(reader);
  return found.rows[0]?.last ?? 0;
}

/** Keys count dates from the first there can be; from the first there is only where they grow long. */
async function firstDate(reader: Kysely<Database>, keysForEach: number): Promise<number> {
  if ((LAST_DATE - FIRST_DATE + 1) * keysForEach <= Number.MAX_SAFE_INTEGER) return FIRST_DATE;
  const first = await sql<{ date: number }>`select min(date) as date from loan_transaction`.execute(
    reader,
  );
  return first.rows[0]?.date ?? FIRST_DATE;
}

/** Equal for rows of equal date (bank: group), segment, element, bank account, taxed or not, and sign. */
function packedKey(stream: Stream, keys: KeySpace): RawBuilder<unknown> {
  const { firstDate, segments, elements, bankAccounts } = keys;
  const lead = stream === 'bank' ? sql`t.bank_group_id` : sql`(t.date - ${sql.lit(firstDate)})`;
  return sql`((((cast(${lead} as bigint) * ${sql.lit(segments)} + a.segment_id) * ${sql.lit(elements)}
    + t.element_id) * ${sql.lit(bankAccounts.length + 1)} + ${bankNumber(bankAccounts)}) * 4
    + case when t.gst_cents <> 0 then 2 else 0 end + case when t.amount_cents < 0 then 1 else 0 end)`;
}

function bankNumber(bankAccounts: readonly number[]): RawBuilder<unknown> {
  if (bankAccounts.length === 0) return sql`0`;
  const cases = bankAccounts.map(
    (itemId, index) => sql`when ${sql.lit(itemId)} then ${sql.lit(index + 1)}`,
  );
  return sql`case t.bank_account_id ${sql.join(cases, sql` `)} else 0 end`;
}
