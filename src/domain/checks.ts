import { checkAccountStructure } from './account-structure.ts';
import type { Catalog } from './catalog.ts';
import { checkAccounts } from './check-accounts.ts';
import { checkCurrency } from './check-currency.ts';
import { checkTracking } from './check-tracking.ts';
import { gstRateOf, xeroRateOf } from './gst.ts';
import { absolute, formatCents, subtractCents, sumCents, ZERO_CENTS } from './money.ts';
import type { PlanInput } from './plan-input.ts';
import { xeroGst } from './plan-totals.ts';
import type { PlannedDocument, PostedBundle } from './planned-document.ts';
import { invariant, type Problem, problem } from './problem.ts';

type CatalogElement = Catalog['elements'] extends ReadonlyMap<string, infer One> ? One : never;

type Kept = {
  readonly posted: readonly PostedBundle[];
  readonly documents: readonly PlannedDocument[];
};

/** All problems that stop a plan, against the organisation just read; worst first. */
export function checkPlan(input: PlanInput, kept: Kept): Problem[] {
  assertBalanced(kept.documents);
  return [
    ...checkCurrency(input.foreign, input.facts),
    ...checkAccountStructure(input.settings.accountStructure),
    ...checkAccounts(input, kept.documents),
    ...checkTracking(input, kept.documents),
    ...checkRates(input, kept.posted),
    ...checkGstOff(input),
    ...checkRounding(input, kept.documents),
  ];
}

/** A journal that does not balance is our mistake, never the user's. */
function assertBalanced(documents: readonly PlannedDocument[]): void {
  for (const { kind, lines, part } of documents) {
    if (kind === 'bankTransaction') continue;
    const sum = sumCents(lines.map((line) => line.amount));
    invariant(sum === ZERO_CENTS, `manual journal ${part} balances`);
  }
}

function checkRates(input: PlanInput, posted: readonly PostedBundle[]): Problem[] {
  const used = new Set(posted.map((one) => one.elementId));
  return checkElementRates(input, ({ itemId }) => used.has(itemId));
}

/** An element's rate must be the one that Xero computes with (ACCOUNTING 2.6). */
export function checkElementRates(
  { catalog, facts, settings }: Pick<PlanInput, 'catalog' | 'facts' | 'settings'>,
  isUsed: (element: CatalogElement, taxType: string) => boolean,
): Problem[] {
  if (!settings.useGst) return [];
  return [...catalog.elements.values()].flatMap((element) => {
    const rate = gstRateOf(element);
    const taxType = catalog.gstCodes.get(element.gstCode)?.taxType;
    if (taxType === undefined || !isUsed(element, taxType) || rate === 10_000) return [];
    const xeroRate = xeroRateOf(taxType, facts);
    if (xeroRate === undefined || xeroRate === rate) return [];
    const rates = { rate: `${rate / 100} %`, xeroRate: `${xeroRate / 100} %` };
    return [problem('tax_type.other_rate', { element: element.code, taxType, ...rates })];
  });
}

function checkGstOff({ settings, bundles }: PlanInput): Problem[] {
  if (settings.useGst) return [];
  const taxed = new Set(
    bundles
      .filter(({ element, gst }) => gst !== 0n || gstRateOf(element) > 0)
      .map(({ element }) => element.code),
  );
  return [...taxed].map((element) => problem('gst.used_while_off', { element }));
}

/**
 * GST by row and by line may differ by (n+1)/2 cents for a line of n rows; more is a wrong rate
 * (ACCOUNTING 3.6). A tax type without a rate is a problem of its own.
 */
function checkRounding(input: PlanInput, documents: readonly PlannedDocument[]): Problem[] {
  return documents.flatMap(({ lines, text }) =>
    lines.flatMap((line) => {
      if (xeroRateOf(line.taxType, input.facts) === undefined) return [];
      const byLine = xeroGst(line, input);
      const rounding = absolute(subtractCents(byLine, line.gst));
      if (2n * rounding <= BigInt(line.rows + 1)) return [];
      const facts = { text, description: line.description, rows: line.rows };
      const figures = { gst: formatCents(line.gst), gstXero: formatCents(byLine) };
      return [problem('gst.rounding_too_large', { ...facts, ...figures })];
    }),
  );
}
