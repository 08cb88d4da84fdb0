import { describe, expect, it } from 'vitest';
import { LENDER, lenderWith } from '../../domain/lender.ts';
import { type Books, openBooks } from './books.ts';

const HEAD =
  'transaction_id,version,date,account_id,element,amount,bank_account,bank_group,description\n';
const ENTRY_HEAD = 'entry_id,version,date,entity,gl_account,amount,branch,narration\n';

describe('1.3 identity and versions', () => {
  it('1.3 not yet exported: the lower version never is', async () => {
    const books = await openBooks(LENDER);
    await take(books, '1,1,2026-05-04,L1,FEE,115.00,,,\n');
    await take(books, '1,2,2026-05-05,L1,FEE,230.00,,,\n');
    const { exportId, transactions } = await books.post('2026-05-31');
    expect(transactions).toBe(1);
    expect(await books.lines(exportId)).toEqual([
      '2026-05-05 1100 +230.00 NONE EAST',
      '2026-05-05 4100 -230.00 OUTPUT2 EAST',
    ]);
  });

  it('1.3 exported: its frozen postings are taken back on their date, the new ones go on theirs', async () => {
    const books = await openBooks(LENDER);
    await take(books, '1,1,2026-05-04,L1,FEE,115.00,,,\n');
    await books.post('2026-05-04');
    await books.configure(
      lenderWith({ elements: [{ code: 'FEE', type: 'fee', glAccount: '4200' }] }),
    );
    await take(books, '1,2,2026-05-06,L1,FEE,230.00,,,\n');
    const { exportId } = await books.post('2026-05-31');
    expect(await books.lines(exportId)).toEqual([
      '2026-05-04 1100 -115.00 NONE EAST',
      '2026-05-04 4100 +115.00 OUTPUT2 EAST',
      '2026-05-06 1100 +230.00 NONE EAST',
      '2026-05-06 4200 -230.00 OUTPUT2 EAST',
    ]);
    expect(await books.xero.trialBalance('2026-05-31')).toEqual([
      '1100 Dr 230.00',
      '4200 Cr 200.00',
      '820 Cr 30.00',
    ]);
    expect(await books.tieOut('2026-05-31')).toMatchObject({ unexplained: '0.00' });
    expect(await books.plan('2026-05-31')).toMatchObject({ exportId: null });
  });

  it('1.3 amount 0.00 withdraws, exported or not', async () => {
    const books = await openBooks(LENDER);
    await take(books, '1,1,2026-05-04,L1,FEE,115.00,,,\n2,1,2026-05-04,L1,FEE,23.00,,,\n');
    await take(books, '2,2,2026-05-04,L1,FEE,0.00,,,\n');
    await books.post('2026-05-04');
    expect(await books.xero.trialBalance('2026-05-31')).toContain('1100 Dr 115.00');
    await take(books, '1,2,2026-05-20,L1,FEE,0.00,,,\n');
    const { exportId } = await books.post('2026-05-10');
    expect(await books.lines(exportId)).toEqual([
      '2026-05-04 1100 -115.00 NONE EAST',
      '2026-05-04 4100 +115.00 OUTPUT2 EAST',
    ]);
    expect(await books.xero.trialBalance('2026-05-31')).toEqual([]);
  });

  it('1.3 the same again changes nothing, the same version with other content is refused', async () => {
    const books = await openBooks(LENDER);
    await take(books, '1,1,2026-05-04,L1,FEE,115.00,,,\n');
    await take(books, '1,1,2026-05-04,L1,FEE,115.00,,,\n2,1,2026-05-04,L1,FEE,115.00,,,\n');
    const refused = await books.refuse('transactions', `${HEAD}1,1,2026-05-05,L1,FEE,115.00,,,\n`);
    expect(refused[0]).toMatch(/^transaction\.other_content: .*2026-05-05/);
    await take(books, '1,3,2026-05-06,L1,FEE,115.00,,,\n');
    await take(books, '1,2,2026-05-05,L1,FEE,999.00,,,\n');
    const { exportId } = await books.post('2026-05-31');
    expect(await books.lines(exportId)).toHaveLength(4);
    expect(await books.xero.trialBalance('2026-05-31')).toContain('1100 Dr 230.00');
  });

  const PAYMENT = '1,1,2026-05-07,L1,PAY,-200.00,BANK,,\n';

  it('1.3 with its bank part changed, nothing of the row moves until that document is undone', async () => {
    const books = await openBooks(LENDER);
    await take(books, PAYMENT);
    await books.post('2026-05-07');
    await take(books, '1,2,2026-05-07,L1,PAY,-250.00,BANK,,\n');
    const plan = await books.plan('2026-05-31');
    expect(plan.exportId).toBeNull();
    expect(plan.held.map((one) => [one.code, one.facts.stream, one.facts.rows])).toEqual([
      ['held.bank_part_changed', 'journals', 2],
      ['held.bank_part_changed', 'bank', 1],
    ]);
    expect(await books.tieOut('2026-05-31')).toMatchObject({ unexplained: '0.00' });
  });

  it('1.3 with its bank part unchanged, the bank document stays and clearing stays nil', async () => {
    const books = await openBooks(LENDER);
    await take(books, PAYMENT);
    await books.post('2026-05-07');
    const other = { code: 'BANK', entity: 'M', xeroAccount: '090', clearingAccount: '2195' };
    await books.configure(
      lenderWith({ bankAccounts: [other], settings: { bankPosting: 'direct' } }),
    );
    await take(books, '1,2,2026-05-07,L1,PAY,-200.00,BANK,,corrected text\n');
    const { exportId } = await books.plan('2026-05-31');
    expect(await books.lines(exportId)).toEqual([]);
    await books.send(exportId);
    expect(await books.xero.trialBalance('2026-05-31')).toEqual([
      '090 Dr 200.00',
      '1100 Cr 200.00',
    ]);
    expect(await books.tieOut('2026-05-31')).toMatchObject({ unexplained: '0.00' });
  });

  it('1.3 takes back and posts anew in one batch, or neither', async () => {
    const books = await openBooks(LENDER);
    await take(books, '1,1,2026-05-04,L1,FEE,115.00,,,\n');
    await books.post('2026-05-04');
    await books.xero.inBooks('PUT', '/lock-dates', { periodLockDate: '2026-05-05' });
    await take(books, '1,2,2026-05-06,L1,FEE,230.00,,,\n');
    const locked = await books.plan('2026-05-31');
    expect(locked.exportId).toBeNull();
    expect(locked.held.map((one) => [one.code, one.facts.rows])).toEqual([
      ['held.locked_date', 1],
      ['held.other_version_waits', 1],
    ]);
    await books.xero.inBooks('PUT', '/lock-dates', { periodLockDate: null });
    await take(books, '1,3,2026-05-06,L1,INT,230.00,,,\n');
    const waiting = await books.plan('2026-05-20');
    expect(waiting).toMatchObject({ exportId: null, waitingForMonthEnd: 1 });
    expect(await books.tieOut('2026-05-20')).toMatchObject({ unexplained: '0.00' });
    await books.post('2026-05-31');
    expect(await books.xero.trialBalance('2026-05-31')).toEqual([
      '1100 Dr 230.00',
      '4200 Cr 230.00',
    ]);
  });
});

