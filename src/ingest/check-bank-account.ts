import type { LoanAccountFacts } from '../domain/import-row.ts';
import { type Cents, formatCents } from '../domain/money.ts';
import type { Fields } from './fields.ts';
import type { KnownElement } from './known-elements.ts';
import type { ProblemList } from './problem-list.ts';
import { entityCode, type Reference } from './reference.ts';

interface Moved {
  readonly element: KnownElement | undefined;
  readonly loanAccount: LoanAccountFacts | undefined;
  readonly gst: Cents | undefined;
}

/** Id of the row's bank account, 0 = none; undefined where one may not stand in this row. */
export function bankAccountCheck(
  fields: Fields,
  reference: Reference,
  problems: ProblemList,
): (cells: readonly string[], moved: Moved) => number | undefined {
  const read = fields.of('bank_account');
  const { bankAccounts, entities } = reference.catalog;
  return (cells, { element, loanAccount, gst }) => {
    const value = read(cells);
    if (value === undefined) return undefined;
    if (value === '') return 0;
    const column = 'bank_account';
    const before = problems.count;
    const bankAccount = bankAccounts.get(value);
    if (bankAccount === undefined) {
      problems.report('bank_account.unknown', { column, value });
      return undefined;
    }
    const owner = bankAccount.entity;
    if (loanAccount !== undefined && entities.get(owner)?.itemId !== loanAccount.entityId) {
      const entity = entityCode(reference.catalog, loanAccount.entityId);
      problems.report('bank_account.other_entity', { column, value, owner, entity });
    }
    if (element?.movesMoney === false) {
      const facts = { column, value, element: element.elementCode, type: element.type };
      problems.report('bank_account.element_type', facts);
    } else if (gst !== undefined && gst !== 0n) {
      problems.report('bank_account.with_gst', { column, value, gst: formatCents(gst) });
    }
    return problems.count === before ? bankAccount.itemId : undefined;
  };
}
