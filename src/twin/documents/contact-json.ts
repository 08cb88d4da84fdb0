import type { DatabaseSync } from 'node:sqlite';
import type { ContactRow } from '../books/contacts.ts';
import type { Call } from '../calls/call.ts';
import { all, first } from '../database/statements.ts';
import { msMoment, todayIn } from '../wire/dates.ts';
import { moneyJson } from '../wire/json.ts';
import type { ContactDetails } from './contact-details.ts';
import type { DocumentShape } from './document-shape.ts';

/** A contact in full. */
export function contactJson(
  call: Pick<Call, 'books' | 'now' | 'organisation'>,
  row: ContactRow,
  shape: DocumentShape,
): object {
  return {
    ...contactHead(row),
    UpdatedDateUTC: msMoment(row.updated_at),
    ContactGroups: [],
    ...tradeOf(call.books, row),
    ...(shape === 'written' ? NO_TRACKING : balancesOf(call, row)),
    ContactPersons: [],
    ...(shape === 'written' ? {} : { HasAttachments: false }),
    ...(shape === 'alone' ? { Attachments: [] } : {}),
    HasValidationErrors: false,
  };
}

/** Tracking that a person may give a contact, which the twin has no page for. */
export const NO_TRACKING = { SalesTrackingCategories: [], PurchasesTrackingCategories: [] };

interface DocumentContact {
  [name: string]: unknown;
  ContactPersons: unknown[];
  HasValidationErrors: boolean;
}

/** Inside a document; in a list of them its id, number and name alone. */
export function documentContactJson(row: ContactRow, shape: DocumentShape): DocumentContact {
  if (shape === 'listed') return listedContactJson(row);
  return {
    ...contactHead(row),
    UpdatedDateUTC: msMoment(row.updated_at),
    ContactGroups: [],
    ContactPersons: [],
    HasValidationErrors: false,
  };
}

/** In a list without pages. */
export function summaryContactJson(row: ContactRow): object {
  return { ...documentContactJson(row, 'alone'), Addresses: [], Phones: [] };
}

function listedContactJson(row: ContactRow): DocumentContact {
  return {
    ContactID: row.contact_id,
    ...(row.contact_number === null ? {} : { ContactNumber: row.contact_number }),
    Name: row.name,
    Addresses: [],
    Phones: [],
    ContactGroups: [],
    ContactPersons: [],
    HasValidationErrors: false,
  };
}

function contactHead(row: ContactRow): object {
  const { Addresses, Phones, ...texts } = JSON.parse(row.details) as ContactDetails;
  return {
    ContactID: row.contact_id,
    ...(row.contact_number === null ? {} : { ContactNumber: row.contact_number }),
    ...(row.account_number === null ? {} : { AccountNumber: row.account_number }),
    ContactStatus: row.status,
    Name: row.name,
    ...(row.first_name === null ? {} : { FirstName: row.first_name }),
    ...(row.last_name === null ? {} : { LastName: row.last_name }),
    ...(row.email_address === null ? {} : { EmailAddress: row.email_address }),
    ...texts,
    Addresses,
    Phones,
  };
}

/** Who ever had an invoice is a customer, who ever sent a bill a supplier. */
export function tradeOf(
  books: DatabaseSync,
  contact: ContactRow,
): { IsSupplier: boolean; IsCustomer: boolean } {
  const sql = 'select 1 from invoice where contact_id = ? and type = ? limit 1';
  const has = (type: string) => first(books, sql, contact.contact_id, type) !== undefined;
  return { IsSupplier: has('ACCPAY'), IsCustomer: has('ACCREC') };
}

/** What is owed on approved invoices; absent where that is nothing. */
function balancesOf(
  { books, now, organisation }: Pick<Call, 'books' | 'now' | 'organisation'>,
  contact: ContactRow,
): object {
  const today = todayIn(organisation.timezone, now);
  const rows = all<{ type: string; outstanding: number; overdue: number }>(
    books,
    `select type, sum(coalesce(amount_due, total)) outstanding,
       sum(case when due_date < ? then coalesce(amount_due, total) else 0 end) overdue
     from invoice where contact_id = ? and status = 'AUTHORISED' group by type`,
    today,
    contact.contact_id,
  );
  if (!rows.some(({ outstanding }) => outstanding !== 0)) return {};
  const side = (type: string) => {
    const row = rows.find((each) => each.type === type);
    const { outstanding = 0, overdue = 0 } = row ?? {};
    return { Outstanding: moneyJson(BigInt(outstanding)), Overdue: moneyJson(BigInt(overdue)) };
  };
  return { Balances: { AccountsReceivable: side('ACCREC'), AccountsPayable: side('ACCPAY') } };
}
