import type { Transaction } from 'kysely';
import { dateOfNumber } from '../../domain/dates.ts';
import type { TransactionRow } from '../../domain/import-row.ts';
import { type Cents, formatCents } from '../../domain/money.ts';
import { invariant, problem } from '../../domain/problem.ts';
import { chunksOf } from '../chunks.ts';
import type { Database } from '../schema.ts';
import type { KeptCurrencies } from './kept-currencies.ts';
import { holderOf, loanAccountKeyOf } from './kept-names.ts';
import type { LoadingContext } from './loader.ts';
import type { NameIds } from './names.ts';
import { bySource } from './versions.ts';

interface Given {
  readonly context: LoadingContext;
  readonly sources: NameIds;
  /** The original that a kept row of this file still waits for. */
  readonly pendingOriginal: (rowId: number) => string | undefined;
  readonly currencies: KeptCurrencies;
}

const ROWS_AT_ONCE = 500;

/**
 * Compares rows with the kept ones of the same source, id and version. Equal ones change nothing and
 * are counted; others are problems that name the first column that differs.
 */
export async function compareTransactions(
  tx: Transaction<Database>,
  rows: readonly TransactionRow[],
  given: Given,
): Promise<number> {
  let unchanged = 0;
  for (const some of chunksOf(rows, ROWS_AT_ONCE)) {
    const kept = await readKept(tx, some, given);
    for (const row of some) {
      const twin = kept.get(identity(given.sources.of(row.source), row));
      invariant(twin !== undefined, 'a row that conflicts has one of its identity');
      if (await isSame(tx, { row, twin, given })) unchanged += 1;
    }
  }
  return unchanged;
}

type KeptRow = Awaited<ReturnType<typeof readRows>>[number];

async function readKept(
  tx: Transaction<Database>,
  rows: readonly TransactionRow[],
  { sources }: Given,
): Promise<Map<string, KeptRow>> {
  const kept = new Map<string, KeptRow>();
  const identities = rows.map((row) => ({
    sourceId: sources.of(row.source),
    id: row.transactionId,
  }));
  for (const [sourceId, ids] of bySource(identities)) {
    for (const row of await readRows(tx, sourceId, ids)) {
      const { transaction_id: transactionId, version } = row;
      kept.set(identity(sourceId, { transactionId, version }), row);
    }
  }
  return kept;
}

function identity(
  sourceId: number,
  { transactionId, version }: Pick<TransactionRow, 'transactionId' | 'version'>,
): string {
  return `${sourceId} ${version} ${transactionId}`;
}

async function readRows(tx: Transaction<Database>, sourceId: number, ids: readonly string[]) {
  return tx
    .selectFrom('loan_transaction as t')
    .leftJoin('bank_group as g', 'g.bank_group_id', 't.bank_group_id')
    .leftJoin('loan_transaction as original', 'original.row_id', 't.reversal_of_row_id')
    .selectAll('t')
    .select(['g.name as bank_group', 'original.transaction_id as original'])
    .where('t.source_id', '=', sourceId)
    .where('t.transaction_id', 'in', ids)
    .execute();
}

async function isSame(
  tx: Transaction<Database>,
  { row, twin, given }: { row: TransactionRow; twin: KeptRow; given: Given },
): Promise<boolean> {
  const original = twin.original ?? given.pendingOriginal(twin.row_id) ?? '';
  const difference =
    idDifference(row, twin) ??
    amountDifference(row, twin) ??
    textDifference(row, twin, original) ??
    (await currencyDifference(tx, { row, twin, given }));
  if (difference === undefined) return true;
  const { column, value, kept } = difference;
  given.context.report(
    problem('transaction.other_content', {
      row: row.row,
      column,
      value: await shown(tx, { column, value }, given.context),
      kept: await shown(tx, { column, value: kept }, given.context),
      transaction: row.transactionId,
      version: row.version,
      import: await holderOf(tx, twin.row_id, given.context.loading),
    }),
  );
  return false;
}

interface Difference {
  readonly column: string;
  readonly value: string | number;
  readonly kept: string | number;
}

function idDifference(row: TransactionRow, kept: KeptRow): Difference | undefined {
  return firstDifference([
    ['date', row.date, kept.date],
    ['account_id', row.loanAccountId, kept.loan_account_id],
    ['element', row.elementId, kept.element_id],
    ['bank_account', row.bankAccountId, kept.bank_account_id],
  ]);
}

function amountDifference(row: TransactionRow, kept: KeptRow): Difference | undefined {
  const differs = (column: string, value: Cents, keptValue: Cents) =>
    value === keptValue
      ? undefined
      : { column, value: formatCents(value), kept: formatCents(keptValue) };
  return (
    differs('amount', row.amount, kept.amount_cents) ??
    (row.isGstGiven ? differs('gst', row.gst, kept.gst_cents) : undefined)
  );
}

function textDifference(
  row: TransactionRow,
  kept: KeptRow,
  original: string,
): Difference | undefined {
  return firstDifference([
    ['bank_group', row.bankGroup, kept.bank_group ?? ''],
    ['reversal_of', row.reversalOf, original],
    ['reference', row.reference ?? '', kept.reference ?? ''],
    ['description', row.description ?? '', kept.description ?? ''],
    ['entered_at', row.enteredAt ?? '', kept.entered_at ?? ''],
  ]);
}

/** A currency that the row does not state is that of the books, and nothing to compare. */
async function currencyDifference(
  tx: Transaction<Database>,
  { row, twin, given }: { row: TransactionRow; twin: KeptRow; given: Given },
): Promise<Difference | undefined> {
  if (row.currency === '') return undefined;
  const kept = await given.currencies.of(tx, twin.row_id);
  return kept === undefined ? undefined : firstDifference([['currency', row.currency, kept]]);
}

function firstDifference(
  columns: readonly (readonly [string, string | number, string | number])[],
): Difference | undefined {
  const found = columns.find(([, value, kept]) => value !== kept);
  if (found === undefined) return undefined;
  const [column, value, kept] = found;
  return { column, value, kept };
}

/** The value as the file writes it. */
async function shown(
  tx: Transaction<Database>,
  { column, value }: Pick<Difference, 'column' | 'value'>,
  context: LoadingContext,
): Promise<string> {
  if (typeof value === 'string') return value === '' ? 'blank' : value;
  if (column === 'date') return dateOfNumber(value);
  if (column === 'account_id') return loanAccountKeyOf(tx, value);
  return context.nameOf(value) || 'blank';
}
