import {
  type Cents,
  cents,
  gstInside,
  negateCents,
  subtractCents,
  ZERO_CENTS,
} from '../domain/money.ts';
import { OPERATING_BANK_ACCOUNT } from './configuration.ts';
import type { ElementCode } from './elements.ts';
import {
  anyOwingLoan,
  book,
  followUp,
  type Lender,
  type Pacer,
  pacedCount,
  type SampleRow,
} from './lender.ts';
import { type SampleLoan, sampleLoan } from './loan.ts';

const GST_BASIS_POINTS = 1500;

/** Loans that an earlier owner had made, all taken over on the first day. */
export function* takeOver(lender: Lender, loans: number): Generator<SampleRow> {
  while (lender.book.drawn < loans) {
    const loan = lender.book.draw(lender.today.index);
    const { owedAtTakeover, loanAccountId } = sampleLoan(lender.seed, loan);
    yield book(lender, {
      loan,
      element: 'TAKEOVER',
      amount: owedAtTakeover,
      reference: loanAccountId,
      description: 'Balance taken over with the loan book',
    });
  }
}

/** A new loan: the advance and its fees charged, then the money paid out from the bank account. */
export function* drawLoan(lender: Lender): Generator<SampleRow> {
  const loan = lender.book.draw(lender.today.index);
  const agreed = sampleLoan(lender.seed, loan);
  yield book(lender, {
    loan,
    element: 'ADVANCE',
    amount: agreed.principal,
    reference: agreed.loanAccountId,
    description: `Advance, ${agreed.product.accountType.toLowerCase()} loan`,
  });
  const fee = taxedFee(lender, { loan, agreed, element: 'ESTFEE' });
  yield fee;
  if (lender.random.chance(100))
    followUp(lender, 1 + lender.random.below(6), { kind: 'waive', row: fee });
  if (agreed.product.registrationFee > ZERO_CENTS) {
    yield taxedFee(lender, { loan, agreed, element: 'PPSR' });
  }
  for (const part of partsPaidOut(lender, agreed)) yield payOut(lender, { loan, agreed, part });
}

/** Further money lent to running loans: the advance itself carries the bank account. */
export function* topUp(lender: Lender, pacer: Pacer): Generator<SampleRow> {
  for (let times = pacedCount(lender, pacer); times > 0; times -= 1) {
    const loan = anyOwingLoan(lender);
    if (loan === undefined) continue;
    yield book(lender, {
      loan,
      element: 'TOPUP',
      amount: cents(500_00 + 100_00 * lender.random.below(45)),
      reference: `TOP-${lender.lastTransactionId}`,
      description: 'Further advance paid to client',
      bankAccount: OPERATING_BANK_ACCOUNT,
      bankGroup: creditGroup(lender),
    });
  }
}

interface NewLoan {
  readonly loan: number;
  readonly agreed: SampleLoan;
}

function taxedFee(lender: Lender, fee: NewLoan & { element: ElementCode }): SampleRow {
  const { client, product, loanAccountId } = fee.agreed;
  const amount = fee.element === 'ESTFEE' ? product.establishmentFee : product.registrationFee;
  return book(lender, {
    loan: fee.loan,
    element: fee.element,
    amount,
    gst: client.isGstExempt ? ZERO_CENTS : gstInside(amount, GST_BASIS_POINTS),
    reference: loanAccountId,
    description: client.isGstExempt ? 'Client outside GST' : '',
  });
}

/** Mostly in one sum; one in eight leaves a tenth to a second payee. */
function partsPaidOut(lender: Lender, { principal }: SampleLoan): Cents[] {
  if (!lender.random.chance(125)) return [principal];
  const second = cents(principal / 10n);
  return [subtractCents(principal, second), second];
}

function payOut(lender: Lender, { loan, agreed, part }: NewLoan & { part: Cents }): SampleRow {
  return book(lender, {
    loan,
    element: 'DISB',
    amount: negateCents(part),
    reference: agreed.loanAccountId,
    description: agreed.departmentId === 'DEALER' ? 'Paid to dealer' : 'Paid to client',
    bankAccount: OPERATING_BANK_ACCOUNT,
    bankGroup: creditGroup(lender),
  });
}

/** The day's file of direct credits: one line on the bank statement. */
function creditGroup(lender: Lender): string {
  return `DC${lender.today.date.replaceAll('-', '')}`;
}
