import { type Kysely, sql } from 'kysely';
import type { Bundle } from '../domain/bundle.ts';
import { dateNumber, dateOfNumber } from '../domain/dates.ts';
import type { Cents } from '../domain/money.ts';
import { invariant } from '../domain/problem.ts';
import type { Mode, PostingProfile } from '../domain/settings.ts';
import { type CandidateQuery, MODE_NUMBERS } from './candidate-sql.ts';
import { loadFrozen } from './candidates-frozen.ts';
import type { SpecialCases } from './raw-bundle.ts';
import type { Database } from './schema.ts';

interface VersionRow {
  row_id: number;
  new_row_id: number | null;
  date: number;
  amount_cents: Cents;
  gst_cents: Cents;
  element_id: number;
  segment_id: number;
  bank_account_id: number;
  bank_group_id: number;
  journals_turn: number | null;
  bank_turn: number | null;
  bank_profile: PostingProfile | null;
}

/** Rows that have versions: what became of the earlier ones. */
export interface Versions {
  /** Exported earlier versions whose journal postings are still to be taken back, with the newest. */
  readonly toTakeBack: readonly { readonly old: VersionRow; readonly newest: VersionRow }[];
  /** Whether an exported earlier version has another bank part than this row. */
  hasChangedBankPart(rowId: number): boolean;
  /** The version of the row that has an exported bank part: one row, or none. */
  exportedAtBank(rowId: number): readonly number[];
  /** Exported rows whose bank part the newest version no longer has. */
  readonly leftAtBank: readonly VersionRow[];
  /** Whether the row's bank part is already exported under an earlier version. */
  inheritsBankPart(bundle: Bundle, stream: Bundle['stream']): boolean;
}

/** Loads every row that a version replaced, or that replaced one; usually there are none. */
export async function loadVersions(
  reader: Kysely<Database>,
  query: CandidateQuery,
): Promise<Versions> {
  const rows = await readVersions(reader, query);
  const byRow = new Map(rows.map((row) => [row.row_id, row]));
  const newestOf = (row: VersionRow): VersionRow => {
    const next = row.new_row_id === null ? undefined : byRow.get(row.new_row_id);
    return next === undefined ? row : newestOf(next);
  };
  const exportedAtBank = new Map<number, VersionRow>();
  for (const row of rows) {
    if (row.bank_turn === 1) exportedAtBank.set(newestOf(row).row_id, row);
  }
  const hasChangedBankPart = (rowId: number): boolean => {
    const exported = exportedAtBank.get(rowId);
    const current = byRow.get(rowId);
    return exported !== undefined && current !== undefined && !isSameBankPart(exported, current);
  };
  return {
    toTakeBack: rows
      .filter((row) => row.new_row_id !== null && row.journals_turn === 1)
      .map((old) => ({ old, newest: newestOf(old) })),
    hasChangedBankPart,
    exportedAtBank: (rowId) => {
      const exported = exportedAtBank.get(rowId);
      return exported === undefined ? [] : [exported.row_id];
    },
    leftAtBank: [...exportedAtBank]
      .filter(([newest]) => hasChangedBankPart(newest))
      .map(([, exported]) => exported),
    inheritsBankPart: (bundle, stream) =>
      stream === 'bank' &&
      bundle.isSingleRow &&
      exportedAtBank.has(bundle.firstRow) &&
      !hasChangedBankPart(bundle.firstRow),
  };
}

/** In profile direct the bank part names the control account too, or the element's. */
function isSameBankPart(exported: VersionRow, newer: VersionRow): boolean {
  const isSame =
    exported.amount_cents === newer.amount_cents &&
    exported.date === newer.date &&
    exported.bank_account_id === newer.bank_account_id &&
    exported.bank_group_id === newer.bank_group_id;
  if (exported.bank_profile !== 'direct') return isSame;
  return (
    isSame && exported.segment_id === newer.segment_id && exported.element_id === newer.element_id
  );
}

