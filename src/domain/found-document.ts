import type { AccountingDate, Instant } from './dates.ts';
import type { Cents } from './money.ts';

/** The two kinds of document that we make in Xero. */
export type DocumentKind = 'manualJournal' | 'bankTransaction';

/** One line of a document as Xero holds it. Debit positive, whatever the kind of document. */
export interface FoundLine {
  readonly glAccountCode: string;
  readonly accountId: string;
  readonly description: string;
  /** Includes GST. */
  readonly amount: Cents;
  readonly gst: Cents;
  readonly taxType: string;
  readonly tracking: readonly { readonly category: string; readonly option: string }[];
}

/** A document as Xero holds it, read back; bank transactions carry their bank account and contact. */
export interface FoundDocument {
  readonly kind: DocumentKind;
  readonly xeroId: string;
  /** Xero's own word: `POSTED`, `DRAFT`, `VOIDED`, `DELETED`, `AUTHORISED`. */
  readonly xeroStatus: string;
  readonly date: AccountingDate;
  /** Narration of a manual journal, reference of a bank transaction. */
  readonly text: string;
  readonly lineAmountTypes: string;
  readonly lines: readonly FoundLine[];
  /** Bank transactions only. */
  readonly bank:
    | {
        readonly direction: 'SPEND' | 'RECEIVE';
        readonly glAccountCode: string;
        readonly accountId: string;
        readonly contactId: string;
        readonly isReconciled: boolean;
      }
    | undefined;
  readonly updatedAt: Instant;
}

/** One account of the trial balance; debit positive, financial year to date. */
export interface TrialBalanceLine {
  readonly accountId: string;
  /** `Name (code)` as Xero prints it. */
  readonly label: string;
  readonly yearToDate: Cents;
}
