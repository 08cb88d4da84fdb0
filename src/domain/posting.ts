import type { BankItem } from './bank-documents.ts';
import type { Bundle, EntryToPost } from './bundle.ts';
import { type EntryPosting, type EntrySide, postEntry } from './entry-rules.ts';
import { type Cents, sumCents, ZERO_CENTS } from './money.ts';
import {
  lineText,
  type PlacingContext,
  placeBundle,
  placeEntrySide,
  placeOn,
  placeSide,
} from './placing.ts';
import type { PlanInput } from './plan-input.ts';
import type { PostedBundle, PostedSide } from './planned-document.ts';
import type { Posting, Unposted } from './posting-progress.ts';
import { type PartPosting, postBundle } from './posting-rules.ts';
import { type Problem, problem } from './problem.ts';
import type { PostingProfile, Stream } from './settings.ts';

/** Applies the posting rules to every bundle, and sorts what comes out by stream. */
export function postBundles(input: PlanInput, context: PlacingContext, posting: Posting): void {
  const [reversals, others] = partition(input.bundles, (one) => one.originKey !== undefined);
  for (const bundle of [...others, ...reversals]) {
    const part = originWaits(bundle, posting) ?? postBundle(bundle, input);
    if (part.kind === 'held') leave(bundle, part.reason, posting);
    else if (part.kind === 'excluded') exclude(bundle, posting);
    else placePart(bundle, part, { context, posting });
  }
}

/** A reversal goes with its original, or not at all. */
function originWaits(bundle: Bundle, posting: Posting): PartPosting | undefined {
  const { originKey, stream, element } = bundle;
  if (originKey === undefined) return undefined;
  const waits = posting.unposted.some(
    (one) => one.stream === stream && one.turn === 1 && one.bundleKey === originKey,
  );
  if (!waits) return undefined;
  return { kind: 'held', reason: problem('held.original_waits', { element: element.code }) };
}

function partition<T>(all: readonly T[], belongs: (one: T) => boolean): [T[], T[]] {
  const first: T[] = [];
  const second: T[] = [];
  for (const one of all) (belongs(one) ? first : second).push(one);
  return [first, second];
}

function leave(bundle: Bundle, reason: Problem, posting: Posting): void {
  posting.held.add(reason, bundle.stream, bundle);
  setAside(bundle, 'held', posting);
}

function exclude(bundle: Bundle, posting: Posting): void {
  if (bundle.stream === 'journals') posting.excluded += bundle.rows;
  setAside(bundle, 'excluded', posting);
}

function setAside(
  { stream, turn, bundleKey }: Bundle,
  why: Unposted['why'],
  posting: Posting,
): void {
  posting.unposted.push({ stream, turn, bundleKey, why });
}

type Part = {
  readonly profile: PostingProfile;
  readonly sides: readonly Parameters<typeof placeSide>[0][];
};

function placePart(
  bundle: Bundle,
  part: Part,
  { context, posting }: { context: PlacingContext; posting: Posting },
): void {
  if (part.sides.length === 0) {
    if (bundle.bankAccount !== undefined) posting.silent.push(freeze(bundle, part.profile, []));
    return;
  }
  const placing = placeBundle(bundle, context);
  if (placing.kind === 'held') {
    leave(bundle, placing.reason, posting);
    return;
  }
  if (placing.kind === 'waitsForMonthEnd') {
    posting.waitingForMonthEnd += bundle.rows;
    setAside(bundle, 'waitsForMonthEnd', posting);
    return;
  }
  const { lineDate, isMoved } = placing;
  if (isMoved) {
    const { rows, date } = bundle;
    posting.moved.push({ rows, from: date, to: date, movedTo: lineDate });
  }
  const at = { lineDate, description: lineText(bundle, isMoved), context };
  const sides = part.sides.map((rule) => placeSide(rule, bundle, at));
  const posted = freeze(bundle, part.profile, sides);
  if (bundle.stream === 'journals') posting.journals.push(journalItem(bundle, posted));
  else posting.bank.push(bankItem(bundle, posted));
}

