import type { TaxRateRow } from '../books/tax-rates.ts';
import type { Call, Endpoint } from '../calls/call.ts';
import { taxRateJson } from '../documents/tax-rate-json.ts';
import { readTaxRate, type TaxRateInput, writeTaxRate } from '../documents/tax-rate-write.ts';
import { readElements, writeAnswer } from '../documents/write-answer.ts';
import { listRows } from '../query/list-query.ts';
import { queryFields } from '../query/where-to-sql.ts';
import { type Answer, notFound } from '../wire/answers.ts';
import { envelopeAnswer } from '../wire/envelope.ts';

const NAME = 'TaxRates';

const FIELDS = queryFields({
  Name: { sql: 'name', kind: 'text' },
  TaxType: { sql: 'tax_type', kind: 'text' },
  ReportTaxType: { sql: 'report_tax_type', kind: 'text' },
  Status: { sql: "'ACTIVE'", kind: 'text' },
});

/** https://developer.xero.com/documentation/api/accounting/taxrates */
export const taxRateEndpoints: Endpoint[] = [
  {
    method: 'GET',
    path: '/TaxRates',
    resource: NAME,
    answer: (call) => ratesAnswer(call, ratesOf(call)),
  },
  { method: 'GET', path: '/TaxRates/:taxType', resource: NAME, answer: oneRate },
  {
    method: 'PUT',
    path: '/TaxRates',
    resource: NAME,
    answer: (call) => writeOne(call, (input) => ({ ...input, taxType: undefined })),
  },
  {
    method: 'POST',
    path: '/TaxRates',
    resource: NAME,
    answer: (call) => writeOne(call, (input) => input),
  },
];

function oneRate(call: Call): Answer {
  const wanted = call.params.taxType?.toUpperCase();
  const found = ratesOf(call).filter((row) => row.tax_type === wanted);
  if (found.length === 0) throw notFound();
  return ratesAnswer(call, found);
}

function ratesOf(call: Call): TaxRateRow[] {
  const { rows } = listRows<TaxRateRow>(call, {
    ...{ table: 'tax_rate', idColumn: 'tax_type', fields: FIELDS, defaultOrder: 'Name ASC' },
    ...{ hasPages: false, hasModified: false },
  });
  return rows;
}

/** One at a time: what follows the first element is ignored. */
function writeOne(call: Call, adapt: (input: TaxRateInput) => TaxRateInput): Answer {
  const [input] = readElements(call, NAME).map(readTaxRate);
  return writeAnswer(call, NAME, input === undefined ? [] : [writeTaxRate(call, adapt(input))]);
}

function ratesAnswer(call: Call, rows: TaxRateRow[]): Answer {
  const elements = rows.map((row) => JSON.stringify(taxRateJson(row)));
  return envelopeAnswer(call, { name: NAME, elements });
}
