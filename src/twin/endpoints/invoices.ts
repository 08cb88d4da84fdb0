import type { Endpoint } from '../calls/call.ts';
import { findInvoice, invoiceFields } from '../documents/invoice.ts';
import { shownLines } from '../documents/line-items.ts';
import { listedIn } from '../query/list-query.ts';
import { queryFields } from '../query/where-to-sql.ts';
import { emptyAnswer } from '../wire/answers.ts';
import { documentReads } from './document-endpoints.ts';

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
  ...documentReads({
    name: NAME,
    linesName: 'LineItems',
    listing: (call) => ({
      table: 'invoice',
      idColumn: 'invoice_id',
      fields: FIELDS,
      conditions: [
        ...listedIn(call, 'IDs', 'invoice_id'),
        ...listedIn(call, 'InvoiceNumbers', 'invoice_number'),
        ...listedIn(call, 'ContactIDs', 'contact_id'),
        ...listedIn(call, 'Statuses', 'status'),
      ],
    }),
    idOf: (row) => row.invoice_id,
    find: findInvoice,
    fieldsOf: invoiceFields,
    linesOf: shownLines,
  }),
  { method: 'PUT', path: '/Invoices', resource: NAME, answer: () => emptyAnswer(501) },
  { method: 'POST', path: '/Invoices', resource: NAME, answer: () => emptyAnswer(501) },
];
