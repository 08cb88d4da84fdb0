import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openStore } from '../src/store/open.ts';
import type { Store } from '../src/store/store.ts';
import { ACCOUNTS, configure, runImport } from './imports.ts';
import { postgresPrograms, type RunningPostgres, startPostgres } from './postgres.ts';

const isAbsent = postgresPrograms() === undefined;
const SKIPPED = isAbsent ? ' (skipped: no PostgreSQL on this machine)' : '';

describe.skipIf(isAbsent)(`importing into a PostgreSQL server${SKIPPED}`, () => {
  let server: RunningPostgres | undefined;
  let store: Store;
  beforeAll(async () => {
    server = await startPostgres();
    store = await openStore({ databaseUrl: server?.url ?? '' });
    await configure(store);
  });
  afterAll(async () => {
    await store.close();
    await server?.stop();
  });

  it('takes accounts, transactions with a reversal, and journal entries', async () => {
    expect(await runImport(store, 'accounts', { text: ACCOUNTS })).toMatchObject({ accepted: 2 });
    const rows = Array.from({ length: 9000 }, (_, index) => `T${index},L1,9999999999.99,,1`);
    const text = [
      'transaction_id,account_id,amount,reversal_of,version,date,element',
      ...[...rows, 'R,L1,-9999999999.99,T7,1', 'T8,L1,1.00,,2'].map(
        (row) => `${row},2026-05-31,PAY`,
      ),
    ];
    expect(await runImport(store, 'transactions', { text: text.join('\n') })).toMatchObject({
      accepted: 9002,
      debits: '89999999999911.00',
      problems: [],
    });
    const journals = `entry_id,date,entity,gl_account,amount,description
J,2026-05-31,M,1100,9999999999.99,"a ""b"", {c}\\"
J,2026-05-31,M,4100,-9999999999.99,
`;
    expect(await runImport(store, 'journals', { text: journals })).toMatchObject({ accepted: 2 });
    expect(await runImport(store, 'journals', { text: `${journals}\n` })).toMatchObject({
      unchanged: 2,
    });
    const lines = await store.reader
      .selectFrom('journal_entry_line')
      .select(['amount_cents', 'description'])
      .orderBy('line_no')
      .execute();
    expect(lines).toEqual([
      { amount_cents: 999_999_999_999n, description: 'a "b", {c}\\' },
      { amount_cents: -999_999_999_999n, description: null },
    ]);
  });

  it('leaves nothing of a file with a problem', async () => {
    const text =
      'transaction_id,account_id,amount,date,element\nX,L1,1.00,2026-05-31,PAY\nY,L9,1,x,y\n';
    expect(await runImport(store, 'transactions', { text })).toMatchObject({ problemCount: 3 });
    const left = await store.reader
      .selectFrom('loan_transaction')
      .select('row_id')
      .where('transaction_id', '=', 'X')
      .execute();
    expect(left).toEqual([]);
  });
});
