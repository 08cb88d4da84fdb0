import { amountInDirection } from '../../domain/bank-documents.ts';
import type { DocumentKind } from '../../domain/found-document.ts';
import { type Cents, formatCents } from '../../domain/money.ts';
import type { DocumentContent, LineTracking } from '../../domain/planned-document.ts';
import type { WireNumber } from '../contract/numbers.ts';
import { writeXeroJson, xeroNumber } from './xero-json.ts';

/**
 * The exact bytes of one document, as an element of a request. Manual journals are sent Inclusive,
 * since that is never their default; each line names its tax type, since else the account's holds.
 *
 * @see https://developer.xero.com/documentation/api/accounting/manualjournals
 * @see https://developer.xero.com/documentation/api/accounting/banktransactions
 */
export function formatDocument(content: DocumentContent): string {
  return writeXeroJson(
    content.bank === undefined ? manualJournal(content) : bankTransaction(content, content.bank),
  );
}

/** A document that Xero is to void or delete. */
export interface Ending {
  readonly kind: DocumentKind;
  readonly xeroId: string;
  /** As it stands in Xero: a narration is never left out. */
  readonly text: string;
  readonly xeroStatus: 'VOIDED' | 'DELETED';
}

/**
 * The exact bytes of one document that is to end: its id and its new status, and of a journal the
 * narration, which Xero demands of every journal.
 *
 * @see https://developer.xero.com/documentation/api/accounting/manualjournals
 * @see https://developer.xero.com/documentation/api/accounting/banktransactions
 */
export function formatEnding({ kind, xeroId, text, xeroStatus }: Ending): string {
  return kind === 'manualJournal'
    ? writeXeroJson({ ManualJournalID: xeroId, Narration: text, Status: xeroStatus })
    : writeXeroJson({ BankTransactionID: xeroId, Status: xeroStatus });
}

/** The exact bytes of a request: the envelope around its documents' bytes. */
export function formatCall(kind: DocumentKind, bodies: readonly string[]): string {
  const list = kind === 'manualJournal' ? 'ManualJournals' : 'BankTransactions';
  return `{"${list}":[${bodies.join(',')}]}`;
}

function manualJournal(content: DocumentContent): object {
  return {
    Narration: content.text,
    Date: content.date,
    Status: content.isDraft ? 'DRAFT' : 'POSTED',
    LineAmountTypes: 'Inclusive',
    ShowOnCashBasisReports: true,
    ...link(content.url),
    JournalLines: content.lines.map((line) => ({
      LineAmount: amount(line.amount),
      AccountCode: line.sentAccount,
      Description: line.description,
      TaxType: line.taxType,
      ...tracking(line.tracking),
    })),
  };
}

function bankTransaction(
  content: DocumentContent,
  bank: NonNullable<DocumentContent['bank']>,
): object {
  return {
    Type: bank.direction,
    Contact: { ContactID: bank.contactId },
    BankAccount: { AccountID: bank.accountId },
    Date: content.date,
    Reference: content.text,
    Status: 'AUTHORISED',
    LineAmountTypes: 'Inclusive',
    ...link(content.url),
    LineItems: content.lines.map((line) => ({
      Description: line.description,
      Quantity: xeroNumber('1'),
      UnitAmount: amount(amountInDirection(line.amount, bank.direction)),
      AccountCode: line.sentAccount,
      TaxType: line.taxType,
      ...tracking(line.tracking),
    })),
  };
}

function amount(cents: Cents): WireNumber {
  return xeroNumber(formatCents(cents));
}

function link(url: string): { Url?: string } {
  return url === '' ? {} : { Url: url };
}

/** Ids and names: Xero has been seen to ignore options that were sent by id alone. */
function tracking(options: readonly LineTracking[]): { Tracking?: object[] } {
  if (options.length === 0) return {};
  return {
    Tracking: options.map((one) => ({
      ...(one.trackingCategoryId === '' ? {} : { TrackingCategoryID: one.trackingCategoryId }),
      Name: one.category,
      ...(one.trackingOptionId === '' ? {} : { TrackingOptionID: one.trackingOptionId }),
      Option: one.option,
    })),
  };
}
