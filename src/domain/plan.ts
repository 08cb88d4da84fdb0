import { planBank } from './bank-plan.ts';
import { checkPlan } from './checks.ts';
import { companionsOf, holdCompanions } from './companions.ts';
import { DocumentMaker } from './document-maker.ts';
import type { HeldGroup } from './held-rows.ts';
import { cutIntoParts } from './journal-parts.ts';
import { type PlanInput, placingContext } from './plan-input.ts';
import { type PlanTotals, totalsOf } from './plan-totals.ts';
import { warningsOf } from './plan-warnings.ts';
import type { PlannedDocument, PostedBundle } from './planned-document.ts';
import { postBundles } from './posting.ts';
import { postEntries } from './posting-entries.ts';
import { emptyPosting, type Unposted } from './posting-progress.ts';
import type { Problem } from './problem.ts';

/** The pure result of planning: documents, frozen postings, and everything worth saying. */
export interface ExportPlan {
  readonly documents: readonly PlannedDocument[];
  readonly posted: readonly PostedBundle[];
  readonly unposted: readonly Unposted[];
  readonly totals: PlanTotals;
  readonly held: readonly HeldGroup[];
  readonly problems: readonly Problem[];
  readonly warnings: readonly Problem[];
}

/** Plans one export: posting rules, placing, summaries, documents, checks. Pure. */
export function planExport(input: PlanInput): ExportPlan {
  const posting = emptyPosting();
  const context = placingContext(input);
  postBundles(input, context, posting);
  postEntries(input, context, posting);
  const companions = companionsOf(input);
  holdCompanions(companions, posting);
  const bank = planBank(input, companions, posting);
  const maker = new DocumentMaker(input);
  maker.addJournals(cutIntoParts(posting.journals));
  maker.addBankTransactions(bank.groups);
  const posted = [
    ...posting.journals.map((item) => item.posted),
    ...bank.groups.flatMap(({ group }) => group.items.map((item) => item.posted)),
    ...bank.nilItems.map((item) => item.posted),
    ...posting.silent,
  ];
  const kept = { posted: [...new Set(posted)], documents: maker.documents };
  const problems = [...checkPlan(input, kept), ...bank.problems];
  // What stops the plan is not said a second time of the rows that it left out.
  const isStopped = new Set(problems.map(({ message }) => message));
  return {
    ...kept,
    unposted: [...posting.unposted.values()],
    totals: totalsOf(kept, posting, input),
    held: posting.held.list().filter(({ message }) => !isStopped.has(message)),
    problems,
    warnings: warningsOf(input, posting, kept),
  };
}
