import { describe, expect, it } from 'vitest';
import { LENDER, lenderWith } from '../../domain/lender.ts';
import { openDesk } from '../cli/tieout.ts';
import { LOAN_ACCOUNTS, TRANSACTIONS } from './books.ts';

const UNMAPPED = lenderWith({
  ...{ elements: [{ code: 'FEE', type: 'fee', glAccount: '' }] },
  ...{ settings: { ...LENDER.settings, defaultContact: '' } },
});

describe('what is held', () => {
  it('names its first rows by id and file, how many more, its stream and its amount', async () => {
    const desk = openDesk();
    const take = (kind: string, name: string, text: string) =>
      desk.json('import', kind, desk.write(name, text));
    const configuration = desk.write('lender.json', JSON.stringify(UNMAPPED));
    await desk.json('config', 'apply', '--mode', 'test', configuration);
    await take('accounts', 'accounts.csv', LOAN_ACCOUNTS);
    const fees = [1, 2, 3, 4, 5].map((id) => `F${id},2026-05-04,L1,FEE,115.00,,,,\n`).join('');
    const payment = 'P1,2026-05-05,L1,PAY,-40.00,,BANK,,\nP2,2026-05-05,L2,PAY,-60.00,,BANK,,\n';
    await take('transactions', 'may.csv', TRANSACTIONS + fees + payment);
    const late = 'F6,2026-05-04,L3,FEE,11.50,,,,\n';
    await take('transactions', 'late.csv', TRANSACTIONS + late);
    const plan = ['export', 'plan', '--mode', 'test', '--entity', 'M', '--up-to', '2026-05-31'];
    const { held } = await desk.json<{ held: { message: string; facts: object }[] }>(...plan);
    expect(held.map((one) => one.message)).toEqual([
      'Element FEE has no GL account for entity M. (6 rows in journals, 586.50: F1, F2, F3 of may.csv and 3 more)',
      'Bank transactions of bank account BANK need a contact, and no default contact is set. (2 rows in bank, -100.00: P1, P2 of may.csv)',
    ]);
    expect(held[0]?.facts).toMatchObject({
      ...{ stream: 'journals', rows: 6, amount: '586.50', element: 'FEE' },
      examples: 'F1, F2, F3 of may.csv and 3 more',
    });
    const { stdout } = await desk.run(...plan, '--preview');
    expect(stdout).toContain('\nElement FEE has no GL account for entity M. (6 rows in journals,');
  });

  it('is one line for a cause in a stream, however many entries it holds, and versions are told apart', async () => {
    const desk = openDesk();
    const noClearing = { code: 'BANK', entity: 'M', xeroAccount: '090', clearingAccount: '' };
    const configuration = lenderWith({ bankAccounts: [noClearing] });
    const file = desk.write('lender.json', JSON.stringify(configuration));
    await desk.json('config', 'apply', '--mode', 'test', file);
    const entry = (id: string, version: number) =>
      `${id},${version},2026-05-07,M,090,50.00\n${id},${version},2026-05-07,M,4200,-50.00\n`;
    const head = 'entry_id,version,date,entity,gl_account,amount\n';
    const text = head + entry('E1', 2) + entry('E2', 1) + entry('E3', 1) + entry('E4', 1);
    await desk.json('import', 'journals', desk.write('entries.csv', text));
    const plan = ['export', 'plan', '--mode', 'test', '--entity', 'M', '--up-to', '2026-05-31'];
    const { held } = await desk.json<{ held: { message: string }[] }>(...plan);
    const rows = 'E1 version 2, E2, E3 of entries.csv and 1 more';
    expect(held.map((one) => one.message.replace(/^[^(]*\(090\), [^(]*/, ''))).toEqual([
      `(4 rows in journals, 200.00: ${rows})`,
      `(4 rows in bank, 200.00: ${rows})`,
    ]);
    expect((await desk.run(...plan)).stdout).toMatch(
      /^Nothing that waits up to 2026-05-31 may go\./,
    );
  });
});
