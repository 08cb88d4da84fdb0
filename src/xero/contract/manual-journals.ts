import type { ElementOutcome } from './envelopes.ts';
import type { WireDate, WireNumber } from './numbers.ts';
import type { WireLineTracking } from './tracking-categories.ts';

/**
 * Manual journals. Lists have lines only where the request had `page`.
 *
 * @see https://developer.xero.com/documentation/api/accounting/manualjournals
 */
export interface WireManualJournal extends ElementOutcome {
  readonly ManualJournalID: string;
  readonly Narration: string;
  /** Sent as `YYYY-MM-DD`. */
  readonly Date: WireDate;
  readonly LineAmountTypes: LineAmountType;
  readonly Status: ManualJournalStatus;
  /** "Go to <app>" link. */
  readonly Url?: string;
  readonly ShowOnCashBasisReports: boolean;
  readonly HasAttachments?: boolean;
  readonly UpdatedDateUTC: WireDate;
  readonly JournalLines: readonly WireJournalLine[];
}

/** A line; the account is named by its code, its id, or both. */
export interface WireJournalLine {
  /** Debit positive. */
  readonly LineAmount: WireNumber;
  readonly AccountCode?: string;
  readonly AccountID?: string;
  readonly Description?: string;
  readonly TaxType?: string;
  /** Computed by Xero, sign of the line. */
  readonly TaxAmount?: WireNumber;
  readonly Tracking?: readonly WireLineTracking[];
  readonly IsBlank?: boolean;
}

/** How line amounts relate to GST; defaults differ by resource, so it is always sent. */
export const LINE_AMOUNT_TYPES = ['Exclusive', 'Inclusive', 'NoTax'] as const;
export type LineAmountType = (typeof LINE_AMOUNT_TYPES)[number];

/** DELETED is a deleted draft, VOIDED a voided posted one; ARCHIVED is set in Xero's pages only. */
export const MANUAL_JOURNAL_STATUSES = [
  'DRAFT',
  'POSTED',
  'DELETED',
  'VOIDED',
  'ARCHIVED',
] as const;
export type ManualJournalStatus = (typeof MANUAL_JOURNAL_STATUSES)[number];
