import type { AccountingDate } from '../../domain/dates.ts';
import type { TrialBalanceLine } from '../../domain/found-document.ts';
import { type Cents, subtractCents, ZERO_CENTS } from '../../domain/money.ts';
import type { Outcome } from '../../domain/problem.ts';
import { ACCOUNTING_PATHS } from '../contract/endpoints.ts';
import {
  ACCOUNT_ATTRIBUTE,
  TRIAL_BALANCE_COLUMNS,
  type WireReport,
  type WireReportCell,
  type WireReportRow,
} from '../contract/trial-balance.ts';
import type { TenantCalls } from './call.ts';
import {
  type Fields,
  listOf,
  objectOf,
  optionalListOf,
  optionalTextOf,
  parseAmount,
  textOf,
} from './fields.ts';
import { readFirst } from './lists.ts';
import { accountingPath } from './paths.ts';

/**
 * The trial balance at the end of a day, on accruals: every account that Xero lists, financial
 * year to date.
 *
 * @see https://developer.xero.com/documentation/api/accounting/reports#trialbalance
 */
export function readTrialBalance(
  calls: TenantCalls,
  date: AccountingDate,
): Promise<Outcome<TrialBalanceLine[]>> {
  const path = accountingPath(ACCOUNTING_PATHS.trialBalance);
  const query = { date, paymentsOnly: false };
  return readFirst(calls, { path, list: 'Reports', query }, linesFrom);
}

function linesFrom(report: Fields<WireReport>): TrialBalanceLine[] {
  return listOf<WireReportRow>(report, 'Rows')
    .flatMap((section) => optionalListOf<WireReportRow>(section, 'Rows'))
    .filter((row) => row.RowType === 'Row')
    .map((row) => lineFrom(listOf<WireReportCell>(row, 'Cells')));
}

const YTD_DEBIT = TRIAL_BALANCE_COLUMNS.indexOf('YTD Debit');
const YTD_CREDIT = TRIAL_BALANCE_COLUMNS.indexOf('YTD Credit');

function lineFrom(cells: Fields<WireReportCell>[]): TrialBalanceLine {
  const label = objectOf<WireReportCell>(cells[0]);
  const attributes = listOf<{ Id: string; Value: string }>(label, 'Attributes');
  const accountId = attributes.find((attribute) => attribute.Id === ACCOUNT_ATTRIBUTE);
  return {
    accountId: textOf(objectOf<{ Value: string }>(accountId), 'Value'),
    label: textOf(label, 'Value'),
    yearToDate: subtractCents(amountIn(cells[YTD_DEBIT]), amountIn(cells[YTD_CREDIT])),
  };
}

function amountIn(cell: unknown): Cents {
  const text = optionalTextOf(objectOf<WireReportCell>(cell), 'Value');
  return text === '' ? ZERO_CENTS : parseAmount(text, 'Value');
}