describe('1.3 journal entries alike', () => {
  it('1.3 an exported entry is taken back as it was frozen', async () => {
    const books = await openBooks(LENDER);
    await takeEntry(
      books,
      'E1,1,2026-05-04,M,1100,50.00,EAST,a\nE1,1,2026-05-04,M,4200,-50.00,EAST,a\n',
    );
    await books.post('2026-05-04');
    await takeEntry(
      books,
      'E1,2,2026-05-05,M,1100,60.00,WEST,b\nE1,2,2026-05-05,M,4200,-60.00,WEST,b\n',
    );
    const { exportId } = await books.post('2026-05-31');
    expect(await books.lines(exportId)).toEqual([
      '2026-05-04 1100 -50.00 NONE EAST',
      '2026-05-04 4200 +50.00 NONE EAST',
      '2026-05-05 1100 +60.00 NONE WEST',
      '2026-05-05 4200 -60.00 NONE WEST',
    ]);
    expect(await books.tieOut('2026-05-31')).toMatchObject({ unexplained: '0.00' });
  });

  it('1.3 an entry is taken back and posted anew in one batch, or neither', async () => {
    const books = await openBooks(LENDER);
    const [first, second] = [entry('1', '2026-05-04', '50.00'), entry('2', '2026-05-06', '60.00')];
    await takeEntry(books, first);
    await books.post('2026-05-04');
    await books.xero.inBooks('PUT', '/lock-dates', { periodLockDate: '2026-05-05' });
    await takeEntry(books, second);
    const plan = await books.plan('2026-05-31');
    expect(plan.exportId).toBeNull();
    expect(plan.held.map((one) => one.code)).toEqual([
      ...['held.locked_date', 'held.other_version_waits'],
    ]);
    expect(await books.tieOut('2026-05-31')).toMatchObject({ unexplained: '0.00' });
  });

  it('1.3 an entry that went through clearing is not sent directly when it comes anew', async () => {
    const books = await openBooks(LENDER);
    await takeEntry(books, BANKED);
    await books.post('2026-05-04');
    await books.configure(lenderWith({ settings: { bankPosting: 'direct' } }));
    await takeEntry(books, BANKED.replaceAll('E1,1', 'E1,2').replace('1100', '4200'));
    await books.post('2026-05-31');
    expect(await books.xero.trialBalance('2026-05-31')).toEqual(['090 Dr 50.00', '4200 Cr 50.00']);
  });

  it('1.3 a directly posted entry is its bank document: another line of it waits for the undoing', async () => {
    const books = await openBooks(lenderWith({ settings: { bankPosting: 'direct' } }));
    await takeEntry(books, BANKED);
    await books.post('2026-05-04');
    await takeEntry(books, BANKED.replaceAll('E1,1', 'E1,2').replace('1100', '4200'));
    const plan = await books.plan('2026-05-31');
    expect(plan.exportId).toBeNull();
    expect(plan.held.map((one) => one.code)).toContain('held.bank_part_changed');
  });

  it('1.3 posted direct, a payment moved to a loan of another control account is held', async () => {
    const carType = { code: 'CAR', controlAccount: '1150', clearingAccount: '2190' };
    const books = await openBooks(
      lenderWith({
        settings: { ...LENDER.settings, bankPosting: 'direct' },
        glAccounts: [...(LENDER.glAccounts ?? []), { code: '1150', xeroType: 'CURRENT' }],
        accountTypes: [...(LENDER.accountTypes ?? []), carType],
      }),
    );
    const columns = 'account_id,client_id,client_name,account_type,entity,branch,department';
    await books.take('accounts', `${columns}\nLC,C9,Zed,CAR,M,EAST,LOANS\n`);
    await take(books, '1,1,2026-05-04,L1,PAY,-200.00,BANK,,\n');
    await books.post('2026-05-31');
    await take(books, '1,2,2026-05-04,LC,PAY,-200.00,BANK,,\n');
    const plan = await books.plan('2026-05-31');
    expect(plan.exportId).toBeNull();
    expect(plan.held.map((one) => one.code)).toContain('held.bank_part_changed');
  });

  const BANKED = 'E1,1,2026-05-04,M,090,50.00,,a\nE1,1,2026-05-04,M,1100,-50.00,EAST,a\n';

  it('1.3 an entry whose bank lines changed is held until its bank document is undone', async () => {
    const books = await openBooks(LENDER);
    await takeEntry(books, BANKED);
    await books.post('2026-05-04');
    await takeEntry(books, BANKED.replaceAll('E1,1', 'E1,2').replaceAll('50.00', '70.00'));
    const plan = await books.plan('2026-05-31');
    expect(plan.exportId).toBeNull();
    expect(plan.held.map((one) => one.code)).toContain('held.bank_part_changed');
    expect(await books.tieOut('2026-05-31')).toMatchObject({ unexplained: '0.00' });
  });

  it('1.3 an entry whose bank lines are the same moves its other lines only', async () => {
    const books = await openBooks(LENDER);
    await takeEntry(books, BANKED);
    await books.post('2026-05-04');
    await takeEntry(books, BANKED.replaceAll('E1,1', 'E1,2').replace('1100', '4200'));
    await books.post('2026-05-31');
    expect(await books.xero.trialBalance('2026-05-31')).toEqual(['090 Dr 50.00', '4200 Cr 50.00']);
    expect(await books.tieOut('2026-05-31')).toMatchObject({ unexplained: '0.00' });
  });
});

function take(books: Books, rows: string): Promise<void> {
  return books.take('transactions', HEAD + rows);
}

function entry(version: string, date: string, amount: string): string {
  const line = (glAccount: string, sign: string) =>
    `E1,${version},${date},M,${glAccount},${sign}${amount},EAST,a\n`;
  return line('1100', '') + line('4200', '-');
}

function takeEntry(books: Books, rows: string): Promise<void> {
  return books.take('journals', ENTRY_HEAD + rows);
}
