import { formatCents } from '../domain/money.ts';
import { fail, type Outcome, problem, succeed } from '../domain/problem.ts';
import { loadDocuments } from '../store/document-reader.ts';
import { loadLines } from '../store/line-reader.ts';
import { loadPostings, type StoredPosting } from '../store/posting-reader.ts';
import { findBatch } from './send-export.ts';
import { type LineSummary, lineSummaryOf, type PostingSummary } from './show-exports.ts';
import type { TaskContext } from './task-context.ts';

/** Some rows of a long list; `next` leads to those after them. */
interface PageOf<Row> {
  readonly rows: readonly Row[];
  readonly next: number | null;
}

/** A line, and whether it is the bank side, which Xero makes by itself. */
export interface ShownLine extends LineSummary {
  readonly isBankSide: boolean;
}

/** A posting, and the row that it is of. */
export interface ShownPosting extends PostingSummary {
  readonly rowId: number;
  /** Takes back what an earlier batch posted of the row. */
  readonly isTakenBack: boolean;
}

const LINES_AT_ONCE = 200;
const POSTINGS_AT_ONCE = 100;

/** Lines of one document, a page after a line. Problems: `batch.unknown`, `undo.no_document`. */
export async function linesPageTask(
  context: TaskContext,
  wanted: { exportId: string; part: number; after: number | undefined },
): Promise<Outcome<PageOf<ShownLine>>> {
  const { part, after } = wanted;
  const found = await findDocument(context, wanted);
  if (!found.ok) return found;
  const lines = await loadLines(context.store.reader, {
    ...found.value,
    ...(after === undefined ? {} : { after: { part, lineNo: after } }),
    limit: LINES_AT_ONCE + 1,
  });
  const rows = lines.slice(0, LINES_AT_ONCE).map((line) => ({
    ...lineSummaryOf(line),
    isBankSide: line.isContra,
  }));
  return succeed({ rows, next: lines.length > rows.length ? (rows.at(-1)?.line ?? null) : null });
}

/** The postings behind one line, a page after a row. */
export async function postingsPageTask(
  context: TaskContext,
  wanted: { exportId: string; part: number; line: number; after: number | undefined },
): Promise<Outcome<PageOf<ShownPosting>>> {
  const { exportId, part, line, after } = wanted;
  const found = await findDocument(context, wanted);
  if (!found.ok) return found;
  const { reader } = context.store;
  const [own] = await loadLines(reader, {
    ...found.value,
    after: { part, lineNo: line - 1 },
    limit: 1,
  });
  if (own?.lineNo !== line) return fail(problem('batch.no_such_line', { exportId, part, line }));
  const postings = await loadPostings(reader, {
    documentId: found.value.documentId,
    lineNo: line,
    ...(after === undefined ? {} : { afterRow: after }),
    limit: POSTINGS_AT_ONCE + 1,
  });
  const rows = wholeRows(postings);
  const next = postings.length > rows.length ? (rows.at(-1)?.rowId ?? null) : null;
  return succeed({ rows: rows.map(shown), next });
}

/** A page never ends amid the postings of one row. */
function wholeRows(postings: readonly StoredPosting[]): readonly StoredPosting[] {
  if (postings.length <= POSTINGS_AT_ONCE) return postings;
  const cut = postings.at(-1)?.rowId;
  return postings.filter(({ rowId }) => rowId !== cut);
}

function shown(one: StoredPosting): ShownPosting {
  return {
    rowId: one.rowId,
    isTakenBack: one.turn === -1,
    id: one.id,
    version: one.version,
    date: one.date,
    loanAccount: one.loanAccount,
    element: one.element,
    text: one.description || one.reference,
    amount: formatCents(one.amount),
    gst: formatCents(one.gst),
  };
}

async function findDocument(
  context: TaskContext,
  { exportId, part }: { exportId: string; part: number },
): Promise<Outcome<{ batchId: number; documentId: number }>> {
  const batch = await findBatch(context, exportId);
  if (!batch.ok) return batch;
  const { batchId } = batch.value;
  const wanted = { batchId, afterPart: part - 1, limit: 1 };
  const [document] = await loadDocuments(context.store.reader, wanted);
  if (document?.part !== part) {
    return fail(problem('undo.no_document', { exportId, asked: part }));
  }
  return succeed({ batchId, documentId: document.documentId });
}
