import { formatCents } from '../domain/money.ts';
import { fail, type Outcome, problem, succeed } from '../domain/problem.ts';
import { loadBatch } from '../store/batch-reader.ts';
import { loadPlaces, loadRow, type PlaceOfRow, type StoredRow } from '../store/row-reader.ts';
import type { TaskContext } from './task-context.ts';
import { type LinkOf, linksFor } from './xero-links.ts';

/** A loan transaction or journal entry, and every document that it is in. */
export interface ShownRow extends Omit<StoredRow, 'amount' | 'gst' | 'replacedBy'> {
  readonly amount: string;
  readonly gst: string;
  readonly replacedBy: number | null;
  /** In the mode in force, the newest batch first. */
  readonly places: readonly ShownPlace[];
}

interface ShownPlace
  extends Omit<PlaceOfRow, 'amount' | 'kind' | 'documentState' | 'xeroId' | 'turn'> {
  readonly amount: string;
  readonly isTakenBack: boolean;
  readonly kind: string | null;
  readonly documentState: string | null;
  readonly xeroId: string | null;
  readonly xeroLink: string | null;
}

/** One row by its number. Problem: `row.unknown`. */
export async function showRowTask(context: TaskContext, rowId: number): Promise<Outcome<ShownRow>> {
  const { reader } = context.store;
  const row = await loadRow(reader, rowId);
  if (row === undefined) return fail(problem('row.unknown', { row: rowId }));
  const places = await loadPlaces(reader, { mode: context.mode, rowId });
  const links = new Map<string, LinkOf>();
  for (const exportId of new Set(places.map((one) => one.exportId))) {
    const batch = await loadBatch(reader, { mode: context.mode, exportId });
    links.set(exportId, await linksFor(context, batch?.tenantId ?? ''));
  }
  return succeed({
    ...row,
    amount: formatCents(row.amount),
    gst: formatCents(row.gst),
    replacedBy: row.replacedBy ?? null,
    places: places.map((one) => shownPlace(one, links.get(one.exportId)?.(one) ?? null)),
  });
}

function shownPlace(place: PlaceOfRow, xeroLink: string | null): ShownPlace {
  const { turn, kind, documentState, xeroId, amount, ...rest } = place;
  return {
    ...rest,
    amount: formatCents(amount),
    isTakenBack: turn === -1,
    kind: kind ?? null,
    documentState: documentState ?? null,
    xeroId: xeroId ?? null,
    xeroLink,
  };
}
