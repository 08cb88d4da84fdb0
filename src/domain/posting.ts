import type { BankItem } from './bank-documents.ts';
import { strangerInBundle } from './belonging.ts';
import type { Bundle } from './bundle.ts';
import type { JournalItem } from './journal-parts.ts';
import { lineText, type PlacingContext, placeBundle, placeSide } from './placing.ts';
import type { PlanInput } from './plan-input.ts';
import type { PostedBundle, PostedSide } from './planned-document.ts';
import { type Posting, setAside } from './posting-progress.ts';
import { type PartPosting, postBundle } from './posting-rules.ts';
import type { Problem } from './problem.ts';
import type { PostingProfile } from './settings.ts';

/** Applies the posting rules to every bundle, and sorts what comes out by stream. */
export function postBundles(input: PlanInput, context: PlacingContext, posting: Posting): void {
  for (const bundle of input.bundles) {
    const part = postBundle(bundle, input);
    const stranger = strangerInBundle(bundle, input);
    if (part.kind === 'held') leave(bundle, part.reason, posting);
    else if (part.kind === 'posts' && stranger !== undefined) leave(bundle, stranger, posting);
    else if (part.kind === 'excluded') exclude(bundle, posting);
    else placePart(bundle, part, { context, posting });
  }
}

function leave(bundle: Bundle, reason: Problem, posting: Posting): void {
  posting.held.add(reason, bundle);
  setAside(bundle, 'held', posting);
}

function exclude(bundle: Bundle, posting: Posting): void {
  if (bundle.stream === 'journals') posting.excluded += bundle.rows;
  setAside(bundle, 'excluded', posting);
}

type Posted = Extract<PartPosting, { kind: 'posts' }>;

function placePart(
  bundle: Bundle,
  part: Posted,
  { context, posting }: { context: PlacingContext; posting: Posting },
): void {
  if (part.sides.length === 0) {
    posting.silent.push(freeze(bundle, part.profile, []));
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
  const at = { lineDate, description: lineText(bundle, isMoved), context };
  const sides = part.sides.map((rule) => placeSide(rule, bundle, at));
  const posted = freeze(bundle, part.profile, sides);
  if (bundle.stream === 'journals') posting.journals.push(journalItem(bundle, posted, isMoved));
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
    bankGroupId: isAlone(bundle) ? 0 : bundle.bankGroupId,
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

function journalItem(bundle: Bundle, posted: PostedBundle, isMoved: boolean): JournalItem {
  const { segment, element, firstRow, isSingleRow, turn } = bundle;
  const isDetail = element.summaryType === 'fullDetail' && isSingleRow;
  return {
    posted,
    order: [segment.branch, segment.department, element.code, firstRow, turn],
    ownLines: isDetail ? `${firstRow}:${turn}` : '',
    isMoved,
  };
}

function bankItem(bundle: Bundle, posted: PostedBundle): BankItem {
  const { bankAccount, bankGroup, element, firstRow, clientId } = bundle;
  const code = bankAccount?.code ?? '';
  const own = isAlone(bundle);
  return {
    posted,
    farSides: posted.sides.slice(0, -1),
    bankSide: posted.sides.at(-1) as PostedSide,
    dates: [bundle.date, bundle.lastDate],
    documentKey: groupKey(bundle) ?? `row ${firstRow}`,
    bankAccountCode: code,
    clientId,
    text: own ? bundle.text || element.description : `${code} ${bankGroup}`,
  };
}

/** The bank transaction that the bundle shares with others of its group; undefined for its own. */
export function groupKey(bundle: Bundle): string | undefined {
  const { bankAccount, bankGroup } = bundle;
  return isAlone(bundle) ? undefined : `group ${bankAccount?.code ?? ''} ${bankGroup}`;
}

/** Whether the bundle is a bank transaction by itself, and stands for no group of the statement. */
function isAlone({ bankGroup, isReversal, bankAccount }: Bundle): boolean {
  return bankGroup === '' || isReversal || bankAccount?.groupTransactions === false;
}
