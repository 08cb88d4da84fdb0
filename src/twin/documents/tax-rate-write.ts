import { type Decimal, decimalText, unitsAtScale } from '../arithmetic/decimal.ts';
import { createTaxRate, listTaxRates, type TaxRateRow } from '../books/tax-rates.ts';
import type { Call } from '../calls/call.ts';
import { run } from '../database/statements.ts';
import { type MessageKey, message } from '../messages.ts';
import { COUNTRIES } from '../seeds/countries.ts';
import { choiceField, decimalField, objectsField, textField } from '../wire/fields.ts';
import type { Incoming } from '../wire/json.ts';
import { taxRateJson } from './tax-rate-json.ts';
import type { Outcome } from './write-answer.ts';

export interface TaxRateInput {
  name: string;
  taxType: string | undefined;
  reportTaxType: string;
  isDeleted: boolean;
  components: { name: string; percent: Decimal | undefined }[];
}

export function readTaxRate(element: Incoming): TaxRateInput {
  const statuses = { of: ['ACTIVE', 'DELETED', 'ARCHIVED', 'PENDING'], type: 'TaxRateStatus' };
  return {
    name: textField(element, 'Name') ?? '',
    taxType: textField(element, 'TaxType')?.toUpperCase(),
    reportTaxType: textField(element, 'ReportTaxType')?.toUpperCase() ?? '',
    isDeleted: choiceField(element, 'Status', statuses) === 'DELETED',
    components: (objectsField(element, 'TaxComponents') ?? []).map((component) => ({
      name: textField(component, 'Name') ?? '',
      percent: decimalField(component, 'Rate'),
    })),
  };
}

/** Makes a rate, changes one as a whole, or deletes it; what a country's law gives stays as it is. */
export function writeTaxRate(call: Call, input: TaxRateInput): Outcome {
  const known = listTaxRates(call.books, call.organisation.tenant_id);
  const existing = known.find((row) => row.tax_type === input.taxType);
  const complaints = complaintsAbout(call, { input, existing, known });
  if (complaints.length > 0) return failed(input, complaints);
  if (existing !== undefined && input.isDeleted) return deleted(call, existing);
  const reportTaxType = input.reportTaxType || (existing?.report_tax_type ?? '');
  const components = input.components.map(({ name, percent }) => ({ name, rate: inFull(percent) }));
  const taxType = existing?.tax_type ?? nextTaxType(known);
  createTaxRate(call.books, call.organisation.tenant_id, {
    ...{ taxType, name: input.name, reportTaxType, components },
    rate: decimalText(
      input.components.reduce((sum, { percent }) => sum + inUnits(percent), 0n),
      4,
    ),
    appliesTo: existing?.can_apply_to ?? classesFor(call, reportTaxType),
  });
  const rows = listTaxRates(call.books, call.organisation.tenant_id);
  return saved(rows.find((row) => row.tax_type === taxType) as TaxRateRow);
}

const SYSTEM_TAX_TYPES = [
  ...['NONE', 'GSTONIMPORTS', 'GSTONCAPIMPORTS', 'EXEMPTEXPENSES'],
  ...['CAPEXINPUT2', 'CAPEXOUTPUT2'],
];

function complaintsAbout(
  call: Call,
  given: { input: TaxRateInput; existing: TaxRateRow | undefined; known: TaxRateRow[] },
): MessageKey[] {
  const { existing, input, known } = given;
  if (input.taxType !== undefined && existing === undefined) return ['taxRateNotFound'];
  if (SYSTEM_TAX_TYPES.includes(input.taxType ?? '')) return ['taxRateIsSystem'];
  if (input.isDeleted) return [];
  const isNameTaken = known.some((row) => row !== existing && row.name === input.name);
  const needsReport = ['NZ', 'AU', 'GB'].includes(call.organisation.country);
  const isReportMissing = existing === undefined && needsReport && input.reportTaxType === '';
  const isWhole = input.components.every(({ name, percent }) => name !== '' && percent);
  return [
    ...(input.name === '' ? (['taxRateNameMissing'] as const) : []),
    ...(isNameTaken ? (['accountNameTaken'] as const) : []),
    ...(isReportMissing ? (['taxRateReportMissing'] as const) : []),
    ...(input.components.length > 0 && isWhole ? [] : (['taxRateComponentsMissing'] as const)),
  ];
}

function nextTaxType(known: TaxRateRow[]): string {
  const numbers = known.map(({ tax_type: taxType }) =>
    Number(/^TAX(\d{3})$/.exec(taxType)?.[1] ?? 0),
  );
  return `TAX${String(Math.max(0, ...numbers) + 1).padStart(3, '0')}`;
}

/** As a rate of the country that goes to the same box of the return; otherwise everywhere. */
function classesFor(call: Call, reportTaxType: string): string {
  const { rates } = COUNTRIES[call.organisation.country];
  return rates.find((rate) => rate.reportTaxType === reportTaxType)?.appliesTo ?? 'AQELR';
}

function inUnits(percent: Decimal | undefined): bigint {
  return percent === undefined ? 0n : unitsAtScale(percent, 4);
}

function inFull(percent: Decimal | undefined): string {
  return decimalText(inUnits(percent), 4);
}

function deleted(call: Call, row: TaxRateRow): Outcome {
  const sql = 'delete from tax_rate where tenant_id = ? and tax_type = ?';
  run(call.books, sql, row.tenant_id, row.tax_type);
  return { fields: { ...taxRateJson(row), Status: 'DELETED' }, errors: [], warnings: [] };
}

function saved(row: TaxRateRow): Outcome {
  return { fields: taxRateJson(row), errors: [], warnings: [] };
}

function failed({ name, taxType = '' }: TaxRateInput, complaints: MessageKey[]): Outcome {
  const errors = complaints.map((key) => message(key));
  return { fields: { Name: name, TaxType: taxType }, errors, warnings: [] };
}
