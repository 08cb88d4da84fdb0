import type { WireContact } from './contacts.ts';
import type { ElementOutcome } from './envelopes.ts';
import type { LineAmountType } from './manual-journals.ts';
import type { WireDate, WireNumber } from './numbers.ts';
import type { WireLineTracking } from './tracking-categories.ts';

/**
 * Bank transactions: money spent and received. The total is positive; `Type` gives the direction.
 *
 * @see https://developer.xero.com/documentation/api/accounting/banktransactions
 */
export interface WireBankTransaction extends ElementOutcome {
  readonly BankTransactionID: string;
  readonly Type: BankTransactionType;
  readonly BankAccount: {
    readonly AccountID: string;
    readonly Code?: string;
    readonly Name?: string;
  };
  /** In lists a short form of the contact. */
  readonly Contact: Partial<WireContact>;
  readonly IsReconciled: boolean;
  readonly HasAttachments?: boolean;
  /** `2026-04-24T00:00:00`. */
  readonly DateString: string;
  /** Sent as `YYYY-MM-DD`. */
  readonly Date: WireDate;
  readonly Reference?: string;
  readonly Status: BankTransactionStatus;
  readonly LineAmountTypes: LineAmountType;
  readonly LineItems: readonly WireLineItem[];
  readonly SubTotal: WireNumber;
  readonly TotalTax: WireNumber;
  readonly Total: WireNumber;
  readonly CurrencyCode: string;
  readonly CurrencyRate?: WireNumber;
  readonly Url?: string;
  readonly UpdatedDateUTC: WireDate;
}

/** A line; `Quantity` times `UnitAmount` is `LineAmount`, in the direction of the document. */
export interface WireLineItem {
  readonly LineItemID?: string;
  readonly Description?: string;
  readonly Quantity?: WireNumber;
  readonly UnitAmount?: WireNumber;
  readonly LineAmount?: WireNumber;
  readonly AccountCode?: string;
  readonly AccountID?: string;
  readonly TaxType?: string;
  readonly TaxAmount?: WireNumber;
  readonly Tracking?: readonly WireLineTracking[];
}

/** SPEND and RECEIVE can be made; transfers are read only here. */
export const BANK_TRANSACTION_TYPES = [
  'RECEIVE',
  'RECEIVE-OVERPAYMENT',
  'RECEIVE-PREPAYMENT',
  'SPEND',
  'SPEND-OVERPAYMENT',
  'SPEND-PREPAYMENT',
  'RECEIVE-TRANSFER',
  'SPEND-TRANSFER',
] as const;
export type BankTransactionType = (typeof BANK_TRANSACTION_TYPES)[number];

/** There are no drafts; DELETED ones stay in lists. */
const BANK_TRANSACTION_STATUSES = ['AUTHORISED', 'DELETED', 'VOIDED'] as const;
export type BankTransactionStatus = (typeof BANK_TRANSACTION_STATUSES)[number];
