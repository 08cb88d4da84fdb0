import type { DatabaseSync } from 'node:sqlite';
import { type AccountRow, listAccounts } from '../books/accounts.ts';
import type { OrganisationRow } from '../books/organisations.ts';
import { type Html, html, table } from './html.ts';

/** The chart of accounts; one with a code can be archived and brought back. */
export function accountsTable(books: DatabaseSync, organisation: OrganisationRow): Html {
  const rows = listAccounts(books, organisation.tenant_id).map((row) => [
    row.code ?? '',
    row.name,
    row.type,
    row.tax_type,
    row.system_account ?? '',
    row.status === 'ACTIVE' ? 'active' : 'archived',
    row.code === null ? '' : archiveForm(row, row.code),
  ]);
  const headings = ['Code', 'Name', 'Type', 'Tax type', 'System account', 'State', ''];
  return table(
    headings.map((heading) => ({ heading })),
    rows,
  );
}

function archiveForm(row: AccountRow, accountCode: string): Html {
  const place = `/pages/${row.tenant_id}/accounts/${encodeURIComponent(accountCode)}`;
  const isActive = row.status === 'ACTIVE';
  return html`<form method="post" action="${place}/${isActive ? 'archive' : 'restore'}"><button>${isActive ? 'Archive' : 'Restore'}</button></form>`;
}
