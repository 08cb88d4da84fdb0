import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { DatabaseSync } from 'node:sqlite';
import { createAccount } from '../../src/twin/books/accounts.ts';
import { createContact } from '../../src/twin/books/contacts.ts';
import { createTaxRate } from '../../src/twin/books/tax-rates.ts';
import { closeDatabases, openDatabases } from '../../src/twin/database/databases.ts';
import { run } from '../../src/twin/database/statements.ts';
import type {
  RecordedAccount,
  RecordedBooks,
  RecordedCategory,
  RecordedContact,
  RecordedInvoice,
  RecordedJournal,
  RecordedTaxRate,
} from './recorded-shapes.ts';
import { openSession, type Session } from './twin-session.ts';

/** A session with a twin whose organisation has the recorded books, ids and all. */
export async function openRecordedBooks(recorded: RecordedBooks): Promise<Session> {
  const folder = mkdtempSync(join(tmpdir(), 'tieout-recorded-'));
  const { Name: name } = recorded.organisation;
  const session = await openSession({
    folder,
    seed: 'empty',
    organisation: { name, country: 'GLOBAL' },
  });
  const databases = openDatabases(folder);
  const place = { books: databases.books, tenantId: session.tenantId };
  plantOrganisation(place, recorded);
  plantTaxRates(place, recorded.taxRates);
  plantAccounts(place, recorded.accounts);
  for (const [index, contact] of recorded.contacts.entries()) plantContact(place, contact, index);
  for (const category of recorded.categories) plantCategory(place, category);
  for (const [index, invoice] of recorded.invoices.entries()) plantInvoice(place, invoice, index);
  for (const journal of recorded.journals ?? []) plantJournal(place, journal);
  closeDatabases(databases);
  return session;
}

interface Place {
  books: DatabaseSync;
  tenantId: string;
}

/** What people fill in on the pages of their organisation. */
const SETTINGS = [
  ...['IsDemoCompany', 'Class', 'TaxNumber', 'TaxNumberName', 'Addresses', 'Phones'],
  ...['DefaultSalesTax', 'DefaultPurchasesTax'],
];

function plantOrganisation(
  { books, tenantId }: Place,
  { appName, organisation }: RecordedBooks,
): void {
  run(
    books,
    `update organisation set short_code = ?, period_lock_date = ?, created_at = ?, details = ?
     where tenant_id = ?`,
    organisation.ShortCode,
    calendarDate(organisation.PeriodLockDate),
    milliseconds(organisation.CreatedDateUTC),
    JSON.stringify(picked(organisation, SETTINGS)),
    tenantId,
  );
  run(books, "update app set name = ? where kind = 'custom'", appName);
}

const CLASSES = {
  A: 'CanApplyToAssets',
  Q: 'CanApplyToEquity',
  E: 'CanApplyToExpenses',
  L: 'CanApplyToLiabilities',
  R: 'CanApplyToRevenue',
};

function plantTaxRates({ books, tenantId }: Place, taxRates: RecordedTaxRate[]): void {
  run(books, 'delete from tax_rate where tenant_id = ?', tenantId);
  for (const taxRate of taxRates) {
    const classes = Object.entries(CLASSES).filter(([, name]) => taxRate[name] === true);
    createTaxRate(books, tenantId, {
      taxType: taxRate.TaxType,
      name: taxRate.Name,
      rate: String(taxRate.EffectiveRate),
      reportTaxType: taxRate.ReportTaxType,
      appliesTo: classes.map(([letter]) => letter).join(''),
      components: taxRate.TaxComponents.map(({ Name, Rate }) => ({
        name: Name,
        rate: String(Rate),
      })),
    });
  }
}

/** What only the answers show: reporting codes are given on a page of Xero's own. */
const ACCOUNT_DETAILS = ['ReportingCode', 'ReportingCodeName', 'AddToWatchlist'];

function plantAccounts({ books, tenantId }: Place, accounts: RecordedAccount[]): void {
  run(books, 'delete from account where tenant_id = ?', tenantId);
  for (const recorded of accounts) {
    const isOrdinary = recorded.SystemAccount === '';
    const isBankless = recorded.BankAccountType === 'NONE';
    const madeId = createAccount(books, tenantId, {
      accountCode: recorded.Code,
      name: recorded.Name,
      type: recorded.Type,
      taxType: recorded.TaxType,
      description: recorded.Description,
      systemAccount: isOrdinary ? undefined : recorded.SystemAccount,
      bankAccountNumber: recorded.BankAccountNumber,
      enablePayments: recorded.EnablePaymentsToAccount,
      showInExpenseClaims: recorded.ShowInExpenseClaims,
      details: picked(recorded, [
        ...ACCOUNT_DETAILS,
        ...(isOrdinary ? ['SystemAccount'] : []),
        ...(isBankless ? ['BankAccountType'] : []),
      ]),
      now: milliseconds(recorded.UpdatedDateUTC),
    });
    const sql = 'update account set account_id = ? where account_id = ?';
    run(books, sql, recorded.AccountID, madeId);
  }
}

