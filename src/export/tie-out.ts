import { glAccountBehind } from '../domain/account-structure.ts';
import { checkCurrency } from '../domain/check-currency.ts';
import { type AccountingDate, startOfFinancialYear } from '../domain/dates.ts';
import type { FoundDocument, TrialBalanceLine } from '../domain/found-document.ts';
import { xeroRateOf } from '../domain/gst.ts';
import { type Cents, gstInside, subtractCents, ZERO_CENTS } from '../domain/money.ts';
import type { OrganisationFacts } from '../domain/organisation.ts';
import { ownedAccounts, sharedAccounts } from '../domain/owned-accounts.ts';
import { planExport } from '../domain/plan.ts';
import { fail, type Outcome, type Problem, problem, succeed } from '../domain/problem.ts';
import { type TieOut, tieOut } from '../domain/tie-out.ts';
import { type ClearingBalance, openClearing } from '../domain/tie-out-clearing.ts';
import {
  type ClassingContext,
  classDocuments,
  netAndGst,
  type OurDocument,
} from '../domain/tie-out-documents.ts';
import { classWaiting } from '../domain/tie-out-waiting.ts';
import type { PostedDocument } from '../store/tie-out-reader.ts';
import type { ExportEffects } from './effects.ts';
import { addOpening, checkStart, openingDate, type TieOutSums } from './opening.ts';
import { loadWaiting, planInput } from './plan.ts';
import type { TieOutRequest } from './tie-out-request.ts';
import { nameUnplaced, type UnplacedRows } from './unplaced.ts';

/** A tie-out with what stands beside it. */
export interface TiedOut extends TieOut {
  readonly clearing: readonly ClearingBalance[];
  /** Rows that wait whose account is not known yet; their amounts are in no account. */
  readonly unplaced: readonly UnplacedRows[];
}

/** Reads both sides of the tie-out, and names and classes every difference. */
export async function runTieOut(
  effects: ExportEffects,
  request: TieOutRequest,
): Promise<Outcome<TiedOut>> {
  const { facts, date, catalog } = request;
  const { organisation, chart, tenantId } = facts;
  const gst = chart.find((one) => one.systemAccount === 'GST');
  const undated = checkStart(request);
  if (undated.length > 0) return fail(...undated);
  const read = await readXero(effects, request);
  if (!read.ok) return read;
  const { opening } = read.value;
  const openedOn = opening?.date;
  const context = { date, gstAccount: gst?.glAccountCode ?? '', openedOn };
  const posted = await effects.store.loadPostedDocuments({ mode: request.mode, tenantId });
  const documents = posted.documents.map((one) => expect(one, facts, context));
  const result = classDocuments(documents, read.value.listed, context);
  addSilent(posted.silent, { context, result });
  const waiting = await addWaiting(effects, request, { context, result });
  if (!waiting.ok) return waiting;
  if (opening !== undefined) {
    const xero = byCode(opening.lines, facts);
    addOpening(request, { date: opening.date, xero }, result);
  }
  if (gst === undefined && result.ours.some((one) => one.account === '')) {
    return fail(problem('tie_out.gst_account_missing', { organisation: organisation.name }));
  }
  const behind = glAccountBehind([...posted.structures, ...structuresOf(request)], catalog);
  const sent = new Set([
    ...chart.map((one) => one.glAccountCode),
    ...result.ours.map((one) => one.account),
  ]);
  const isOf = (codes: ReadonlySet<string>) =>
    new Set([...sent].filter((one) => codes.has(one) || codes.has(behind(one))));
  const tied = tieOut({
    date,
    yearStart: startOfFinancialYear(date, organisation.financialYearEnd),
    chart,
    shared: isOf(sharedAccounts(catalog)),
    owned: isOf(ownedAccounts(catalog)),
    ...result,
    trialBalance: byCode(read.value.trialBalance, facts),
  });
  const clearing = openClearing(result.ours, catalog, { date, behind });
  return succeed({ ...tied, clearing, unplaced: waiting.value });
}

function structuresOf({ entities }: TieOutRequest): string[] {
  return entities.map(({ settings }) => settings.accountStructure);
}

