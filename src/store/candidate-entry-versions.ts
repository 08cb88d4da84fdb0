import { type Kysely, sql } from 'kysely';
import type { EntrySide, FrozenEntry } from '../domain/bundle.ts';
import { dateNumber, dateOfNumber } from '../domain/dates.ts';
import type { Cents } from '../domain/money.ts';
import type { Mode, PostingProfile } from '../domain/settings.ts';
import { type CandidateQuery, MODE_NUMBERS } from './candidate-sql.ts';
import { landedOf } from './candidates-frozen.ts';
import { chunksOf } from './chunks.ts';
import type { Database } from './schema.ts';

interface VersionRow {
  row_id: number;
  new_row_id: number | null;
  date: number;
  debits_cents: Cents;
  journals_turn: number | null;
  bank_turn: number | null;
}

/** What became of the earlier versions of entries. */
export interface EntryVersions {
  /** Exported earlier versions that are to be taken back now, with the row of the newest. */
  readonly toTakeBack: ReadonlyMap<number, number>;
  /** By the row of the newest version: the earlier one whose bank part is exported. */
  readonly exportedAtBank: ReadonlyMap<number, number>;
}

/** Looks at every entry that a version replaced, or that replaced one; usually there are none. */
export async function loadEntryVersions(
  reader: Kysely<Database>,
  query: CandidateQuery,
): Promise<EntryVersions> {
  const rows = await readVersions(reader, query);
  const byRow = new Map(rows.map((row) => [row.row_id, row]));
  const newestOf = (row: VersionRow): VersionRow => {
    const next = row.new_row_id === null ? undefined : byRow.get(row.new_row_id);
    return next === undefined ? row : newestOf(next);
  };
  const upTo = dateNumber(query.upTo);
  const replaced = rows
    .filter((row) => row.new_row_id !== null)
    .map((old) => ({ old, newest: newestOf(old) }));
  const due = replaced.filter(
    ({ old, newest }) =>
      old.journals_turn === 1 &&
      (query.takesBackAll === true || newest.date <= upTo || newest.debits_cents === 0n),
  );
  const banked = replaced.filter(({ old }) => old.bank_turn === 1);
  return {
    toTakeBack: new Map(due.map(({ old, newest }) => [old.row_id, newest.row_id])),
    exportedAtBank: new Map(banked.map(({ old, newest }) => [newest.row_id, old.row_id])),
  };
}

/** `journals_turn` is 1 while exported and not taken back; `bank_turn` 1 while exported. */
async function readVersions(
  reader: Kysely<Database>,
  { mode, horizon }: CandidateQuery,
): Promise<VersionRow[]> {
  const turn = (stream: 1 | 2) => sql`(select sum(c.turn) from claim c
    where c.mode = ${MODE_NUMBERS[mode]} and c.stream = ${stream} and c.row_id = e.row_id)`;
  const result = await sql<VersionRow>`
    select e.row_id, s.new_row_id, e.date, ${turn(1)} as journals_turn, ${turn(2)} as bank_turn,
      (select coalesce(sum(l.amount_cents), 0) from journal_entry_line l
        where l.row_id = e.row_id and l.amount_cents > 0) as debits_cents
    from journal_entry e
    left join superseded s on s.old_row_id = e.row_id and s.new_row_id <= ${horizon}
    where e.row_id in (select old_row_id from superseded where new_row_id <= ${horizon}
      union select new_row_id from superseded where new_row_id <= ${horizon})`.execute(reader);
  return result.rows;
}

interface FrozenRow {
  row_id: number;
  stream: number;
  profile: PostingProfile;
  gl_account: string | null;
  branch: string;
  department: string;
  tax_type: string;
  sent_account: string;
  category_a: string;
  option_a: string;
  category_b: string;
  option_b: string;
  line_date: number;
  amount_cents: Cents;
  gst_cents: Cents;
  description: string | null;
}

type Frozen = { -readonly [K in keyof FrozenEntry]: FrozenEntry[K] } & {
  journals: EntrySide[];
  bank: EntrySide[];
};

const ROWS_AT_ONCE = 500;

/** What live batches froze of entries, by row; an entry of which nothing is exported is absent. */
export async function loadFrozenEntries(
  reader: Kysely<Database>,
  mode: Mode,
  rowIds: readonly number[],
): Promise<ReadonlyMap<number, FrozenEntry>> {
  const frozen = new Map<number, Frozen>();
  for (const some of chunksOf(rowIds, ROWS_AT_ONCE)) {
    const { rows } = await sql<FrozenRow>`
      select c.row_id, c.stream, b.profile, s.gl_account, s.branch, s.department, s.tax_type,
        s.sent_account, s.category_a, s.option_a, s.category_b, s.option_b,
        s.line_date, s.amount_cents, s.gst_cents, l.description
      from claim c
      join bundle b on b.batch_id = c.batch_id and b.stream = c.stream and b.turn = c.turn
        and b.bundle_key = c.bundle_key
      left join bundle_side s on s.batch_id = c.batch_id and s.stream = c.stream
        and s.turn = c.turn and s.bundle_key = c.bundle_key
      left join document_line l on l.document_id = s.document_id and l.line_no = s.line_no
      where c.mode = ${MODE_NUMBERS[mode]} and c.stream in (1, 2) and c.turn = 1
        and c.row_id in (${sql.join(some)})
      order by c.row_id, c.stream, s.side`.execute(reader);
    for (const row of rows) keep(frozen, row);
  }
  return frozen;
}

function keep(frozen: Map<number, Frozen>, row: FrozenRow): void {
  const nothing = { journals: [], bank: [], lineDate: undefined };
  const kept = frozen.get(row.row_id) ?? { profile: row.profile, ...nothing };
  frozen.set(row.row_id, kept);
  if (row.gl_account === null) return;
  const side: EntrySide = {
    glAccountCode: row.gl_account,
    branch: row.branch,
    department: row.department,
    taxType: row.tax_type,
    amount: row.amount_cents,
    gst: row.gst_cents,
    text: row.description ?? '',
    landed: landedOf(row),
  };
  if (row.stream === 2) {
    kept.bank.push(side);
    return;
  }
  kept.journals.push(side);
  kept.lineDate = dateOfNumber(row.line_date);
}
