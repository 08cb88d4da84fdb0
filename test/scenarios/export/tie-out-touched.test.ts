import { describe, expect, it } from 'vitest';
import type { TieOutReport } from '../../../src/tasks/tie-out.ts';
import { type Lender, openLender, TRANSACTION_COLUMNS } from './lender.ts';

const PAYMENT = `${TRANSACTION_COLUMNS}\nT1,2026-05-20,L1,PAY,-100.00,BNZ,DD1\n`;
const OLD_FEE = `${TRANSACTION_COLUMNS}\nT1,2026-03-30,L1,FEE,115.00,,\n`;

describe('a document of ours is found again in Xero', () => {
  it('copied: the copy shows as edited, on shared accounts too', async () => {
    const lender = await openLender({ transactions: PAYMENT });
    await exportAll(lender);
    await copyBankTransaction(lender);
    const report = await lender.tieOut();
    expect(unequal(report)).toEqual({
      '090': { difference: '100.00', editedInXero: '100.00' },
      '2190': { difference: '-100.00', editedInXero: '-100.00' },
    });
    expect(report.unexplained).toBe('0.00');
  });

  it('re-dated to before the tie-out, while ours comes after it: edited', async () => {
    const lender = await openLender({ transactions: PAYMENT });
    await exportAll(lender);
    await redateBankTransaction(lender, '2026-05-05');
    const report = await lender.tieOut('2026-05-10');
    expect(unequal(report)).toEqual({
      '090': { difference: '100.00', editedInXero: '100.00' },
      '2190': { difference: '-100.00', editedInXero: '-100.00' },
    });
    expect(report.unexplained).toBe('0.00');
  });

  it('re-dated to before the financial year: edited', async () => {
    const lender = await openLender({
      transactions: `${TRANSACTION_COLUMNS}\nT1,2026-04-02,L1,FEE,115.00,,\n`,
    });
    await exportAll(lender);
    const [journal] = await lender.xero.documents();
    const path = `/manual-journals/${journal?.id}`;
    await lender.xero.inBooks('POST', path, { Date: '2026-03-30' });
    const report = await lender.tieOut('2026-04-30');
    expect(unequal(report)).toEqual({
      '4100': { difference: '100.00', editedInXero: '100.00' },
      '960': { difference: '-100.00', editedInXero: '-100.00' },
    });
    expect(report.unexplained).toBe('0.00');
  });
});

describe('a tie-out follows where postings land', () => {
  it('a row moved past the end of the financial year differs by timing', async () => {
    const lender = await openLender({ transactions: OLD_FEE });
    await lender.configure({
      entities: [{ code: 'M', description: 'Main Entity', startDate: '2026-01-01' }],
      settings: { lockDatePolicy: 'firstOpenDay' },
    });
    await lender.xero.inBooks('PUT', '/lock-dates', { periodLockDate: '2026-03-31' });
    await exportAll(lender);
    const report = await lender.tieOut();
    expect(unequal(report)).toEqual({
      '4100': { difference: '-100.00', timing: '-100.00' },
      '960': { difference: '100.00', timing: '100.00' },
    });
    expect(report.unexplained).toBe('0.00');
  });

  it('a bank account configured by its id is the account of its code', async () => {
    const lender = await openLender({ transactions: PAYMENT });
    const { Accounts } = await lender.xero.api<Chart>('GET', '/Accounts');
    const xeroAccount = Accounts.find(({ Code }) => Code === '090')?.AccountID ?? '';
    await lender.configure({ bankAccounts: [{ code: 'BNZ', entity: 'M', xeroAccount }] });
    await exportAll(lender);
    const report = await lender.tieOut();
    expect(report.accounts.map(({ code, ours, xero }) => [code, ours, xero])).toEqual([
      ['090', '100.00', '100.00'],
      ['1100', '-100.00', '-100.00'],
    ]);
  });
});

interface Chart {
  readonly Accounts: readonly { readonly Code: string; readonly AccountID: string }[];
}

interface BankTransaction {
  readonly BankTransactionID: string;
  readonly LineItems: readonly Record<string, unknown>[];
  readonly Contact: { readonly ContactID: string };
  readonly BankAccount: { readonly AccountID: string };
  readonly Reference: string;
}

async function exportAll(lender: Lender): Promise<void> {
  await lender.send(await lender.planned());
}

async function bankTransactionOf({ xero }: Lender): Promise<BankTransaction> {
  const { BankTransactions } = await xero.api<{ BankTransactions: BankTransaction[] }>(
    ...(['GET', '/BankTransactions?page=1'] as const),
  );
  return BankTransactions[0] as BankTransaction;
}

async function copyBankTransaction(lender: Lender): Promise<void> {
  const { LineItems, Contact, BankAccount, Reference } = await bankTransactionOf(lender);
  const copy = {
    ...{ Type: 'RECEIVE', Date: '2026-05-20', LineAmountTypes: 'Inclusive', Reference },
    Contact: { ContactID: Contact.ContactID },
    BankAccount: { AccountID: BankAccount.AccountID },
    LineItems: LineItems.map(({ LineItemID: _, ...line }) => line),
  };
  await lender.xero.api('PUT', '/BankTransactions', { BankTransactions: [copy] });
}

async function redateBankTransaction(lender: Lender, date: string): Promise<void> {
  const found = await bankTransactionOf(lender);
  const changed = { ...found, Date: date, DateString: undefined };
  const path = `/BankTransactions/${found.BankTransactionID}`;
  await lender.xero.api('POST', path, { BankTransactions: [changed] });
}

/** Of accounts that differ: by how much, and the classes that are not nil. */
function unequal({ accounts }: TieOutReport): Record<string, object> {
  return Object.fromEntries(
    accounts
      .filter(({ difference }) => difference !== '0.00')
      .map(({ code, difference, classes, others, unexplained }) => {
        const reasons = Object.entries({ ...classes, others, unexplained });
        const given = reasons.filter(([, amount]) => amount !== '0.00');
        return [code, { difference, ...Object.fromEntries(given) }];
      }),
  );
}
