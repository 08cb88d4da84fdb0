import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { clearSubLedger } from '../../../test/clear-sub-ledger.ts';
import { ACCOUNTS, configure, runImport } from '../../../test/imports.ts';
import { ENGINES, newStore } from '../../../test/stores.ts';
import type { Store } from '../store.ts';

const HEADER =
  'transaction_id,date,account_id,element,amount,gst,version,reversal_of,bank_account,bank_group,source';

const ORDER = HEADER.split(',');

type Cells = Readonly<Record<string, string>>;

function fileOf(...rows: Cells[]): string {
  const good: Cells = { date: '2026-05-31', account_id: 'L1', element: 'FEE', amount: '115.00' };
  const lines = rows.map((row) => ORDER.map((column) => row[column] ?? good[column] ?? '').join());
  return `${[HEADER, ...lines].join('\n')}\n`;
}

describe.each(ENGINES)('loading transactions on %s', (engine) => {
  let store: Store;
  let remove: () => Promise<void>;
  beforeAll(async () => {
    ({ store, remove } = await newStore(engine));
    await configure(store);
  });
  beforeEach(async () => {
    await clearSubLedger(store);
    await runImport(store, 'accounts', { text: ACCOUNTS });
  });
  afterAll(() => remove());

  const take = (...rows: Cells[]) => runImport(store, 'transactions', { text: fileOf(...rows) });
  const problems = async (...rows: Cells[]) =>
    (await take(...rows)).problems.map(
      ({ code, message }) => `${code}: ${message.replace(/import \d+/, 'import N')}`,
    );
  const live = async () => {
    const rows = await store.reader
      .selectFrom('loan_transaction as t')
      .leftJoin('superseded as s', 's.old_row_id', 't.row_id')
      .leftJoin('loan_transaction as o', 'o.row_id', 't.reversal_of_row_id')
      .select(['t.transaction_id', 't.version', 't.amount_cents', 'o.version as original'])
      .where('s.old_row_id', 'is', null)
      .orderBy('t.row_id')
      .execute();
    return rows.map(
      (row) =>
        `${row.transaction_id}/${row.version} ${row.amount_cents}` +
        (row.original === null ? '' : ` of /${row.original}`),
    );
  };

  it('knows rows that came in another file, and takes the rest', async () => {
    await take({ transaction_id: 'A' }, { transaction_id: 'B' });
    expect(await take({ transaction_id: 'B' }, { transaction_id: 'C' })).toMatchObject({
      rows: 2,
      accepted: 1,
      unchanged: 1,
      debits: '115.00',
      problems: [],
    });
    expect(await live()).toEqual(['A/1 11500', 'B/1 11500', 'C/1 11500']);
  });

  it('takes the same id from two sources for two rows', async () => {
    await take({ transaction_id: 'A', source: 'X' }, { transaction_id: 'A', source: 'Y' });
    expect(await live()).toHaveLength(2);
  });

  it.each([
    [{ date: '2026-05-30' }, 'date 2026-05-31, not 2026-05-30'],
    [{ account_id: 'L2', gst: '0.00' }, 'account_id L1, not L2'],
    [{ element: 'PAY' }, 'element FEE, not PAY'],
    [{ amount: '116.00' }, 'amount 115.00, not 116.00'],
    [{ gst: '0.00' }, 'gst 15.00, not 0.00'],
    [{ bank_group: 'G' }, 'bank_group blank, not G'],
  ])('refuses the same version with %j', async (change, words) => {
    await take({ transaction_id: 'A' });
    expect(await problems({ transaction_id: 'A', ...change })).toEqual([
      'transaction.other_content: Line 2: version 1 of transaction A is kept already ' +
        `(import N, transactions.csv) with ${words}.`,
    ]);
  });

  it('takes a line twice in a file once, and refuses two that differ', async () => {
    expect(await take({ transaction_id: 'A' }, { transaction_id: 'A' })).toMatchObject({
      accepted: 1,
      unchanged: 1,
    });
    expect(
      await problems({ transaction_id: 'B' }, { transaction_id: 'B', amount: '1.00' }),
    ).toEqual([
      'transaction.other_content: Line 3: version 1 of transaction B is kept already ' +
        '(an earlier line of this file) with amount 115.00, not 1.00.',
    ]);
  });

  it('lets a higher version replace a lower, in the same file or later', async () => {
    await take({ transaction_id: 'A' }, { transaction_id: 'A', version: '2', amount: '2.30' });
    await take({ transaction_id: 'A', version: '3', amount: '3.45' });
    expect(await live()).toEqual(['A/3 345']);
    const chain = await store.reader.selectFrom('superseded').selectAll().execute();
    expect(chain).toEqual([
      { old_row_id: 1, new_row_id: 2 },
      { old_row_id: 2, new_row_id: 3 },
    ]);
  });

  it('replaces a lower version that comes late at once', async () => {
    await take({ transaction_id: 'A', version: '3', amount: '3.45' });
    await take({ transaction_id: 'A' });
    await take({ transaction_id: 'A', version: '2', amount: '0.00' });
    expect(await live()).toEqual(['A/3 345']);
  });

  it('ties a reversal to its original, before or after it, in the same file or later', async () => {
    const reversal = { amount: '-115.00', reversal_of: 'A' };
    await take({ transaction_id: 'RA', ...reversal }, { transaction_id: 'A' });
    await take({ transaction_id: 'B' });
    await take({ transaction_id: 'RB', ...reversal, reversal_of: 'B' });
    expect(await live()).toEqual([
      'RA/1 -11500 of /1',
      'A/1 11500',
      'B/1 11500',
      'RB/1 -11500 of /1',
    ]);
    expect(
      await take({ transaction_id: 'RB', ...reversal, reversal_of: 'B' }, { transaction_id: 'B' }),
    ).toMatchObject({ unchanged: 2, accepted: 0 });
  });

  it.each([
    [{ amount: '-114.00' }, 'amount -114.00; to mirror A it must have -115.00'],
    [{ gst: '-14.99' }, 'gst -14.99; to mirror A it must have -15.00'],
    [{ account_id: 'L3' }, 'account_id another one; to mirror A it must have the same'],
    [{ element: 'TAXED' }, 'element another one; to mirror A it must have the same'],
  ])('refuses a reversal with %j', async (change, words) => {
    await runImport(store, 'accounts', { text: ACCOUNTS.replace('L2', 'L3').replace('yes', '') });
    await take({ transaction_id: 'A' });
    expect(
      await problems({ transaction_id: 'R', amount: '-115.00', reversal_of: 'A', ...change }),
    ).toEqual([`reversal.not_mirror: Line 2: the reversal R has ${words}.`]);
  });

  it('gives a reversal the GST of its original, whatever the rate would say', async () => {
    await take({ transaction_id: 'A', gst: '14.99' }, { transaction_id: 'B', gst: '0.00' });
    await take(
      { transaction_id: 'RA', amount: '-115.00', reversal_of: 'A' },
      { transaction_id: 'RB', amount: '-115.00', reversal_of: 'B' },
    );
    const rows = await store.reader.selectFrom('loan_transaction').select('gst_cents').execute();
    expect(rows.map((row) => row.gst_cents)).toEqual([1499n, 0n, -1499n, 0n]);
  });

  it('refuses a reversal of nothing, of itself, and a second one', async () => {
    await take({ transaction_id: 'A' });
    const reversal = { amount: '-115.00', reversal_of: 'A' };
    const codes = async (...rows: Cells[]) =>
      (await take(...rows)).problems.map(({ code }) => code);
    expect(await codes({ transaction_id: 'R', ...reversal, reversal_of: 'Q' })).toEqual([
      'reversal.unknown_original',
    ]);
    expect(await codes({ transaction_id: 'A2', amount: '0.00', reversal_of: 'A2' })).toEqual([
      'reversal.of_itself',
    ]);
    const two = [
      { transaction_id: 'R1', ...reversal },
      { transaction_id: 'R2', ...reversal },
    ];
    expect(await codes(...two)).toEqual(['reversal.already_reversed']);
    await take({ transaction_id: 'R1', ...reversal });
    expect(await codes({ transaction_id: 'R2', ...reversal })).toEqual([
      'reversal.already_reversed',
    ]);
    await take({ transaction_id: 'R1', version: '2', amount: '0.00', reversal_of: 'A' });
    expect(await codes({ transaction_id: 'R2', ...reversal })).toEqual([]);
  });

  it('says nothing of a reversal whose original has a problem in the same file', async () => {
    const found = await problems(
      { transaction_id: 'A', amount: 'x' },
      { transaction_id: 'R', amount: '-115.00', reversal_of: 'A' },
    );
    expect(found).toHaveLength(1);
  });

  it('keeps a reversal on the newest version of its original', async () => {
    await take(
      { transaction_id: 'A' },
      { transaction_id: 'R', amount: '-115.00', reversal_of: 'A' },
    );
    await take({ transaction_id: 'A', version: '2', date: '2026-05-30' });
    expect(await live()).toEqual(['R/1 -11500 of /2', 'A/2 11500']);
    expect(await problems({ transaction_id: 'A', version: '3', amount: '230.00' })).toEqual([
      'reversal.original_changed: Line 2: transaction A is reversed by R, and this version has ' +
        'another amount (230.00, not 115.00).',
    ]);
    expect(
      await problems(
        { transaction_id: 'A', version: '3', amount: '230.00' },
        { transaction_id: 'R', version: '2', amount: '-230.00', reversal_of: 'A' },
      ),
    ).toEqual([]);
    expect(await live()).toEqual(['A/3 23000', 'R/2 -23000 of /3']);
  });
});
