import type { Catalog, Element } from './catalog.ts';
import type { BasisPoints } from './money.ts';
import type { OrganisationFacts } from './organisation.ts';
import { fail, type Outcome, problem, succeed } from './problem.ts';
import type { GlobalSettings } from './settings.ts';

/** Xero's tax type for GST on imports, the only one that an element of rate 100 may use. */
const GST_ON_IMPORTS = 'GSTONIMPORTS';

/** The rate, in basis points, of an element whose whole amount is GST, as on imports. */
export const WHOLLY_GST = 10_000;

/** What decides the tax type of a line. */
export interface GstContext {
  readonly settings: GlobalSettings;
  readonly catalog: Catalog;
  readonly facts: OrganisationFacts;
}

/** The tax type of a side and whether the row's GST sits inside its amount. */
export interface TaxedAs {
  readonly taxType: string;
  readonly carriesGst: boolean;
}

/** An element's rate in basis points: "12.5" is 1250. */
export function gstRateOf(element: Pick<Element, 'gstRate'>): BasisPoints {
  return Math.round(Number(element.gstRate) * 100);
}

/**
 * The tax type of every line without GST: the Exempt Code's; blank means `NONE`, in Australia
 * `BASEXCLUDED`, since a line sent without a tax type would take the account's default in Xero.
 */
export function exemptTaxType(context: GstContext): string {
  const { settings, catalog, facts } = context;
  const exempt = catalog.gstCodes.get(settings.exemptGstCode);
  if (exempt !== undefined) return exempt.taxType;
  return facts.organisation.countryCode === 'AU' ? 'BASEXCLUDED' : 'NONE';
}

/** A row's side on the account of its element. */
export interface ElementSide {
  readonly element: Element;
  readonly glAccountCode: string;
  /** Whether the row has GST. */
  readonly isTaxed: boolean;
}

/** The tax type of the element's side: it follows the GST of the row (ACCOUNTING 2.6, 2.7). */
export function taxOfElement(
  { element, glAccountCode, isTaxed }: ElementSide,
  context: GstContext,
): Outcome<TaxedAs> {
  const exempt = { taxType: exemptTaxType(context), carriesGst: false };
  if (!context.settings.useGst) return succeed(exempt);
  const rate = gstRateOf(element);
  if (rate > 0 && !isTaxed) return succeed(exempt);
  if (rate === 0 && isTaxed) {
    return fail(problem('held.gst_without_rate', { element: element.code }));
  }
  if (rate === 0 && element.gstCode === '') return succeed(exempt);
  const gstCode = context.catalog.gstCodes.get(element.gstCode);
  if (gstCode === undefined) {
    return fail(
      problem('held.gst_code_missing', { element: element.code, gstCode: element.gstCode }),
    );
  }
  if (rate === WHOLLY_GST) return taxOfImport({ element, glAccountCode }, gstCode.taxType, context);
  return succeed({ taxType: gstCode.taxType, carriesGst: rate > 0 });
}

function taxOfImport(
  { element, glAccountCode }: Omit<ElementSide, 'isTaxed'>,
  taxType: string,
  context: GstContext,
): Outcome<TaxedAs> {
  const account = context.facts.chart.find((one) => one.glAccountCode === glAccountCode);
  if (taxType !== GST_ON_IMPORTS || account?.systemAccount !== 'GST') {
    return fail(
      problem('held.import_gst_mapping', {
        element: element.code,
        glAccount: glAccountCode,
        taxType,
      }),
    );
  }
  return succeed({ taxType, carriesGst: false });
}

/** The rate that Xero computes with for a tax type, or undefined when there is no such active rate. */
export function xeroRateOf(taxType: string, facts: OrganisationFacts): BasisPoints | undefined {
  return facts.taxRates.find((rate) => rate.taxType === taxType && rate.isActive)?.rate;
}
