import type { Transaction } from 'kysely';
import type { AccountRow } from '../../domain/import-row.ts';
import { chunksOf } from '../chunks.ts';
import type { Database } from '../schema.ts';
import type { Flag } from '../schema-subledger.ts';

/** A loan account as it is kept, with the change that this import has staged. */
export interface KeptAccount {
  /** 0 = not kept yet. */
  readonly loanAccountId: number;
  readonly accountId: string;
  readonly clientId: string;
  readonly clientName: string;
  readonly segmentId: number;
  readonly gstExempt: Flag;
}

const IDS_AT_ONCE = 500;

export async function readKeptAccounts(
  tx: Transaction<Database>,
  importId: number,
  rows: readonly AccountRow[],
): Promise<Map<string, KeptAccount>> {
  const kept = new Map<string, KeptAccount>();
  for (const some of chunksOf(rows, IDS_AT_ONCE)) {
    const accountIds = some.map((row) => row.accountId);
    for (const row of await readRows(tx, importId, accountIds)) {
      kept.set(row.account_id, {
        loanAccountId: row.loan_account_id,
        accountId: row.account_id,
        clientId: row.new_client_id ?? row.client_id,
        clientName: row.new_client_name ?? row.client_name,
        segmentId: row.new_segment_id ?? row.segment_id,
        gstExempt: row.new_gst_exempt ?? row.gst_exempt,
      });
    }
  }
  return kept;
}

async function readRows(
  tx: Transaction<Database>,
  importId: number,
  accountIds: readonly string[],
) {
  return tx
    .selectFrom('loan_account as a')
    .leftJoin('loan_account_change as c', (join) =>
      join.onRef('c.loan_account_id', '=', 'a.loan_account_id').on('c.import_id', '=', importId),
    )
    .selectAll('a')
    .select([
      'c.client_id as new_client_id',
      'c.client_name as new_client_name',
      'c.segment_id as new_segment_id',
      'c.gst_exempt as new_gst_exempt',
    ])
    .where('a.account_id', 'in', accountIds)
    .execute();
}

/** The first column in which the two differ. */
export function accountDifference(one: KeptAccount, other: KeptAccount): string | undefined {
  if (one.clientId !== other.clientId) return 'client_id';
  if (one.clientName !== other.clientName) return 'client_name';
  if (one.segmentId !== other.segmentId) return 'account type, entity, branch or department';
  return one.gstExempt === other.gstExempt ? undefined : 'gst_exempt';
}
