import { type AccountingDate, addDays, parseDate, startOfFinancialYear } from '../domain/dates.ts';
import { addCents, type Cents, parseCents, subtractCents, ZERO_CENTS } from '../domain/money.ts';
import type { OrganisationFacts } from '../domain/organisation.ts';
import { invariant, type Problem, problem } from '../domain/problem.ts';
import type { ClassedMovement, Movement, OwnMovement } from '../domain/tie-out.ts';
import type { TieOutRequest } from './tie-out-request.ts';

/** What a tie-out adds up, as it grows. */
export interface TieOutSums {
  readonly ours: OwnMovement[];
  readonly classed: ClassedMovement[];
  readonly found: Movement[];
}

/** The day of the opening balances: the day before the earliest start, where any entity has one. */
export function openingDate(entities: TieOutRequest['entities']): AccountingDate | undefined {
  const starts = entities.map(({ entity }) => entity.startDate).filter((one) => one !== '');
  const start = parseDate(starts.sort()[0] ?? '');
  return start === undefined ? undefined : addDays(start, -1);
}

/** Opening balances without a day, and a tie-out at a day before the first of them. */
export function checkStart({ entities, date }: TieOutRequest): Problem[] {
  const undated = entities
    .filter(({ entity }) => entity.startDate === '' && entity.openingBalances.length > 0)
    .map(({ entity }) => problem('entity.start_date_missing', { entity: entity.code }));
  const first = openingDate(entities);
  if (first === undefined || date >= first) return undated;
  const start = addDays(first, 1);
  return [...undated, problem('tie_out.before_start', { date, first, start })];
}

/** The balances of an entity count from the day before its own start. */
function hasBegun({ entity }: TieOutRequest['entities'][number], on: AccountingDate): boolean {
  const start = parseDate(entity.startDate);
  return start !== undefined && addDays(start, -1) <= on;
}

type Sums = Map<string, Cents>;

/**
 * Opening balances, and what Xero held on the day before the start beyond them. What late rows of
 * ours put there is no part of either: it is counted with their documents.
 */
export function addOpening(
  { entities, facts, date: tiedOn }: Pick<TieOutRequest, 'entities' | 'facts' | 'date'>,
  { date, xero }: { date: AccountingDate; xero: ReadonlyMap<string, Cents> },
  sums: TieOutSums,
): void {
  const late = foundUpTo(date, sums.found, facts);
  const given: Sums = new Map();
  for (const { entity } of entities.filter((one) => hasBegun(one, tiedOn))) {
    for (const { glAccount: account, amount } of entity.openingBalances) {
      const balance = parseCents(amount);
      invariant(balance !== undefined, 'opening balances were checked when they came in');
      const movement = { account, date, amount: balance };
      sums.ours.push({ ...movement, entity: entity.code, of: 'opening balance' });
      sums.found.push(movement);
      add(given, account, balance);
    }
  }
  for (const account of new Set([...xero.keys(), ...given.keys(), ...late.keys()])) {
    const ours = addCents(at(given, account), at(late, account));
    const amount = subtractCents(at(xero, account), ours);
    const of = `balance of ${date}`;
    sums.classed.push({ account, date, amount, class: 'openingBalance', of });
  }
}

/** Our documents by account as Xero's trial balance of that day has them, the year's results alone. */
function foundUpTo(
  date: AccountingDate,
  found: readonly Movement[],
  { chart, organisation }: OrganisationFacts,
): Sums {
  const yearStart = startOfFinancialYear(date, organisation.financialYearEnd);
  const results = new Set(
    chart
      .filter(({ accountClass }) => accountClass === 'REVENUE' || accountClass === 'EXPENSE')
      .map((one) => one.glAccountCode),
  );
  const sums: Sums = new Map();
  for (const one of found) {
    const isOfEarlierYear = results.has(one.account) && one.date < yearStart;
    if (one.date <= date && !isOfEarlierYear) add(sums, one.account, one.amount);
  }
  return sums;
}

function add(sums: Sums, account: string, amount: Cents): void {
  sums.set(account, addCents(at(sums, account), amount));
}

function at(sums: ReadonlyMap<string, Cents>, account: string): Cents {
  return sums.get(account) ?? ZERO_CENTS;
}
