import type { ValidationError } from './envelopes.ts';
import type { WireDate } from './numbers.ts';

/**
 * The chart of accounts. Never paged; one account per write.
 *
 * @see https://developer.xero.com/documentation/api/accounting/accounts
 * @see https://developer.xero.com/documentation/api/accounting/types#accounts
 */
export interface WireAccount {
  readonly AccountID: string;
  /** At most 10 characters; absent on bank accounts that have none. */
  readonly Code?: string;
  readonly Name: string;
  readonly Status: AccountStatus;
  readonly Type: AccountType;
  readonly Class: AccountClass;
  readonly TaxType: string;
  readonly Description?: string;
  /** Absent, blank or null for an ordinary account. */
  readonly SystemAccount?: SystemAccount | '' | null;
  readonly EnablePaymentsToAccount: boolean;
  readonly ShowInExpenseClaims: boolean;
  readonly BankAccountNumber?: string;
  readonly BankAccountType?: BankAccountType;
  /** Bank accounts only. */
  readonly CurrencyCode?: string;
  readonly ReportingCode?: string;
  readonly ReportingCodeName?: string;
  readonly HasAttachments?: boolean;
  readonly UpdatedDateUTC: WireDate;
  readonly AddToWatchlist?: boolean;
  readonly ValidationErrors?: readonly ValidationError[];
}

/** The five classes of the chart. */
export const ACCOUNT_CLASSES = ['ASSET', 'LIABILITY', 'EQUITY', 'REVENUE', 'EXPENSE'] as const;
export type AccountClass = (typeof ACCOUNT_CLASSES)[number];

/** Every type and the class that it belongs to. */
export const CLASS_OF_TYPE = {
  BANK: 'ASSET',
  CURRENT: 'ASSET',
  FIXED: 'ASSET',
  INVENTORY: 'ASSET',
  NONCURRENT: 'ASSET',
  PREPAYMENT: 'ASSET',
  CURRLIAB: 'LIABILITY',
  LIABILITY: 'LIABILITY',
  TERMLIAB: 'LIABILITY',
  PAYG: 'LIABILITY',
  EQUITY: 'EQUITY',
  OTHERINCOME: 'REVENUE',
  REVENUE: 'REVENUE',
  SALES: 'REVENUE',
  DEPRECIATN: 'EXPENSE',
  DIRECTCOSTS: 'EXPENSE',
  EXPENSE: 'EXPENSE',
  OVERHEADS: 'EXPENSE',
} as const satisfies Readonly<Record<string, AccountClass>>;
export type AccountType = keyof typeof CLASS_OF_TYPE;

/** Only ACTIVE accounts take new documents. */
const ACCOUNT_STATUSES = ['ACTIVE', 'ARCHIVED', 'DELETED'] as const;
export type AccountStatus = (typeof ACCOUNT_STATUSES)[number];

/** Kinds of bank account; blank on all others. */
const BANK_ACCOUNT_TYPES = ['BANK', 'CREDITCARD', 'PAYPAL', 'NONE', ''] as const;
export type BankAccountType = (typeof BANK_ACCOUNT_TYPES)[number];

/** Accounts that Xero runs itself; found by this word, never by their code. */
const SYSTEM_ACCOUNTS = [
  'DEBTORS',
  'CREDITORS',
  'BANKCURRENCYGAIN',
  'GST',
  'GSTONIMPORTS',
  'HISTORICAL',
  'REALISEDCURRENCYGAIN',
  'RETAINEDEARNINGS',
  'ROUNDING',
  'TRACKINGTRANSFERS',
  'UNPAIDEXPCLM',
  'UNREALISEDCURRENCYGAIN',
  'WAGEPAYABLES',
  'CISASSETS',
  'CISASSET',
  'CISLABOUR',
  'CISLABOUREXPENSE',
  'CISLABOURINCOME',
  'CISLIABILITY',
  'CISMATERIALS',
] as const;
export type SystemAccount = (typeof SYSTEM_ACCOUNTS)[number];
