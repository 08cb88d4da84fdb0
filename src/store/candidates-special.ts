import { type Kysely, sql } from 'kysely';
import type { Bundle, FrozenPostings } from '../domain/bundle.ts';
import { dateNumber } from '../domain/dates.ts';
import { MODE_NUMBERS } from './candidate-sql.ts';
import { loadFrozen } from './candidates-frozen.ts';
import { loadTakeBacks, loadVersions, type Versions } from './candidates-versions.ts';
import type { RawBundle, SpecialCases } from './raw-bundle.ts';
import type { Database } from './schema.ts';

/**
 * Ties single rows to what they must follow: a reversal to its original, a later version to the
 * one before, a part to the stream that went first; and adds the rows that must be taken back.
 */
export async function attachSpecialCases(
  reader: Kysely<Database>,
  cases: SpecialCases,
): Promise<Bundle[]> {
  const { query, bundles } = cases;
  const singles = bundles.filter((one) => one.isSingleRow);
  const originals = singles.flatMap((one) => (one.reversalOf === null ? [] : [one.reversalOf]));
  const own = singles.filter((one) => one.bankAccount !== undefined).map((one) => one.firstRow);
  const frozen = await loadFrozen(reader, query.mode, [...new Set([...originals, ...own])]);
  const origins = await loadOrigins(reader, cases, originals);
  const versions = await loadVersions(reader, query);
  const groups = await loadLiveGroups(reader, cases);
  const attached = bundles
    .filter((one) => !versions.inheritsBankPart(one, query.stream))
    .map((one) => attach(one, { frozen, origins, versions, groups, stream: query.stream }));
  const takeBacks = query.stream === 'journals' ? await loadTakeBacks(reader, cases, versions) : [];
  return [...attached, ...takeBacks];
}

interface Found {
  readonly frozen: ReadonlyMap<number, FrozenPostings>;
  readonly origins: Origins;
  readonly versions: Versions;
  readonly groups: ReadonlySet<string>;
  readonly stream: Bundle['stream'];
}

function attach(raw: RawBundle, found: Found): Bundle {
  const { reversalOf, version, ...bundle } = raw;
  const frozen = found.frozen.get(reversalOf ?? raw.firstRow);
  const isLater = version > 1 && found.versions.hasChangedBankPart(raw.firstRow);
  const isLateForGroup =
    !raw.isReversal && found.groups.has(`${raw.bankAccount?.itemId} ${raw.bankGroup}`);
  if (isLater) return { ...bundle, blockedBy: 'bankPartChanged' };
  if (isLateForGroup) return { ...bundle, blockedBy: 'bankGroupLives' };
  if (reversalOf === null) return { ...bundle, frozen };
  const isExported = frozen !== undefined && isFrozenIn(frozen, found.stream);
  if (isExported) return { ...bundle, frozen };
  if (found.origins.waiting.has(reversalOf)) return { ...bundle, blockedBy: 'originalWaits' };
  return { ...bundle, frozen, originKey: found.origins.keys.get(reversalOf) };
}

function isFrozenIn(frozen: FrozenPostings, stream: Bundle['stream']): boolean {
  return frozen[stream].length > 0 || frozen.profile === 'direct';
}

interface Origins {
  /** Bundles of originals that are planned now. */
  readonly keys: ReadonlyMap<number, number>;
  /** Originals dated after the cut-off. */
  readonly waiting: ReadonlySet<number>;
}

async function loadOrigins(
  reader: Kysely<Database>,
  { candidates, query }: SpecialCases,
  originals: readonly number[],
): Promise<Origins> {
  const keys = new Map<number, number>();
  const waiting = new Set<number>();
  for (let start = 0; start < originals.length; start += 500) {
    const ids = sql.join(originals.slice(start, start + 500));
    const planned = await sql<{ row_id: number; bundle_key: number }>`
      select t.row_id, ${candidates.bundleKey} as bundle_key from loan_transaction t
      join loan_account a on a.loan_account_id = t.loan_account_id
      where ${candidates.where} and t.row_id in (${ids})`.execute(reader);
    for (const row of planned.rows) keys.set(row.row_id, row.bundle_key);
    const later = await sql<{ row_id: number }>`select row_id from loan_transaction
      where row_id in (${ids}) and date > ${dateNumber(query.upTo)}`.execute(reader);
    for (const row of later.rows) waiting.add(row.row_id);
  }
  return { keys, waiting };
}

/** Bank groups that already have a live bank transaction, as "bank account item, group". */
async function loadLiveGroups(
  reader: Kysely<Database>,
  { query, bundles }: SpecialCases,
): Promise<ReadonlySet<string>> {
  const isGrouped = query.stream === 'bank' && bundles.some((one) => one.bankGroup !== '');
  if (!isGrouped) return new Set();
  const live = await sql<{ bank_account_id: number; name: string }>`
    select distinct b.bank_account_id, g.name from bundle b
    join bank_group g on g.bank_group_id = b.bank_group_id
    join claim c on c.mode = ${MODE_NUMBERS[query.mode]} and c.stream = 2 and c.turn = 1
      and c.row_id = b.first_row_id and c.batch_id = b.batch_id
    where b.stream = 2`.execute(reader);
  return new Set(live.rows.map((row) => `${row.bank_account_id} ${row.name}`));
}
