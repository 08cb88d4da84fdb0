import { parseDecimal, unitsAtScale } from '../arithmetic/decimal.ts';
import { canApplyTo, type TaxComponent, type TaxRateRow } from '../books/tax-rates.ts';
import { decimalJson } from '../wire/json.ts';

/** A tax rate in Xero's names. */
export function taxRateJson(row: TaxRateRow): object {
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
