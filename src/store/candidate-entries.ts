import { type Kysely, type RawBuilder, sql } from 'kysely';
import type { EntryLine, EntryToPost } from '../domain/bundle.ts';
import type { Catalog } from '../domain/catalog.ts';
import { dateNumber, dateOfNumber } from '../domain/dates.ts';
import type { Cents } from '../domain/money.ts';
import type { Stream } from '../domain/settings.ts';
import { loadEntryVersions, loadFrozenEntries } from './candidate-entry-versions.ts';
import { type CandidateQuery, MODE_NUMBERS, STREAM_NUMBERS } from './candidate-sql.ts';
import type { Database } from './schema.ts';
import { type Known, type KnownEntries, leftAtBank, tieVersions } from './tie-entry-versions.ts';

interface EntryRow {
  row_id: number;
  entry_id: string;
  date: number;
  narration: string | null;
  journals_claims: number;
  bank_claims: number;
  is_held: boolean | number;
  turn: 1 | -1;
  gl_account_id: number;
  amount_cents: Cents;
  branch_id: number;
  department_id: number;
  gst_code_id: number;
  description: string | null;
}

/** Ready-made entries that wait in a stream, and exported ones that a newer version takes back. */
export async function loadEntries(
  reader: Kysely<Database>,
  query: CandidateQuery,
  catalog: Catalog,
): Promise<EntryToPost[]> {
  const { own, known } = await readEntries(reader, query, catalog);
  return tieVersions(own, known);
}

/** Rows of exported entries whose bank part the newest version no longer has. */
export async function entriesLeftAtBank(
  reader: Kysely<Database>,
  query: CandidateQuery,
  catalog: Catalog,
): Promise<number[]> {
  const { own, known } = await readEntries(reader, query, catalog);
  return leftAtBank(own, known);
}

async function readEntries(
  reader: Kysely<Database>,
  query: CandidateQuery,
  catalog: Catalog,
): Promise<{ own: KnownEntries; known: Known }> {
  const bankItems = bankGlAccounts(catalog);
  const versions = await loadEntryVersions(reader, query);
  const read = (turn: 1 | -1, where: RawBuilder<unknown>) =>
    readLines(reader, { query, turn, where });
  const waiting = await read(1, waitingCondition(query, bankItems));
  const replaced = [...versions.toTakeBack.keys(), ...versions.exportedAtBank.values()];
  const earlier = replaced.length === 0 ? [] : await read(-1, isOneOf(replaced));
  const rowIds = [...waiting.filter(isExportedInPart), ...earlier].map((row) => row.row_id);
  const frozen = await loadFrozenEntries(reader, query.mode, [...new Set(rowIds)]);
  const entries = collect(waiting, query.entity, catalog);
  const before = collect(earlier, query.entity, catalog);
  return { own: { entries, before }, known: { versions, frozen, bankCodes: bankCodes(catalog) } };
}

function isOneOf(rowIds: readonly number[]): RawBuilder<unknown> {
  return sql`e.row_id in (${sql.join(rowIds)})`;
}

function isExportedInPart({ journals_claims, bank_claims }: EntryRow): boolean {
  return journals_claims > 0 || bank_claims > 0;
}

function bankCodes(catalog: Catalog): ReadonlySet<string> {
  return new Set([...catalog.bankAccounts.values()].map((one) => one.xeroAccount));
}

/** GL accounts that stand for a bank account; an entry with one has a bank part. */
function bankGlAccounts(catalog: Catalog): number[] {
  const codes = bankCodes(catalog);
  return [...catalog.glAccounts.values()]
    .filter((one) => codes.has(one.code))
    .map((one) => one.itemId);
}

function claimed(query: CandidateQuery, stream: Stream, turn: 1 | -1): RawBuilder<number> {
  return sql`(select count(*) from claim c where c.mode = ${MODE_NUMBERS[query.mode]}
    and c.stream = ${STREAM_NUMBERS[stream]} and c.row_id = e.row_id and c.turn = ${turn})`;
}

