import type { TransactionRow } from '../../domain/import-row.ts';
import { type Cents, negateCents } from '../../domain/money.ts';
import { type Facts, problem } from '../../domain/problem.ts';
import type { ProblemCode } from '../../domain/problems/index.ts';
import type { KeptTransaction } from './insert-transactions.ts';
import type { ChunkWriter, LoadingContext } from './loader.ts';
import { mirrorFault } from './mirror.ts';
import { loadOriginals, type Original, type Originals } from './originals.ts';
import { type Link, setReversals } from './set-reversals.ts';

/** Ties reversals to the rows that they take back (ACCOUNTING 2.5). */
export interface ReversalLinker {
  link(writer: ChunkWriter, kept: readonly KeptTransaction[]): Promise<void>;
  /** Links what had no original when it came; it may have come later in the file. */
  linkPending(writer: ChunkWriter): Promise<void>;
  /** The original that a kept row of this file still waits for. */
  pendingOriginal(rowId: number): string | undefined;
}

const AT_ONCE = 5000;

export function reversalLinker(context: LoadingContext): ReversalLinker {
  const pending = new Map<number, KeptTransaction>();
  const linkSome = async (
    writer: ChunkWriter,
    kept: readonly KeptTransaction[],
    onUnknown: (reversal: KeptTransaction) => void,
  ) => {
    if (kept.length === 0) return;
    const originals = await loadOriginals(writer.tx, kept);
    const links = judge(kept, originals, { context, onUnknown });
    await setReversals(writer, links);
  };
  return {
    link: (writer, kept) =>
      linkSome(writer, kept, (reversal) => pending.set(reversal.rowId, reversal)),
    async linkPending(writer) {
      const waiting = [...pending.values()];
      for (let at = 0; at < waiting.length; at += AT_ONCE) {
        await linkSome(writer, waiting.slice(at, at + AT_ONCE), (reversal) => {
          const value = reversal.row.reversalOf;
          if (context.isSpoiled(value)) return;
          const facts = { column: 'reversal_of', value };
          report(context, reversal, { problemCode: 'reversal.unknown_original', facts });
        });
      }
    },
    pendingOriginal: (rowId) => pending.get(rowId)?.row.reversalOf,
  };
}

function judge(
  kept: readonly KeptTransaction[],
  originals: Originals,
  given: { context: LoadingContext; onUnknown: (reversal: KeptTransaction) => void },
): Link[] {
  return kept.flatMap((reversal) => {
    const original = originals.of(reversal);
    if (original === undefined) {
      given.onUnknown(reversal);
      return [];
    }
    const gst = gstOf(reversal.row, original);
    const fault = faultOf({ ...reversal, row: { ...reversal.row, gst } }, original, originals);
    if (fault !== undefined) report(given.context, reversal, fault);
    return [{ rowId: reversal.rowId, originalRowId: original.rowId, gst }];
  });
}

/** The original's GST with the sign turned, whatever the rate is by now, unless the file gives it. */
function gstOf({ amount, gst, isGstGiven }: TransactionRow, original: Original): Cents {
  return isGstGiven || amount === 0n ? gst : negateCents(original.gst);
}

interface Fault {
  readonly problemCode: ProblemCode;
  readonly facts: Facts;
}

/** A row of amount 0.00 takes its reversal back and mirrors nothing. */
function faultOf(
  reversal: KeptTransaction,
  original: Original,
  originals: Originals,
): Fault | undefined {
  const { row } = reversal;
  const value = row.reversalOf;
  if (value === row.transactionId) {
    return { problemCode: 'reversal.of_itself', facts: { column: 'reversal_of', value } };
  }
  if (row.amount === 0n || originals.isReplaced(reversal.rowId)) return undefined;
  const fault = mirrorFault(row, original);
  if (fault !== undefined) {
    return { problemCode: 'reversal.not_mirror', facts: { ...fault, original: value } };
  }
  const other = originals.takeBack(original, row.transactionId);
  if (other === undefined) return undefined;
  const facts = { column: 'reversal_of', value, other };
  return { problemCode: 'reversal.already_reversed', facts };
}

function report(context: LoadingContext, reversal: KeptTransaction, fault: Fault): void {
  const { row, transactionId } = reversal.row;
  context.report(problem(fault.problemCode, { row, transaction: transactionId, ...fault.facts }));
}
