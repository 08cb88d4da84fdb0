import { type Cents, cents } from '../domain/money.ts';
import { clientOfLoan, type SampleClient } from './clients.ts';
import { BRANCHES, type DepartmentId } from './configuration.ts';
import { PRODUCTS, type Product } from './products.ts';
import { evenly, type Random, seededRandom } from './random.ts';

/** What a loan was agreed to be; the same for the same seed and number. */
export interface SampleLoan {
  readonly loanAccountId: string;
  readonly client: SampleClient;
  readonly product: Product;
  readonly branchId: string;
  readonly departmentId: DepartmentId;
  readonly principal: Cents;
  /** What is owed at a take-over, when part of the loan is paid back. */
  readonly owedAtTakeover: Cents;
  readonly rateBasisPoints: number;
  readonly isFortnightly: boolean;
  /** When payments fall due: day 0 to 13 of each fortnight, or day 1 to 28 of the month. */
  readonly dueDay: number;
  readonly instalment: Cents;
}

export function sampleLoan(seed: number, loan: number): SampleLoan {
  const random = seededRandom(seed, loan);
  const client = clientOfLoan(seed, loan);
  const product = productFor(client, seed + loan);
  const { least, most, step } = product.principal;
  const dollars = least + step * random.below((most - least) / step + 1);
  const rateBasisPoints = random.pick(product.rates);
  const isFortnightly = random.chance(550);
  const termMonths = random.pick(product.termMonths);
  return {
    loanAccountId: loanAccountId(loan),
    client,
    product,
    branchId: random.pick(BRANCHES).id,
    departmentId: departmentFor(product, random),
    principal: cents(dollars * 100),
    owedAtTakeover: cents(dollars * (15 + random.below(80)) + random.below(100)),
    rateBasisPoints,
    isFortnightly,
    dueDay: isFortnightly ? random.below(14) : 1 + random.below(28),
    instalment: instalmentFor({ dollars, rateBasisPoints, termMonths, isFortnightly }),
  };
}

export function loanAccountId(loan: number): string {
  return `L${100_001 + loan}`;
}

function productFor(client: SampleClient, position: number): Product {
  const [personal, vehicle, business] = PRODUCTS;
  if (client.isCompany) return evenly(position, 250, 413) ? vehicle : business;
  return evenly(position, 680, 413) ? vehicle : personal;
}

function departmentFor(product: Product, random: Random): DepartmentId {
  if (product.accountType === 'BUSINESS') return random.pick(['COMMERCIAL', 'BROKER']);
  if (product.accountType === 'VEHICLE') return random.pick(['DEALER', 'DEALER', 'ONLINE']);
  return random.pick(['CONSUMER', 'ONLINE']);
}

interface Terms {
  readonly dollars: number;
  readonly rateBasisPoints: number;
  readonly termMonths: number;
  readonly isFortnightly: boolean;
}

/**
 * Whole dollars that pay back the principal and the interest on half of it over the term: a little
 * more than a level payment, so that the last one is smaller.
 */
function instalmentFor({ dollars, rateBasisPoints, termMonths, isFortnightly }: Terms): Cents {
  const payments = isFortnightly ? Math.ceil((termMonths * 26) / 12) : termMonths;
  const interest = Math.ceil((dollars * rateBasisPoints * termMonths) / (2 * 12 * 10_000));
  return cents(Math.ceil((dollars + interest) / payments) * 100);
}
