import { type Cents, cents } from '../domain/money.ts';
import { sampleLoan } from './loan.ts';
import { PRODUCTS } from './products.ts';

/** Rate in basis points x days of a year: what a day's interest is divided by. */
const INTEREST_DIVISOR = 3_650_000n;

/**
 * What changes from day to day, and what each day asks of every loan, in columns of plain numbers:
 * some fifty bytes a loan, so that a large book stays small. Everything else is asked of
 * `sampleLoan` again when it is needed.
 */
export class LoanBook {
  readonly product: Uint8Array;
  readonly rateBasisPoints: Uint16Array;
  readonly isFortnightly: Uint8Array;
  readonly dueDay: Uint8Array;
  /** Index of the day on which the loan began. */
  readonly firstDay: Uint16Array;
  #drawn = 0;
  readonly #balance: BigInt64Array;
  readonly #accrued: BigInt64Array;
  readonly #instalment: BigInt64Array;
  readonly #rate: BigInt64Array;

  constructor(seed: number, loans: number) {
    this.product = new Uint8Array(loans);
    this.rateBasisPoints = new Uint16Array(loans);
    this.isFortnightly = new Uint8Array(loans);
    this.dueDay = new Uint8Array(loans);
    this.firstDay = new Uint16Array(loans);
    this.#balance = new BigInt64Array(loans);
    this.#accrued = new BigInt64Array(loans);
    this.#instalment = new BigInt64Array(loans);
    this.#rate = new BigInt64Array(loans);
    for (let loan = 0; loan < loans; loan += 1) this.#agree(seed, loan);
  }

  #agree(seed: number, loan: number): void {
    const agreed = sampleLoan(seed, loan);
    this.product[loan] = PRODUCTS.indexOf(agreed.product);
    this.rateBasisPoints[loan] = agreed.rateBasisPoints;
    this.isFortnightly[loan] = agreed.isFortnightly ? 1 : 0;
    this.dueDay[loan] = agreed.dueDay;
    this.#instalment[loan] = agreed.instalment;
    this.#rate[loan] = BigInt(agreed.rateBasisPoints);
  }

  /** Loans begun so far; those with a higher number are still to come. */
  get drawn(): number {
    return this.#drawn;
  }

  /** Begins the next loan and gives its number. */
  draw(dayIndex: number): number {
    const loan = this.#drawn;
    this.firstDay[loan] = dayIndex;
    this.#drawn += 1;
    return loan;
  }

  balance(loan: number): Cents {
    return cents(this.#balance[loan] ?? 0n);
  }

  add(loan: number, amount: Cents): void {
    this.#balance[loan] = (this.#balance[loan] ?? 0n) + amount;
  }

  instalment(loan: number): Cents {
    return cents(this.#instalment[loan] ?? 0n);
  }

  /** Takes one day's interest on what is owed into account; a loan in credit earns nothing. */
  accrue(loan: number): void {
    const owed = this.#balance[loan] ?? 0n;
    if (owed > 0n)
      this.#accrued[loan] = (this.#accrued[loan] ?? 0n) + owed * (this.#rate[loan] ?? 0n);
  }

  /** The whole cents accrued; the fraction of a cent stays for next time, so none is ever lost. */
  takeInterest(loan: number): Cents {
    const accrued = this.#accrued[loan] ?? 0n;
    const interest = accrued / INTEREST_DIVISOR;
    this.#accrued[loan] = accrued - interest * INTEREST_DIVISOR;
    return cents(interest);
  }
}
