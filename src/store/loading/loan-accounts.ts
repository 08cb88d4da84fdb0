import type { Kysely } from 'kysely';
import type { LoanAccountFacts } from '../../domain/import-row.ts';
import type { Database } from '../schema.ts';

const ACCOUNTS_AT_ONCE = 10_000;

/** Every loan account by its id in the loan system; rows refer to it by hundred thousands. */
export async function loadLoanAccounts(
  reader: Kysely<Database>,
): Promise<ReadonlyMap<string, LoanAccountFacts>> {
  const loanAccounts = new Map<string, LoanAccountFacts>();
  let after = 0;
  for (;;) {
    const rows = await reader
      .selectFrom('loan_account as a')
      .innerJoin('segment as s', 's.segment_id', 'a.segment_id')
      .select(['a.account_id', 'a.loan_account_id', 'a.gst_exempt', 's.entity_id'])
      .where('a.loan_account_id', '>', after)
      .orderBy('a.loan_account_id')
      .limit(ACCOUNTS_AT_ONCE)
      .execute();
    for (const row of rows) {
      loanAccounts.set(row.account_id, {
        loanAccountId: row.loan_account_id,
        entityId: row.entity_id,
        isGstExempt: row.gst_exempt === 1,
      });
    }
    const last = rows.at(-1);
    if (last === undefined) return loanAccounts;
    after = last.loan_account_id;
  }
}
