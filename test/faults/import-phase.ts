import { expect } from 'vitest';
import { type Lender, openCopy, openLender } from '../scenarios/export/lender.ts';
import { expectImportedOnce } from './invariants.ts';
import type { Phase } from './phase.ts';
import { importRows } from './rows.ts';

/** A file with more rows than are stored at once. */
export const IMPORT_PHASE: Phase = {
  name: 'import',
  deed: 'import',
  hangsForMs: 61_000,
  reaches: ['file', 'read', 'transact'],
  prepare: async () => {
    const lender = await openLender({ transactions: '' });
    return async () => {
      const copy = await openCopy(lender);
      return { ...copy, exportId: '', breakWire: () => undefined, goOn: () => imported(copy) };
    };
  },
};

async function imported(lender: Lender): Promise<void> {
  const other = await lender.reopened();
  let result = await importRows(other.app);
  if (result.problems[0]?.code === 'import.already_running') {
    await lender.pass(61_000);
    result = await importRows(other.app);
  }
  expect(result.problems).toEqual([]);
  await expectImportedOnce(other);
}
