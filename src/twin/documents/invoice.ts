import { randomUUID } from 'node:crypto';
import type { LineAmountType } from '../../xero/contract/manual-journals.ts';
import { findSystemAccount } from '../books/accounts.ts';
import { type ContactRow, findContact } from '../books/contacts.ts';
import type { Call } from '../calls/call.ts';
import { first, run } from '../database/statements.ts';
import { postToLedger } from '../ledger/ledger.ts';
import { dateString, msDate, msMoment } from '../wire/dates.ts';
import { moneyJson } from '../wire/json.ts';
import { documentContactJson, NO_TRACKING, tradeOf } from './contact-json.ts';
import type { DocumentShape } from './document-shape.ts';
import { ledgerLines } from './ledger-lines.ts';
import { type LineItem, lineItemsJson, totalsOf } from './line-items.ts';

export interface InvoiceRow {
  invoice_id: string;
  tenant_id: string;
  type: 'ACCREC' | 'ACCPAY';
  invoice_number: string;
  contact_id: string;
  date: string;
  /** Blank where there is none. */
  due_date: string;
  status: 'AUTHORISED' | 'DRAFT' | 'PAID' | 'VOIDED' | 'DELETED';
  line_amount_types: LineAmountType;
  sub_total: number;
  total_tax: number;
  total: number;
  created_at: number;
  updated_at: number;
  lines: string;
  /** Null is all of it. */
  amount_due: number | null;
  /** JSON of properties that only the answers show, in Xero's names. */
  details: string;
}

export interface NewInvoice {
  type: 'ACCREC' | 'ACCPAY';
  invoiceNumber: string;
  contactId: string;
  date: string;
  lineAmountTypes: LineAmountType;
  lines: LineItem[];
  gstAccountId: string;
}

type Place = Pick<Call, 'books' | 'organisation' | 'now'>;

/** Approves an invoice, as a person in Xero would. */
export function postInvoice(place: Place, invoice: NewInvoice): InvoiceRow {
  const totals = totalsOf(invoice.lines, invoice.lineAmountTypes);
  const row: InvoiceRow = {
    invoice_id: randomUUID(),
    tenant_id: place.organisation.tenant_id,
    type: invoice.type,
    invoice_number: invoice.invoiceNumber,
    contact_id: invoice.contactId,
    date: invoice.date,
    due_date: invoice.date,
    status: 'AUTHORISED',
    line_amount_types: invoice.lineAmountTypes,
    sub_total: Number(totals.subTotal),
    total_tax: Number(totals.totalTax),
    total: Number(totals.total),
    created_at: place.now,
    updated_at: place.now,
    lines: lineItemsJson(invoice.lines, 2),
    amount_due: null,
    details: '{}',
  };
  run(
    place.books,
    'insert into invoice values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)',
    ...Object.values(row),
  );
  post(place, row, invoice);
  return row;
}

/** A sale debits what debtors owe; a bill is its mirror on creditors. */
function post(place: Place, row: InvoiceRow, invoice: NewInvoice): void {
  const isSale = row.type === 'ACCREC';
  const control = findSystemAccount(place.books, row.tenant_id, isSale ? 'DEBTORS' : 'CREDITORS');
  const { date, invoice_id: documentId, line_amount_types: lineAmountTypes } = row;
  postToLedger(
    place.books,
    {
      ...{ tenantId: row.tenant_id, documentId, date, onCashBasis: false, now: place.now },
      ...{ sourceType: row.type, reference: '' },
    },
    ledgerLines(invoice.lines, {
      ...{ lineAmountTypes, gstAccountId: invoice.gstAccountId, otherSideId: control.account_id },
      sign: isSale ? -1n : 1n,
    }),
  );
}

/** By its id or its number. */
export function findInvoice(call: Call, id: string): InvoiceRow | undefined {
  return first<InvoiceRow>(
    call.books,
    'select * from invoice where tenant_id = ? and (invoice_id = ? or invoice_number = ?)',
    call.organisation.tenant_id,
    id.toLowerCase(),
    id,
  );
}

/** Everything of an invoice but its lines, in Xero's names. */
export function invoiceFields(call: Call, row: InvoiceRow, shape: DocumentShape): object {
  const contact = findContact(call.books, row.tenant_id, row.contact_id);
  return {
    Type: row.type,
    InvoiceID: row.invoice_id,
    InvoiceNumber: row.invoice_number,
    Reference: '',
    ...(shape === 'listed' ? { Payments: [], CreditNotes: [] } : {}),
    Prepayments: [],
    Overpayments: [],
    AmountDue: moneyJson(BigInt(row.amount_due ?? row.total)),
    AmountPaid: moneyJson(0n),
    ...(shape === 'listed' ? { AmountCredited: moneyJson(0n) } : { SentToContact: false }),
    IsDiscounted: false,
    HasAttachments: false,
    ...(shape === 'listed' ? { InvoiceAddresses: [] } : {}),
    HasErrors: false,
    ...(shape === 'alone' ? { Attachments: [] } : {}),
    InvoicePaymentServices: [],
    ...(contact === undefined ? {} : { Contact: contactOf(call, contact, shape) }),
    DateString: dateString(row.date),
    Date: msDate(row.date),
    ...(row.due_date === ''
      ? {}
      : { DueDateString: dateString(row.due_date), DueDate: msDate(row.due_date) }),
    Status: row.status,
    LineAmountTypes: row.line_amount_types,
    SubTotal: moneyJson(BigInt(row.sub_total)),
    TotalTax: moneyJson(BigInt(row.total_tax)),
    Total: moneyJson(BigInt(row.total)),
    UpdatedDateUTC: msMoment(row.updated_at),
    CurrencyCode: call.organisation.base_currency,
    ...(JSON.parse(row.details) as object),
  };
}

/** An invoice by itself says more of its contact than other documents do. */
function contactOf({ books }: Call, contact: ContactRow, shape: DocumentShape): object {
  const { ContactPersons, HasValidationErrors, ...head } = documentContactJson(contact, shape);
  const trade = shape === 'listed' ? {} : { ...tradeOf(books, contact), ...NO_TRACKING };
  return { ...head, ...trade, ContactPersons, HasValidationErrors };
}
