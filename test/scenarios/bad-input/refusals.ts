import { expect } from 'vitest';
import type { ImportKind } from '../../../src/domain/import-row.ts';
import type { Store } from '../../../src/store/store.ts';
import type { ImportOptions } from '../../../src/tasks/import-request.ts';
import { runImport } from '../../imports.ts';

/** Each problem as `code row column=value`, in the order of the file. */
export async function problemsOf(
  store: Store,
  kind: ImportKind,
  input: Partial<ImportOptions> & { text: string | Uint8Array },
): Promise<string[]> {
  const before = await contents(store);
  const result = await runImport(store, kind, input);
  if (result.problemCount > 0) {
    expect(result).toMatchObject({ importId: null, accepted: 0, unchanged: 0, sameAs: null });
    expect(await contents(store)).toEqual(before);
  }
  for (const { message, remedy } of result.problems) {
    expect(`${message}\n${remedy}`).not.toMatch(/[{}]|undefined/);
  }
  return result.problems.map(({ code, facts }) => {
    const { row, column, value } = facts;
    return [
      code,
      ...(row === undefined ? [] : [row]),
      ...(column === undefined ? [] : [value === undefined ? column : `${column}=${value}`]),
    ].join(' ');
  });
}

/** How many rows each table of the sub-ledger has. */
export async function contents(store: Store): Promise<Record<string, number>> {
  const tables = [
    'import',
    'loan_account',
    'loan_account_change',
    'loan_transaction',
    'superseded',
    'journal_entry',
    'journal_entry_line',
  ] as const;
  const counts: Record<string, number> = {};
  for (const table of tables) {
    const { n } = await store.reader
      .selectFrom(table)
      .select((eb) => eb.fn.countAll<number>().as('n'))
      .executeTakeFirstOrThrow();
    counts[table] = n;
  }
  return counts;
}
