import { type Kysely, type RawBuilder, sql } from 'kysely';
import type { Catalog, Entity } from '../domain/catalog.ts';
import { type AccountingDate, dateNumber, dateOfNumber } from '../domain/dates.ts';
import type { Mode, Stream } from '../domain/settings.ts';
import { MODE_NUMBERS, STREAM_NUMBERS } from './candidate-sql.ts';
import type { Database } from './schema.ts';

/** Transactions and ready-made entries of an entity and day that are in no batch yet. */
export interface WaitingDay {
  readonly entity: string;
  readonly date: AccountingDate;
  readonly rows: number;
}

export interface WaitingQuery {
  readonly mode: Mode;
  readonly streams: readonly Stream[];
  readonly catalog: Catalog;
  /** Rows from `from` to `to`; few enough that nobody waits for the store meanwhile. */
  readonly from: number;
  readonly to: number;
}

/** What decides which rows wait, in one text: while it is the same, so is every count. */
export async function waitingState(reader: Kysely<Database>, mode: Mode): Promise<string> {
  const { rows } = await sql`select
      (select max(import_id) from import where state = 'accepted') as imports,
      (select count(*) from undo) as undos, (select max(ended_at) from undo) as undone,
      (select max(created_at) from batch where mode = ${mode}) as planned`.execute(reader);
  const batches = await reader
    .selectFrom('batch')
    .select(['batch_id', 'state'])
    .where('mode', '=', mode)
    .orderBy('batch_id')
    .execute();
  return JSON.stringify([rows, batches.map((one) => [one.batch_id, one.state])]);
}

/** The last row that is accepted; 0 before the first. */
export async function lastAcceptedRow(reader: Kysely<Database>): Promise<number> {
  const row = await reader
    .selectFrom('import')
    .select(({ fn }) => fn.max('last_row_id').as('last'))
    .where('state', '=', 'accepted')
    .executeTakeFirst();
  return row?.last ?? 0;
}

/** The waiting rows of one block of row ids by entity and day. */
export async function loadWaitingDays(
  reader: Kysely<Database>,
  query: WaitingQuery,
): Promise<WaitingDay[]> {
  const { entities } = query.catalog;
  const codes = new Map([...entities.values()].map(({ itemId, code }) => [itemId, code]));
  const block = { ...query, taken: await countTaken(reader, query) };
  const { rows } = await sql<{ entity_id: number; date: number; rows: number }>`
    ${waitingTransactions(block)} union all ${waitingEntries(block)}`.execute(reader);
  return rows.map((row) => ({
    entity: codes.get(row.entity_id) ?? '',
    date: dateOfNumber(row.date),
    rows: Number(row.rows),
  }));
}

/** How many rows of the block are claimed in each stream, and how many are replaced. */
type Taken = Readonly<Record<Stream | 'replaced', number>>;
type Block = WaitingQuery & { readonly taken: Taken };

async function countTaken(
  reader: Kysely<Database>,
  { mode, from, to }: WaitingQuery,
): Promise<Taken> {
  const claimed = (stream: Stream) => sql`(select count(*) from claim
    where mode = ${MODE_NUMBERS[mode]} and stream = ${STREAM_NUMBERS[stream]}
      and row_id between ${from} and ${to} and turn = 1)`;
  const { rows } = await sql<Taken>`select ${claimed('journals')} as journals,
      ${claimed('bank')} as bank, (select count(*) from superseded
        where old_row_id between ${from} and ${to}) as replaced`.execute(reader);
  const { journals = 0, bank = 0, replaced = 0 } = rows[0] ?? {};
  return { journals: Number(journals), bank: Number(bank), replaced: Number(replaced) };
}

function waitingTransactions(block: Block): RawBuilder<unknown> {
  const { from, to, catalog } = block;
  const silent = [...catalog.elements.values()]
    .filter(({ summaryType }) => summaryType === 'none')
    .map(({ itemId }) => itemId);
  const counts = silent.length > 0 ? sql`t.element_id not in (${sql.join(silent)})` : sql`1 = 1`;
  return sql`select s.entity_id, t.date, count(*) as rows
    from loan_transaction t join loan_account a on a.loan_account_id = t.loan_account_id
    join segment s on s.segment_id = a.segment_id
    where t.row_id between ${from} and ${to} and t.amount_cents <> 0 and ${counts}
      and ${isFree(block, sql`t.bank_account_id <> 0`)} and ${isNewest(block)}
      and ${isNoHistory(catalog, sql`s.entity_id`)}
    group by s.entity_id, t.date`;
}

/** Ready-made entries touch no bank account. */
function waitingEntries(block: Block): RawBuilder<unknown> {
  return sql`select t.entity_id, t.date, count(*) as rows from journal_entry t
    where t.row_id between ${block.from} and ${block.to} and ${isFree(block, sql`1 = 0`)}
      and ${isNewest(block)} and ${isNoHistory(block.catalog, sql`t.entity_id`)}
    group by t.entity_id, t.date`;
}

function isNewest({ taken }: Block): RawBuilder<unknown> {
  if (taken.replaced === 0) return sql`1 = 1`;
  return sql`not exists (select 1 from superseded n where n.old_row_id = t.row_id)`;
}

/** In one of the streams that are used, no batch holds the row. */
function isFree(block: Block, isAtBank: RawBuilder<unknown>): RawBuilder<unknown> {
  const { streams } = block;
  const ways = [
    ...(streams.includes('journals') ? [isFreeIn(block, 'journals')] : []),
    ...(streams.includes('bank') ? [sql`(${isAtBank} and ${isFreeIn(block, 'bank')})`] : []),
  ];
  return ways.length === 0 ? sql`1 = 0` : sql`(${sql.join(ways, sql` or `)})`;
}

/** Where none or all of the block is claimed, no row is looked up. */
function isFreeIn({ mode, taken, from, to }: Block, stream: Stream): RawBuilder<unknown> {
  if (taken[stream] === 0) return sql`1 = 1`;
  if (taken[stream] === to - from + 1) return sql`1 = 0`;
  return sql`not exists (select 1 from claim c where c.mode = ${MODE_NUMBERS[mode]}
    and c.stream = ${STREAM_NUMBERS[stream]} and c.row_id = t.row_id and c.turn = 1)`;
}

/** Dated before an entity's start, and not entered after it, a row is history. */
function isNoHistory({ entities }: Catalog, entityId: RawBuilder<unknown>): RawBuilder<unknown> {
  const started = [...entities.values()].filter(({ startDate }) => startDate !== '');
  if (started.length === 0) return sql`1 = 1`;
  const conditions = started.map(
    ({ itemId, startDate }: Entity & { itemId: number }) => sql`(${entityId} <> ${itemId}
      or t.date >= ${dateNumber(startDate as AccountingDate)}
      or (t.entered_at is not null and t.entered_at >= ${startDate}))`,
  );
  return sql`(${sql.join(conditions, sql` and `)})`;
}
