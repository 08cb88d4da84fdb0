import type { AccountType, SystemAccount } from '../../src/xero/contract/accounts.ts';

/** What an organisation had when its answers were recorded, in Xero's names. */
export interface RecordedBooks {
  organisation: RecordedOrganisation;
  taxRates: RecordedTaxRate[];
  accounts: RecordedAccount[];
  contacts: RecordedContact[];
  categories: RecordedCategory[];
  invoices: RecordedInvoice[];
  journals?: RecordedJournal[];
  /** How the custom connection is called. */
  appName: string;
}

export interface RecordedOrganisation {
  [name: string]: unknown;
  Name: string;
  ShortCode: string;
  PeriodLockDate: string;
  CreatedDateUTC: string;
}

export interface RecordedTaxRate {
  [name: string]: unknown;
  TaxType: string;
  Name: string;
  EffectiveRate: number;
  ReportTaxType?: string;
  TaxComponents: { Name: string; Rate: number }[];
}

export interface RecordedAccount {
  [name: string]: unknown;
  AccountID: string;
  Code: string;
  Name: string;
  Type: AccountType;
  TaxType: string;
  Description?: string;
  SystemAccount?: SystemAccount | '';
  EnablePaymentsToAccount: boolean;
  ShowInExpenseClaims: boolean;
  BankAccountNumber?: string;
  UpdatedDateUTC: string;
}

export interface RecordedContact {
  [name: string]: unknown;
  ContactID: string;
  Name: string;
  ContactNumber?: string;
  FirstName?: string;
  LastName?: string;
  EmailAddress?: string;
  UpdatedDateUTC: string;
}

export interface RecordedCategory {
  TrackingCategoryID: string;
  Name: string;
  Options: { TrackingOptionID: string; Name: string }[];
}

export interface RecordedInvoice {
  [name: string]: unknown;
  InvoiceID: string;
  Type: string;
  InvoiceNumber: string;
  Contact: { ContactID: string };
  DateString: string;
  DueDateString?: string;
  Status: string;
  LineAmountTypes: string;
  LineItems: object[];
  SubTotal: number;
  TotalTax: number;
  Total: number;
  AmountDue: number;
}

export interface RecordedJournal {
  JournalID: string;
  JournalDate: string;
  JournalNumber: number;
  CreatedDateUTC: string;
  Reference?: string;
  /** Absent where no document stands behind it. */
  SourceID?: string;
  SourceType?: string;
  JournalLines: {
    AccountID: string;
    AccountCode: string;
    AccountType: string;
    AccountName: string;
    Description?: string;
    NetAmount: number;
    GrossAmount: number;
    TaxAmount: number;
    TaxType?: string;
    TrackingCategories: {
      Name: string;
      Option: string;
      TrackingCategoryID: string;
      TrackingOptionID: string;
    }[];
  }[];
}
