import { type BankGrouping, type BankItem, groupBankItems } from './bank-documents.ts';
import type { Bundle, EntryToPost } from './bundle.ts';
import type { Catalog, Entity } from './catalog.ts';
import { checkPlan } from './checks.ts';
import type { AccountingDate } from './dates.ts';
import { DocumentMaker } from './document-maker.ts';
import { HeldRows } from './held-rows.ts';
import { cutIntoParts, type JournalItem } from './journal-parts.ts';
import { lockedUpTo } from './locks.ts';
import type { Digest } from './marker.ts';
import type { OrganisationFacts } from './organisation.ts';
import type { PlacingContext } from './placing.ts';
import { type PlanTotals, totalsOf } from './plan-totals.ts';
import { warningsOf } from './plan-warnings.ts';
import type { FormatDocument, PlannedDocument, PostedBundle } from './planned-document.ts';
import { postBundles, postEntries } from './posting.ts';
import type { Problem } from './problem.ts';
import type { GlobalSettings, Stream } from './settings.ts';

/** All that a plan depends on; the same input gives the same bytes. */
export interface PlanInput {
  readonly exportId: string;
  readonly entity: Entity;
  /** The settings in force for the entity. */
  readonly settings: GlobalSettings;
  readonly catalog: Catalog;
  readonly facts: OrganisationFacts;
  readonly upTo: AccountingDate;
  /** The end of our own last closed accounting period. */
  readonly closedUpTo: AccountingDate | undefined;
  readonly streams: readonly Stream[];
  readonly bundles: readonly Bundle[];
  readonly entries: readonly EntryToPost[];
  readonly digest: Digest;
  readonly format: FormatDocument;
}

/** A bundle whose rows stay free. */
export interface Unposted {
  readonly stream: Stream;
  readonly turn: 1 | -1;
  readonly bundleKey: number;
}

/** The pure result of planning: documents, frozen postings, and everything worth saying. */
export interface ExportPlan {
  readonly documents: readonly PlannedDocument[];
  readonly posted: readonly PostedBundle[];
  readonly unposted: readonly Unposted[];
  readonly totals: PlanTotals;
  readonly held: readonly Problem[];
  readonly problems: readonly Problem[];
  readonly warnings: readonly Problem[];
}

/** What the steps of posting fill: parts by stream, and rows that stay behind. */
export interface Posting {
  readonly journals: JournalItem[];
  readonly bank: BankItem[];
  /** Parts that are claimed but make no line of their own, such as the journal side of profile direct. */
  readonly silent: PostedBundle[];
  readonly unposted: Unposted[];
  readonly held: HeldRows;
  excluded: number;
  waitingForMonthEnd: number;
  moved: { rows: number; from: AccountingDate; to: AccountingDate; movedTo: AccountingDate }[];
}

/** Plans one export: posting rules, placing, summaries, documents, checks. Pure. */
export function planExport(input: PlanInput): ExportPlan {
  const posting = emptyPosting();
  const context = placingContext(input);
  postBundles(input, context, posting);
  postEntries(input, context, posting);
  const grouping = groupBankItems(posting.bank);
  holdGroups(grouping, posting);
  const maker = new DocumentMaker(input, posting);
  maker.addJournals(cutIntoParts(posting.journals));
  maker.addBankTransactions(grouping.groups);
  const posted = [
    ...posting.journals.map((item) => item.posted),
    ...maker.postedBankItems.map((item) => item.posted),
    ...grouping.nilItems.map((item) => item.posted),
    ...posting.silent,
  ];
  const kept = { posted: [...new Set(posted)], documents: maker.documents };
  return {
    ...kept,
    unposted: posting.unposted,
    totals: totalsOf(kept, posting, input),
    held: posting.held.list(),
    problems: [...checkPlan(input, kept), ...grouping.problems, ...maker.problems],
    warnings: warningsOf(input, posting, kept),
  };
}

function emptyPosting(): Posting {
  const held = new HeldRows();
  return {
    journals: [],
    bank: [],
    silent: [],
    unposted: [],
    held,
    excluded: 0,
    waitingForMonthEnd: 0,
    moved: [],
  };
}

export function placingContext(
  input: Pick<PlanInput, 'entity' | 'settings' | 'upTo' | 'facts' | 'closedUpTo'>,
): PlacingContext {
  const { entity, settings, upTo, facts, closedUpTo } = input;
  const locked = lockedUpTo(
    facts.organisation,
    settings.useAccountingPeriods ? closedUpTo : undefined,
  );
  return { entity: entity.code, settings, upTo, lockedUpTo: locked };
}

/** Frees the rows of bank groups that may not go. */
function holdGroups(grouping: BankGrouping, posting: Posting): void {
  for (const { item, reason } of grouping.held) holdBankItem(item, reason, posting);
}

/** Leaves a bank part out of the batch, with its reason. */
export function holdBankItem(item: BankItem, reason: Problem, posting: Posting): void {
  const { stream, turn, bundleKey, rows, amount } = item.posted;
  posting.held.add(reason, stream, { rows, amount });
  posting.unposted.push({ stream, turn, bundleKey });
}
