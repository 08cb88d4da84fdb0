import type { AccountClass } from '../../xero/contract/accounts.ts';
import { decimalText } from '../arithmetic/decimal.ts';
import { accountClass } from '../books/accounts.ts';
import type { Call, Endpoint } from '../calls/call.ts';
import { type AccountBalance, trialBalance } from '../ledger/trial-balance.ts';
import { type Answer, validationRefusal } from '../wire/answers.ts';
import { longDate, parseDate, todayIn } from '../wire/dates.ts';
import { envelopeAnswer } from '../wire/envelope.ts';

const SECTIONS: [title: string, accountClass: AccountClass][] = [
  ['Revenue', 'REVENUE'],
  ['Expenses', 'EXPENSE'],
  ['Assets', 'ASSET'],
  ['Liabilities', 'LIABILITY'],
  ['Equity', 'EQUITY'],
];

const CREDIT_CLASSES: AccountClass[] = ['REVENUE', 'LIABILITY', 'EQUITY'];

/** https://developer.xero.com/documentation/api/accounting/reports#trialbalance */
export const trialBalanceEndpoints: Endpoint[] = [
  {
    method: 'GET',
    path: '/Reports/TrialBalance',
    resource: 'Reports/TrialBalance',
    answer: trialBalanceReport,
  },
];

function trialBalanceReport(call: Call): Answer {
  const { organisation } = call;
  const asked = call.query.get('date');
  const date = asked === undefined ? todayIn(organisation.timezone, call.now) : parseDate(asked);
  if (date === undefined) throw validationRefusal(`The date ${asked} is not valid.`);
  const cashOnly = call.query.get('paymentsonly')?.toLowerCase() === 'true';
  const balances = trialBalance(call.books, organisation, { date, cashOnly });
  const report = {
    ReportID: 'TrialBalance',
    ReportName: 'Trial Balance',
    ReportType: 'TrialBalance',
    ReportTitles: ['Trial Balance', organisation.name, `As at ${longDate(date)}`],
    ReportDate: longDate(date),
    UpdatedDateUTC: `/Date(${call.now})/`,
    Fields: [],
    Rows: [
      { RowType: 'Header', Cells: HEADINGS.map((heading) => ({ Value: heading })) },
      ...SECTIONS.flatMap(([title, wanted]) => section(title, wanted, balances)),
      { RowType: 'Section', Title: '', Rows: [totalRow(balances)] },
    ],
  };
  return envelopeAnswer(call, {
    name: 'Reports',
    elements: [JSON.stringify(report)],
  });
}

const HEADINGS = ['Account', 'Debit', 'Credit', 'YTD Debit', 'YTD Credit'];

function section(title: string, wanted: AccountClass, balances: AccountBalance[]): object[] {
  const rows = balances.filter((balance) => accountClass(balance.type) === wanted);
  return rows.length === 0
    ? []
    : [{ RowType: 'Section', Title: title, Rows: rows.map(accountRow) }];
}

function accountRow(balance: AccountBalance): object {
  const { accountCode, monthCents, name, yearCents } = balance;
  const isCredit = CREDIT_CLASSES.includes(accountClass(balance.type));
  const texts = [
    accountCode === null ? name : `${name} (${accountCode})`,
    ...twoColumns(monthCents, isCredit),
    ...twoColumns(yearCents, isCredit),
  ];
  const Attributes = [{ Value: balance.accountId, Id: 'account' }];
  return { RowType: 'Row', Cells: texts.map((Value) => ({ Value, Attributes })) };
}

/** An amount stands on its own side, nil on the side where the account usually stands. */
function twoColumns(cents: bigint, isCredit: boolean): [debit: string, credit: string] {
  if (cents > 0n || (cents === 0n && !isCredit)) return [decimalText(cents, 2), ''];
  return ['', decimalText(-cents, 2)];
}

function totalRow(balances: AccountBalance[]): object {
  const total = (pick: (balance: AccountBalance) => bigint, sign: bigint): string =>
    decimalText(
      balances.reduce((sum, row) => (pick(row) * sign > 0n ? sum + pick(row) * sign : sum), 0n),
      2,
    );
  const month = (row: AccountBalance) => row.monthCents;
  const year = (row: AccountBalance) => row.yearCents;
  const texts = ['Total', total(month, 1n), total(month, -1n), total(year, 1n), total(year, -1n)];
  return { RowType: 'SummaryRow', Cells: texts.map((Value) => ({ Value })) };
}
