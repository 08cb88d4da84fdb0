import type { Kysely } from 'kysely';
import type { LoanAccounts } from '../../domain/import-row.ts';
import type { Database } from '../schema.ts';

const ACCOUNTS_AT_ONCE = 5000;

/**
 * Every loan account by its id in the loan system. There are hundred thousands and each row of a
 * file asks for one, so they are kept as plain numbers in memory.
 */
export async function loadLoanAccounts(reader: Kysely<Database>): Promise<LoanAccounts> {
  const positions = new Map<string, number>();
  const facts = growingNumbers();
  let after = 0;
  for (;;) {
    const rows = await readSome(reader, after);
    for (const row of rows) {
      positions.set(row.account_id, facts.length / NUMBERS_EACH);
      facts.add(row.loan_account_id, row.entity_id, row.gst_exempt);
    }
    const last = rows.at(-1);
    if (last === undefined) break;
    after = last.loan_account_id;
  }
  return {
    get(accountId) {
      const position = positions.get(accountId);
      if (position === undefined) return undefined;
      const at = position * NUMBERS_EACH;
      return {
        loanAccountId: facts.at(at),
        entityId: facts.at(at + 1),
        isGstExempt: facts.at(at + 2) === 1,
      };
    },
  };
}

const NUMBERS_EACH = 3;

function readSome(reader: Kysely<Database>, after: number) {
  return reader
    .selectFrom('loan_account as a')
    .innerJoin('segment as s', 's.segment_id', 'a.segment_id')
    .select(['a.account_id', 'a.loan_account_id', 'a.gst_exempt', 's.entity_id'])
    .where('a.loan_account_id', '>', after)
    .orderBy('a.loan_account_id')
    .limit(ACCOUNTS_AT_ONCE)
    .execute();
}

/** Whole numbers side by side, four bytes each. */
function growingNumbers() {
  let numbers = new Int32Array(3000);
  let length = 0;
  return {
    get length() {
      return length;
    },
    at: (index: number) => numbers[index] ?? 0,
    add(...more: number[]) {
      if (length + more.length > numbers.length) {
        const larger = new Int32Array(2 * numbers.length);
        larger.set(numbers);
        numbers = larger;
      }
      numbers.set(more, length);
      length += more.length;
    },
  };
}
