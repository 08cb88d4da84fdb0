import {
  BANK_TRANSACTION_TYPES,
  type BankTransactionType,
} from '../../xero/contract/bank-transactions.ts';
import type { LineAmountType } from '../../xero/contract/manual-journals.ts';
import type { Decimal } from '../arithmetic/decimal.ts';
import {
  booleanField,
  choiceField,
  dateField,
  decimalField,
  guidField,
  objectField,
  objectsField,
  textField,
} from '../wire/fields.ts';
import type { Incoming } from '../wire/json.ts';
import { type ContactInput, readContact } from './contact-write.ts';
import { readTracking, type TrackingInput } from './line-tracking.ts';
import { LINE_AMOUNT_TYPES_CHOICE } from './manual-journal-input.ts';

/** A bank transaction as sent; what is absent is undefined. */
export interface BankTransactionInput {
  bankTransactionId: string | undefined;
  type: BankTransactionType | undefined;
  contact: ContactInput | undefined;
  bankAccount: { accountCode: string | undefined; accountId: string | undefined } | undefined;
  date: string | undefined;
  reference: string | undefined;
  status: string | undefined;
  isReconciled: boolean | undefined;
  lineAmountTypes: LineAmountType | undefined;
  currencyCode: string | undefined;
  url: string | undefined;
  lines: LineItemInput[] | undefined;
}

export interface LineItemInput {
  lineItemId: string | undefined;
  description: string | undefined;
  quantity: Decimal | undefined;
  unitAmount: Decimal | undefined;
  lineAmount: Decimal | undefined;
  taxAmount: Decimal | undefined;
  accountCode: string | undefined;
  accountId: string | undefined;
  taxType: string | undefined;
  tracking: TrackingInput[];
}

export function readBankTransaction(element: Incoming): BankTransactionInput {
  const contact = objectField(element, 'Contact');
  const bankAccount = objectField(element, 'BankAccount');
  return {
    bankTransactionId: guidField(element, 'BankTransactionID'),
    type: choiceField(element, 'Type', {
      of: BANK_TRANSACTION_TYPES,
      type: 'Xero.API.Library..BankTransactionType',
    }),
    contact: contact === undefined ? undefined : readContact(contact),
    bankAccount:
      bankAccount === undefined
        ? undefined
        : {
            accountCode: textField(bankAccount, 'Code'),
            accountId: guidField(bankAccount, 'AccountID'),
          },
    date: dateField(element, 'Date'),
    reference: textField(element, 'Reference'),
    status: textField(element, 'Status'),
    isReconciled: booleanField(element, 'IsReconciled'),
    lineAmountTypes: choiceField(element, 'LineAmountTypes', LINE_AMOUNT_TYPES_CHOICE),
    currencyCode: textField(element, 'CurrencyCode'),
    url: textField(element, 'Url'),
    lines: objectsField(element, 'LineItems')?.map(readLineItem),
  };
}

export function readLineItem(line: Incoming): LineItemInput {
  return {
    lineItemId: guidField(line, 'LineItemID'),
    description: textField(line, 'Description'),
    quantity: decimalField(line, 'Quantity'),
    unitAmount: decimalField(line, 'UnitAmount'),
    lineAmount: decimalField(line, 'LineAmount'),
    taxAmount: decimalField(line, 'TaxAmount'),
    accountCode: textField(line, 'AccountCode'),
    accountId: guidField(line, 'AccountID'),
    taxType: textField(line, 'TaxType'),
    tracking: readTracking(line),
  };
}
