import { type Cents, cents } from '../domain/money.ts';
import {
  anyOwingLoan,
  book,
  daysAgo,
  followUp,
  type Lender,
  type Pacer,
  pacedCount,
  reverse,
  type SampleRow,
} from './lender.ts';
import { catchUp, refund } from './payments.ts';

const DEFAULT_FEE = cents(15_00);
/** Basis points a year, on the amount that was not paid. */
const DEFAULT_RATE = 2900n;

/** What earlier rows ask for today: dishonours, catching up, refunds, waived fees. */
export function* followUps(lender: Lender): Generator<SampleRow> {
  const planned = lender.agenda.get(lender.today.index) ?? [];
  lender.agenda.delete(lender.today.index);
  for (const { kind, row } of planned) {
    if (kind === 'dishonour') yield* dishonour(lender, row);
    else if (kind === 'catchUp') yield* catchUp(lender, row);
    else if (kind === 'refund') yield* refund(lender, row);
    else yield reverse(lender, row, 'Fee waived');
  }
}

/** Interest put right, back to a day before today; each one is a line of its own in the ledger. */
export function* adjustInterest(lender: Lender, pacer: Pacer): Generator<SampleRow> {
  for (let times = pacedCount(lender, pacer); times > 0; times -= 1) {
    const loan = anyOwingLoan(lender);
    if (loan === undefined) continue;
    const size = 25 + lender.random.below(4_000);
    const date = daysAgo(lender, loan, 1 + lender.random.below(20));
    yield book(lender, {
      loan,
      element: 'INTADJ',
      amount: cents(lender.random.chance(700) ? -size : size),
      date,
      reference: `ADJ-${lender.lastTransactionId}`,
      description: `Interest put right, value date ${date}`,
    });
  }
}

/** The bank took a direct debit back: the payment is reversed and the default is charged. */
function* dishonour(lender: Lender, payment: SampleRow): Generator<SampleRow> {
  const { random } = lender;
  yield reverse(lender, payment, 'Dishonoured, insufficient funds');
  const fee = book(lender, { loan: payment.loan, element: 'DEFFEE', amount: DEFAULT_FEE });
  yield fee;
  if (random.chance(200)) followUp(lender, 1 + random.below(9), { kind: 'waive', row: fee });
  const interest = defaultInterest(payment.amount);
  if (interest > 0n) {
    yield book(lender, {
      loan: payment.loan,
      element: 'DEFINT',
      amount: interest,
      description: 'Default interest, 7 days on the unpaid instalment',
    });
  }
  if (random.chance(600)) followUp(lender, 2 + random.below(6), { kind: 'catchUp', row: payment });
}

/** A week on the unpaid amount, the fraction of a cent forgone. */
function defaultInterest(paid: Cents): Cents {
  return cents((-paid * DEFAULT_RATE * 7n) / 3_650_000n);
}