function waitingCondition(
  query: CandidateQuery,
  bankItems: readonly number[],
): RawBuilder<unknown> {
  const { startDate, horizon, upTo } = query;
  const hasBankLine =
    bankItems.length === 0
      ? sql`1 = 0`
      : sql`exists (select 1 from journal_entry_line b where b.row_id = e.row_id
          and b.gl_account_id in (${sql.join(bankItems)}))`;
  const conditions = [
    sql`e.date <= ${dateNumber(upTo)}`,
    sql`not exists (select 1 from superseded s where s.old_row_id = e.row_id
      and s.new_row_id <= ${horizon})`,
    sql`(${claimed(query, 'journals', 1)} = 0
      or (${claimed(query, 'bank', 1)} = 0 and ${hasBankLine}))`,
  ];
  if (startDate !== undefined) {
    conditions.push(sql`(e.date >= ${dateNumber(startDate)}
      or (e.entered_at is not null and e.entered_at >= ${startDate}))`);
  }
  return sql.join(conditions, sql` and `);
}

async function readLines(
  reader: Kysely<Database>,
  wanted: { query: CandidateQuery; turn: 1 | -1; where: RawBuilder<unknown> },
): Promise<EntryRow[]> {
  const { query, turn, where } = wanted;
  const result = await sql<EntryRow>`
    select e.row_id, e.entry_id, e.date, e.narration, ${sql.lit(turn)} as turn,
      ${claimed(query, 'journals', turn)} as journals_claims,
      ${claimed(query, 'bank', turn)} as bank_claims,
      exists (select 1 from held_row h where h.mode = ${MODE_NUMBERS[query.mode]}
        and h.stream in (1, 2) and h.row_id = e.row_id and h.turn = ${sql.lit(turn)}) as is_held,
      l.gl_account_id, l.amount_cents, l.branch_id, l.department_id, l.gst_code_id, l.description
    from journal_entry e
    join catalog_item i on i.item_id = e.entity_id and i.key = ${query.entity}
    join journal_entry_line l on l.row_id = e.row_id
    where e.row_id <= ${query.horizon} and ${where}
    order by e.row_id, l.line_no`.execute(reader);
  return result.rows;
}

function collect(rows: readonly EntryRow[], entity: string, catalog: Catalog): EntryToPost[] {
  const glAccounts = new Map([...catalog.glAccounts.values()].map((one) => [one.itemId, one.code]));
  const branches = new Map([...catalog.branches.values()].map((one) => [one.itemId, one.id]));
  const departments = new Map([...catalog.departments.values()].map((one) => [one.itemId, one.id]));
  const gstCodes = new Map([...catalog.gstCodes.values()].map((one) => [one.itemId, one.code]));
  const entries = new Map<string, EntryToPost & { lines: EntryLine[] }>();
  for (const row of rows) {
    const key = `${row.row_id} ${row.turn}`;
    const entry = entries.get(key) ?? { ...entryOf(row, entity), lines: [] };
    entries.set(key, entry);
    entry.lines.push({
      glAccountCode: glAccounts.get(row.gl_account_id) ?? '',
      amount: row.amount_cents,
      branch: branches.get(row.branch_id) ?? '',
      department: departments.get(row.department_id) ?? '',
      gstCode: gstCodes.get(row.gst_code_id) ?? '',
      description: row.description ?? '',
    });
  }
  return [...entries.values()];
}

function entryOf(row: EntryRow, entity: string): Omit<EntryToPost, 'lines'> {
  const free: Stream[] = [];
  if (row.journals_claims === 0) free.push('journals');
  if (row.bank_claims === 0 && row.turn === 1) free.push('bank');
  return {
    rowId: row.row_id,
    turn: row.turn,
    entryId: row.entry_id,
    entity,
    date: dateOfNumber(row.date),
    narration: row.narration ?? '',
    freeStreams: free,
    otherVersionRow: undefined,
    frozen: undefined,
    blockedBy: row.is_held ? 'undone' : undefined,
  };
}
