import { ZERO_CENTS } from '../domain/money.ts';
import { book, type Lender, type SampleRow } from './lender.ts';
import { formatRate, PRODUCTS } from './products.ts';

/** Interest for every day on every balance; charged daily, or weekly with the days since. */
export function* chargeInterest(lender: Lender): Generator<SampleRow> {
  const { book: loans, today } = lender;
  const reference = `INT${today.date.replaceAll('-', '')}`;
  for (let loan = 0; loan < loans.drawn; loan += 1) {
    loans.accrue(loan);
    const { interestInterval = 1 } = PRODUCTS[loans.product[loan] ?? 0] ?? {};
    if (interestInterval > 1 && (today.index + loan) % interestInterval !== 0) continue;
    const amount = loans.takeInterest(loan);
    if (amount === ZERO_CENTS) continue;
    const description = interestText(loans.rateBasisPoints[loan] ?? 0, interestInterval);
    yield book(lender, { loan, element: 'INT', amount, reference, description });
  }
}

/** The monthly fee, on the loan's own day of the month; it reaches the ledger at month end. */
export function* chargeMaintenance(lender: Lender): Generator<SampleRow> {
  const { book: loans, today } = lender;
  for (let loan = 0; loan < loans.drawn; loan += 1) {
    if (1 + (loan % 28) !== today.dayOfMonth || loans.balance(loan) <= ZERO_CENTS) continue;
    const { maintenanceFee } = PRODUCTS[loans.product[loan] ?? 0] ?? PRODUCTS[0];
    yield book(lender, { loan, element: 'MAINT', amount: maintenanceFee });
  }
}

const interestTexts = new Map<number, string>();

/** Made once for each rate and interval: a million rows share a few dozen texts. */
function interestText(rateBasisPoints: number, intervalDays: number): string {
  const key = rateBasisPoints * 100 + intervalDays;
  let text = interestTexts.get(key);
  if (text === undefined) {
    const rate = formatRate(rateBasisPoints);
    text = intervalDays === 1 ? `Interest for 1 day at ${rate}` : `Interest, weekly, ${rate}`;
    interestTexts.set(key, text);
  }
  return text;
}
