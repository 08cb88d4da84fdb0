import type { JournalEntryHead, JournalLineRow } from '../domain/import-row.ts';
import { placeCheck } from './check-place.ts';
import type { Fields } from './fields.ts';
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

/** Prepares the check of a journals file: cells to a line, or undefined after its problems. */
export function journalLineCheck(
  fields: Fields,
  reference: Reference,
  problems: ProblemList,
): ValueReader<JournalLineRow> {
  const { catalog } = reference;
  const headOf = entryHead(fields, problems);
  const placeOf = placeCheck(fields, catalog, problems);
  const glAccountIdOf = itemIdOf(identifierValue(fields, 'gl_account', problems), (value) => {
    const found = catalog.glAccounts.get(value);
    if (found === undefined) problems.report('gl_account.unknown', { column: 'gl_account', value });
    return found?.itemId;
  });
  const gstCodeIdOf = itemIdOf(optionalIdentifier(fields, 'gst_code', problems), (value) => {
    if (value === '') return 0;
    const found = catalog.gstCodes.get(value);
    if (found === undefined) problems.report('gst_code.unknown', { column: 'gst_code', value });
    return found?.itemId;
  });
  const amountOf = amountValue(fields, problems);
  const descriptionOf = textValue(fields, 'description', problems);
  const build = (cells: readonly string[]): JournalLineRow | undefined => {
    const head = headOf(cells);
    const place = placeOf(cells);
    const glAccountId = glAccountIdOf(cells);
    const gstCodeId = gstCodeIdOf(cells);
    const amount = amountOf(cells);
    const description = descriptionOf(cells);
    if (head === undefined || place === undefined || description === undefined) return undefined;
    if (glAccountId === undefined || gstCodeId === undefined || amount === undefined) {
      return undefined;
    }
    const { entityId, branchId, departmentId } = place;
    return {
      row: problems.row,
      head: { ...head, entityId },
      glAccountId,
      amount,
      branchId,
      departmentId,
      gstCodeId,
      description,
    };
  };
  const entryIdOf = fields.of('entry_id');
  return (cells) => {
    const line = build(cells);
    if (line === undefined) problems.spoil(entryIdOf(cells) ?? '');
    return line;
  };
}

function entryHead(
  fields: Fields,
  problems: ProblemList,
): ValueReader<Omit<JournalEntryHead, 'entityId'>> {
  const sourceOf = optionalIdentifier(fields, 'source', problems);
  const entryIdOf = identifierValue(fields, 'entry_id', problems);
  const versionOf = versionValue(fields, problems);
  const dateOf = dateValue(fields, problems);
  const narrationOf = textValue(fields, 'narration', problems);
  const enteredAtOf = enteredAtValue(fields, problems);
  return (cells) => {
    const source = sourceOf(cells);
    const entryId = entryIdOf(cells);
    const version = versionOf(cells);
    const date = dateOf(cells);
    const narration = narrationOf(cells);
    const enteredAt = enteredAtOf(cells);
    if (source === undefined || entryId === undefined || version === undefined) return undefined;
    if (date === undefined || narration === undefined || enteredAt === undefined) return undefined;
    return { source, entryId, version, date, narration, enteredAt };
  };
}

function itemIdOf(
  textOf: ValueReader<string>,
  find: (value: string) => number | undefined,
): ValueReader<number> {
  return (cells) => {
    const value = textOf(cells);
    return value === undefined ? undefined : find(value);
  };
}
