import type { Contact } from '../../domain/organisation.ts';
import { type Outcome, succeed } from '../../domain/problem.ts';
import type { WireContact } from '../contract/contacts.ts';
import { ACCOUNTING_PATHS } from '../contract/endpoints.ts';
import type { TenantCalls } from './call.ts';
import { type Fields, optionalTextOf, textOf } from './fields.ts';
import { readPages } from './lists.ts';
import { accountingPath, type Query } from './paths.ts';
import { anyOf, equals } from './where.ts';

/** Which contacts: those with these ids, those with these account numbers, or all. */
export interface ContactQuery {
  readonly contactIds?: readonly string[];
  readonly accountNumbers?: readonly string[];
}

/**
 * Contacts, archived ones included. Ids and account numbers are asked for by the hundred and by
 * the twenty, so that an address stays under 8 KB.
 *
 * @see https://developer.xero.com/documentation/api/accounting/contacts
 */
export async function listContacts(
  calls: TenantCalls,
  wanted: ContactQuery = {},
): Promise<Outcome<Contact[]>> {
  const found = new Map<string, Contact>();
  for (const query of queriesFor(wanted)) {
    const request = { ...CONTACTS, query: { ...query, includeArchived: true } };
    const contacts = await readPages(calls, request, contactFrom);
    if (!contacts.ok) return contacts;
    for (const contact of contacts.value) found.set(contact.contactId, contact);
  }
  return succeed([...found.values()]);
}

const CONTACTS = { path: accountingPath(ACCOUNTING_PATHS.contacts), list: 'Contacts' };
const ORDER = { order: 'ContactID ASC' };

function queriesFor({ contactIds, accountNumbers }: ContactQuery): Query[] {
  if (contactIds === undefined && accountNumbers === undefined) return [ORDER];
  const byIds = chunks(contactIds ?? [], 100).map((ids) => ({ ...ORDER, IDs: ids.join(',') }));
  const byNumbers = chunks(accountNumbers ?? [], 20).map((numbers) => ({
    ...ORDER,
    where: anyOf(numbers.map((number) => equals('AccountNumber', number))),
  }));
  return [...byIds, ...byNumbers];
}

function chunks<T>(list: readonly T[], size: number): T[][] {
  return Array.from({ length: Math.ceil(list.length / size) }, (_, index) =>
    list.slice(index * size, (index + 1) * size),
  );
}

function contactFrom(wire: Fields<WireContact>): Contact {
  return {
    contactId: textOf(wire, 'ContactID'),
    name: textOf(wire, 'Name'),
    accountNumber: optionalTextOf(wire, 'AccountNumber'),
    isActive: optionalTextOf(wire, 'ContactStatus') === 'ACTIVE',
  };
}
