import type { Transaction } from 'kysely';
import { dateOfNumber } from '../../domain/dates.ts';
import { formatCents } from '../../domain/money.ts';
import { problem } from '../../domain/problem.ts';
import type { Database } from '../schema.ts';
import { type EntryDraft, entryKey } from './entry-drafts.ts';
import type { EntryState } from './entry-state.ts';
import { type KeptEntry, type KeptLine, keptEntryKey, readKeptEntries } from './kept-entries.ts';
import { holderOf } from './kept-names.ts';
import type { LoadingContext } from './loader.ts';

/**
 * Notes an entry that an earlier import holds. Equal entries change nothing and are counted; one
 * that differs may have more lines further down in the file.
 */
export function noteRepeat(draft: EntryDraft, kept: KeptEntry, state: EntryState): void {
  const key = entryKey(draft.head);
  const before = state.repeats.get(key);
  const whole = before === undefined ? draft : joined(before, draft);
  if (firstDifference(whole, kept, state.context) === undefined) {
    state.repeats.delete(key);
    state.totals.unchanged += whole.lines.length;
  } else {
    state.repeats.set(key, whole);
  }
}

/** Reports the entries that an earlier import holds with other content. */
export async function settleRepeats(
  tx: Transaction<Database>,
  { repeats, sources, context }: EntryState,
): Promise<void> {
  const drafts = [...repeats.values()];
  const kept = await readKeptEntries(tx, drafts, sources);
  for (const draft of drafts) {
    const { head, row } = draft;
    const entry = kept.get(keptEntryKey(sources.of(head.source), head));
    const difference = entry === undefined ? undefined : firstDifference(draft, entry, context);
    if (entry === undefined || difference === undefined || context.isSpoiled(head.entryId))
      continue;
    const [column, value, keptValue] = difference;
    context.report(
      problem('journal_entry.other_content', {
        row,
        column,
        value: value === '' ? 'blank' : value,
        kept: keptValue === '' ? 'blank' : keptValue,
        entry: head.entryId,
        version: head.version,
        import: await holderOf(tx, entry.rowId, context.loading),
      }),
    );
  }
}

function joined(before: EntryDraft, more: EntryDraft): EntryDraft {
  return { ...before, lines: [...before.lines, ...more.lines] };
}

type Difference = readonly [column: string, value: string, kept: string];

function firstDifference(
  draft: EntryDraft,
  kept: KeptEntry,
  context: LoadingContext,
): Difference | undefined {
  const { head } = draft;
  const heads: Difference[] = [
    ['date', dateOfNumber(head.date), dateOfNumber(kept.head.date)],
    ['entity', context.nameOf(head.entityId), context.nameOf(kept.head.entityId)],
    ['narration', head.narration ?? '', kept.head.narration ?? ''],
    ['entered_at', head.enteredAt ?? '', kept.head.enteredAt ?? ''],
    ['lines', `${draft.lines.length} lines`, `${kept.lines.length} lines`],
  ];
  const inHead = heads.find(([, value, keptValue]) => value !== keptValue);
  return inHead ?? lineDifference(draft.lines, kept.lines, context);
}

/** Lines may come in another order. */
function lineDifference(
  lines: readonly KeptLine[],
  kept: readonly KeptLine[],
  context: LoadingContext,
): Difference | undefined {
  const left = kept.map((line) => shownLine(line, context)).toSorted();
  const given = lines.map((line) => shownLine(line, context)).toSorted();
  const at = given.findIndex((text, index) => text !== left[index]);
  return at === -1 ? undefined : ['a line', given[at] ?? '', left[at] ?? ''];
}

function shownLine(line: KeptLine, context: LoadingContext): string {
  const parts = [
    context.nameOf(line.glAccountId),
    formatCents(line.amount),
    context.nameOf(line.branchId),
    context.nameOf(line.departmentId),
    context.nameOf(line.gstCodeId),
    line.description ?? '',
  ];
  return parts.filter((part) => part !== '').join(' ');
}
