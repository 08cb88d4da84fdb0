import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ACT, ENGINES, newStore } from '../../test/stores.ts';
import { type Cents, cents } from '../domain/money.ts';
import type { Store } from './store.ts';

describe.each(ENGINES)('a store on %s', (engine) => {
  let store: Store;
  let remove: () => Promise<void>;
  beforeAll(async () => {
    ({ store, remove } = await newStore(engine));
  });
  afterAll(() => remove());

  const setting = (key: string) =>
    store.reader.selectFrom('setting').select('value').where('key', '=', key).executeTakeFirst();

  it('commits the work and its audit row together', async () => {
    await store.transact(ACT, async (tx, audit) => {
      await tx.insertInto('setting').values({ key: 'a', value: '1' }).execute();
      await audit('setting.set', 'a', { value: '1' });
    });
    expect(await setting('a')).toEqual({ value: '1' });
    const trail = await store.reader.selectFrom('audit').selectAll().execute();
    expect(trail).toMatchObject([
      { actor: 'os:tester', mode: 'test', action: 'setting.set', details: '{"value":"1"}' },
    ]);
  });

  it('rolls back work that adds no audit row', async () => {
    const silent = store.transact(ACT, async (tx) => {
      await tx.insertInto('setting').values({ key: 'b', value: '1' }).execute();
    });
    await expect(silent).rejects.toThrow(/audit row/);
    expect(await setting('b')).toBeUndefined();
  });

  it('rolls back work that fails, its audit row too', async () => {
    const failing = store.transact(ACT, async (_, audit) => {
      await audit('setting.set', 'c');
      throw new Error('no');
    });
    await expect(failing).rejects.toThrow('no');
    const trail = await store.reader
      .selectFrom('audit')
      .select('audit_id')
      .where('subject', '=', 'c')
      .execute();
    expect(trail).toEqual([]);
  });

  it('refuses a transaction inside another, which would wait for ever', async () => {
    const nested = store.transact(ACT, async (_, audit) => {
      await audit('test', 'outer');
      await store.transact(ACT, async (__, inner) => inner('test', 'inner'));
    });
    await expect(nested).rejects.toThrow(/not opened inside another/);
  });

  it('reads money as whole cents, beyond what a float holds, and counts as numbers', async () => {
    const amounts = [9_007_199_254_740_991n, -115n].map((amount) => cents(amount));
    await store.transact(ACT, async (tx, audit) => {
      for (const [lineNo, amount] of amounts.entries()) {
        await tx.insertInto('journal_entry_line').values(entryLine(lineNo, amount)).execute();
      }
      await audit('test', 'lines');
    });
    const line = store.reader.selectFrom('journal_entry_line');
    const rows = await line.select(['line_no', 'amount_cents']).orderBy('line_no').execute();
    expect(rows.map((row) => row.amount_cents)).toEqual(amounts);
    expect(rows[1]?.line_no).toBe(1);
    const sums = await line
      .select(({ fn }) => [
        fn.countAll<number>().as('n'),
        fn.sum<Cents>('amount_cents').as('sum_cents'),
      ])
      .executeTakeFirst();
    expect(sums).toEqual({ n: 2, sum_cents: 9_007_199_254_740_876n });
  });
});

function entryLine(lineNo: number, amount: Cents) {
  return {
    row_id: 1,
    line_no: lineNo,
    gl_account_id: 1,
    amount_cents: amount,
    branch_id: 0,
    department_id: 0,
    gst_code_id: 0,
    description: null,
  };
}
