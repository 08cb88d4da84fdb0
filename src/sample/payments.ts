import { type Cents, negateCents, ZERO_CENTS } from '../domain/money.ts';
import { COLLECTION_BANK_ACCOUNT, OPERATING_BANK_ACCOUNT } from './configuration.ts';
import {
  anyOwingLoan,
  book,
  daysAgo,
  followUp,
  type Lender,
  type Pacer,
  pacedCount,
  type SampleRow,
} from './lender.ts';

const DISHONOURS_PER_THOUSAND = 12;

/** All payments due today, as one file of direct debits: one line on the bank statement. */
export function* collectDirectDebits(lender: Lender): Generator<SampleRow> {
  const { book: loans, today, random } = lender;
  if (!today.isWorkingDay) return;
  const bankGroup = `DD${today.date.replaceAll('-', '')}`;
  for (let loan = 0; loan < loans.drawn; loan += 1) {
    if (!isDue(lender, loan)) continue;
    const amount = smaller(loans.instalment(loan), loans.balance(loan));
    if (amount <= ZERO_CENTS) continue;
    const row = book(lender, {
      loan,
      element: 'PAYDD',
      amount: negateCents(amount),
      reference: bankGroup,
      bankAccount: COLLECTION_BANK_ACCOUNT,
      bankGroup,
    });
    yield row;
    if (random.chance(DISHONOURS_PER_THOUSAND)) {
      followUp(lender, 2 + random.below(4), { kind: 'dishonour', row });
    }
  }
}

/** What a client sent twice by mistake; it goes back some days later. */
export function* receiveTwice(lender: Lender, pacer: Pacer): Generator<SampleRow> {
  for (let times = pacedCount(lender, pacer); times > 0; times -= 1) {
    const loan = anyOwingLoan(lender);
    if (loan === undefined) continue;
    const row = transfer(lender, { loan, amount: lender.book.instalment(loan), days: 0 });
    yield row;
    followUp(lender, 3, { kind: 'refund', row });
  }
}

/** A dishonoured payment is paid by transfer, sometimes found only a day or two after its date. */
export function* catchUp(lender: Lender, dishonoured: SampleRow): Generator<SampleRow> {
  const days = lender.random.pick([0, 0, 1, 2]);
  const amount = negateCents(dishonoured.amount);
  yield transfer(lender, { loan: dishonoured.loan, amount, days });
}

export function* refund(lender: Lender, received: SampleRow): Generator<SampleRow> {
  yield book(lender, {
    loan: received.loan,
    element: 'REFUND',
    amount: negateCents(received.amount),
    reference: received.reference,
    description: 'Refund, paid twice',
    bankAccount: OPERATING_BANK_ACCOUNT,
  });
}

function transfer(
  lender: Lender,
  { loan, amount, days }: { loan: number; amount: Cents; days: number },
): SampleRow {
  return book(lender, {
    loan,
    element: 'PAYBANK',
    amount: negateCents(amount),
    date: daysAgo(lender, loan, days),
    reference: `BT-${lender.lastTransactionId}`,
    description: 'Internet payment, thank you',
    bankAccount: OPERATING_BANK_ACCOUNT,
  });
}

function isDue(lender: Lender, loan: number): boolean {
  const { book: loans, today } = lender;
  const dueDay = loans.dueDay[loan] ?? 0;
  if (loans.isFortnightly[loan] === 0) return today.collects.includes(dueDay);
  return isFortnightDue(today.index, dueDay) || isWeekendCaughtUp(lender, dueDay);
}

function isFortnightDue(dayIndex: number, dueDay: number): boolean {
  return dayIndex % 14 === dueDay;
}

/** A fortnight that ended on a closed day is collected on the next working day. */
function isWeekendCaughtUp({ today }: Lender, dueDay: number): boolean {
  for (let back = 1; back < today.collects.length; back += 1) {
    if (isFortnightDue(today.index - back, dueDay)) return true;
  }
  return false;
}

function smaller(first: Cents, second: Cents): Cents {
  return first < second ? first : second;
}
