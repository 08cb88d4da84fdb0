import type { Call, Endpoint } from '../calls/call.ts';
import { first } from '../database/statements.ts';
import { type InvoiceRow, invoiceFields } from '../documents/invoice.ts';
import { listRows } from '../query/list-query.ts';
import { queryFields } from '../query/where-to-sql.ts';
import { type Answer, emptyAnswer, notFound } from '../wire/answers.ts';
import { envelopeAnswer } from '../wire/envelope.ts';
import { withRawProperty } from '../wire/json.ts';

const NAME = 'Invoices';

const FIELDS = queryFields({
  InvoiceID: { sql: 'invoice_id', kind: 'text' },
  InvoiceNumber: { sql: 'invoice_number', kind: 'text' },
  Type: { sql: 'type', kind: 'text' },
  Status: { sql: 'status', kind: 'text' },
  Date: { sql: 'date', kind: 'date' },
  'Contact.ContactID': { sql: 'contact_id', kind: 'text' },
  Total: { sql: 'total', kind: 'money' },
  UpdatedDateUTC: { sql: 'updated_at', kind: 'moment' },
});

/** Read only: invoices are made through control. */
export const invoiceEndpoints: Endpoint[] = [
  { method: 'GET', path: '/Invoices', resource: NAME, answer: listInvoices },
  { method: 'GET', path: '/Invoices/:id', resource: NAME, answer: oneInvoice },
  { method: 'PUT', path: '/Invoices', resource: NAME, answer: () => emptyAnswer(501) },
  { method: 'POST', path: '/Invoices', resource: NAME, answer: () => emptyAnswer(501) },
];

function listInvoices(call: Call): Answer {
  const { pagination, rows } = listRows<InvoiceRow>(call, {
    table: 'invoice',
    idColumn: 'invoice_id',
    fields: FIELDS,
  });
  const hasLines = pagination !== undefined;
  return envelopeAnswer({
    name: NAME,
    elements: rows.map((row) => invoiceJson(call, row, hasLines ? row.lines : '[]')),
    providerName: call.app.name,
    now: call.now,
    pagination,
  });
}

function oneInvoice(call: Call): Answer {
  const row = first<InvoiceRow>(
    call.books,
    'select * from invoice where tenant_id = ? and (invoice_id = ? or invoice_number = ?)',
    call.organisation.tenant_id,
    (call.params.id ?? '').toLowerCase(),
    call.params.id ?? '',
  );
  if (row === undefined) throw notFound();
  const elements = [invoiceJson(call, row, row.lines)];
  return envelopeAnswer({ name: NAME, elements, providerName: call.app.name, now: call.now });
}

function invoiceJson(call: Call, row: InvoiceRow, lines: string): string {
  return withRawProperty(invoiceFields(call, row), 'LineItems', lines);
}
