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
  /** A reversal has its original's GST, to which it is compared once that is known. */
  readonly isReversal: boolean;
}

export interface RowGst {
  readonly amount: Cents;
  /** False where it was computed from the element's rate. */
  readonly isGiven: boolean;
}

/**
 * GST of a row: computed from the element's rate, or as given where it differs by at most a cent or
 * is 0.00. Undefined where it is wrong or cannot be told; only the former is reported here.
 */
export function gstCheck(
  fields: Fields,
  reference: Reference,
  problems: ProblemList,
): (cells: readonly string[], taxed: Taxed) => RowGst | undefined {
  const given = givenGst(fields, problems);
  const isWrong = wrongGst(fields, reference, problems);
  return (cells, taxed) => {
    const { amount, element, loanAccount, isReversal } = taxed;
    const gst = given(cells, amount);
    if (gst === undefined || amount === undefined || element === undefined) return undefined;
    if (gst === 0n) return GIVEN_AS_NIL;
    const isUntaxed = !reference.useGst || loanAccount?.isGstExempt === true;
    if (gst === 'blank' && isUntaxed) return COMPUTED_AS_NIL;
    const computed = gstInside(amount, element.gstRateBasisPoints);
    if (gst === 'blank') return { amount: computed, isGiven: false };
    if (isReversal && amount !== 0n) return { amount: gst, isGiven: true };
    return isWrong(cells, gst, { amount, element, loanAccount, computed })
      ? undefined
      : { amount: gst, isGiven: true };
  };
}

const GIVEN_AS_NIL: RowGst = { amount: ZERO_CENTS, isGiven: true };
const COMPUTED_AS_NIL: RowGst = { amount: ZERO_CENTS, isGiven: false };

interface Computed {
  readonly amount: Cents;
  readonly element: KnownElement;
  readonly loanAccount: LoanAccountFacts | undefined;
  readonly computed: Cents;
}

/** Reports GST that is given and may not stand in the row. */
function wrongGst(
  fields: Fields,
  reference: Reference,
  problems: ProblemList,
): (cells: readonly string[], gst: Cents, computed: Computed) => boolean {
  return (cells, gst, { amount, element, loanAccount, computed }) => {
    const before = problems.count;
    const named = { column: 'gst', value: formatCents(gst) };
    if (!reference.useGst) {
      problems.report('gst.not_used', named);
    } else if (loanAccount?.isGstExempt === true) {
      const exempt = fields.of('account_id')(cells) ?? '';
      problems.report('gst.exempt_account', { ...named, account: exempt });
    } else if (element.gstRateBasisPoints === 0 || element.gstCode === '') {
      const lacks = element.gstCode === '' ? 'GST code' : 'GST rate';
      problems.report('gst.element_untaxed', { ...named, element: element.elementCode, lacks });
    } else if (absolute(subtractCents(gst, computed)) > 1n) {
      problems.report('gst.differs', {
        ...named,
        element: element.elementCode,
        rate: element.gstRate,
        amount: formatCents(amount),
        expected: formatCents(computed),
      });
    }
    return problems.count > before;
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
