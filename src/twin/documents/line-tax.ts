import type { LineAmountType } from '../../xero/contract/manual-journals.ts';
import { parseDecimal } from '../arithmetic/decimal.ts';
import { lineTax } from '../arithmetic/gst.ts';
import { type AccountRow, accountClass } from '../books/accounts.ts';
import { canApplyTo } from '../books/tax-rates.ts';
import { message } from '../messages.ts';
import type { Chart } from './chart.ts';

export interface TaxedLine {
  ledgerAccount: AccountRow;
  taxType: string | undefined;
  lineCents: bigint;
  lineAmountTypes: LineAmountType;
}

/** The tax type that a line ends with, and its GST; complaints go to `errors`. */
export function resolveTax(
  chart: Chart,
  line: TaxedLine,
  errors: Set<string>,
): { taxType: string; taxCents: bigint } {
  if (line.lineAmountTypes === 'NoTax') return { taxType: chart.noTax, taxCents: 0n };
  const taxType = blankAsUndefined(line.taxType) ?? line.ledgerAccount.tax_type;
  const rate = chart.taxRates.get(taxType);
  if (rate === undefined) {
    errors.add(message('taxTypeUnknown', taxType));
    return { taxType, taxCents: 0n };
  }
  if (!canApplyTo(rate, accountClass(line.ledgerAccount.type))) {
    errors.add(
      message('taxTypeNotForAccount', taxType, line.ledgerAccount.code ?? line.ledgerAccount.name),
    );
  }
  const percent = parseDecimal(rate.rate) ?? { units: 0n, scale: 0 };
  return { taxType, taxCents: lineTax(line.lineCents, percent, line.lineAmountTypes) };
}

function blankAsUndefined(text: string | undefined): string | undefined {
  return text === '' ? undefined : text;
}
