import type { AccountRow } from '../domain/import-row.ts';
import { placeCheck } from './check-place.ts';
import type { Fields } from './fields.ts';
import type { ProblemList } from './problem-list.ts';
import type { Reference } from './reference.ts';
import { identifierValue, textValue, type ValueReader } from './row-values.ts';

/** Prepares the check of an accounts file: cells to a row, or undefined after its problems. */
export function loanAccountCheck(
  fields: Fields,
  reference: Reference,
  problems: ProblemList,
): ValueReader<AccountRow> {
  const accountIdOf = identifierValue(fields, 'account_id', problems);
  const clientIdOf = textValue(fields, 'client_id', problems);
  const clientNameOf = textValue(fields, 'client_name', problems);
  const placeOf = placeCheck(fields, reference.catalog, problems);
  const accountTypeIdOf = accountTypeValue(fields, reference, problems);
  const isGstExemptOf = gstExemptValue(fields, problems);
  return (cells) => {
    const accountId = accountIdOf(cells);
    const clientId = clientIdOf(cells);
    const clientName = clientNameOf(cells);
    const place = placeOf(cells);
    const accountTypeId = accountTypeIdOf(cells);
    const isGstExempt = isGstExemptOf(cells);
    if (accountId === undefined || clientId === undefined || clientName === undefined) {
      return undefined;
    }
    if (place === undefined || accountTypeId === undefined || isGstExempt === undefined) {
      return undefined;
    }
    return {
      row: problems.row,
      accountId,
      clientId: clientId ?? '',
      clientName: clientName ?? '',
      ...place,
      accountTypeId,
      isGstExempt,
    };
  };
}

function accountTypeValue(
  fields: Fields,
  reference: Reference,
  problems: ProblemList,
): ValueReader<number> {
  const accountTypeOf = identifierValue(fields, 'account_type', problems);
  return (cells) => {
    const value = accountTypeOf(cells);
    if (value === undefined) return undefined;
    const accountType = reference.catalog.accountTypes.get(value);
    if (accountType !== undefined) return accountType.itemId;
    problems.report('account_type.unknown', { column: 'account_type', value });
    return undefined;
  };
}

const ANSWERS: Readonly<Record<string, boolean>> = {
  '': false,
  no: false,
  false: false,
  '0': false,
  yes: true,
  true: true,
  '1': true,
};

function gstExemptValue(fields: Fields, problems: ProblemList): ValueReader<boolean> {
  const read = fields.of('gst_exempt');
  return (cells) => {
    const value = read(cells);
    if (value === undefined) return undefined;
    const answer = ANSWERS[value.toLowerCase()];
    if (answer !== undefined) return answer;
    problems.report('gst_exempt.invalid', { column: 'gst_exempt', value });
    return undefined;
  };
}
