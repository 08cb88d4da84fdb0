import type { DatabaseSync } from 'node:sqlite';
import { decimalText } from '../arithmetic/decimal.ts';
import type { OrganisationRow } from '../books/organisations.ts';
import { trialBalance } from '../ledger/trial-balance.ts';
import { type Html, html, table } from './html.ts';

export function trialBalanceTable(
  books: DatabaseSync,
  organisation: OrganisationRow,
  date: string,
): Html {
  const balances = trialBalance(books, organisation, { date, cashOnly: false });
  const rows = balances.map(({ accountCode, name, yearCents }) => [
    accountCode ?? '',
    name,
    yearCents > 0n ? decimalText(yearCents, 2) : '',
    yearCents < 0n ? decimalText(-yearCents, 2) : '',
  ]);
  const debits = balances.reduce(
    (sum, { yearCents }) => (yearCents > 0n ? sum + yearCents : sum),
    0n,
  );
  const total = ['', 'Total', decimalText(debits, 2), decimalText(debits, 2)];
  const columns = [
    { heading: 'Code' },
    { heading: 'Account' },
    { heading: 'Debit', isAmount: true },
    { heading: 'Credit', isAmount: true },
  ];
  const form = html`<form><label>At <input type="date" name="date" value="${date}"></label> <button>Show</button></form>`;
  return html`${form}${table(columns, [...rows, total])}`;
}
