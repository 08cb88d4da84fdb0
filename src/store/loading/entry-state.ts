import type { JournalEntryHead } from '../../domain/import-row.ts';
import type { Cents } from '../../domain/money.ts';
import type { EntryDraft } from './entry-drafts.ts';
import type { LoadedTotals, LoadingContext } from './loader.ts';
import type { NameIds } from './names.ts';

/** An entry of this import, as far as its lines are written. */
export interface WrittenEntry {
  readonly rowId: number;
  readonly head: JournalEntryHead;
  /** The line of the file on which it begins. */
  readonly row: number;
  lines: number;
  sum: Cents;
}

/** What the loading of a journals file remembers from chunk to chunk. */
export interface EntryState {
  readonly context: LoadingContext;
  readonly totals: LoadedTotals;
  readonly sources: NameIds;
  /** Entries of this import that do not balance yet. */
  readonly unbalanced: Map<string, WrittenEntry>;
  /** Entries that an earlier import holds otherwise than this file so far. */
  readonly repeats: Map<string, EntryDraft>;
}
