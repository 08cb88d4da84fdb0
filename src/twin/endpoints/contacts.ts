import { type ContactRow, contactOfNumber, findContact } from '../books/contacts.ts';
import type { Call, Endpoint } from '../calls/call.ts';
import { contactJson, summaryContactJson } from '../documents/contact-json.ts';
import { readContact, writeContact } from '../documents/contact-write.ts';
import { listedIn, listRows } from '../query/list-query.ts';
import { queryFields, type SqlCondition } from '../query/where-to-sql.ts';
import { type Answer, notFound } from '../wire/answers.ts';
import { envelopeAnswer } from '../wire/envelope.ts';
import { elementWrites } from './document-endpoints.ts';

const NAME = 'Contacts';

const FIELDS = queryFields({
  ContactID: { sql: 'contact_id', kind: 'text' },
  Name: { sql: 'name', kind: 'text' },
  ContactNumber: { sql: 'contact_number', kind: 'text' },
  AccountNumber: { sql: 'account_number', kind: 'text' },
  FirstName: { sql: 'first_name', kind: 'text' },
  LastName: { sql: 'last_name', kind: 'text' },
  EmailAddress: { sql: 'email_address', kind: 'text' },
  ContactStatus: { sql: 'status', kind: 'text' },
  UpdatedDateUTC: { sql: 'updated_at', kind: 'moment' },
});

/** https://developer.xero.com/documentation/api/accounting/contacts */
export const contactEndpoints: Endpoint[] = [
  { method: 'GET', path: '/Contacts', resource: NAME, answer: listContacts },
  { method: 'GET', path: '/Contacts/:id', resource: NAME, answer: oneContact },
  ...elementWrites({
    name: NAME,
    read: readContact,
    idOf: ({ contactId }) => contactId,
    writer: (call) => (input, contactId) => writeContact(call, { ...input, contactId }),
  }),
];

/** Unpaged and summary lists show less of each contact. */
function listContacts(call: Call): Answer {
  const { pagination, rows } = listRows<ContactRow>(call, {
    table: 'contact',
    idColumn: 'contact_id',
    fields: FIELDS,
    conditions: [
      ...statusCondition(call),
      ...listedIn(call, 'IDs', 'contact_id'),
      ...searchCondition(call),
    ],
  });
  const isShort = pagination === undefined || isTrue(call, 'summaryonly');
  return envelopeAnswer(call, {
    name: NAME,
    elements: rows.map((row) =>
      JSON.stringify(isShort ? summaryContactJson(row) : contactJson(call, row, 'listed')),
    ),
    pagination,
  });
}

function isTrue(call: Call, name: string): boolean {
  return call.query.get(name)?.toLowerCase() === 'true';
}

function statusCondition(call: Call): SqlCondition[] {
  return isTrue(call, 'includearchived') ? [] : [{ sql: "status = 'ACTIVE'", values: [] }];
}

/** Looks for the text in names, numbers and the e-mail address, in any case. */
function searchCondition(call: Call): SqlCondition[] {
  const term = call.query.get('searchterm')?.toLowerCase();
  if (term === undefined || term === '') return [];
  const columns = ['name', 'first_name', 'last_name', 'contact_number', 'email_address'];
  const tests = columns.map((column) => `instr(lower(coalesce(${column}, '')), ?) > 0`);
  return [{ sql: `(${tests.join(' or ')})`, values: columns.map(() => term) }];
}

function oneContact(call: Call): Answer {
  const { books, organisation, params } = call;
  const row =
    findContact(books, organisation.tenant_id, params.id ?? '') ??
    contactOfNumber(books, organisation.tenant_id, params.id ?? '');
  if (row === undefined) throw notFound();
  const elements = [JSON.stringify(contactJson(call, row, 'alone'))];
  return envelopeAnswer(call, { name: NAME, elements });
}