const CONTACT_DETAILS = [
  ...['BankAccountDetails', 'TaxNumber', 'AccountsReceivableTaxType', 'AccountsPayableTaxType'],
  ...['DefaultCurrency', 'Addresses', 'Phones', 'BatchPayments', 'BrandingTheme'],
];

/** Those that changed in the same moment keep their order by a millisecond each. */
function plantContact({ books, tenantId }: Place, recorded: RecordedContact, index: number): void {
  const contactId = recorded.ContactID;
  createContact(books, tenantId, {
    contactId,
    name: recorded.Name,
    contactNumber: recorded.ContactNumber,
    firstName: recorded.FirstName,
    lastName: recorded.LastName,
    details: picked(recorded, CONTACT_DETAILS),
    now: milliseconds(recorded.UpdatedDateUTC) + index,
  });
  const sql = 'update contact set email_address = ? where contact_id = ?';
  run(books, sql, recorded.EmailAddress ?? null, contactId);
}

function plantCategory({ books, tenantId }: Place, category: RecordedCategory): void {
  const { Name, Options, TrackingCategoryID: id } = category;
  run(books, "insert into tracking_category values (?, ?, ?, 'ACTIVE')", id, tenantId, Name);
  for (const option of Options) {
    const sql = "insert into tracking_option values (?, ?, ?, 'ACTIVE')";
    run(books, sql, option.TrackingOptionID, id, option.Name);
  }
}

/** The twin's invoices know of no payment; what is still due comes with them. */
function plantInvoice({ books, tenantId }: Place, recorded: RecordedInvoice, index: number): void {
  const changedAt = index;
  run(
    books,
    `insert into invoice (invoice_id, tenant_id, type, invoice_number, contact_id, date, due_date,
       status, line_amount_types, sub_total, total_tax, total, created_at, updated_at, lines,
       amount_due, details) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
    recorded.InvoiceID,
    tenantId,
    recorded.Type,
    recorded.InvoiceNumber,
    recorded.Contact.ContactID,
    recorded.DateString.slice(0, 10),
    recorded.DueDateString?.slice(0, 10) ?? '',
    recorded.Status,
    recorded.LineAmountTypes,
    cents(recorded.SubTotal),
    cents(recorded.TotalTax),
    cents(recorded.Total),
    changedAt,
    changedAt,
    JSON.stringify(recorded.LineItems),
    cents(recorded.AmountDue),
    JSON.stringify(picked(recorded, ['Reference'])),
  );
}

function plantJournal({ books, tenantId }: Place, recorded: RecordedJournal): void {
  const lines = recorded.JournalLines.map((line) => ({
    accountId: line.AccountID,
    cents: cents(line.NetAmount),
    taxCents: cents(line.TaxAmount),
    taxType: line.TaxType,
    description: line.Description,
    tracking: line.TrackingCategories.map((tracking) => ({ ...tracking, Options: undefined })),
  }));
  run(
    books,
    `insert into xero_journal (tenant_id, journal_number, journal_id, document_id, source_type,
       reference, date, created_at, on_cash_basis, sign, lines)
     values (?, ?, ?, ?, ?, ?, ?, ?, 0, 1, ?)`,
    tenantId,
    recorded.JournalNumber,
    recorded.JournalID,
    recorded.SourceID ?? '',
    recorded.SourceType ?? '',
    recorded.Reference ?? null,
    calendarDate(recorded.JournalDate),
    milliseconds(recorded.CreatedDateUTC),
    JSON.stringify(lines),
  );
}

function cents(amount: number): number {
  return Math.round(amount * 100);
}

function picked(element: Record<string, unknown>, names: readonly string[]): object {
  return Object.fromEntries(
    names.filter((name) => name in element).map((name) => [name, element[name]]),
  );
}

export function calendarDate(wire: string): string {
  return new Date(milliseconds(wire)).toISOString().slice(0, 10);
}

/** Of `/Date(1776682521070+0000)/`. */
export function milliseconds(wire: string): number {
  return Number(/-?\d+/.exec(wire)?.[0]);
}
