import type { JournalLineRow } from '../../domain/import-row.ts';
import { formatCents } from '../../domain/money.ts';
import { problem } from '../../domain/problem.ts';
import { addLine, type EntryDraft, entryKey, newDraft } from './entry-drafts.ts';
import type { EntryState } from './entry-state.ts';
import { keepEntries } from './keep-entries.ts';
import {
  type ChunkWriter,
  type Loader,
  type LoadingContext,
  noTotals,
  writeChunk,
} from './loader.ts';
import { sourceIds } from './names.ts';
import { settleRepeats } from './repeated-entries.ts';
import { hasLaterVersions, supersede } from './versions.ts';

const LINES_AT_ONCE = 2_500;

/**
 * Keeps journal entries whose lines stand together or apart. Lines wait until many can be written
 * at once; an entry that goes on later is taken up again.
 */
export function journalLoader(context: LoadingContext): Loader<JournalLineRow> {
  const totals = noTotals(context.loading);
  const state: EntryState = {
    context,
    totals,
    sources: sourceIds(),
    unbalanced: new Map(),
    repeats: new Map(),
  };
  let waiting = new Map<string, EntryDraft>();
  let waitingLines = 0;
  let knowsVersions: boolean | undefined;

  const keep = async (writer: ChunkWriter, drafts: readonly EntryDraft[]) => {
    const { tx } = writer;
    const { sources } = state;
    await sources.know(
      tx,
      drafts.map((draft) => draft.head.source),
    );
    knowsVersions ??= await hasLaterVersions(tx, 'journal_entry');
    knowsVersions ||= drafts.some((draft) => draft.head.version > 1);
    await keepEntries(writer, drafts, state);
    if (knowsVersions !== true) return;
    const identities = drafts.map(({ head }) => ({
      sourceId: sources.of(head.source),
      id: head.entryId,
    }));
    await supersede(tx, 'journal_entry', identities);
  };
  const flush = async () => {
    const drafts = [...waiting.values()];
    await writeChunk(context, waitingLines, (writer) => keep(writer, drafts));
    waiting = new Map();
    waitingLines = 0;
  };
  return {
    totals,
    async take(rows) {
      for (const line of rows) {
        const key = entryKey(line.head);
        if (waitingLines >= LINES_AT_ONCE && !waiting.has(key)) await flush();
        const draft = waiting.get(key) ?? newDraft(line);
        waiting.set(key, draft);
        addLine(draft, line, context);
        waitingLines += 1;
      }
    },
    async finish() {
      await flush();
      await writeChunk(context, 0, ({ tx }) => settleRepeats(tx, state));
      reportUnbalanced(state);
    },
    accept: async () => undefined,
  };
}

/** Says nothing of an entry that lacks lines since they had problems of their own. */
function reportUnbalanced({ context, unbalanced }: EntryState): void {
  for (const { row, head, sum } of unbalanced.values()) {
    if (context.isSpoiled(head.entryId)) continue;
    const difference = formatCents(sum);
    const facts = { row, column: 'amount', value: difference, difference, entry: head.entryId };
    context.report(problem('journal_entry.unbalanced', facts));
  }
}
