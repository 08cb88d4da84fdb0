import type { LoanAccountFacts } from '../domain/import-row.ts';
import {
  absolute,
  type Cents,
  formatCents,
  gstInside,
  negateCents,
  subtractCents,
  ZERO_CENTS,
} from '../domain/money.ts';
import type { Fields } from './fields.ts';
import type { KnownElement } from './known-elements.ts';
import type { ProblemList } from './problem-list.ts';
import type { Reference } from './reference.ts';
import { parsedAmount } from './row-values.ts';

interface Taxed {
  readonly amount: Cents | undefined;
  readonly element: KnownElement | undefined;
  readonly loanAccount: LoanAccountFacts | undefined;
}

/**
 * GST of a row: computed from the element's rate, or as given where it differs by at most a cent or
 * is 0.00. Undefined where it is wrong or cannot be told; only the former is reported here.
 */
export function gstCheck(
  fields: Fields,
  reference: Reference,
  problems: ProblemList,
): (cells: readonly string[], taxed: Taxed) => Cents | undefined {
  const given = givenGst(fields, problems);
  return (cells, { amount, element, loanAccount }) => {
    const gst = given(cells, amount);
    if (gst === undefined || amount === undefined || element === undefined) return undefined;
    if (gst === 0n || (gst === 'blank' && !reference.useGst)) return ZERO_CENTS;
    if (gst === 'blank' && loanAccount?.isGstExempt === true) return ZERO_CENTS;
    const computed = gstInside(amount, element.gstRateBasisPoints);
    if (gst === 'blank') return computed;
    const value = formatCents(gst);
    if (!reference.useGst) {
      problems.report('gst.not_used', { column: 'gst', value });
      return undefined;
    }
    if (loanAccount?.isGstExempt === true) {
      const exempt = fields.of('account_id')(cells) ?? '';
      problems.report('gst.exempt_account', { column: 'gst', value, account: exempt });
      return undefined;
    }
    if (absolute(subtractCents(gst, computed)) <= 1n) return gst;
    problems.report('gst.differs', {
      column: 'gst',
      value,
      element: element.elementCode,
      rate: element.gstRate,
      amount: formatCents(amount),
      expected: formatCents(computed),
    });
    return undefined;
  };
}

/** The GST that the file gives, signed like its amount where debit and credit are columns. */
function givenGst(
  fields: Fields,
  problems: ProblemList,
): (cells: readonly string[], amount: Cents | undefined) => Cents | 'blank' | undefined {
  if (!fields.has('gst')) return () => 'blank';
  const read = fields.of('gst');
  const { isNegated } = fields;
  const isUnsigned = !fields.has('amount');
  return (cells, amount) => {
    const text = read(cells);
    if (text === undefined) return undefined;
    if (text === '') return 'blank';
    const gst = parsedAmount(text, 'gst', { fields, problems });
    if (gst === undefined) return undefined;
    if (isUnsigned && gst > 0n && amount !== undefined && amount < 0n) return negateCents(gst);
    return isNegated?.(cells) === true ? negateCents(gst) : gst;
  };
}
