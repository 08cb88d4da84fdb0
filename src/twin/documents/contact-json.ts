import type { ContactRow } from '../books/contacts.ts';
import { msMoment } from '../wire/dates.ts';

const ADDRESS_TYPES = ['STREET', 'POBOX'];
const PHONE_TYPES = ['DEFAULT', 'DDI', 'FAX', 'MOBILE'];

/** A contact in full. */
export function contactJson(row: ContactRow): object {
  return {
    ...contactNames(row),
    ContactStatus: row.status,
    Addresses: ADDRESS_TYPES.map((AddressType) => ({ AddressType })),
    Phones: PHONE_TYPES.map((PhoneType) => ({ PhoneType })),
    UpdatedDateUTC: msMoment(row.updated_at),
    ContactGroups: [],
    IsSupplier: false,
    IsCustomer: false,
    ContactPersons: [],
    HasAttachments: false,
    HasValidationErrors: false,
  };
}

/** The short form inside documents and in unpaged lists. */
export function shortContactJson(row: ContactRow): object {
  return {
    ...contactNames(row),
    ContactStatus: row.status,
    Addresses: [],
    Phones: [],
    UpdatedDateUTC: msMoment(row.updated_at),
    ContactGroups: [],
    ContactPersons: [],
    HasValidationErrors: false,
  };
}

function contactNames(row: ContactRow): object {
  return {
    ContactID: row.contact_id,
    ...(row.contact_number === null ? {} : { ContactNumber: row.contact_number }),
    ...(row.account_number === null ? {} : { AccountNumber: row.account_number }),
    Name: row.name,
    ...(row.first_name === null ? {} : { FirstName: row.first_name }),
    ...(row.last_name === null ? {} : { LastName: row.last_name }),
    EmailAddress: row.email_address ?? '',
  };
}
