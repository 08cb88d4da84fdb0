import type { App } from '../../src/app.ts';
import { importFile } from '../../src/tasks/import.ts';
import type { ImportResult } from '../../src/tasks/import-request.ts';
import type { FailPoint } from './fail-point.ts';

/** More than are stored at once. */
export const ROW_COUNT = 9_000;

/** A file of fees of 1.15. */
const FILE = Buffer.from(
  [
    'transaction_id,date,account_id,element,amount',
    ...Array.from({ length: ROW_COUNT }, (_, index) => `R${index},2026-05-04,L1,FEE,1.15`),
    '',
  ].join('\n'),
);

/** Imports the file; its bytes come in two parts, each of which may fail to come. */
export function importRows(
  { store, act }: Pick<App, 'store' | 'act'>,
  point?: Pick<FailPoint, 'pass'>,
): Promise<ImportResult> {
  const read = async (bytes: Uint8Array) => bytes;
  return importFile({
    store,
    act: act(),
    clock: { now: () => act().at },
    kind: 'transactions',
    file: {
      name: 'transactions.csv',
      bytesTotal: FILE.length,
      read: async function* () {
        const middle = FILE.length >> 1;
        for (const part of [FILE.subarray(0, middle), FILE.subarray(middle)]) {
          yield await (point?.pass('file', () => read(part)) ?? part);
        }
      },
    },
    dryRun: false,
    problemSink: { add: () => undefined },
  });
}
