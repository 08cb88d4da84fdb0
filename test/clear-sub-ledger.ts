import type { Store } from '../src/store/store.ts';
import { ACT } from './stores.ts';

/** Takes all imports and their rows out of a store; a new PostgreSQL would take seconds. */
export async function clearSubLedger(store: Store): Promise<void> {
  const tables = [
    'journal_entry_line',
    'journal_entry',
    'loan_transaction',
    'superseded',
    'loan_account_change',
    'loan_account',
    'import',
  ] as const;
  await store.transact(ACT, async (tx, audit) => {
    for (const table of tables) await tx.deleteFrom(table).execute();
    await audit('test.cleared', 'all');
  });
}
