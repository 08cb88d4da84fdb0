import type { LoanAccountFacts, TransactionRow } from '../domain/import-row.ts';
import { bankAccountCheck } from './check-bank-account.ts';
import { currencyCheck } from './check-currency.ts';
import { gstCheck } from './check-gst.ts';
import type { Fields } from './fields.ts';
import { type KnownElement, knownElements } from './known-elements.ts';
import type { ProblemList } from './problem-list.ts';
import type { Reference } from './reference.ts';
import {
  amountValue,
  dateValue,
  enteredAtValue,
  identifierValue,
  optionalIdentifier,
  textValue,
  type ValueReader,
  versionValue,
} from './row-values.ts';

/** Prepares the check of a transactions file: cells to a row, or undefined after its problems. */
export function transactionCheck(
  fields: Fields,
  reference: Reference,
  problems: ProblemList,
): (cells: readonly string[]) => TransactionRow | undefined {
  const transactionIdOf = identifierValue(fields, 'transaction_id', problems);
  const dateOf = dateValue(fields, problems);
  const loanAccountOf = loanAccountValue(fields, reference, problems);
  const elementOf = elementValue(fields, reference, problems);
  const amountOf = amountValue(fields, problems);
  const gstOf = gstCheck(fields, reference, problems);
  const bankAccountOf = bankAccountCheck(fields, reference, problems);
  const currencyOf = currencyCheck(fields, reference, problems);
  const restOf = restOfRow(fields, problems);
  const build = (transactionId: string | undefined, cells: readonly string[]) => {
    const date = dateOf(cells);
    const loanAccount = loanAccountOf(cells);
    const element = elementOf(cells);
    const amount = amountOf(cells);
    const rest = restOf(cells);
    const isReversal = rest !== undefined && rest.reversalOf !== '';
    const gst = gstOf(cells, { amount, element, loanAccount, isReversal });
    const bankAccountId = bankAccountOf(cells, { element, loanAccount, gst: gst?.amount });
    const currency = currencyOf(cells);
    if (transactionId === undefined || date === undefined || rest === undefined) return undefined;
    if (loanAccount === undefined || element === undefined) return undefined;
    if (amount === undefined || gst === undefined || currency === undefined) return undefined;
    if (bankAccountId === undefined) return undefined;
    return {
      row: problems.row,
      source: rest.source,
      transactionId,
      version: rest.version,
      date,
      enteredAt: rest.enteredAt,
      loanAccountId: loanAccount.loanAccountId,
      elementId: element.elementId,
      amount,
      gst: gst.amount,
      isGstGiven: gst.isGiven,
      currency,
      reference: rest.reference,
      description: rest.description,
      bankAccountId,
      bankGroup: rest.bankGroup,
      reversalOf: rest.reversalOf,
    };
  };
  return (cells) => {
    const transactionId = transactionIdOf(cells);
    const row = build(transactionId, cells);
    if (row === undefined && transactionId !== undefined) problems.spoil(transactionId);
    return row;
  };
}

function loanAccountValue(
  fields: Fields,
  reference: Reference,
  problems: ProblemList,
): ValueReader<LoanAccountFacts> {
  const accountIdOf = identifierValue(fields, 'account_id', problems);
  return (cells) => {
    const value = accountIdOf(cells);
    if (value === undefined) return undefined;
    const loanAccount = reference.loanAccounts.get(value);
    if (loanAccount === undefined) {
      problems.report('loan_account.unknown', { column: 'account_id', value });
    }
    return loanAccount;
  };
}

function elementValue(
  fields: Fields,
  reference: Reference,
  problems: ProblemList,
): ValueReader<KnownElement> {
  const elementOf = identifierValue(fields, 'element', problems);
  const elements = knownElements(reference.catalog);
  return (cells) => {
    const value = elementOf(cells);
    if (value === undefined) return undefined;
    const element = elements.get(value);
    if (element === undefined) problems.report('element.unknown', { column: 'element', value });
    return element;
  };
}

type Rest = Pick<
  TransactionRow,
  'source' | 'version' | 'enteredAt' | 'reference' | 'description' | 'bankGroup' | 'reversalOf'
>;

/** The columns that a file may leave out. */
function restOfRow(fields: Fields, problems: ProblemList): ValueReader<Rest> {
  const sourceOf = optionalIdentifier(fields, 'source', problems);
  const versionOf = versionValue(fields, problems);
  const enteredAtOf = enteredAtValue(fields, problems);
  const referenceOf = textValue(fields, 'reference', problems);
  const descriptionOf = textValue(fields, 'description', problems);
  const bankGroupOf = optionalIdentifier(fields, 'bank_group', problems);
  const reversalOfOf = optionalIdentifier(fields, 'reversal_of', problems);
  return (cells) => {
    const source = sourceOf(cells);
    const version = versionOf(cells);
    const enteredAt = enteredAtOf(cells);
    const reference = referenceOf(cells);
    const description = descriptionOf(cells);
    const bankGroup = bankGroupOf(cells);
    const reversalOf = reversalOfOf(cells);
    if (source === undefined || version === undefined || enteredAt === undefined) return undefined;
    if (reference === undefined || description === undefined) return undefined;
    if (bankGroup === undefined || reversalOf === undefined) return undefined;
    return { source, version, enteredAt, reference, description, bankGroup, reversalOf };
  };
}
