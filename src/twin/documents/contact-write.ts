import { randomUUID } from 'node:crypto';
import { NO_ID } from '../../xero/contract/envelopes.ts';
import { MAX_CONTACT_NAME_LENGTH, MAX_CONTACT_NUMBER_LENGTH } from '../../xero/contract/limits.ts';
import { createContact, findContact, listContactsNamed } from '../books/contacts.ts';
import type { Call } from '../calls/call.ts';
import { run } from '../database/statements.ts';
import { message } from '../messages.ts';
import { choiceField, guidField, textField } from '../wire/fields.ts';
import type { Incoming } from '../wire/json.ts';
import { BLANK_DETAILS, type ContactDetails, detailsAfter } from './contact-details.ts';
import { contactJson } from './contact-json.ts';
import type { Outcome } from './write-answer.ts';

export interface ContactInput {
  contactId: string | undefined;
  name: string | undefined;
  contactNumber: string | undefined;
  accountNumber: string | undefined;
  firstName: string | undefined;
  lastName: string | undefined;
  emailAddress: string | undefined;
  /** What it has beside its names, after those that it had. */
  detailsAfter: (before: ContactDetails) => ContactDetails;
  status: 'ACTIVE' | 'ARCHIVED' | undefined;
}

const STATUS = { of: ['ACTIVE', 'ARCHIVED'] as const, type: 'Xero.API.Library..ContactStatus' };

export function readContact(element: Incoming): ContactInput {
  return {
    contactId: guidField(element, 'ContactID'),
    name: textField(element, 'Name'),
    contactNumber: textField(element, 'ContactNumber'),
    accountNumber: textField(element, 'AccountNumber'),
    firstName: textField(element, 'FirstName'),
    lastName: textField(element, 'LastName'),
    emailAddress: textField(element, 'EmailAddress'),
    detailsAfter: (before) => detailsAfter(before, element),
    status: choiceField(element, 'ContactStatus', STATUS),
  };
}

/** Makes a contact, or changes the one whose id is given. */
export function writeContact(call: Call, input: ContactInput): Outcome {
  const { books, organisation } = call;
  const tenantId = organisation.tenant_id;
  const errors = checkContact(call, input);
  if (errors.length > 0) return refused(input, errors);
  const contactId = input.contactId ?? randomUUID();
  if (input.contactId === undefined) {
    const details = input.detailsAfter(BLANK_DETAILS);
    const name = input.name ?? '';
    createContact(books, tenantId, { ...input, contactId, name, details, now: call.now });
  } else {
    changeContact(call, input, contactId);
  }
  const row = findContact(books, tenantId, contactId);
  if (row === undefined) throw new Error(`Contact ${contactId} was not saved.`);
  return { fields: contactJson(call, row, 'written'), errors: [], warnings: [] };
}

function checkContact(call: Call, input: ContactInput): string[] {
  const { books, organisation } = call;
  const tenantId = organisation.tenant_id;
  const errors: string[] = [];
  const { contactId, name } = input;
  if (contactId !== undefined && findContact(books, tenantId, contactId) === undefined) {
    errors.push(message('contactUnknown'));
  }
  if (contactId === undefined && (name ?? '').trim() === '') {
    errors.push(message('contactNameMissing'));
  }
  for (const [field, value, longest] of [
    ['Name', name, MAX_CONTACT_NAME_LENGTH],
    ['ContactNumber', input.contactNumber, MAX_CONTACT_NUMBER_LENGTH],
    ['AccountNumber', input.accountNumber, MAX_CONTACT_NUMBER_LENGTH],
    ['EmailAddress', input.emailAddress, MAX_CONTACT_NAME_LENGTH],
  ] as const) {
    if ((value?.length ?? 0) > longest) {
      errors.push(message('contactFieldTooLong', field, longest));
    }
  }
  if (name === undefined) return errors;
  const namesakes = listContactsNamed(books, tenantId, name);
  if (namesakes.some((other) => other.contact_id !== contactId)) {
    errors.push(message('contactNameTaken', name));
  }
  return errors;
}

function changeContact(call: Call, input: ContactInput, contactId: string): void {
  const row = findContact(call.books, call.organisation.tenant_id, contactId);
  const details = input.detailsAfter(row === undefined ? BLANK_DETAILS : JSON.parse(row.details));
  run(
    call.books,
    `update contact set name = coalesce(?, name), contact_number = coalesce(?, contact_number),
       account_number = coalesce(?, account_number), first_name = coalesce(?, first_name),
       last_name = coalesce(?, last_name), email_address = coalesce(?, email_address),
       status = coalesce(?, status), details = ?, updated_at = ? where contact_id = ?`,
    input.name ?? null,
    input.contactNumber ?? null,
    input.accountNumber ?? null,
    input.firstName ?? null,
    input.lastName ?? null,
    input.emailAddress ?? null,
    input.status ?? null,
    JSON.stringify(details),
    call.now,
    contactId,
  );
}

function refused(input: ContactInput, errors: string[]): Outcome {
  const fields = {
    ContactID: input.contactId ?? NO_ID,
    Name: input.name,
    AccountNumber: input.accountNumber,
    HasValidationErrors: true,
  };
  return { fields, errors, warnings: [] };
}
