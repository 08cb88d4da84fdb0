import { isTolerated } from './check-accounts.ts';
import { type AccountingDate, endOfMonth, startOfFinancialYear } from './dates.ts';
import type { PlanInput } from './plan-input.ts';
import type { PlannedDocument, PostedBundle } from './planned-document.ts';
import type { Posting } from './posting-progress.ts';
import { type Problem, problem } from './problem.ts';

type Kept = {
  readonly posted: readonly PostedBundle[];
  readonly documents: readonly PlannedDocument[];
};

/** What is worth saying of a plan although it may go. */
export function warningsOf(input: PlanInput, posting: Posting, kept: Kept): Problem[] {
  return [
    ...monthlyWithBank(input),
    ...draftsWithClearing(input, kept),
    ...paymentsBasis(input, kept),
    ...movedAcross(input, posting),
    ...systemAccountsUsed(input, kept),
  ];
}

function monthlyWithBank({ bundles, settings }: PlanInput): Problem[] {
  if (settings.bankPosting !== 'clearing') return [];
  const elements = new Set(
    bundles
      .filter((one) => one.bankAccount !== undefined && one.element.summaryType === 'endOfMonth')
      .map((one) => one.element.code),
  );
  return [...elements].map((element) => problem('warning.end_of_month_with_bank', { element }));
}

function draftsWithClearing({ settings }: PlanInput, { documents }: Kept): Problem[] {
  const isOpen =
    settings.journalStatus === 'draft' &&
    settings.bankPosting === 'clearing' &&
    documents.some(({ kind }) => kind === 'bankTransaction');
  return isOpen ? [problem('warning.drafts_with_clearing')] : [];
}

function paymentsBasis({ facts }: PlanInput, { documents }: Kept): Problem[] {
  const hasGst = documents.some((document) => document.lines.some((line) => line.gst !== 0n));
  const isPayments = ['PAYMENTS', 'CASH'].includes(facts.organisation.salesTaxBasis);
  return hasGst && isPayments ? [problem('warning.payments_basis')] : [];
}

/** Names rows that the first open day carries across a financial year or a month's GST period. */
function movedAcross({ facts }: PlanInput, posting: Posting): Problem[] {
  const groups = new Map<
    string,
    { rows: number; dates: AccountingDate[]; movedTo: AccountingDate }
  >();
  for (const { posted, isMoved } of posting.journals) {
    const { rows, date: from, sides } = posted;
    const movedTo = sides[0]?.lineDate;
    if (!isMoved || movedTo === undefined) continue;
    const boundary = boundaryBetween(from, movedTo, facts.organisation.financialYearEnd);
    if (boundary === undefined) continue;
    const group = groups.get(boundary) ?? { rows: 0, dates: [], movedTo };
    group.rows += rows;
    group.dates.push(from);
    groups.set(boundary, group);
  }
  return [...groups].map(([boundary, { rows, dates, movedTo }]) => {
    const [from, to] = [dates.sort()[0] as string, dates.at(-1) as string];
    return problem('warning.moved_to_open_day', { boundary, rows, from, to, movedTo });
  });
}

function boundaryBetween(
  from: AccountingDate,
  to: AccountingDate,
  yearEnd: { month: number; day: number },
): string | undefined {
  if (startOfFinancialYear(from, yearEnd) !== startOfFinancialYear(to, yearEnd)) {
    return 'financial year';
  }
  return endOfMonth(from) === endOfMonth(to) ? undefined : 'GST period';
}

/** Entries may use a few of Xero's own accounts, at the price of the GST return's boxes. */
function systemAccountsUsed({ facts, catalog }: PlanInput, { posted }: Kept): Problem[] {
  const used = new Set(
    posted
      .filter((one) => one.elementId === 0)
      .flatMap((one) => one.sides.map((side) => side.sentAccount)),
  );
  return facts.chart
    .filter((one) => isTolerated(one, catalog) && used.has(one.glAccountCode))
    .map(({ glAccountCode, systemAccount }) =>
      problem('gl_account.system_account_used', { glAccount: glAccountCode, systemAccount }),
    );
}
