import { composeAccountCode } from './account-structure.ts';
import type { Bundle, EntrySide, PostingSide } from './bundle.ts';
import { type AccountingDate, endOfMonth } from './dates.ts';
import { firstOpenDay, isLocked } from './locks.ts';
import { type Cents, negateCents, ZERO_CENTS } from './money.ts';
import type { PostedSide } from './planned-document.ts';
import { type Problem, problem } from './problem.ts';
import type { GlobalSettings, Stream } from './settings.ts';
import { lineOptions } from './tracking.ts';

/** What decides where and when a posting lands. */
export interface PlacingContext {
  readonly entity: string;
  readonly settings: GlobalSettings;
  /** Account codes that the account structure leaves alone. */
  readonly asTheyAre: ReadonlySet<string>;
  readonly upTo: AccountingDate;
  readonly lockedUpTo: AccountingDate | undefined;
}

/** The date of the lines, or why there is none yet. */
export type Placing =
  | { readonly kind: 'on'; readonly lineDate: AccountingDate; readonly isMoved: boolean }
  | { readonly kind: 'waitsForMonthEnd' }
  | { readonly kind: 'held'; readonly reason: Problem };

/**
 * The date of a bundle's lines (ACCOUNTING 3.2, 3.8): its own; for a journal part summed at the end
 * of the month that day, once the month is complete; on a locked day as the lock date policy says.
 */
export function placeBundle(bundle: Bundle, context: PlacingContext): Placing {
  const isMonthly = bundle.stream === 'journals' && bundle.element.summaryType === 'endOfMonth';
  const frozenDate = bundle.turn === -1 ? bundle.frozen?.lineDate : undefined;
  const lineDate = frozenDate ?? (isMonthly ? endOfMonth(bundle.date) : bundle.date);
  if (isMonthly && lineDate > context.upTo) return { kind: 'waitsForMonthEnd' };
  return placeOn(lineDate, bundle.stream, context);
}

/** Applies the lock date policy to a date: journals may move to the first open day, bank never. */
export function placeOn(
  lineDate: AccountingDate,
  stream: Stream,
  context: PlacingContext,
): Placing {
  const { lockedUpTo } = context;
  if (lockedUpTo === undefined || !isLocked(lineDate, lockedUpTo)) {
    return { kind: 'on', lineDate, isMoved: false };
  }
  if (stream === 'journals' && context.settings.lockDatePolicy === 'firstOpenDay') {
    return { kind: 'on', lineDate: firstOpenDay(lockedUpTo), isMoved: true };
  }
  const facts = { lockedUpTo, date: lineDate, stream, alternative: ALTERNATIVES[stream] };
  return { kind: 'held', reason: problem('held.locked_date', facts) };
}

/** What else lets rows go whose day is locked. */
const ALTERNATIVES: Readonly<Record<Stream, string>> = {
  journals:
    ', or an administrator lets journals move (settings.lockDatePolicy: firstOpenDay in the configuration file)',
  bank: '; a bank transaction stands on the day of the bank statement and never moves',
};

/** The line text: a full-detail row's own, else the element's; a moved one keeps its date. */
export function lineText(bundle: Bundle, isMoved: boolean): string {
  const { element } = bundle;
  const own = element.summaryType === 'fullDetail' && bundle.isSingleRow ? bundle.text : '';
  const text = own || element.description || element.code;
  return isMoved ? `${text} (${bundle.date})` : text;
}

/** A rule's side applied to a bundle's sums. */
export function placeSide(
  rule: PostingSide,
  bundle: Pick<Bundle, 'amount' | 'gst' | 'rows'>,
  at: { lineDate: AccountingDate; description: string; context: PlacingContext },
): PostedSide {
  const signed = (amount: Cents) => (rule.sign === 1 ? amount : negateCents(amount));
  const gst = rule.carriesGst ? signed(bundle.gst) : ZERO_CENTS;
  const { rows } = bundle;
  return { ...rule, ...landing(rule, at), rows, amount: signed(bundle.amount), gst };
}

/** An entry's side, whose amount is already its own. */
export function placeEntrySide(
  side: EntrySide,
  at: { lineDate: AccountingDate; description: string; context: PlacingContext },
): PostedSide {
  const { amount, gst, glAccountCode, branch, department, taxType, landed, missing } = side;
  const account = { glAccountCode, missing };
  const rule = { ...account, branch, department, taxType, landed, sign: 1 as const };
  return { ...rule, carriesGst: gst !== ZERO_CENTS, ...landing(rule, at), rows: 1, amount, gst };
}

function landing(
  rule: Pick<PostingSide, 'glAccountCode' | 'branch' | 'department' | 'landed'>,
  at: { lineDate: AccountingDate; description: string; context: PlacingContext },
) {
  const { entity, settings, asTheyAre } = at.context;
  const { glAccountCode, branch, department, landed } = rule;
  const structure = asTheyAre.has(glAccountCode) ? '' : settings.accountStructure;
  const composed = composeAccountCode(structure, { glAccountCode, branch, department, entity });
  const { categoryA, optionA, categoryB, optionB } = landed ?? lineOptions(settings, rule);
  return {
    sentAccount: landed?.sentAccount ?? composed,
    lineDate: at.lineDate,
    ...{ categoryA, optionA, categoryB, optionB },
    description: at.description,
    part: 0,
    lineNo: 0,
  };
}
