import { configurationSchema } from '../src/domain/configuration.ts';
import { type AccountingDate, type Instant, parseDate } from '../src/domain/dates.ts';
import { resolveExportId } from '../src/domain/export-id.ts';
import { cents, negateCents } from '../src/domain/money.ts';
import type { PlanTotals } from '../src/domain/plan-totals.ts';
import type {
  PlannedDocument,
  PlannedLine,
  PostedBundle,
  PostedSide,
} from '../src/domain/planned-document.ts';
import { invariant } from '../src/domain/problem.ts';
import { DEFAULT_SETTINGS } from '../src/domain/settings.ts';
import type { NewBatch } from '../src/store/batch-writer.ts';
import { loadCatalog } from '../src/store/catalog-reader.ts';
import { applyConfiguration } from '../src/store/catalog-writer.ts';
import type { Store } from '../src/store/store.ts';
import { type BatchRecords, batchRecords } from './batch-records.ts';
import { ACT } from './stores.ts';

export const UNTIL = '2026-05-31T10:05:00.000Z' as Instant;
const UP_TO = date('2026-05-31');

/** Fees of 115.00, GST 15.00 inside, on loan account L-1: rows 1 to `rows`. */
export async function keepFees(store: Store, rows: number): Promise<void> {
  await applyConfiguration(
    store,
    ACT,
    configurationSchema.parse({
      version: 1,
      entities: [{ code: 'M' }],
      elements: [{ code: 'FEE', type: 'fee' }],
    }),
  );
  const catalog = await loadCatalog(store.reader);
  const element = catalog.elements.get('FEE')?.itemId ?? 0;
  await store.transact(ACT, async (tx, audit) => {
    await tx.insertInto('source').values({ source_id: 1, name: 'loans' }).execute();
    await tx.insertInto('loan_account').values(LOAN_ACCOUNT).execute();
    for (let row = 1; row <= rows; row += 1) {
      await tx.insertInto('loan_transaction').values(feeRow(row, element)).execute();
    }
    await audit('test.rows', 'rows');
  });
}

export async function newBatch(store: Store, template = '[YYYYMMDD].[Seq]'): Promise<NewBatch> {
  const entity = (await loadCatalog(store.reader)).entities.get('M');
  return {
    pattern: resolveExportId(template, { upTo: UP_TO, entity: 'M', user: 'tester' }),
    entityId: entity?.itemId ?? 0,
    tenantId: 'tenant-1',
    organisationName: 'Lender Limited',
    currency: 'NZD',
    streams: ['journals'],
    upTo: UP_TO,
    settings: DEFAULT_SETTINGS,
    words: { countryCode: 'NZ', taxRateNames: {} },
    horizon: 1000,
    owner: 'worker-1',
    until: UNTIL,
  };
}

/** A batch in `planning` that claims rows 1 to `rows` and posts them with one journal of two lines. */
export async function writeSample(store: Store, rows: number, template?: string) {
  const records: BatchRecords = batchRecords(store);
  const held = await records.beginBatch(ACT, await newBatch(store, template));
  await claimRows(store, held.batchId, rows);
  const documents = [journalOf(held.exportId, rows)];
  const documentIds = await records.writeDocuments(ACT, { held, documents });
  const posted = [feeBundle(rows)];
  await records.writeBundles(ACT, { held, posted, documentIds });
  const documentId = documentIds.get(1);
  invariant(documentId !== undefined, 'the journal has an id');
  return { records, held, documentId };
}

/** The same, accepted, and taken in hand by worker-2. */
export async function planSample(store: Store, rows: number, template?: string) {
  const sample = await writeSample(store, rows, template);
  const { records, held } = sample;
  await records.acceptBatch(ACT, { held, totals: TOTALS });
  const lease = { batchId: held.batchId, owner: 'worker-2', until: UNTIL };
  const taken = await records.takeLease(ACT, lease);
  invariant(taken !== undefined, 'a batch just planned is held by nobody');
  return { ...sample, held: taken };
}

