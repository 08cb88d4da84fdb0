import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ACCOUNTS, configure, runImport } from '../../test/imports.ts';
import { ENGINES, newStore } from '../../test/stores.ts';
import { loadHorizon } from '../store/imports.ts';
import type { Store } from '../store/store.ts';

describe.each(ENGINES)('importing on %s', (engine) => {
  let store: Store;
  let remove: () => Promise<void>;
  beforeAll(async () => {
    ({ store, remove } = await newStore(engine));
    await configure(store);
  });
  afterAll(() => remove());

  it('takes loan accounts in', async () => {
    const result = await runImport(store, 'accounts', { text: ACCOUNTS });
    expect(result).toMatchObject({ importId: 1, rows: 2, accepted: 2, problems: [] });
  });

  it('takes transactions in, with their GST', async () => {
    const result = await runImport(store, 'transactions', {
      text: `transaction_id;date;account_id;element;amount;bank_account;bank_group
T1;2026-05-01;L1;FEE;115.00;;
T2;2026-05-02;L1;PAY;-115.00;BNZ;DD1
T3;2026-05-02;L2;FEE;115.00;;
`,
    });
    expect(result).toMatchObject({
      importId: 2,
      rows: 3,
      accepted: 3,
      debits: '230.00',
      credits: '115.00',
    });
    const rows = await store.reader.selectFrom('loan_transaction').selectAll().execute();
    expect(rows.map((row) => [row.transaction_id, row.amount_cents, row.gst_cents])).toEqual([
      ['T1', 11_500n, 1500n],
      ['T2', -11_500n, 0n],
      ['T3', 11_500n, 0n],
    ]);
    expect(await loadHorizon(store.reader)).toBe(3);
  });

  it('takes journal entries in', async () => {
    const result = await runImport(store, 'journals', {
      text: gzipSync(`entry_id,date,entity,gl_account,debit,credit,gst_code
J1,2026-05-01,M,1100,115.00,,
J1,2026-05-01,M,4100,,115.00,OUT
`),
    });
    expect(result).toMatchObject({ importId: 3, rows: 2, accepted: 2, debits: '115.00' });
  });

  it('knows the same file again', async () => {
    expect(await runImport(store, 'accounts', { text: ACCOUNTS })).toMatchObject({
      importId: null,
      sameAs: 1,
      accepted: 0,
      unchanged: 2,
    });
  });
});
