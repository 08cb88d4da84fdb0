import { randomUUID } from 'node:crypto';
import { MAX_LINE_DESCRIPTION_LENGTH } from '../../xero/contract/limits.ts';
import type { LineAmountType } from '../../xero/contract/manual-journals.ts';
import { decimalText, divideHalfUp, unitsAtScale } from '../arithmetic/decimal.ts';
import { netOfTax } from '../arithmetic/gst.ts';
import type { Behaviours } from '../behaviours.ts';
import type { AccountRow } from '../books/accounts.ts';
import { message } from '../messages.ts';
import { decimalJson, moneyJson } from '../wire/json.ts';
import type { LineItemInput } from './bank-transaction-input.ts';
import { type Chart, findLineAccount } from './chart.ts';
import type { DocumentShape } from './document-shape.ts';
import { type Amounts, lineAmounts } from './line-item-amounts.ts';
import { resolveTax } from './line-tax.ts';
import { type LineTracking, resolveTracking } from './line-tracking.ts';

/** A line of a bank transaction or invoice that stands. */
export interface LineItem {
  lineItemId: string;
  description: string;
  ledgerAccount: AccountRow;
  /** In ten-thousandths. */
  quantity: bigint;
  unitAmount: bigint;
  lineCents: bigint;
  taxType: string;
  taxCents: bigint;
  tracking: LineTracking[];
}

export interface LineItemRules {
  lineAmountTypes: LineAmountType;
  behaviours: Behaviours;
  /** Decimals of a unit amount: 2, or 4 with `unitdp=4`. */
  unitDecimals: number;
}

/** Unlike a journal's, a line on an unusable account is an error. */
export function resolveLineItems(
  chart: Chart,
  document: { lines: LineItemInput[]; rules: LineItemRules },
  errors: Set<string>,
): LineItem[] {
  const resolved: LineItem[] = [];
  for (const line of document.lines) {
    const ledgerAccount = usableAccount(chart, line, errors);
    const amounts = lineAmounts(line, document.rules.unitDecimals, errors);
    checkDescription(line, errors);
    if (ledgerAccount === undefined || amounts === undefined) continue;
    resolved.push(
      resolveLine(chart, { line, ledgerAccount, amounts, rules: document.rules }, errors),
    );
  }
  return resolved;
}

const RESERVED_IN_DOCUMENTS = ['DEBTORS', 'CREDITORS', 'RETAINEDEARNINGS', 'TRACKINGTRANSFERS'];

function usableAccount(
  chart: Chart,
  line: LineItemInput,
  errors: Set<string>,
): AccountRow | undefined {
  const shown = line.accountCode ?? line.accountId ?? '';
  if (shown === '') {
    errors.add(message('accountMissing'));
    return undefined;
  }
  const ledgerAccount = findLineAccount(chart, line);
  if (ledgerAccount?.status === 'ARCHIVED') {
    errors.add(message('accountArchived', shown));
    return undefined;
  }
  const isReserved =
    ledgerAccount === undefined ||
    ledgerAccount.type === 'BANK' ||
    RESERVED_IN_DOCUMENTS.includes(ledgerAccount.system_account ?? '');
  if (isReserved) errors.add(message('accountNotValid', shown));
  return isReserved ? undefined : ledgerAccount;
}

function checkDescription(line: LineItemInput, errors: Set<string>): void {
  const length = line.description?.length ?? 0;
  if (length === 0) errors.add(message('descriptionMissing'));
  if (length > MAX_LINE_DESCRIPTION_LENGTH) errors.add(message('lineDescriptionTooLong'));
}

function resolveLine(
  chart: Chart,
  given: { line: LineItemInput; ledgerAccount: AccountRow; amounts: Amounts; rules: LineItemRules },
  errors: Set<string>,
): LineItem {
  const { ledgerAccount, amounts, line, rules } = given;
  const { behaviours, lineAmountTypes } = rules;
  const { taxType } = line;
  const taxed = { ledgerAccount, taxType, lineCents: amounts.lineCents, lineAmountTypes };
  const tax = resolveTax(chart, taxed, errors);
  const sentTax = line.taxAmount === undefined ? tax.taxCents : unitsAtScale(line.taxAmount, 2);
  if (sentTax !== tax.taxCents) {
    const texts = [decimalText(sentTax, 2), decimalText(tax.taxCents, 2)];
    errors.add(message('taxTotalDiffers', ...texts));
  }
  return {
    lineItemId: line.lineItemId ?? randomUUID(),
    description: line.description ?? '',
    ledgerAccount,
    ...amounts,
    ...tax,
    tracking: resolveTracking(chart, { tracking: line.tracking, behaviours }, errors),
  };
}

export interface Totals {
  subTotal: bigint;
  totalTax: bigint;
  total: bigint;
}

export function totalsOf(lines: LineItem[], lineAmountTypes: LineAmountType): Totals {
  let subTotal = 0n;
  let totalTax = 0n;
  for (const line of lines) {
    subTotal += netOfTax(line.lineCents, line.taxCents, lineAmountTypes);
    totalTax += line.taxCents;
  }
  return { subTotal, totalTax, total: subTotal + totalTax };
}

export function lineItemsJson(lines: LineItem[], unitDecimals: number): string {
  return JSON.stringify(
    lines.map((line) => ({
      Description: line.description,
      UnitAmount: unitJson(line.unitAmount, unitDecimals),
      TaxType: line.taxType,
      TaxAmount: moneyJson(line.taxCents),
      LineAmount: moneyJson(line.lineCents),
      ...(line.ledgerAccount.code === null ? {} : { AccountCode: line.ledgerAccount.code }),
      Tracking: line.tracking.map((tracking) => ({ ...tracking, Options: [] })),
      Quantity: decimalJson(line.quantity, 4),
      LineItemID: line.lineItemId,
      AccountID: line.ledgerAccount.account_id,
    })),
  );
}

/**
 * The kept lines as an answer shows them. A quote inside a JSON text is never bare, so these patterns
 * meet properties alone.
 */
export function shownLines(lines: string, shape: DocumentShape): string {
  if (shape === 'listed') return lines.replaceAll(/,"TrackingOptionID":"[^"]*"/g, '');
  return lines.replaceAll(/(,"AccountID":"[^"]*")\}/g, '$1,"ValidationErrors":[]}');
}

function unitJson(unitAmount: bigint, unitDecimals: number): object {
  return decimalJson(divideHalfUp(unitAmount, 10n ** BigInt(4 - unitDecimals)), unitDecimals);
}