interface XeroSide {
  readonly listed: readonly FoundDocument[];
  readonly trialBalance: readonly TrialBalanceLine[];
  /** On the day before the earliest start date, where there is one. */
  readonly opening:
    | { readonly date: AccountingDate; readonly lines: readonly TrialBalanceLine[] }
    | undefined;
}

const FIRST_DATE = '1900-01-01' as AccountingDate;

async function readXero(
  { xero, onProgress }: ExportEffects,
  { date, entities }: TieOutRequest,
): Promise<Outcome<XeroSide>> {
  const dates = { from: FIRST_DATE, to: date };
  onProgress({ doing: 'Reading the trial balance and all documents', done: 0, of: 1 });
  const [trialBalance, journals, bank] = await Promise.all([
    xero.readTrialBalance(date),
    xero.findDocuments({ kind: 'manualJournal', dates }),
    xero.findDocuments({ kind: 'bankTransaction', dates }),
  ]);
  if (!trialBalance.ok) return trialBalance;
  if (!journals.ok) return journals;
  if (!bank.ok) return bank;
  const listed = [...journals.value, ...bank.value];
  const value = { listed, trialBalance: trialBalance.value };
  const openedOn = openingDate(entities);
  if (openedOn === undefined) return succeed({ ...value, opening: undefined });
  const opening = await xero.readTrialBalance(openedOn);
  if (!opening.ok) return opening;
  return succeed({ ...value, opening: { date: openedOn, lines: opening.value } });
}

/** What Xero should hold of a document: GST by line, as Xero computes it. */
function expect(
  { lines, ...document }: PostedDocument,
  facts: OrganisationFacts,
  context: ClassingContext,
): OurDocument {
  const expected = lines.flatMap(({ account, taxType, amount }) => {
    const gst = gstInside(amount, xeroRateOf(taxType, facts) ?? 0);
    return netAndGst({ account, amount, gst }, document.date, context);
  });
  return { ...document, expected };
}

type Adding = { readonly context: ClassingContext; readonly result: TieOutSums };

/** Postings that net to nil in their batch have no document; by own date they may stand apart. */
function addSilent(silent: OurDocument['postings'], { context, result }: Adding): void {
  for (const posting of silent.filter((one) => one.ownDate <= context.date)) {
    for (const one of netAndGst(posting, posting.ownDate, context)) {
      const of = 'rows that net to nil';
      result.ours.push({ ...one, entity: '', of });
      const amount = subtractCents(ZERO_CENTS, one.amount);
      result.classed.push({ ...one, amount, class: 'timing', of });
    }
  }
}

/** Adds the rows that wait; those in another currency than the books cannot be added to anything. */
async function addWaiting(
  effects: ExportEffects,
  request: TieOutRequest,
  { context, result }: Adding,
): Promise<Outcome<UnplacedRows[]>> {
  const { mode, catalog, facts, date } = request;
  const unlike: Problem[] = [];
  const unplaced: UnplacedRows[] = [];
  for (const { entity, settings } of request.entities) {
    const { streams } = settings;
    const asked = { mode, entity, settings, catalog, facts, upTo: date, streams };
    const pattern = { before: 'tie-out', after: '', hasSequence: false };
    const waiting = await loadWaiting(effects, { ...asked, takesBackAll: true });
    unlike.push(...checkCurrency(waiting.foreign, facts));
    const planRequest = { ...asked, pattern, isPreview: true };
    const input = planInput(effects, planRequest, { waiting, exportId: 'tie-out' });
    const left = await effects.store.loadLeftAtBank(waiting.query, catalog);
    const made = classWaiting(input, planExport(input), { context, left });
    for (const one of made.ours) result.ours.push(one);
    for (const one of made.classed) result.classed.push(one);
    unplaced.push(...(await nameUnplaced(effects, request, { groups: made.unplaced, waiting })));
  }
  return unlike.length > 0 ? fail(...unlike) : succeed(unplaced);
}

function byCode(
  lines: readonly TrialBalanceLine[],
  { chart }: OrganisationFacts,
): Map<string, Cents> {
  const codes = new Map(chart.map((one) => [one.accountId, one.glAccountCode || one.accountId]));
  return new Map(lines.map((one) => [codes.get(one.accountId) ?? one.label, one.yearToDate]));
}
