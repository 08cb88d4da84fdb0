import { type Kysely, sql } from 'kysely';
import type { FrozenPostings, Landed, PostingSide } from '../domain/bundle.ts';
import { type AccountingDate, dateOfNumber } from '../domain/dates.ts';
import type { Mode, PostingProfile } from '../domain/settings.ts';
import { MODE_NUMBERS } from './candidate-sql.ts';
import type { Database } from './schema.ts';

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
  sign: 1 | -1;
  carries_gst: number;
}

type Frozen = {
  profile: PostingProfile;
  journals: PostingSide[];
  bank: PostingSide[];
  lineDate: AccountingDate | undefined;
};

/** Frozen postings by the row that they are of; a row without any is absent. */
export type FrozenByRow = ReadonlyMap<number, FrozenPostings>;

const CHUNK = 500;

/** The postings that live batches froze for rows, by row; a row without any is absent. */
export async function loadFrozen(
  reader: Kysely<Database>,
  mode: Mode,
  rowIds: readonly number[],
): Promise<FrozenByRow> {
  const frozen = new Map<number, Frozen>();
  for (let start = 0; start < rowIds.length; start += CHUNK) {
    const rows = await readSides(reader, mode, rowIds.slice(start, start + CHUNK));
    for (const row of rows) keep(frozen, row);
  }
  return frozen;
}

async function readSides(
  reader: Kysely<Database>,
  mode: Mode,
  rowIds: readonly number[],
): Promise<FrozenRow[]> {
  const result = await sql<FrozenRow>`
    select c.row_id, c.stream, b.profile, s.gl_account, s.branch, s.department, s.tax_type,
        s.sent_account, s.category_a, s.option_a, s.category_b, s.option_b,
      s.line_date, s.sign, s.carries_gst
    from claim c
    join bundle b on b.batch_id = c.batch_id and b.stream = c.stream and b.turn = c.turn
      and b.bundle_key = c.bundle_key
    left join bundle_side s on s.batch_id = c.batch_id and s.stream = c.stream and s.turn = c.turn
      and s.bundle_key = c.bundle_key
    where c.mode = ${MODE_NUMBERS[mode]} and c.stream in (1, 2) and c.turn = 1
      and c.row_id in (${sql.join(rowIds)})
    order by c.row_id, c.stream, s.side`.execute(reader);
  return result.rows;
}

function keep(frozen: Map<number, Frozen>, row: FrozenRow): void {
  const kept = frozen.get(row.row_id) ?? {
    profile: row.profile,
    journals: [],
    bank: [],
    lineDate: undefined,
  };
  frozen.set(row.row_id, kept);
  if (row.gl_account === null) return;
  const side: PostingSide = {
    glAccountCode: row.gl_account,
    branch: row.branch,
    department: row.department,
    taxType: row.tax_type,
    sign: row.sign,
    carriesGst: row.carries_gst === 1,
    landed: landedOf(row),
  };
  if (row.stream === 1) {
    kept.journals.push(side);
    kept.lineDate = dateOfNumber(row.line_date);
  } else {
    kept.bank.push(side);
  }
}

/** Where a frozen side went: the account as sent, and its tracking. */
export function landedOf(
  row: Pick<FrozenRow, 'sent_account' | 'category_a' | 'option_a' | 'category_b' | 'option_b'>,
): Landed {
  return {
    sentAccount: row.sent_account,
    categoryA: row.category_a,
    optionA: row.option_a,
    categoryB: row.category_b,
    optionB: row.option_b,
  };
}
