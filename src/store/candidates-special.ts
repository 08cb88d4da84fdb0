import { type Kysely, sql } from 'kysely';
import type { Bundle, FrozenPostings } from '../domain/bundle.ts';
import { ZERO_CENTS } from '../domain/money.ts';
import { MODE_NUMBERS } from './candidate-sql.ts';
import { type FrozenByRow, loadFrozen } from './candidates-frozen.ts';
import { loadOrigins, type Origins } from './candidates-origins.ts';
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
  const versions = await loadVersions(reader, query);
  const followed = singles
    .filter((one) => one.reversalOf !== null || one.bankAccount !== undefined)
    .map((one) => one.reversalOf ?? one.firstRow)
    .flatMap((rowId) => [rowId, ...versions.exportedAtBank(rowId)]);
  const frozen = await loadFrozen(reader, query.mode, [...new Set(followed)]);
  const origins = await loadOrigins(reader, cases, singles);
  const groups = await loadLiveGroups(reader, cases);
  const attached = bundles
    .filter((one) => !versions.inheritsBankPart(one, query.stream))
    .map((one) => attachOrHold(one, { frozen, origins, versions, groups, stream: query.stream }))
    .filter((one) => query.stream === 'journals' || isOfBank(one));
  if (query.stream === 'bank') return attached;
  return loadTakeBacks(reader, { ...cases, attached }, versions);
}

/** Whether the bundle is to go to the bank; a withdrawn row only to say that it left one there. */
function isOfBank({ bankAccount, isSingleRow, amount, blockedBy }: Bundle): boolean {
  if (bankAccount === undefined) return false;
  return !isSingleRow || amount !== ZERO_CENTS || blockedBy !== undefined;
}

interface Found {
  readonly frozen: FrozenByRow;
  readonly origins: Origins;
  readonly versions: Versions;
  readonly groups: ReadonlySet<string>;
  readonly stream: Bundle['stream'];
}

function attachOrHold(raw: RawBundle, found: Found): Bundle {
  const { isHeld, ...bundle } = raw;
  const attached = attach(bundle, found);
  return isHeld ? { ...attached, blockedBy: 'undone' } : attached;
}

function attach(raw: Omit<RawBundle, 'isHeld'>, found: Found): Bundle {
  const { reversalOf, version, ...bundle } = raw;
  const isLater = version > 1 && found.versions.hasChangedBankPart(raw.firstRow);
  if (isLater) return { ...bundle, blockedBy: 'bankPartChanged' };
  if (isLateForGroup(raw, found)) return { ...bundle, blockedBy: 'bankGroupLives' };
  const frozen = raw.isSingleRow ? frozenOf(reversalOf ?? raw.firstRow, found) : undefined;
  if (reversalOf === null) return { ...bundle, frozen };
  const reversal = { ...bundle, bankAccount: found.origins.bankAccounts.get(reversalOf), frozen };
  if (frozen !== undefined && isFrozenIn(frozen, found.stream)) return reversal;
  if (found.origins.waiting.has(reversalOf)) return { ...reversal, blockedBy: 'originalWaits' };
  return { ...reversal, originKey: found.origins.keys.get(reversalOf) };
}

function isLateForGroup(raw: Bundle, { groups }: Found): boolean {
  if (raw.isReversal || raw.bankAccount?.groupTransactions !== true) return false;
  return groups.has(`${raw.bankAccount.itemId} ${raw.bankGroup}`);
}

/** What is frozen of a row: its own, and the bank part that an earlier version of it has. */
function frozenOf(rowId: number, { frozen, versions }: Found): FrozenPostings | undefined {
  const own = frozen.get(rowId);
  const [exported = rowId] = versions.exportedAtBank(rowId);
  const earlier = exported === rowId ? undefined : frozen.get(exported);
  if (earlier === undefined || (own?.bank.length ?? 0) > 0) return own;
  const { profile, bank } = earlier;
  return { profile, journals: own?.journals ?? [], bank, lineDate: own?.lineDate };
}

function isFrozenIn(frozen: FrozenPostings, stream: Bundle['stream']): boolean {
  return frozen[stream].length > 0 || (stream === 'journals' && frozen.profile === 'direct');
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
    where b.stream = 2 and exists (select 1 from bundle_side s where s.batch_id = b.batch_id
      and s.stream = b.stream and s.turn = b.turn and s.bundle_key = b.bundle_key
      and s.document_id <> 0)`.execute(reader);
  return new Set(live.rows.map((row) => `${row.bank_account_id} ${row.name}`));
}
