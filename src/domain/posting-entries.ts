import { strangerInEntry } from './belonging.ts';
import type { EntrySide, EntryToPost } from './bundle.ts';
import { debitsOf, type EntryPosting, entryProfile, postEntry } from './entry-rules.ts';
import { ZERO_CENTS } from './money.ts';
import { type PlacingContext, placeEntrySide, placeOn } from './placing.ts';
import type { PlanInput } from './plan-input.ts';
import type { PostedBundle, PostedSide } from './planned-document.ts';
import { type Posting, setAside } from './posting-progress.ts';
import type { Problem } from './problem.ts';
import type { Stream } from './settings.ts';

/** Applies the rules for ready-made entries; an entry is never cut and never summed. */
export function postEntries(input: PlanInput, context: PlacingContext, posting: Posting): void {
  for (const entry of input.entries) {
    const made = postEntry(entry, input);
    const reason = made.ok ? strangerInEntry(entry, input) : made.problems[0];
    const hasBankPart = !made.ok || made.value.bank.length > 0;
    for (const stream of input.streams.filter((one) => entry.freeStreams.includes(one))) {
      const isOwn = stream === 'journals' || hasBankPart;
      if (reason !== undefined && isOwn) leaveEntry(entry, stream, { reason, posting });
      if (reason === undefined && made.ok)
        postEntryPart(entry, made.value, { stream, context, posting });
    }
  }
}

type EntryPart = { stream: Stream; context: PlacingContext; posting: Posting };

function postEntryPart(entry: EntryToPost, made: EntryPosting, at: EntryPart): void {
  const { stream, context, posting } = at;
  const own = stream === 'journals' ? made.journals : made.bank.flatMap((one) => one.sides);
  if (own.length === 0) {
    if (made.bank.length > 0 || entry.turn === -1)
      posting.silent.push(freezeEntry(entry, stream, { context, sides: [] }));
    return;
  }
  const taken = entry.turn === -1 ? entry.frozen?.lineDate : undefined;
  const placing = placeOn(taken ?? entry.date, stream, context);
  if (placing.kind !== 'on') {
    const reason = placing.kind === 'held' ? placing.reason : undefined;
    if (reason !== undefined) leaveEntry(entry, stream, { reason, posting });
    return;
  }
  const suffix = placing.isMoved ? ` (${entry.date})` : '';
  const place = (side: EntrySide) =>
    placeEntrySide(side, {
      lineDate: placing.lineDate,
      description: `${side.text}${suffix}`.trim(),
      context,
    });
  if (stream === 'journals') {
    const posted = freezeEntry(entry, stream, { context, sides: made.journals.map(place) });
    posting.journals.push({
      posted,
      order: ['\uffff', '', '', entry.rowId, entry.turn],
      ownLines: `${entry.rowId}:${entry.turn}`,
      isMoved: placing.isMoved,
    });
    return;
  }
  addBankItems(entry, made, { place, posting, context });
}

function addBankItems(
  entry: EntryToPost,
  made: EntryPosting,
  at: { place: (side: EntrySide) => PostedSide; posting: Posting; context: PlacingContext },
): void {
  const placed = made.bank.map(({ bankAccount, sides }) => ({
    bankAccount,
    sides: sides.map(at.place),
  }));
  const sides = placed.flatMap((one) => one.sides);
  const posted = freezeEntry(entry, 'bank', { context: at.context, sides });
  for (const { bankAccount, sides: own } of placed) {
    const bankSide = own.at(-1) as PostedSide;
    const direction = bankSide.amount > 0n ? 'in' : 'out';
    const grouped = `entries ${bankAccount.code} ${entry.date} ${direction}`;
    at.posting.bank.push({
      posted,
      farSides: own.slice(0, -1),
      bankSide,
      dates: [entry.date],
      documentKey: bankAccount.groupTransactions
        ? grouped
        : `entry ${entry.rowId} ${bankAccount.code} ${direction}`,
      bankAccountCode: bankAccount.code,
      clientId: '',
      text: bankAccount.groupTransactions ? `${bankAccount.code} ${entry.date}` : entry.narration,
    });
  }
}

function leaveEntry(
  entry: EntryToPost,
  stream: Stream,
  { reason, posting }: { reason: Problem; posting: Posting },
): void {
  const { rowId, turn } = entry;
  const part = { stream, turn, bundleKey: -rowId };
  const own = { rows: 1, amount: debitsOf(entry), firstRow: rowId, lastRow: rowId };
  posting.held.add(reason, { ...part, ...own });
  setAside(part, 'held', posting);
}

function freezeEntry(
  entry: EntryToPost,
  stream: Stream,
  { context, sides }: { context: PlacingContext; sides: readonly PostedSide[] },
): PostedBundle {
  return {
    stream,
    turn: entry.turn,
    bundleKey: -entry.rowId,
    date: entry.date,
    segmentId: 0,
    elementId: 0,
    bankAccountId: 0,
    bankGroup: '',
    bankGroupId: 0,
    profile: entryProfile(entry, context),
    rows: 1,
    amount: debitsOf(entry),
    gst: ZERO_CENTS,
    firstRow: entry.rowId,
    lastRow: entry.rowId,
    sides,
  };
}
