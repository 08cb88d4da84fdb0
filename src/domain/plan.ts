import { type BankGrouping, groupBankItems } from './bank-documents.ts';
import { checkPlan } from './checks.ts';
import { DocumentMaker } from './document-maker.ts';
import { cutIntoParts } from './journal-parts.ts';
import { type PlanInput, placingContext } from './plan-input.ts';
import { type PlanTotals, totalsOf } from './plan-totals.ts';
import { warningsOf } from './plan-warnings.ts';
import type { PlannedDocument, PostedBundle } from './planned-document.ts';
import { postBundles, postEntries } from './posting.ts';
import { emptyPosting, holdBankItem, type Posting, type Unposted } from './posting-progress.ts';
import type { Problem } from './problem.ts';

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

/** Frees the rows of bank groups that may not go. */
function holdGroups(grouping: BankGrouping, posting: Posting): void {
  for (const { item, reason } of grouping.held) holdBankItem(item, reason, posting);
}
