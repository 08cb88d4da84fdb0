import type { DatabaseSync } from 'node:sqlite';
import type { AccountType } from '../../xero/contract/accounts.ts';
import { accountClass } from '../books/accounts.ts';
import type { OrganisationRow } from '../books/organisations.ts';
import { statement } from '../database/statements.ts';

/** One account's movement in the month and balance of the year, in cents, debit positive. */
export interface AccountBalance {
  accountId: string;
  accountCode: string | null;
  name: string;
  type: AccountType;
  monthCents: bigint;
  yearCents: bigint;
}

interface BalanceRow {
  account_id: string;
  code: string | null;
  name: string;
  type: AccountType;
  system_account: string | null;
  before_year: bigint;
  in_year: bigint;
  in_month: bigint;
}

const SUMS = `
  select a.account_id, a.code, a.name, a.type, a.system_account,
    sum(iif(e.date < ?1, e.amount, 0)) before_year,
    sum(iif(e.date >= ?1, e.amount, 0)) in_year,
    sum(iif(e.date >= ?2, e.amount, 0)) in_month
  from account a left join ledger_entry e
    on e.tenant_id = a.tenant_id and e.account_id = a.account_id and e.date <= ?3
      and e.on_cash_basis >= ?4
  where a.tenant_id = ?5
  group by a.account_id order by a.code, a.name`;

/**
 * Balances from the ledger alone. Income and expense of earlier financial years stand on retained
 * earnings; accounts without balance and movement are left out.
 */
export function trialBalance(
  books: DatabaseSync,
  organisation: OrganisationRow,
  asked: { date: string; cashOnly: boolean },
): AccountBalance[] {
  const sums = statement(books, SUMS);
  sums.setReadBigInts(true);
  const rows = sums.all(
    yearStart(asked.date, organisation),
    `${asked.date.slice(0, 7)}-01`,
    asked.date,
    asked.cashOnly ? 1 : 0,
    organisation.tenant_id,
  ) as unknown as BalanceRow[];
  const earlierProfit = rows
    .filter((row) => isIncomeOrExpense(row.type))
    .reduce((sum, row) => sum + (row.before_year ?? 0n), 0n);
  return rows
    .map((row) => balanceOf(row, earlierProfit))
    .filter((balance) => balance.monthCents !== 0n || balance.yearCents !== 0n);
}

function balanceOf(row: BalanceRow, earlierProfit: bigint): AccountBalance {
  const carried = isIncomeOrExpense(row.type) ? 0n : row.before_year;
  const rolledOver = row.system_account === 'RETAINEDEARNINGS' ? earlierProfit : 0n;
  return {
    accountId: row.account_id,
    accountCode: row.code,
    name: row.name,
    type: row.type,
    monthCents: row.in_month,
    yearCents: carried + row.in_year + rolledOver,
  };
}

function isIncomeOrExpense(type: AccountType): boolean {
  return ['REVENUE', 'EXPENSE'].includes(accountClass(type));
}

/** First day of the date's financial year; one that ends in February ends on its last day. */
function yearStart(
  date: string,
  organisation: Pick<OrganisationRow, 'year_end_month' | 'year_end_day'>,
): string {
  const { year_end_day: endDay, year_end_month: endMonth } = organisation;
  const year = Number(date.slice(0, 4));
  const thisYear = dayAfterYearEnd(year, endMonth, endDay);
  return date >= thisYear ? thisYear : dayAfterYearEnd(year - 1, endMonth, endDay);
}

function dayAfterYearEnd(year: number, month: number, day: number): string {
  const lastOfMonth = new Date(Date.UTC(year, month, 0)).getUTCDate();
  const end = Date.UTC(year, month - 1, month === 2 ? lastOfMonth : Math.min(day, lastOfMonth));
  return new Date(end + 86_400_000).toISOString().slice(0, 10);
}
