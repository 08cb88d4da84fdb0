import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Store } from '../../../src/store/store.ts';
import { configure, runImport } from '../../imports.ts';
import { newStore } from '../../stores.ts';
import { problemsOf } from './refusals.ts';

let store: Store;
let remove: () => Promise<void>;
beforeAll(async () => {
  ({ store, remove } = await newStore('sqlite'));
  await configure(store);
});
afterAll(() => remove());

describe('an accounts file', () => {
  const HEADER =
    'account_id,client_id,client_name,account_type,entity,branch,department,gst_exempt';

  it.each([
    [',C,Ann,LOAN,M,EAST,PERSONAL,', 'value.missing 2 account_id'],
    ['L1,C,Ann,LEASE,M,EAST,PERSONAL,', 'account_type.unknown 2 account_type=LEASE'],
    ['L1,C,Ann,LOAN,Q,EAST,PERSONAL,', 'entity.not_configured 2 entity=Q'],
    ['L1,C,Ann,LOAN,,EAST,PERSONAL,', 'value.missing 2 entity'],
    ['L1,C,Ann,LOAN,M,WEST,PERSONAL,', 'branch.unknown 2 branch=WEST'],
    ['L1,C,Ann,LOAN,M,NORTH,PERSONAL,', 'branch.other_entity 2 branch=NORTH'],
    ['L1,C,Ann,LOAN,M,EAST,TRADE,', 'department.unknown 2 department=TRADE'],
    ['L1,C,Ann,LOAN,M,EAST,PERSONAL,maybe', 'gst_exempt.invalid 2 gst_exempt=maybe'],
    [`L1,C,${'n'.repeat(4001)},LOAN,M,EAST,PERSONAL,`, 'value.too_long 2 client_name'],
  ])('with %.60s is refused', async (line, expected) => {
    const text = `${HEADER}\n${line}\n`;
    expect(await problemsOf(store, 'accounts', { text })).toEqual([expected]);
  });

  it.each(['yes', 'NO', 'True', 'false', '1', '0', ''])('takes gst_exempt %j', async (answer) => {
    const text = `${HEADER}\nL1,C,Ann,LOAN,M,,,${answer}\n`;
    expect(await problemsOf(store, 'accounts', { text, dryRun: true })).toEqual([]);
  });

  it('with the same account twice is refused, unless the lines are equal', async () => {
    const line = 'L7,C,Ann,LOAN,M,EAST,PERSONAL,';
    const text = `${HEADER}\n${line}\n${line}\n${line.replace('Ann', 'Bob')}\n`;
    expect(await problemsOf(store, 'accounts', { text })).toEqual([
      'loan_account.repeated 4 client_name=L7',
    ]);
    const equal = { text: `${HEADER}\n${line}\n${line}\n`, dryRun: true };
    expect(await runImport(store, 'accounts', equal)).toMatchObject({ accepted: 1, unchanged: 1 });
  });

  it('may not move an account that has transactions to another entity', async () => {
    await runImport(store, 'accounts', {
      text: `${HEADER}\nL8,C,Ann,LOAN,M,,,\nL9,C,Bob,LOAN,M,,,\n`,
    });
    const used = 'transaction_id,date,account_id,element,amount\nT1,2026-05-31,L8,FEE,1.15\n';
    await runImport(store, 'transactions', { text: used });
    const text = `${HEADER}\nL8,C,Ann,LOAN,N,,,\nL9,C,Bob,LOAN,N,,,\n`;
    expect(await problemsOf(store, 'accounts', { text })).toEqual([
      'loan_account.entity_changed 2 entity=N',
    ]);
  });
});

describe('a journals file', () => {
  const HEADER = 'entry_id,date,entity,gl_account,amount,branch,department,gst_code,narration';
  const GOOD = 'J0,2026-05-31,M,1100,0.00,,,,';

  it.each([
    ['J1,2026-05-31,M,9999,0.00,,,,', 'gl_account.unknown 2 gl_account=9999'],
    ['J1,2026-05-31,M,,0.00,,,,', 'value.missing 2 gl_account'],
    ['J1,2026-05-31,Q,1100,0.00,,,,', 'entity.not_configured 2 entity=Q'],
    ['J1,2026-05-31,M,1100,0.00,NORTH,,,', 'branch.other_entity 2 branch=NORTH'],
    ['J1,2026-05-31,M,1100,0.00,,TRADE,,', 'department.unknown 2 department=TRADE'],
    ['J1,2026-05-31,M,1100,0.00,,,GST,', 'gst_code.unknown 2 gst_code=GST'],
    ['J1,2026-02-30,M,1100,0.00,,,,', 'date.invalid 2 date=2026-02-30'],
    ['J1,2026-05-31,M,1100,0.005,,,,', 'amount.part_of_cent 2 amount=0.005'],
    [',2026-05-31,M,1100,0.00,,,,', 'value.missing 2 entry_id'],
    ['J1,2026-05-31,M,1100,0.01,,,,', 'journal_entry.unbalanced 2 amount=0.01'],
  ])('with %s is refused', async (line, expected) => {
    const text = `${HEADER}\n${line}\n${GOOD}\n`;
    expect(await problemsOf(store, 'journals', { text })).toEqual([expected]);
  });

  it('says by how much an entry does not balance, in the line on which it begins', async () => {
    const text = `${HEADER}
J1,2026-05-31,M,1100,100.00,,,,
J2,2026-05-31,M,1100,5.00,,,,
J2,2026-05-31,M,4100,-5.00,,,,
J1,2026-05-31,M,4100,-99.99,,,,
`;
    const { problems } = await runImport(store, 'journals', { text });
    expect(problems.map(({ message }) => message)).toEqual([
      'Line 2: the lines of journal entry J1 sum to 0.01, not to 0.00.',
    ]);
  });

  it('does not say of an entry with a bad line that it does not balance', async () => {
    const text = `${HEADER}
J1,2026-05-31,M,1100,100.00,,,,
J1,2026-05-31,M,9999,-100.00,,,,
`;
    expect(await problemsOf(store, 'journals', { text })).toEqual([
      'gl_account.unknown 3 gl_account=9999',
    ]);
  });

  it('wants one date, entity and narration in an entry', async () => {
    const text = `${HEADER}
J1,2026-05-31,M,1100,1.00,,,,Rent
J1,2026-05-30,M,4100,-1.00,,,,
J2,2026-05-31,M,1100,1.00,,,,Rent
J2,2026-05-31,N,4100,-1.00,,,,Lease
`;
    expect(await problemsOf(store, 'journals', { text })).toEqual([
      'journal_entry.lines_differ 3 date=2026-05-30',
      'journal_entry.lines_differ 5 entity=N',
      'journal_entry.lines_differ 5 narration=Lease',
    ]);
  });
});
