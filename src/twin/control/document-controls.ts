import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import { LINE_AMOUNT_TYPES } from '../../xero/contract/manual-journals.ts';
import { readBehaviours } from '../behaviours.ts';
import { createContact, listContactsNamed } from '../books/contacts.ts';
import type { Call } from '../calls/call.ts';
import { all, first, run } from '../database/statements.ts';
import { readLineItem } from '../documents/bank-transaction-input.ts';
import { loadChart } from '../documents/chart.ts';
import { BLANK_DETAILS } from '../documents/contact-details.ts';
import { postInvoice } from '../documents/invoice.ts';
import { resolveLineItems } from '../documents/line-items.ts';
import { readJournal } from '../documents/manual-journal-input.ts';
import { writeJournal } from '../documents/manual-journal-write.ts';
import { type AppRow, listApps } from '../identity/apps.ts';
import { isCalendarDate } from '../wire/dates.ts';
import { isIncoming, parseBody } from '../wire/json.ts';
import { organisationOf } from './books-controls.ts';
import { type Control, ControlRefusal, type Given } from './control.ts';

const Invoice = z.strictObject({
  type: z.enum(['ACCREC', 'ACCPAY']).default('ACCREC'),
  invoiceNumber: z.string().optional(),
  contactName: z.string().min(1),
  date: z.string().refine(isCalendarDate, 'is no calendar date'),
  lineAmountTypes: z.enum(LINE_AMOUNT_TYPES).default('Exclusive'),
  /** Amounts as text, debit and credit as the type of invoice has them. */
  lines: z
    .array(
      z.strictObject({
        description: z.string().default('Made by hand'),
        accountCode: z.string(),
        amount: z.string().regex(/^-?\d+(\.\d{1,2})?$/),
        taxType: z.string().optional(),
      }),
    )
    .min(1),
});

const PLACE = '/organisations/:tenantId';

/** What a person does to documents in Xero's own pages. */
export const documentControls: Control[] = [
  { method: 'POST', path: `${PLACE}/invoices`, act: makeInvoice },
  { method: 'POST', path: `${PLACE}/manual-journals`, act: editJournal },
  { method: 'POST', path: `${PLACE}/manual-journals/:id`, act: editJournal },
  { method: 'PUT', path: `${PLACE}/accounts/:accountCode/archived`, act: archiveAccount },
  { method: 'PUT', path: `${PLACE}/bank-transactions/:id/reconciled`, act: reconcile },
  {
    method: 'GET',
    path: `${PLACE}/ledger`,
    act: (given) =>
      all(
        given.databases.books,
        `select document_id, code, date, cast(amount as text) cents from ledger_entry
         join account using (account_id) where ledger_entry.tenant_id = ?`,
        organisationOf(given).tenant_id,
      ),
  },
];

function makeInvoice(given: Given): object {
  const wanted = Invoice.parse(given.body);
  const { books } = given.databases;
  const place = { books, organisation: organisationOf(given), now: given.now };
  const chart = loadChart(place);
  const errors = new Set<string>();
  const lines = wanted.lines.map((line) => {
    const { accountCode, amount, description, taxType } = line;
    const element = { accountcode: accountCode, lineamount: amount, description };
    return readLineItem(taxType === undefined ? element : { ...element, taxtype: taxType });
  });
  const behaviours = readBehaviours(books);
  const rules = { lineAmountTypes: wanted.lineAmountTypes, behaviours, unitDecimals: 2 };
  const resolved = resolveLineItems(chart, { lines, rules }, errors);
  if (errors.size > 0) throw new ControlRefusal([...errors].join(' '));
  const row = postInvoice(place, {
    type: wanted.type,
    invoiceNumber: wanted.invoiceNumber ?? `INV-${randomUUID().slice(0, 8)}`,
    contactId: contactNamed(place, wanted.contactName),
    date: wanted.date,
    lineAmountTypes: wanted.lineAmountTypes,
    lines: resolved,
    gstAccountId: chart.gstAccountId,
  });
  return { invoiceId: row.invoice_id, invoiceNumber: row.invoice_number };
}

function contactNamed(place: Pick<Call, 'books' | 'organisation' | 'now'>, name: string): string {
  const { books, now, organisation } = place;
  const [found] = listContactsNamed(books, organisation.tenant_id, name);
  if (found !== undefined) return found.contact_id;
  const contactId = randomUUID();
  createContact(books, organisation.tenant_id, {
    contactId,
    name,
    details: BLANK_DETAILS,
    now,
  });
  return contactId;
}

/** Makes or changes a journal by hand: the body is a manual journal in Xero's names. */
function editJournal(given: Given): object {
  const element = parseBody(given.bodyText);
  if (!isIncoming(element)) throw new ControlRefusal('A manual journal is expected.');
  const call = personsCall(given);
  const journalId = given.params.id?.toLowerCase();
  const input = { ...readJournal(element), journalId };
  const outcome = writeJournal(call, loadChart(call), input);
  const errors = [...outcome.errors];
  if (errors.length > 0) throw new ControlRefusal(errors.join(' '));
  return outcome.fields;
}

/** A person in Xero's pages has every right and no app. */
function personsCall(given: Given): Call {
  const { books } = given.databases;
  const [app] = listApps(books);
  return {
    books,
    organisation: organisationOf(given),
    app: { ...(app as AppRow), name: 'Xero' },
    role: undefined,
    behaviours: readBehaviours(books),
    now: given.now,
    isWrite: true,
    params: {},
    query: new Map(),
    modifiedSince: undefined,
    bodyType: undefined,
    bodyBytes: Buffer.alloc(0),
  };
}

function archiveAccount(given: Given): object {
  const { archived } = z.strictObject({ archived: z.boolean().default(true) }).parse(given.body);
  const { accountCode = '' } = given.params;
  const changed = run(
    given.databases.books,
    'update account set status = ?, updated_at = ? where tenant_id = ? and code = ?',
    archived ? 'ARCHIVED' : 'ACTIVE',
    given.now,
    organisationOf(given).tenant_id,
    accountCode,
  );
  if (changed === 0) throw new ControlRefusal(`No account ${accountCode}.`);
  return { accountCode, archived };
}

function reconcile(given: Given): object {
  const { reconciled } = z
    .strictObject({ reconciled: z.boolean().default(true) })
    .parse(given.body);
  const { books } = given.databases;
  const { id = '' } = given.params;
  const { tenant_id: tenantId } = organisationOf(given);
  const sql = `update bank_transaction set is_reconciled = ?, updated_at = ?
    where tenant_id = ? and bank_transaction_id = ? returning bank_transaction_id`;
  const row = first(books, sql, reconciled ? 1 : 0, given.now, tenantId, id.toLowerCase());
  if (row === undefined) throw new ControlRefusal(`No bank transaction ${id}.`);
  return { reconciled };
}