/** `journals_turn` is 1 while exported and not taken back; `bank_turn` 1 while exported. */
async function readVersions(
  reader: Kysely<Database>,
  { mode, horizon }: CandidateQuery,
): Promise<VersionRow[]> {
  const result = await sql<VersionRow>`
    select t.row_id, s.new_row_id, t.date, t.amount_cents, t.gst_cents, t.element_id, a.segment_id,
      t.bank_account_id, t.bank_group_id,
      (select sum(c.turn) from claim c where c.mode = ${MODE_NUMBERS[mode]} and c.stream = 1
        and c.row_id = t.row_id) as journals_turn,
      (select sum(c.turn) from claim c where c.mode = ${MODE_NUMBERS[mode]} and c.stream = 2
        and c.row_id = t.row_id) as bank_turn,
      (select b.profile from claim c join bundle b on b.batch_id = c.batch_id and b.stream = 2
          and b.turn = c.turn and b.bundle_key = c.bundle_key
        where c.mode = ${MODE_NUMBERS[mode]} and c.stream = 2 and c.row_id = t.row_id
          and c.turn = 1) as bank_profile
    from loan_transaction t
    join loan_account a on a.loan_account_id = t.loan_account_id
    left join superseded s on s.old_row_id = t.row_id and s.new_row_id <= ${horizon}
    where t.row_id in (select old_row_id from superseded where new_row_id <= ${horizon}
      union select new_row_id from superseded where new_row_id <= ${horizon})`.execute(reader);
  return result.rows;
}

/**
 * Adds the bundles that take back what earlier versions posted in the journal stream, each tied to
 * the bundle of the newest version where that is planned too (ACCOUNTING 1.3).
 */
export async function loadTakeBacks(
  reader: Kysely<Database>,
  cases: SpecialCases & { readonly attached: readonly Bundle[] },
  versions: Versions,
): Promise<Bundle[]> {
  const { query, attached } = cases;
  const due = versions.toTakeBack.filter(
    ({ newest }) =>
      query.takesBackAll === true ||
      newest.amount_cents === 0n ||
      newest.date <= dateNumber(query.upTo),
  );
  const rowIds = due.map(({ old }) => old.row_id);
  const frozen = await loadFrozen(reader, query.mode, rowIds);
  const undone = await heldTakeBacks(reader, query.mode);
  const own = due.filter(({ old }) => cases.segments.get(old.segment_id)?.entity === query.entity);
  const replaced = new Map(own.map(({ old, newest }) => [newest.row_id, old.row_id]));
  const newer = new Set(attached.filter((one) => one.isSingleRow).map((one) => one.firstRow));
  const tied = attached.map((one) => {
    const old = one.isSingleRow ? replaced.get(one.firstRow) : undefined;
    return old === undefined ? one : { ...one, otherVersionKey: -old };
  });
  const takeBacks = own.map(({ old, newest }) => ({
    ...takeBackOf(old, newest, cases),
    ...(undone.has(old.row_id) ? { blockedBy: 'undone' as const } : {}),
    frozen: frozen.get(old.row_id),
    otherVersionKey: newer.has(newest.row_id) ? -newest.row_id : undefined,
  }));
  return [...tied, ...takeBacks];
}

/** Rows whose taking back was undone and is held. */
async function heldTakeBacks(reader: Kysely<Database>, mode: Mode): Promise<Set<number>> {
  const rows = await reader
    .selectFrom('held_row')
    .select('row_id')
    .where('mode', '=', MODE_NUMBERS[mode])
    .where('turn', '=', -1)
    .execute();
  return new Set(rows.map((row) => row.row_id));
}

function takeBackOf(
  old: VersionRow,
  newest: VersionRow,
  { segments, names }: SpecialCases,
): Omit<Bundle, 'frozen' | 'otherVersionKey'> {
  const segment = segments.get(old.segment_id);
  const element = names.elements.get(old.element_id);
  invariant(segment !== undefined && element !== undefined, 'rows refer to kept items');
  const isBlocked = old.bank_turn === 1 && !isSameBankPart(old, newest);
  return {
    stream: 'journals',
    turn: -1,
    bundleKey: -old.row_id,
    date: dateOfNumber(old.date),
    lastDate: dateOfNumber(old.date),
    segment,
    element,
    bankAccount: names.bankAccounts.get(old.bank_account_id),
    bankGroup: '',
    bankGroupId: 0,
    isSingleRow: true,
    isReversal: false,
    rows: 1,
    amount: old.amount_cents,
    gst: old.gst_cents,
    firstRow: old.row_id,
    lastRow: old.row_id,
    text: '',
    clientId: '',
    blockedBy: isBlocked ? 'bankPartChanged' : undefined,
    originKey: undefined,
  };
}
