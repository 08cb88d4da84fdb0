import { dateOfNumber } from '../../domain/dates.ts';
import type { JournalEntryHead, JournalLineRow } from '../../domain/import-row.ts';
import { problem } from '../../domain/problem.ts';
import type { LoadingContext } from './loader.ts';

/** Lines of a journal entry that wait to be written. */
export interface EntryDraft {
  head: JournalEntryHead;
  /** The line of the file on which it begins. */
  readonly row: number;
  readonly lines: JournalLineRow[];
}

export function newDraft(line: JournalLineRow): EntryDraft {
  return { head: line.head, row: line.row, lines: [] };
}

/** Adds a line to an entry; what the entry's lines must share and do not is a problem. */
export function addLine(draft: EntryDraft, line: JournalLineRow, context: LoadingContext): void {
  checkHead(draft.head, line, context);
  draft.head = {
    ...draft.head,
    narration: draft.head.narration ?? line.head.narration,
    enteredAt: draft.head.enteredAt ?? line.head.enteredAt,
  };
  draft.lines.push(line);
}

/** Reports where a line differs from its entry; a blank narration is that of the others. */
export function checkHead(
  kept: JournalEntryHead,
  { head, row }: JournalLineRow,
  context: LoadingContext,
): void {
  const report = (column: string, value: string, keptValue: string) => {
    const facts = { row, column, value, kept: keptValue, entry: head.entryId };
    context.report(problem('journal_entry.lines_differ', facts));
  };
  if (head.date !== kept.date) report('date', dateOfNumber(head.date), dateOfNumber(kept.date));
  if (head.entityId !== kept.entityId) {
    report('entity', context.nameOf(head.entityId), context.nameOf(kept.entityId));
  }
  if (head.narration !== null && kept.narration !== null && head.narration !== kept.narration) {
    report('narration', head.narration, kept.narration);
  }
}

/** Names an entry among others. */
export function entryKey({ source, entryId, version }: JournalEntryHead): string {
  return `${version} ${source}\n${entryId}`;
}
