import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ACCOUNTS, configure, runImport } from '../../test/imports.ts';
import { ACT, ENGINES, newStore } from '../../test/stores.ts';
import type { AccountingDate } from '../domain/dates.ts';
import { cents, ZERO_CENTS } from '../domain/money.ts';
import { type CandidateQuery, loadKeySpace } from './candidate-sql.ts';
import { loadBundles } from './candidates.ts';
import { loadCatalog } from './catalog-reader.ts';
import { loadForeignRows } from './foreign-rows.ts';
import { loadHorizon } from './imports.ts';
import { loadLeftAtBank } from './left-at-bank.ts';
import { nameRows } from './row-names.ts';
import type { Store } from './store.ts';

const HEAD = 'transaction_id,version,date,account_id,element,amount,bank_account,currency\n';
const FEES = ['F1', 'F2', 'F3', 'F4'].map((id) => `${id},1,2026-05-04,L1,FEE,1.15,,\n`).join('');
const ENTRY = `entry_id,date,entity,gl_account,amount
E1,2026-05-04,M,1100,5.00
E1,2026-05-04,M,4100,-5.00
`;

describe.each(ENGINES)('rows that wait, on %s', (engine) => {
  let store: Store;
  let remove: () => Promise<void>;
  beforeAll(async () => {
    ({ store, remove } = await newStore(engine));
    await configure(store);
    await runImport(store, 'accounts', { text: ACCOUNTS });
    await take('first.csv', `${FEES}P1,1,2026-05-04,L1,PAY,-40.00,BNZ,\n`);
    await exportBankPart(store, 5);
    await take('second.csv', 'P1,2,2026-05-06,L1,PAY,-40.00,BNZ,\nF5,1,2026-05-04,L1,FEE,1.15,,\n');
    await runImport(store, 'journals', { text: ENTRY });
    const production = { ...ACT, mode: 'production' } as const;
    await take('dollars.csv', 'D1,1,2026-05-04,L1,FEE,1.15,,USD\n', production);
  });
  afterAll(() => remove());

  const take = async (name: string, rows: string, act = ACT) => {
    const bytes = Buffer.from(HEAD + rows);
    const read = async function* () {
      yield bytes;
    };
    const file = { name, bytesTotal: bytes.length, read };
    const { problems } = await runImport(store, 'transactions', { text: '', file, act });
    expect(problems).toEqual([]);
  };
  const query = async (): Promise<CandidateQuery> => ({
    mode: 'test',
    entity: 'M',
    upTo: '2026-05-31' as AccountingDate,
    startDate: undefined,
    horizon: await loadHorizon(store.reader),
    keys: await loadKeySpace(store.reader, await loadCatalog(store.reader)),
  });

  it('are named by id, version and file, of a bundle as of a single row or entry', async () => {
    const catalog = await loadCatalog(store.reader);
    const asked = await query();
    const bundles = await loadBundles(store.reader, { ...asked, stream: 'journals' }, catalog);
    const named = (parts: typeof bundles) =>
      nameRows(store.reader, { query: asked, parts }, catalog);
    const fees = bundles.filter((one) => one.element.code === 'FEE');
    expect(await named(fees)).toEqual(
      ['F1', 'F2', 'F3'].map((id) => ({ id, version: 1, fileName: 'first.csv' })),
    );
    const payments = bundles.filter((one) => one.element.code === 'PAY' && one.turn === 1);
    expect(await named(payments)).toEqual([{ id: 'P1', version: 2, fileName: 'second.csv' }]);
    const entry = fees.slice(0, 1).map((one) => ({ ...one, bundleKey: -8 }));
    expect(await named(entry)).toEqual([{ id: 'E1', version: 1, fileName: 'journals.csv' }]);
  });

  it('are found where their file states another currency than the books', async () => {
    const asked = { ...(await query()), streams: ['journals', 'bank'] as const };
    const catalog = await loadCatalog(store.reader);
    const found = (bookCurrency: string) =>
      loadForeignRows(store.reader, { ...asked, bookCurrency }, catalog);
    expect(await found('NZD')).toEqual([
      { importId: 5, fileName: 'dollars.csv', currency: 'USD', rows: 1 },
    ]);
    expect(await found('USD')).toEqual([]);
  });

  it('leave at the bank what an earlier version of them posted there', async () => {
    const left = await loadLeftAtBank(store.reader, await query(), await loadCatalog(store.reader));
    expect(left.map(({ account, amount, date }) => [account, amount, date])).toEqual([
      ['2190', -4000n, '2026-05-04'],
      ['090', 4000n, '2026-05-04'],
    ]);
    const before = { ...(await query()), upTo: '2026-05-03' as AccountingDate };
    expect(await loadLeftAtBank(store.reader, before, await loadCatalog(store.reader))).toEqual([]);
  });
});

/** Claims a row's bank part for a batch, with its two sides. */
async function exportBankPart(store: Store, row_id: number): Promise<void> {
  const key = { batch_id: 1, stream: 2, turn: 1, bundle_key: -row_id } as const;
  const amounts = { amount_cents: cents(-4000n), gst_cents: ZERO_CENTS };
  await store.transact(ACT, async (tx, audit) => {
    await tx
      .insertInto('claim')
      .values({ ...key, mode: 2, row_id })
      .execute();
    const span = { rows: 1, first_row_id: row_id, last_row_id: row_id };
    const ids = { segment_id: 1, element_id: 1, bank_account_id: 1, bank_group_id: 0 };
    const bundle = { ...key, ...amounts, ...span, ...ids, date: 20260504, profile: 'clearing' };
    await tx.insertInto('bundle').values(bundle).execute();
    for (const [side, [account, sign]] of (
      [
        ['2190', 1],
        ['090', -1],
      ] as const
    ).entries()) {
      const place = { gl_account: account, sent_account: account, branch: '', department: '' };
      const options = { category_a: '', option_a: '', category_b: '', option_b: '' };
      const line = { line_date: 20260504, carries_gst: 0, document_id: 0, line_no: 0 } as const;
      const row = { ...key, ...amounts, ...place, ...options, ...line, side, sign, tax_type: '' };
      await tx.insertInto('bundle_side').values(row).execute();
    }
    await audit('test.claimed', `row/${row_id}`);
  });
}