export async function claimRows(store: Store, batchId: number, rows: number): Promise<void> {
  await store.transact(ACT, async (tx, audit) => {
    for (let row_id = 1; row_id <= rows; row_id += 1) {
      const claim = { mode: 2, stream: 1, row_id, turn: 1, batch_id: batchId, bundle_key: 1 };
      await tx
        .insertInto('claim')
        .values(claim as never)
        .execute();
    }
    await audit('test.claims', `batch/${batchId}`);
  });
}

/** Takes every batch away, so that a test starts as the first one did. */
export async function removeBatches(store: Store): Promise<void> {
  const tables = [
    ...(['receipt', 'call_document', 'call', 'document_line', 'document'] as const),
    ...(['bundle_side', 'bundle', 'claim', 'batch'] as const),
  ];
  await store.transact(ACT, async (tx, audit) => {
    for (const table of tables) await tx.deleteFrom(table).execute();
    await audit('test.emptied', 'batches');
  });
}

export const TOTALS: PlanTotals = {
  transactions: 3,
  postings: 6,
  lines: 2,
  manualJournals: 1,
  bankTransactions: 0,
  debits: cents(34_500n),
  credits: cents(34_500n),
  gst: cents(4500n),
  gstXero: cents(4500n),
  waitingForMonthEnd: 0,
  excluded: 0,
  forecast: { calls: 8, seconds: 0 },
};

const LOAN_ACCOUNT = {
  loan_account_id: 1,
  account_id: 'L-1',
  client_id: 'C-1',
  client_name: 'Client One',
  segment_id: 1,
  gst_exempt: 0 as const,
  import_id: 1,
};

function feeRow(row_id: number, element_id: number) {
  return {
    row_id,
    source_id: 1,
    transaction_id: `T-${row_id}`,
    version: 1,
    date: 20260510,
    entered_at: null,
    loan_account_id: 1,
    element_id,
    amount_cents: cents(11_500n),
    gst_cents: cents(1500n),
    reference: null,
    description: 'Fee',
    bank_account_id: 0,
    bank_group_id: 0,
    reversal_of_row_id: null,
  };
}

function journalOf(exportId: string, rows: number): PlannedDocument {
  return {
    part: 1,
    kind: 'manualJournal',
    date: date('2026-05-10'),
    text: `Loans [${exportId}/1 0123456789]`,
    marker: `[${exportId}/1 0123456789]`,
    documentKey: `key of ${exportId}/1`,
    lines: feeBundle(rows).sides.map(lineOf),
    bank: undefined,
    body: `{"Narration":"${exportId}"}`,
  };
}

function lineOf(side: PostedSide): PlannedLine {
  const { glAccountCode, sentAccount, description, taxType, amount, gst } = side;
  const { categoryA, optionA, categoryB, optionB, rows } = side;
  const options = { categoryA, optionA, categoryB, optionB };
  return { glAccountCode, sentAccount, description, taxType, amount, gst, ...options, rows };
}

function feeBundle(rows: number): PostedBundle {
  const amount = cents(11_500n * BigInt(rows));
  const gst = cents(1500n * BigInt(rows));
  const common = {
    branch: 'EAST',
    department: '',
    lineDate: date('2026-05-10'),
    categoryA: 'Branch',
    optionA: 'EAST',
    categoryB: '',
    optionB: '',
    description: 'Fee',
    rows,
    part: 1,
  };
  const control = { glAccountCode: '1100', sentAccount: '1100', taxType: 'NONE' };
  const income = { glAccountCode: '4100', sentAccount: '4100', taxType: 'OUTPUT2' };
  return {
    stream: 'journals',
    turn: 1,
    bundleKey: 1,
    date: date('2026-05-10'),
    segmentId: 1,
    elementId: 1,
    bankAccountId: 0,
    bankGroup: '',
    bankGroupId: 0,
    profile: 'clearing',
    rows,
    amount,
    gst,
    firstRow: 1,
    lastRow: rows,
    sides: [
      { ...common, ...control, sign: 1, carriesGst: false, amount, gst: cents(0n), lineNo: 1 },
      {
        ...common,
        ...income,
        sign: -1,
        carriesGst: true,
        amount: negateCents(amount),
        gst: negateCents(gst),
        lineNo: 2,
      },
    ],
  };
}

function date(text: string): AccountingDate {
  const parsed = parseDate(text);
  invariant(parsed !== undefined, `${text} is a date`);
  return parsed;
}
