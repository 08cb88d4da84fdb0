import { configurationSchema } from '../src/domain/configuration.ts';
import type { ImportKind } from '../src/domain/import-row.ts';
import { applyConfiguration } from '../src/store/catalog-writer.ts';
import type { Store } from '../src/store/store.ts';
import { importFile } from '../src/tasks/import.ts';
import type { ImportOptions, ImportResult } from '../src/tasks/import-request.ts';
import { ACT } from './stores.ts';

/** A lender with two entities, a fee with GST and a payment. */
const CONFIGURATION = configurationSchema.parse({
  version: 1,
  entities: [{ code: 'M' }, { code: 'N' }],
  branches: [
    { id: 'EAST', entity: 'M' },
    { id: 'NORTH', entity: 'N' },
  ],
  departments: [{ id: 'PERSONAL' }],
  gstCodes: [{ code: 'OUT', taxType: 'OUTPUT2' }],
  glAccounts: [{ code: '1100' }, { code: '4100' }],
  elements: [
    { code: 'FEE', type: 'fee', glAccount: '4100', gstCode: 'OUT', gstRate: 15 },
    { code: 'PAY', type: 'paymentReceived' },
    { code: 'TAXED', type: 'paymentReceived', gstCode: 'OUT', gstRate: 15 },
    { code: 'IMPORT', type: 'cost', gstRate: 100 },
  ],
  accountTypes: [{ code: 'LOAN', controlAccount: '1100' }],
  bankAccounts: [
    { code: 'BNZ', entity: 'M' },
    { code: 'ANZ', entity: 'N' },
  ],
  layouts: [
    {
      name: 'bank',
      for: 'transactions',
      dateFormat: 'DD/MM/YY',
      decimalMark: ',',
      thousandsMark: '.',
      negative: 'trailingMinus',
      negateWhen: { Kind: ['CR'] },
      fields: {
        transaction_id: { columns: ['Batch', 'No'] },
        date: { column: 'Day' },
        account_id: { column: 'Loan', map: { 1: 'L1', 2: 'L2' } },
        element: {
          rules: [
            { when: { Kind: 'CR' }, is: 'PAY' },
            { when: { Kind: 'DR', Note: '' }, is: 'FEE' },
          ],
        },
        amount: { column: 'Sum' },
        source: { constant: 'BANK' },
      },
    },
  ],
});

/** Two loan accounts of entity M; L2 is exempt from GST. */
export const ACCOUNTS = `account_id,client_id,client_name,account_type,entity,branch,department,gst_exempt
L1,C1,Ann,LOAN,M,EAST,PERSONAL,
L2,C2,Bob,LOAN,M,,,yes
`;

/** Applies the configuration to an empty store. */
export async function configure(store: Store): Promise<void> {
  await applyConfiguration(store, ACT, CONFIGURATION);
}

/** Imports a text as if it were a file. */
export async function runImport(
  store: Store,
  kind: ImportKind,
  more: Partial<ImportOptions> & { text: string | Uint8Array },
): Promise<ImportResult> {
  const { text, ...options } = more;
  const bytes = typeof text === 'string' ? Buffer.from(text) : text;
  let listed = 0;
  const result = await importFile({
    store,
    act: ACT,
    clock: { now: () => ACT.at },
    kind,
    file: {
      name: `${kind}.csv`,
      bytesTotal: bytes.length,
      read: async function* () {
        yield bytes;
      },
    },
    dryRun: false,
    problemSink: {
      add: () => {
        listed += 1;
      },
    },
    ...options,
  });
  if (listed !== result.problemCount) throw new Error(`${listed} problems were listed`);
  return result;
}
