import { randomUUID } from 'node:crypto';
import {
  type ContactRow,
  contactOfNumber,
  createContact,
  findContact,
  listContactsNamed,
} from '../books/contacts.ts';
import type { Call } from '../calls/call.ts';
import { message } from '../messages.ts';
import { BLANK_DETAILS } from './contact-details.ts';
import type { ContactInput } from './contact-write.ts';

/**
 * The contact that a document names: by id, by number, or by name. A new name makes a contact,
 * unless the document is refused for another reason.
 */
export function documentContact(
  call: Call,
  input: ContactInput | undefined,
  errors: Set<string>,
): ContactRow | undefined {
  if (input === undefined) {
    errors.add(message('contactMissing'));
    return undefined;
  }
  const { contactId, contactNumber, name } = input;
  if (contactId === undefined && contactNumber === undefined && (name ?? '') === '') {
    errors.add(message('contactIdentityMissing'));
    return undefined;
  }
  const isOnlyNamed = contactId === undefined && contactNumber === undefined;
  if (isOnlyNamed && errors.size > 0) return undefined;
  const row = contactId === undefined ? namedContact(call, input) : byId(call, contactId);
  if (row === undefined) errors.add(message('contactUnknown'));
  else if (row.status === 'ARCHIVED') errors.add(message('contactArchived'));
  return row;
}

function byId(call: Call, contactId: string): ContactRow | undefined {
  return findContact(call.books, call.organisation.tenant_id, contactId);
}

function namedContact(call: Call, input: ContactInput): ContactRow | undefined {
  const tenantId = call.organisation.tenant_id;
  if (input.contactNumber !== undefined) {
    const numbered = contactOfNumber(call.books, tenantId, input.contactNumber);
    if (numbered !== undefined) return numbered;
  }
  const name = input.name ?? '';
  if (name === '') return undefined;
  const [found] = listContactsNamed(call.books, tenantId, name);
  if (found !== undefined) return found;
  const contactId = randomUUID();
  const details = input.detailsAfter(BLANK_DETAILS);
  createContact(call.books, tenantId, { ...input, contactId, name, details, now: call.now });
  return byId(call, contactId);
}
