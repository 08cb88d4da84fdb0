import type { TransactionRow } from '../../domain/import-row.ts';
import { addCents } from '../../domain/money.ts';
import { compareTransactions } from './compare-transactions.ts';
import { type Inserted, insertTransactions, type KeptTransaction } from './insert-transactions.ts';
import { keptCurrencies } from './kept-currencies.ts';
import {
  type ChunkWriter,
  type Loader,
  type LoadingContext,
  noTotals,
  writeChunk,
} from './loader.ts';
import { bankGroupIds, sourceIds } from './names.ts';
import { reversalLinker } from './reversals.ts';
import { changedOriginals, followOriginals } from './reversed-originals.ts';
import { hasLaterVersions, supersede } from './versions.ts';

/** Keeps transactions by chunks; looks at rows again only where something is special about them. */
export function transactionLoader(context: LoadingContext): Loader<TransactionRow> {
  const totals = noTotals(context.loading);
  const sources = sourceIds();
  const bankGroups = bankGroupIds();
  const reversals = reversalLinker(context);
  const changed = changedOriginals(context);
  const currencies = keptCurrencies(context.bookCurrency);
  let knowsVersions: boolean | undefined;

  const insert = async (writer: ChunkWriter, rows: readonly TransactionRow[]) => {
    await sources.know(
      writer.tx,
      rows.map((row) => row.source),
    );
    const groups = rows.map((row) => row.bankGroup).filter((group) => group !== '');
    await bankGroups.know(writer.tx, groups);
    knowsVersions ??= await hasLaterVersions(writer.tx, 'loan_transaction');
    knowsVersions ||= rows.some((row) => row.version > 1);
    const isSpecial = knowsVersions ? () => true : (row: TransactionRow) => row.reversalOf !== '';
    return insertTransactions(writer, {
      rows,
      lastRowId: totals.lastRowId,
      sources,
      bankGroups,
      isSpecial,
    });
  };
  const settle = async (writer: ChunkWriter, { special, conflicts }: Inserted) => {
    if (knowsVersions === true) {
      await supersede(writer.tx, 'loan_transaction', versioned(special));
      await changed.note(writer.tx, special);
    }
    await reversals.link(
      writer,
      special.filter(({ row }) => row.reversalOf !== ''),
    );
    const given = { context, sources, pendingOriginal: reversals.pendingOriginal, currencies };
    totals.unchanged += await compareTransactions(writer.tx, conflicts, given);
  };
  return {
    totals,
    async take(rows) {
      totals.currency ||= rows.find((row) => row.currency !== '')?.currency ?? '';
      await writeChunk(context, rows.length, async (writer) => {
        const inserted = await insert(writer, rows);
        totals.lastRowId = inserted.lastRowId;
        totals.accepted += inserted.accepted;
        totals.debits = addCents(totals.debits, inserted.debits);
        totals.credits = addCents(totals.credits, inserted.credits);
        await settle(writer, inserted);
      });
    },
    async finish() {
      await writeChunk(context, 0, async (writer) => {
        await reversals.linkPending(writer);
        await changed.check(writer.tx);
      });
    },
    async accept(tx) {
      if (knowsVersions === true) await followOriginals(tx, context.loading.firstRowId);
    },
  };
}

function versioned(kept: readonly KeptTransaction[]) {
  return kept.map(({ row, sourceId }) => ({ sourceId, id: row.transactionId }));
}
