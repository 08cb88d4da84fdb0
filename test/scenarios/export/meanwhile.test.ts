import { sql } from 'kysely';
import { describe, expect, it } from 'vitest';
import { loadBodies } from '../../../src/store/document-reader.ts';
import { valueIn } from '../../outcomes.ts';
import { type Lender, openLender, TRANSACTION_COLUMNS } from './lender.ts';

const ACCOUNT_COLUMNS = 'account_id,client_id,client_name,account_type,entity,branch,department';

/** Does something once, as soon as a plan has frozen its bundles and before it claims their rows. */
function afterFreezing(lender: Lender, act: () => Promise<unknown>): void {
  const { store } = lender.app;
  const transact = store.transact.bind(store);
  let isDone = false;
  store.transact = async (by, work) => {
    const result = await transact(by, work);
    const frozen = await store.reader.selectFrom('bundle').select('bundle_key').execute();
    if (!isDone && frozen.length > 0) {
      isDone = true;
      await act();
    }
    return result;
  };
}

/** Bundles that have another number of claims than rows. */
async function strayBundles({ app }: Lender): Promise<unknown[]> {
  const { rows } = await sql`select b.bundle_key from bundle b where b.rows <>
    (select count(*) from claim c where c.batch_id = b.batch_id and c.stream = b.stream
      and c.turn = b.turn and c.bundle_key = b.bundle_key)`.execute(app.store.reader);
  return rows;
}

const TWO_FEES = `${TRANSACTION_COLUMNS}
T1,2026-05-01,L1,FEE,115.00,,
T2,2026-05-01,L2,FEE,115.00,,
`;

describe('what changes while a plan is stored', () => {
  it.each([
    ['an account that moves to another branch', 'L1,C1,Ann,LOAN,M,WEST,'],
    ['an account of a new kind', 'L9,C1,Ann,LOAN,M,,'],
  ])('refuses the plan and stores nothing of it: %s', async (_, account) => {
    const lender = await openLender({ transactions: TWO_FEES });
    afterFreezing(lender, () => lender.import('accounts', `${ACCOUNT_COLUMNS}\n${account}\n`));
    await expect(lender.plan()).rejects.toMatchObject({ problem: { code: 'store.rows_taken' } });
    expect(await strayBundles(lender)).toEqual([]);
    const planned = valueIn(await lender.plan());
    expect(planned.transactions).toBe(2);
    expect(await strayBundles(lender)).toEqual([]);
  });

  it('keeps each claim with its bundle when the other stream is planned in between', async () => {
    const payments = `${TRANSACTION_COLUMNS}\nT1,2026-05-01,L1,PAY,-115.00,BNZ,\nT2,2026-05-02,L2,PAY,-115.00,BNZ,\n`;
    const lender = await openLender({ transactions: payments });
    const other = await lender.reopened();
    afterFreezing(lender, () => other.planned({ streams: ['bank'] }));
    await lender.plan({ streams: ['journals'] }).catch(() => undefined);
    expect(await strayBundles(lender)).toEqual([]);
  });
});

it('shows in a preview what the plan after it takes, whatever a dead planner left behind', async () => {
  const lender = await openLender();
  await lender.planned();
  const { store } = lender.app;
  const dead = { lease_owner: 'nobody', lease_until: '2000-01-01T00:00:00.000Z' };
  await store.transact(lender.app.act(), async (tx, audit) => {
    await tx
      .updateTable('batch')
      .set({ state: 'planning', ...dead })
      .execute();
    await audit('test.left_behind', 'batch');
  });
  const preview = valueIn(await lender.plan({ isPreview: true }));
  expect(preview.transactions).toBe(4);
  expect(valueIn(await lender.plan())).toEqual(preview);
});

it('completes a batch whose rows net to nil, so that it needs no document', async () => {
  const transactions = `${TRANSACTION_COLUMNS}\nT1,2026-05-01,L1,FEE,115.00,,\nT2,2026-05-01,L1,FEE,-115.00,,\n`;
  const lender = await openLender({ transactions });
  const sent = valueIn(await lender.send(await lender.planned()));
  expect(sent).toMatchObject({ state: 'complete', documents: { confirmed: 0 }, problems: [] });
});

it('reads the bytes of more documents than a statement takes values', async () => {
  const { app } = await openLender();
  const documentIds = Array.from({ length: 70_000 }, (_, index) => index + 1);
  expect((await loadBodies(app.store.reader, documentIds)).size).toBe(0);
});

it('plans with thousands of GL accounts, hundreds of branches and years of rows', async () => {
  const lender = await openLender({ transactions: '' });
  const branches = Array.from({ length: 200 }, (_, index) => ({ id: `B${index}`, entity: 'M' }));
  await lender.configure({
    glAccounts: Array.from({ length: 12_000 }, (_, index) => ({ code: `G${index}` })),
  });
  const late = { code: 'LATE', type: 'interest' as const, glAccount: '4200' };
  const entities = [{ code: 'M', description: 'Main Entity', startDate: '2000-01-01' }];
  await lender.configure({ elements: [late], branches, entities });
  const accounts = branches.map(({ id }, index) => `X${index},C1,Ann,LOAN,M,${id},`);
  await lender.import('accounts', `${ACCOUNT_COLUMNS}\n${accounts.join('\n')}\n`);
  const rows =
    'T0,2010-01-01,X1,LATE,1.00,,\nT1,2026-05-01,X2,LATE,1.00,,\nT2,2026-05-01,X199,LATE,1.00,,\n';
  await lender.import('transactions', `${TRANSACTION_COLUMNS}\n${rows}`);
  expect(valueIn(await lender.plan({ isPreview: true }))).toMatchObject({ transactions: 3 });
});
