import type { AccountType, SystemAccount } from '../../xero/contract/accounts.ts';

export interface SeedAccount {
  accountCode: string;
  name: string;
  type: AccountType;
  /** Which of the country's tax types the account takes. */
  tax: 'income' | 'expenses' | 'none';
  systemAccount?: SystemAccount;
}

type Row = [
  code: string,
  name: string,
  type: AccountType,
  tax: SeedAccount['tax'],
  system?: SystemAccount,
];

const rows = (table: Row[]): SeedAccount[] =>
  table.map(([accountCode, name, type, tax, systemAccount]) => ({
    accountCode,
    name,
    type,
    tax,
    ...(systemAccount === undefined ? {} : { systemAccount }),
  }));

/** Accounts that every organisation has, whatever its country. */
export const SYSTEM_CHART = rows([
  ['497', 'Bank Revaluations', 'EXPENSE', 'none', 'BANKCURRENCYGAIN'],
  ['498', 'Unrealised Currency Gains', 'EXPENSE', 'none', 'UNREALISEDCURRENCYGAIN'],
  ['499', 'Realised Currency Gains', 'EXPENSE', 'none', 'REALISEDCURRENCYGAIN'],
  ['610', 'Accounts Receivable', 'CURRENT', 'none', 'DEBTORS'],
  ['800', 'Accounts Payable', 'CURRLIAB', 'none', 'CREDITORS'],
  ['801', 'Unpaid Expense Claims', 'CURRLIAB', 'none', 'UNPAIDEXPCLM'],
  ['814', 'Wages Payable - Payroll', 'CURRLIAB', 'none', 'WAGEPAYABLES'],
  ['820', 'GST', 'CURRLIAB', 'none', 'GST'],
  ['840', 'Historical Adjustment', 'CURRLIAB', 'none', 'HISTORICAL'],
  ['860', 'Rounding', 'CURRLIAB', 'none', 'ROUNDING'],
  ['877', 'Tracking Transfers', 'CURRLIAB', 'none', 'TRACKINGTRANSFERS'],
  ['960', 'Retained Earnings', 'EQUITY', 'none', 'RETAINEDEARNINGS'],
]);

/** The chart that a New Zealand organisation starts with. */
export const DEFAULT_CHART = rows([
  ['090', 'Business Bank Account', 'BANK', 'none'],
  ['091', 'Business Savings Account', 'BANK', 'none'],
  ['200', 'Sales', 'REVENUE', 'income'],
  ['260', 'Other Revenue', 'REVENUE', 'income'],
  ['270', 'Interest Income', 'REVENUE', 'none'],
  ['300', 'Purchases', 'DIRECTCOSTS', 'expenses'],
  ['310', 'Cost of Goods Sold', 'DIRECTCOSTS', 'expenses'],
  ['400', 'Advertising', 'OVERHEADS', 'expenses'],
  ['404', 'Bank Fees', 'OVERHEADS', 'none'],
  ['408', 'Cleaning', 'OVERHEADS', 'expenses'],
  ['412', 'Consulting & Accounting', 'OVERHEADS', 'expenses'],
  ['416', 'Depreciation', 'OVERHEADS', 'none'],
  ['420', 'Entertainment', 'OVERHEADS', 'expenses'],
  ['424', 'Entertainment - Non deductible', 'OVERHEADS', 'none'],
  ['425', 'Freight & Courier', 'OVERHEADS', 'expenses'],
  ['429', 'General Expenses', 'OVERHEADS', 'expenses'],
  ['433', 'Insurance', 'OVERHEADS', 'expenses'],
  ['437', 'Interest Expense', 'OVERHEADS', 'none'],
  ['441', 'Legal expenses', 'OVERHEADS', 'expenses'],
  ['445', 'Light, Power, Heating', 'OVERHEADS', 'expenses'],
  ['449', 'Motor Vehicle Expenses', 'OVERHEADS', 'expenses'],
  ['453', 'Office Expenses', 'OVERHEADS', 'expenses'],
  ['461', 'Printing & Stationery', 'OVERHEADS', 'expenses'],
  ['469', 'Rent', 'OVERHEADS', 'expenses'],
  ['473', 'Repairs and Maintenance', 'OVERHEADS', 'expenses'],
  ['477', 'Salaries', 'OVERHEADS', 'none'],
  ['478', 'KiwiSaver Employer Contributions', 'OVERHEADS', 'none'],
  ['485', 'Subscriptions', 'OVERHEADS', 'expenses'],
  ['489', 'Telephone & Internet', 'OVERHEADS', 'expenses'],
  ['493', 'Travel - National', 'OVERHEADS', 'expenses'],
  ['494', 'Travel - International', 'OVERHEADS', 'none'],
  ['505', 'Income Tax Expense', 'EXPENSE', 'none'],
  ['611', 'less Provision for Doubtful Debts', 'CURRENT', 'none'],
  ['620', 'Prepayments', 'CURRENT', 'none'],
  ['625', 'Withholding tax paid', 'CURRENT', 'none'],
  ['630', 'Inventory', 'INVENTORY', 'none'],
  ['710', 'Office Equipment', 'FIXED', 'expenses'],
  ['711', 'Less Accumulated Depreciation on Office Equipment', 'FIXED', 'none'],
  ['720', 'Computer Equipment', 'FIXED', 'expenses'],
  ['721', 'Less Accumulated Depreciation on Computer Equipment', 'FIXED', 'none'],
  ['805', 'Accrued Liabilities', 'CURRLIAB', 'none'],
  ['816', 'Wages Deductions Payable', 'CURRLIAB', 'none'],
  ['825', 'PAYE Payable', 'CURRLIAB', 'none'],
  ['830', 'Income Tax', 'CURRLIAB', 'none'],
  ['835', 'Revenue Received in Advance', 'CURRLIAB', 'none'],
  ['850', 'Suspense', 'CURRLIAB', 'none'],
  ['855', 'Clearing Account', 'CURRLIAB', 'none'],
  ['900', 'Loan', 'TERMLIAB', 'none'],
  ['970', 'Owner A Funds Introduced', 'EQUITY', 'none'],
  ['980', 'Owner A Drawings', 'EQUITY', 'none'],
]);

/** What a lender adds to it. */
export const LENDER_CHART = rows([
  ['1100', 'Loans Receivable', 'CURRENT', 'none'],
  ['1190', 'Provision for Loan Losses', 'CURRENT', 'none'],
  ['2190', 'Loan Payments Clearing', 'CURRLIAB', 'none'],
  ['2300', 'Loan Disbursements', 'CURRLIAB', 'none'],
  ['2400', 'Unearned Interest', 'CURRLIAB', 'none'],
  ['2500', 'Investor Deposits', 'CURRLIAB', 'none'],
  ['4100', 'Loan Fees', 'REVENUE', 'income'],
  ['4200', 'Loan Interest', 'REVENUE', 'none'],
  ['4300', 'Default Interest', 'REVENUE', 'none'],
  ['6100', 'Bad Debts Written Off', 'EXPENSE', 'none'],
  ['6200', 'Interest Paid to Investors', 'EXPENSE', 'none'],
]);
