import type { AccountClass } from '../../xero/contract/accounts.ts';
import { type AccountRow, accountClass } from '../books/accounts.ts';
import { msMoment } from '../wire/dates.ts';
import type { DocumentShape } from './document-shape.ts';

const REPORTING: Record<AccountClass, [code: string, name: string]> = {
  ASSET: ['ASS', 'Asset'],
  LIABILITY: ['LIA', 'Liability'],
  EQUITY: ['EQU', 'Equity'],
  REVENUE: ['REV', 'Revenue'],
  EXPENSE: ['EXP', 'Expense'],
};

/** An account as the API shows it; a bank account shows its number and currency. */
export function accountJson(
  row: AccountRow,
  { baseCurrency, shape }: { baseCurrency: string; shape: DocumentShape },
): object {
  const [ReportingCode, ReportingCodeName] = REPORTING[accountClass(row.type)];
  const isBank = row.type === 'BANK';
  const { SystemAccount, ...others } = JSON.parse(row.details) as { SystemAccount?: string };
  const details = isBank ? others : { ...others, SystemAccount };
  return {
    AccountID: row.account_id,
    ...(row.code === null ? {} : { Code: row.code }),
    Name: row.name,
    Status: row.status,
    Type: row.type,
    TaxType: row.tax_type,
    ...(row.description === null ? {} : { Description: row.description }),
    Class: accountClass(row.type),
    EnablePaymentsToAccount: row.enable_payments === 1,
    ShowInExpenseClaims: row.show_in_expense_claims === 1,
    ...(isBank ? { BankAccountNumber: row.bank_account_number ?? '' } : {}),
    ...(shape === 'written' ? {} : { BankAccountType: isBank ? 'BANK' : '' }),
    ...(isBank ? { CurrencyCode: baseCurrency } : {}),
    ReportingCode,
    ReportingCodeName,
    ...(shape === 'written' ? {} : { HasAttachments: false }),
    ...(shape === 'alone' ? { Attachments: [] } : {}),
    UpdatedDateUTC: msMoment(row.updated_at),
    AddToWatchlist: false,
    ...details,
    ...(row.system_account === null ? {} : { SystemAccount: row.system_account }),
  };
}
