import type { TransactionRow } from '../../domain/import-row.ts';
import { addCents, type Cents, negateCents, ZERO_CENTS } from '../../domain/money.ts';
import { insertNew, type NewRows, type NewValue } from './insert-new.ts';
import type { ChunkWriter } from './loader.ts';
import type { NameIds } from './names.ts';

/** A row under the id that it was kept with. */
export interface KeptTransaction {
  readonly row: TransactionRow;
  readonly rowId: number;
  readonly sourceId: number;
}

export interface Inserted {
  readonly lastRowId: number;
  readonly accepted: number;
  readonly debits: Cents;
  /** Without sign. */
  readonly credits: Cents;
  /** Rows that were not kept since their source, id and version are taken. */
  readonly conflicts: readonly TransactionRow[];
  /** The kept rows that were asked for. */
  readonly special: readonly KeptTransaction[];
}

export interface InsertOptions {
  readonly rows: readonly TransactionRow[];
  readonly lastRowId: number;
  readonly sources: NameIds;
  readonly bankGroups: NameIds;
  readonly isSpecial: (row: TransactionRow) => boolean;
}

/** Where transactions are kept; what a row reverses is written afterwards. */
export const LOAN_TRANSACTIONS: NewRows = {
  table: 'loan_transaction',
  columns: {
    row_id: 'int4',
    source_id: 'int4',
    transaction_id: 'text',
    version: 'int4',
    date: 'int4',
    entered_at: 'text',
    loan_account_id: 'int4',
    element_id: 'int4',
    amount_cents: 'int8',
    gst_cents: 'int8',
    reference: 'text',
    description: 'text',
    bank_account_id: 'int4',
    bank_group_id: 'int4',
  },
  uniqueBy: ['source_id', 'transaction_id', 'version'],
};

/** Keeps the rows whose source, id and version are new, without asking for each beforehand. */
export async function insertTransactions(
  writer: ChunkWriter,
  options: InsertOptions,
): Promise<Inserted> {
  const { rows, sources, isSpecial } = options;
  const firstRowId = options.lastRowId + 1;
  const isNew = await insertNew(writer, LOAN_TRANSACTIONS, {
    rows,
    valuesOf: (row, index) => valuesOf(row, firstRowId + index, options),
  });
  let { lastRowId } = options;
  let accepted = 0;
  let debits = ZERO_CENTS;
  let credits = ZERO_CENTS;
  const conflicts: TransactionRow[] = [];
  const special: KeptTransaction[] = [];
  let rowId = options.lastRowId;
  for (const row of rows) {
    rowId += 1;
    if (isNew[rowId - firstRowId] !== true) {
      conflicts.push(row);
      continue;
    }
    lastRowId = rowId;
    accepted += 1;
    if (row.amount > 0n) debits = addCents(debits, row.amount);
    else credits = addCents(credits, negateCents(row.amount));
    if (isSpecial(row)) special.push({ row, rowId: lastRowId, sourceId: sources.of(row.source) });
  }
  return { lastRowId, accepted, debits, credits, conflicts, special };
}

function valuesOf(
  row: TransactionRow,
  rowId: number,
  { sources, bankGroups }: InsertOptions,
): NewValue[] {
  return [
    rowId,
    sources.of(row.source),
    row.transactionId,
    row.version,
    row.date,
    row.enteredAt,
    row.loanAccountId,
    row.elementId,
    row.amount,
    row.gst,
    row.reference,
    row.description,
    row.bankAccountId,
    row.bankGroup === '' ? 0 : bankGroups.of(row.bankGroup),
  ];
}
