import { addCents, negateCents, sumCents, ZERO_CENTS } from '../../domain/money.ts';
import { invariant } from '../../domain/problem.ts';
import { bulkInsert } from '../bulk-insert.ts';
import { checkHead, type EntryDraft, entryKey } from './entry-drafts.ts';
import type { EntryState, WrittenEntry } from './entry-state.ts';
import { insertNew, type NewRows, type NewValue } from './insert-new.ts';
import { keptEntryKey, readKeptEntries } from './kept-entries.ts';
import type { ChunkWriter } from './loader.ts';
import { noteRepeat } from './repeated-entries.ts';

/** Writes entries that are new, and the lines of those that this import wrote before. */
export async function keepEntries(
  writer: ChunkWriter,
  drafts: readonly EntryDraft[],
  state: EntryState,
): Promise<void> {
  const begun = drafts.filter((draft) => state.unbalanced.has(entryKey(draft.head)));
  const others = drafts.filter((draft) => !state.unbalanced.has(entryKey(draft.head)));
  const written = await writeHeads(writer, others, state);
  const taken = others.filter((draft) => !written.has(entryKey(draft.head)));
  for (const [key, entry] of await findTaken(writer, taken, state)) written.set(key, entry);
  for (const draft of begun) {
    const key = entryKey(draft.head);
    const entry = state.unbalanced.get(key);
    if (entry !== undefined) written.set(key, continued(entry, draft, state));
  }
  await writeLines(writer, drafts, { written, state });
}

const JOURNAL_ENTRIES: NewRows = {
  table: 'journal_entry',
  columns: {
    row_id: 'int4',
    source_id: 'int4',
    entry_id: 'text',
    version: 'int4',
    date: 'int4',
    entity_id: 'int4',
    narration: 'text',
    entered_at: 'text',
  },
  uniqueBy: ['source_id', 'entry_id', 'version'],
};

async function writeHeads(
  writer: ChunkWriter,
  drafts: readonly EntryDraft[],
  { sources, totals }: EntryState,
): Promise<Map<string, WrittenEntry>> {
  const firstRowId = totals.lastRowId + 1;
  const valuesOf = ({ head }: EntryDraft, index: number): NewValue[] => [
    firstRowId + index,
    sources.of(head.source),
    head.entryId,
    head.version,
    head.date,
    head.entityId,
    head.narration,
    head.enteredAt,
  ];
  const isNew = await insertNew(writer, JOURNAL_ENTRIES, { rows: drafts, valuesOf });
  const written = new Map<string, WrittenEntry>();
  for (const [index, { head, row }] of drafts.entries()) {
    if (isNew[index] !== true) continue;
    const rowId = firstRowId + index;
    totals.lastRowId = rowId;
    written.set(entryKey(head), { rowId, head, row, lines: 0, sum: ZERO_CENTS });
  }
  return written;
}

/** Entries that could not be written: of this file and balanced so far, or of an earlier import. */
async function findTaken(
  { tx }: ChunkWriter,
  drafts: readonly EntryDraft[],
  state: EntryState,
): Promise<Map<string, WrittenEntry>> {
  const own = new Map<string, WrittenEntry>();
  const kept = await readKeptEntries(tx, drafts, state.sources);
  for (const draft of drafts) {
    const entry = kept.get(keptEntryKey(state.sources.of(draft.head.source), draft.head));
    invariant(entry !== undefined, 'an entry that conflicts has one of its identity');
    if (entry.rowId < state.context.loading.firstRowId) {
      noteRepeat(draft, entry, state);
      continue;
    }
    const head = { ...draft.head, ...entry.head };
    const sum = sumCents(entry.lines.map((line) => line.amount));
    const before = { rowId: entry.rowId, head, row: draft.row, lines: entry.lines.length, sum };
    own.set(entryKey(head), continued(before, draft, state));
  }
  return own;
}

function continued(entry: WrittenEntry, draft: EntryDraft, { context }: EntryState): WrittenEntry {
  for (const line of draft.lines) checkHead(entry.head, line, context);
  return entry;
}

const LINE_COLUMNS = {
  row_id: 'whole',
  line_no: 'whole',
  gl_account_id: 'whole',
  amount_cents: 'whole',
  branch_id: 'whole',
  department_id: 'whole',
  gst_code_id: 'whole',
  description: 'text',
} as const;

async function writeLines(
  writer: ChunkWriter,
  drafts: readonly EntryDraft[],
  { written, state }: { written: Map<string, WrittenEntry>; state: EntryState },
): Promise<void> {
  const { totals, unbalanced } = state;
  const values: NewValue[][] = [];
  for (const draft of drafts) {
    const key = entryKey(draft.head);
    const entry = written.get(key);
    if (entry === undefined) continue;
    for (const line of draft.lines) {
      entry.lines += 1;
      entry.sum = addCents(entry.sum, line.amount);
      totals.accepted += 1;
      if (line.amount > 0n) totals.debits = addCents(totals.debits, line.amount);
      else totals.credits = addCents(totals.credits, negateCents(line.amount));
      values.push([
        entry.rowId,
        entry.lines,
        line.glAccountId,
        line.amount,
        line.branchId,
        line.departmentId,
        line.gstCodeId,
        line.description,
      ]);
    }
    if (entry.sum === 0n) unbalanced.delete(key);
    else unbalanced.set(key, entry);
  }
  await bulkInsert(writer, { table: 'journal_entry_line', columns: LINE_COLUMNS }, values);
}
