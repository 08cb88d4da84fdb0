import { parseDecimal, unitsAtScale } from '../arithmetic/decimal.ts';
import {
  canApplyTo,
  listTaxRates,
  type TaxComponent,
  type TaxRateRow,
} from '../books/tax-rates.ts';
import type { Call, Endpoint } from '../calls/call.ts';
import { type Answer, notFound } from '../wire/answers.ts';
import { envelopeAnswer } from '../wire/envelope.ts';
import { decimalJson } from '../wire/json.ts';

const NAME = 'TaxRates';

/** https://developer.xero.com/documentation/api/accounting/taxrates */
export const taxRateEndpoints: Endpoint[] = [
  { method: 'GET', path: '/TaxRates', resource: NAME, answer: (call) => taxRates(call) },
  {
    method: 'GET',
    path: '/TaxRates/:taxType',
    resource: NAME,
    answer: (call) => taxRates(call, call.params.taxType),
  },
];

function taxRates(call: Call, taxType?: string): Answer {
  const rows = listTaxRates(call.books, call.organisation.tenant_id).filter(
    (row) => taxType === undefined || row.tax_type === taxType.toUpperCase(),
  );
  if (taxType !== undefined && rows.length === 0) throw notFound();
  return envelopeAnswer(call, {
    name: NAME,
    elements: rows.map((row) => JSON.stringify(taxRateJson(row))),
  });
}

function taxRateJson(row: TaxRateRow): object {
  const rate = percentJson(row.rate);
  return {
    Name: row.name,
    TaxType: row.tax_type,
    ...(row.report_tax_type === '' ? {} : { ReportTaxType: row.report_tax_type }),
    CanApplyToAssets: canApplyTo(row, 'ASSET'),
    CanApplyToEquity: canApplyTo(row, 'EQUITY'),
    CanApplyToExpenses: canApplyTo(row, 'EXPENSE'),
    CanApplyToLiabilities: canApplyTo(row, 'LIABILITY'),
    CanApplyToRevenue: canApplyTo(row, 'REVENUE'),
    DisplayTaxRate: rate,
    EffectiveRate: rate,
    Status: 'ACTIVE',
    TaxComponents: (JSON.parse(row.component) as TaxComponent[]).map(componentJson),
  };
}

function componentJson({ name, rate }: TaxComponent): object {
  return { Name: name, Rate: percentJson(rate), IsCompound: false, IsNonRecoverable: false };
}

function percentJson(text: string): object {
  const decimal = parseDecimal(text) ?? { units: 0n, scale: 0 };
  return decimalJson(unitsAtScale(decimal, 4), 4);
}
