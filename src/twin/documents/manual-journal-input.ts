import { LINE_AMOUNT_TYPES, type LineAmountType } from '../../xero/contract/manual-journals.ts';
import { unitsAtScale } from '../arithmetic/decimal.ts';
import {
  booleanField,
  choiceField,
  dateField,
  decimalField,
  guidField,
  objectsField,
  textField,
} from '../wire/fields.ts';
import type { Incoming } from '../wire/json.ts';
import { readTracking, type TrackingInput } from './line-tracking.ts';

/** A manual journal as sent; what is absent is undefined. */
export interface JournalInput {
  journalId: string | undefined;
  narration: string | undefined;
  date: string | undefined;
  status: string | undefined;
  lineAmountTypes: LineAmountType | undefined;
  url: string | undefined;
  onCashBasis: boolean | undefined;
  lines: JournalLineInput[] | undefined;
}

export interface JournalLineInput {
  lineCents: bigint;
  accountCode: string | undefined;
  accountId: string | undefined;
  description: string | undefined;
  taxType: string | undefined;
  tracking: TrackingInput[];
}

export const LINE_AMOUNT_TYPES_CHOICE = {
  of: LINE_AMOUNT_TYPES,
  type: 'Xero.API.Library..LineAmountType',
};

/** Reads one element; throws the refusal of a body that cannot be read. */
export function readJournal(element: Incoming): JournalInput {
  return {
    journalId: guidField(element, 'ManualJournalID'),
    narration: textField(element, 'Narration'),
    date: dateField(element, 'Date'),
    status: textField(element, 'Status'),
    lineAmountTypes: choiceField(element, 'LineAmountTypes', LINE_AMOUNT_TYPES_CHOICE),
    url: textField(element, 'Url'),
    onCashBasis: booleanField(element, 'ShowOnCashBasisReports'),
    lines: objectsField(element, 'JournalLines')?.map(readJournalLine),
  };
}

export function readJournalLine(line: Incoming): JournalLineInput {
  const amount = decimalField(line, 'LineAmount');
  return {
    lineCents: amount === undefined ? 0n : unitsAtScale(amount, 2),
    accountCode: textField(line, 'AccountCode'),
    accountId: guidField(line, 'AccountID'),
    description: textField(line, 'Description'),
    taxType: textField(line, 'TaxType'),
    tracking: readTracking(line),
  };
}
