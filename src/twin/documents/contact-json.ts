import type { ContactRow } from '../books/contacts.ts';
import { msMoment } from '../wire/dates.ts';
import type { ContactDetails } from './contact-details.ts';
import type { DocumentShape } from './document-shape.ts';

/** A contact in full. */
export function contactJson(row: ContactRow, shape: DocumentShape): object {
  return {
    ...contactHead(row),
    UpdatedDateUTC: msMoment(row.updated_at),
    ContactGroups: [],
    IsSupplier: false,
    IsCustomer: false,
    ...(shape === 'written'
      ? { SalesTrackingCategories: [], PurchasesTrackingCategories: [] }
      : {}),
    ContactPersons: [],
    ...(shape === 'written' ? {} : { HasAttachments: false }),
    ...(shape === 'alone' ? { Attachments: [] } : {}),
    HasValidationErrors: false,
  };
}

/** Inside a document; in a list of them its id and name alone. */
export function documentContactJson(row: ContactRow, shape: DocumentShape): object {
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

function listedContactJson(row: ContactRow): object {
  return {
    ContactID: row.contact_id,
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
