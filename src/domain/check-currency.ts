import type { OrganisationFacts } from './organisation.ts';
import { type Problem, problem } from './problem.ts';

/** Waiting rows of one import whose file states another currency than that of the books. */
export interface ForeignRows {
  readonly importId: number;
  readonly fileName: string;
  readonly currency: string;
  readonly rows: number;
}

/** Rows in another currency than the books stop a plan: nothing converts them (ACCOUNTING 1.6). */
export function checkCurrency(
  foreign: readonly ForeignRows[],
  { organisation }: Pick<OrganisationFacts, 'organisation'>,
): Problem[] {
  const { name, baseCurrency } = organisation;
  return foreign.map((rows) =>
    problem('currency.other_than_books', { ...rows, organisation: name, baseCurrency }),
  );
}
