import type { FoundDocument } from '../../domain/found-document.ts';
import {
  BANK_TRANSACTION_TYPES,
  type WireBankTransaction,
  type WireLineItem,
} from '../contract/bank-transactions.ts';
import { ACCOUNTING_PATHS } from '../contract/endpoints.ts';
import {
  dateOf,
  type Fields,
  flagOf,
  instantOf,
  listOf,
  objectOf,
  optionalTextOf,
  textOf,
  wordOf,
} from './fields.ts';
import { lineFrom } from './found-line.ts';
import { accountingPath } from './paths.ts';

/** Where bank transactions are and how their text is asked for. */
export const BANK_TRANSACTIONS = {
  path: accountingPath(ACCOUNTING_PATHS.bankTransactions),
  list: 'BankTransactions',
  idField: 'BankTransactionID',
  textField: 'Reference',
};

/** @see https://developer.xero.com/documentation/api/accounting/banktransactions */
export function bankTransactionFrom(wire: Fields<WireBankTransaction>): FoundDocument {
  const lineAmountTypes = textOf(wire, 'LineAmountTypes');
  const type = wordOf(wire, 'Type', BANK_TRANSACTION_TYPES);
  const direction = type.startsWith('SPEND') ? 'SPEND' : 'RECEIVE';
  const bankAccount = objectOf<WireBankTransaction['BankAccount']>(wire.BankAccount);
  const contact = objectOf<WireBankTransaction['Contact']>(wire.Contact ?? {});
  return {
    kind: 'bankTransaction',
    xeroId: textOf(wire, 'BankTransactionID'),
    xeroStatus: textOf(wire, 'Status'),
    date: dateOf(wire, 'Date'),
    text: optionalTextOf(wire, 'Reference'),
    lineAmountTypes,
    lines: listOf<WireLineItem>(wire, 'LineItems').map((line) =>
      lineFrom(line, { lineAmountTypes, isCredit: direction === 'RECEIVE' }),
    ),
    bank: {
      direction,
      glAccountCode: optionalTextOf(bankAccount, 'Code'),
      accountId: optionalTextOf(bankAccount, 'AccountID'),
      contactId: optionalTextOf(contact, 'ContactID'),
      isReconciled: flagOf(wire, 'IsReconciled'),
    },
    updatedAt: instantOf(wire, 'UpdatedDateUTC'),
  };
}
