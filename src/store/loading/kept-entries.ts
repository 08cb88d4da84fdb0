import type { Transaction } from 'kysely';
import type { JournalEntryHead, JournalLineRow } from '../../domain/import-row.ts';
import { chunksOf } from '../chunks.ts';
import type { Database } from '../schema.ts';
import type { EntryDraft } from './entry-drafts.ts';
import type { NameIds } from './names.ts';
import { bySource } from './versions.ts';

export type KeptLine = Omit<JournalLineRow, 'row' | 'head'>;

/** A journal entry as it is kept. */
export interface KeptEntry {
  readonly rowId: number;
  readonly head: Omit<JournalEntryHead, 'source'>;
  readonly lines: KeptLine[];
}

const IDS_AT_ONCE = 500;

/** The kept entries of the same source and id, all versions. */
export async function readKeptEntries(
  tx: Transaction<Database>,
  drafts: readonly EntryDraft[],
  sources: NameIds,
): Promise<Map<string, KeptEntry>> {
  const kept = new Map<string, KeptEntry>();
  const identities = drafts.map(({ head }) => ({
    sourceId: sources.of(head.source),
    id: head.entryId,
  }));
  for (const [sourceId, ids] of bySource(identities)) {
    for (const some of chunksOf(ids, IDS_AT_ONCE)) {
      const entries = await readHeads(tx, sourceId, some);
      await readLines(tx, entries);
      for (const entry of entries) kept.set(keptEntryKey(sourceId, entry.head), entry);
    }
  }
  return kept;
}

/** Names a kept entry among others. */
export function keptEntryKey(
  sourceId: number,
  { entryId, version }: Pick<JournalEntryHead, 'entryId' | 'version'>,
): string {
  return `${sourceId} ${version} ${entryId}`;
}

async function readHeads(
  tx: Transaction<Database>,
  sourceId: number,
  ids: readonly string[],
): Promise<KeptEntry[]> {
  const rows = await tx
    .selectFrom('journal_entry')
    .selectAll()
    .where('source_id', '=', sourceId)
    .where('entry_id', 'in', ids)
    .execute();
  return rows.map((row) => ({
    rowId: row.row_id,
    head: {
      entryId: row.entry_id,
      version: row.version,
      date: row.date,
      entityId: row.entity_id,
      narration: row.narration,
      enteredAt: row.entered_at,
    },
    lines: [],
  }));
}

async function readLines(tx: Transaction<Database>, entries: readonly KeptEntry[]): Promise<void> {
  const byRow = new Map(entries.map((entry) => [entry.rowId, entry]));
  const rows = await tx
    .selectFrom('journal_entry_line')
    .selectAll()
    .where('row_id', 'in', [...byRow.keys()])
    .orderBy('row_id')
    .orderBy('line_no')
    .execute();
  for (const row of rows) {
    byRow.get(row.row_id)?.lines.push({
      glAccountId: row.gl_account_id,
      amount: row.amount_cents,
      branchId: row.branch_id,
      departmentId: row.department_id,
      gstCodeId: row.gst_code_id,
      description: row.description,
    });
  }
}
