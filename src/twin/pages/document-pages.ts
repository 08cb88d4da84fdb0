import type { DatabaseSync } from 'node:sqlite';
import { decimalText } from '../arithmetic/decimal.ts';
import type { OrganisationRow } from '../books/organisations.ts';
import { all, first } from '../database/statements.ts';
import type { LineTracking } from '../documents/line-tracking.ts';
import type { JournalRow } from '../documents/manual-journal-row.ts';
import { type Html, html, table } from './html.ts';

const PAGE_SIZE = 100;

/** Newest first, a page at a time. */
export function journalsTable(
  books: DatabaseSync,
  organisation: OrganisationRow,
  pageNumber: number,
): Html {
  const rows = all<JournalRow>(
    books,
    `select * from manual_journal where tenant_id = ?
     order by date desc, created_at desc, journal_id limit ? offset ?`,
    organisation.tenant_id,
    PAGE_SIZE,
    (pageNumber - 1) * PAGE_SIZE,
  );
  const base = `/pages/${organisation.tenant_id}/journals`;
  const headings = ['Date', 'Narration', 'Status', 'Amounts'].map((heading) => ({ heading }));
  const cells = rows.map((row) => [
    row.date,
    html`<a href="${base}/${row.journal_id}">${row.narration}</a>`,
    row.status,
    row.line_amount_types,
  ]);
  return html`${table(headings, cells)}${turnPage(pageNumber, rows.length)}`;
}

interface ShownLine {
  AccountCode?: string;
  Description?: string;
  TaxType: string;
  LineAmount: number;
  TaxAmount: number;
  Tracking: LineTracking[];
}

/** One journal with its lines; undefined when there is none. */
export function journalPage(
  books: DatabaseSync,
  organisation: OrganisationRow,
  journalId: string,
): Html | undefined {
  const row = first<JournalRow>(
    books,
    'select * from manual_journal where tenant_id = ? and journal_id = ?',
    organisation.tenant_id,
    journalId.toLowerCase(),
  );
  if (row === undefined) return undefined;
  const columns = [
    { heading: 'Account' },
    { heading: 'Description' },
    { heading: 'Tax type' },
    { heading: 'Tracking' },
    { heading: 'Amount', isAmount: true },
    { heading: 'GST', isAmount: true },
  ];
  const cells = (JSON.parse(row.lines) as ShownLine[]).map((line) => [
    line.AccountCode ?? '',
    line.Description ?? '',
    line.TaxType,
    line.Tracking.map(({ Name, Option }) => `${Name}: ${Option}`).join(', '),
    line.LineAmount.toFixed(2),
    line.TaxAmount.toFixed(2),
  ]);
  const head = html`<p><b>${row.narration}</b><br>${row.date}, ${row.status}, ${row.line_amount_types}</p>`;
  return html`${head}${table(columns, cells)}`;
}

interface ShownTransaction {
  date: string;
  type: string;
  reference: string;
  status: string;
  total: number;
  contact: string;
  bank_account: string;
}

export function bankTransactionsTable(
  books: DatabaseSync,
  organisation: OrganisationRow,
  pageNumber: number,
): Html {
  const rows = all<ShownTransaction>(
    books,
    `select b.date, b.type, b.reference, b.status, b.total, c.name contact, a.name bank_account
     from bank_transaction b join contact c using (contact_id)
       join account a on a.account_id = b.bank_account_id
     where b.tenant_id = ? order by b.date desc, b.created_at desc, b.bank_transaction_id
     limit ? offset ?`,
    organisation.tenant_id,
    PAGE_SIZE,
    (pageNumber - 1) * PAGE_SIZE,
  );
  const columns = [
    { heading: 'Date' },
    { heading: 'Type' },
    { heading: 'Bank account' },
    { heading: 'Contact' },
    { heading: 'Reference' },
    { heading: 'Status' },
    { heading: 'Total', isAmount: true },
  ];
  const cells = rows.map((row) => [
    row.date,
    row.type,
    row.bank_account,
    row.contact,
    row.reference,
    row.status,
    decimalText(BigInt(row.total), 2),
  ]);
  return html`${table(columns, cells)}${turnPage(pageNumber, rows.length)}`;
}

function turnPage(pageNumber: number, shown: number): Html {
  const back = pageNumber > 1 ? html`<a href="?page=${pageNumber - 1}">Newer</a> ` : html``;
  const on = shown === PAGE_SIZE ? html`<a href="?page=${pageNumber + 1}">Older</a>` : html``;
  return html`<p>${back}${on}</p>`;
}
