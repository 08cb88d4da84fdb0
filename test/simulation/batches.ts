import type { DatabaseSync } from 'node:sqlite';

/** A batch as the store has it, read by plain SQL. */
export interface BatchRow {
  readonly exportId: string;
  readonly state: string;
}

/** Batches that anybody may see, the oldest first. */
export function listBatchRows(store: DatabaseSync): BatchRow[] {
  const sql = `select export_id as exportId, state from batch where state <> 'planning' order by batch_id`;
  return store.prepare(sql).all() as unknown as BatchRow[];
}

/** Batches of which rows are held until somebody lets them go. */
export function listHolding(store: DatabaseSync): string[] {
  const sql =
    'select distinct export_id from held_row join batch using (batch_id) order by batch_id';
  return store
    .prepare(sql)
    .all()
    .map(({ export_id }) => String(export_id));
}

/** A document as the store has it. */
export interface DocumentRow {
  readonly exportId: string;
  readonly part: number;
  readonly kind: 'manualJournal' | 'bankTransaction';
  readonly state: string;
  readonly xeroId: string | null;
  /** 20260531 */
  readonly date: number;
}

export function listDocumentRows(store: DatabaseSync): DocumentRow[] {
  return store
    .prepare(
      `select export_id as exportId, part, kind, document.state, xero_id as xeroId, date
       from document join batch using (batch_id) where mirror_of is null order by document_id`,
    )
    .all() as unknown as DocumentRow[];
}

/** Bank documents of rows of which a newer version, or a late row of their group, waits. */
export function listStaleBankParts(store: DatabaseSync): DocumentRow[] {
  return store.prepare(STALE).all() as unknown as DocumentRow[];
}

const STALE = `
with claimed as (
  select c.row_id, d.document_id from claim c
  join bundle_side s on s.batch_id = c.batch_id and s.stream = c.stream and s.turn = c.turn
    and s.bundle_key = c.bundle_key
  join document d on d.document_id = s.document_id
  where c.stream = 2 and c.turn = 1 and d.kind = 'bankTransaction'),
stale as (
  select document_id from claimed join superseded on old_row_id = claimed.row_id)
select distinct export_id as exportId, part, kind, d.state, xero_id as xeroId, date
from stale join document d using (document_id) join batch using (batch_id) order by d.document_id`;