function freeze(
  bundle: Bundle,
  profile: PostingProfile,
  sides: readonly PostedSide[],
): PostedBundle {
  const { stream, turn, bundleKey, date, segment, element, bankAccount, bankGroup } = bundle;
  const { rows, amount, gst, firstRow, lastRow } = bundle;
  const ids = {
    segmentId: segment.segmentId,
    elementId: element.itemId,
    bankAccountId: bankAccount?.itemId ?? 0,
    bankGroupId: bundle.bankGroupId,
  };
  return {
    stream,
    turn,
    bundleKey,
    date,
    ...ids,
    bankGroup,
    profile,
    rows,
    amount,
    gst,
    firstRow,
    lastRow,
    sides,
  };
}

function journalItem(bundle: Bundle, posted: PostedBundle): Posting['journals'][number] {
  const { segment, element, firstRow, isSingleRow, turn } = bundle;
  const isDetail = element.summaryType === 'fullDetail' && isSingleRow;
  return {
    posted,
    order: [segment.branch, segment.department, element.code, firstRow, turn],
    ownLines: isDetail ? `${firstRow}:${turn}` : '',
  };
}

function bankItem(bundle: Bundle, posted: PostedBundle): BankItem {
  const { bankAccount, bankGroup, element, firstRow, isSingleRow, isReversal, clientId } = bundle;
  const isAlone = bankGroup === '' || isReversal || bankAccount?.groupTransactions === false;
  const own = isAlone || isSingleRow ? bundle.text || element.description : element.description;
  const code = bankAccount?.code ?? '';
  return {
    posted,
    farSides: posted.sides.slice(0, -1),
    bankSide: posted.sides.at(-1) as PostedSide,
    dates: [bundle.date, bundle.lastDate],
    documentKey: isAlone ? `row ${firstRow}` : `group ${code} ${bankGroup}`,
    bankAccountCode: code,
    clientId,
    text: isAlone ? own : `${code} ${bankGroup}`,
  };
}

/** Applies the rules for ready-made entries; an entry is never cut and never summed. */
export function postEntries(input: PlanInput, context: PlacingContext, posting: Posting): void {
  for (const entry of input.entries) {
    const made = postEntry(entry, input);
    const streams = input.streams.filter((stream) => entry.freeStreams.includes(stream));
    if (!made.ok) {
      for (const stream of streams)
        leaveEntry(entry, stream, { reason: made.problems[0] as Problem, posting });
      continue;
    }
    for (const stream of streams) postEntryPart(entry, made.value, { stream, context, posting });
  }
}

type EntryPart = { stream: Stream; context: PlacingContext; posting: Posting };

function postEntryPart(entry: EntryToPost, made: EntryPosting, at: EntryPart): void {
  const { stream, context, posting } = at;
  const own = stream === 'journals' ? made.journals : made.bank.flatMap((one) => one.sides);
  if (own.length === 0) {
    if (made.bank.length > 0)
      posting.silent.push(freezeEntry(entry, stream, { context, sides: [] }));
    return;
  }
  const placing = placeOn(entry.date, stream, context);
  if (placing.kind !== 'on') {
    const reason = placing.kind === 'held' ? placing.reason : undefined;
    if (reason !== undefined) leaveEntry(entry, stream, { reason, posting });
    return;
  }
  const suffix = placing.isMoved ? ` (${entry.date})` : '';
  const place = (side: EntrySide) =>
    placeEntrySide(side, {
      lineDate: placing.lineDate,
      description: `${side.text}${suffix}`,
      context,
    });
  if (stream === 'journals') {
    const posted = freezeEntry(entry, stream, { context, sides: made.journals.map(place) });
    posting.journals.push({
      posted,
      order: ['\uffff', '', '', entry.rowId, entry.turn],
      ownLines: `${entry.rowId}:${entry.turn}`,
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
  posting.held.add(reason, stream, { rows: 1, amount: debitsOf(entry) });
  posting.unposted.push({ stream, turn: entry.turn, bundleKey: -entry.rowId, why: 'held' });
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
    profile: context.settings.bankPosting,
    rows: 1,
    amount: debitsOf(entry),
    gst: ZERO_CENTS,
    firstRow: entry.rowId,
    lastRow: entry.rowId,
    sides,
  };
}

function debitsOf(entry: EntryToPost): Cents {
  return sumCents(entry.lines.map((line) => line.amount).filter((amount) => amount > 0n));
}
