import type { LineOptions, PostingSide } from './bundle.ts';
import type { AccountingDate } from './dates.ts';
import type { DocumentKind } from './found-document.ts';
import type { Cents } from './money.ts';
import type { PostingProfile, Stream } from './settings.ts';

/** One tracking option on a line, with Xero's ids and names: Xero may ignore ids alone. */
export interface LineTracking {
  readonly trackingCategoryId: string;
  readonly category: string;
  readonly trackingOptionId: string;
  readonly option: string;
}

/** One line of a planned document. Debit positive, GST included. */
export interface PlannedLine extends LineOptions {
  readonly glAccountCode: string;
  /** The code as sent, made by the account structure. */
  readonly sentAccount: string;
  readonly description: string;
  readonly taxType: string;
  readonly amount: Cents;
  /** GST inside the amount, the sum of its rows; Xero computes its own by line. */
  readonly gst: Cents;
  /** How many rows it sums. */
  readonly rows: number;
}

/** The bank side of a bank transaction. */
export interface BankSide {
  readonly direction: 'SPEND' | 'RECEIVE';
  readonly accountId: string;
  readonly sentAccount: string;
  readonly contactId: string;
}

/** What a document says, before it is given Xero's shape. */
export interface DocumentContent {
  readonly kind: DocumentKind;
  readonly date: AccountingDate;
  /** Narration of a manual journal, reference of a bank transaction. */
  readonly text: string;
  readonly isDraft: boolean;
  /** Link back to the batch; blank when tieout has no public address. */
  readonly url: string;
  readonly lines: readonly (PlannedLine & { readonly tracking: readonly LineTracking[] })[];
  readonly bank: BankSide | undefined;
}

/** Gives a document the exact bytes that Xero is sent. */
export type FormatDocument = (content: DocumentContent) => string;

/** A document with its mark, key and exact bytes, ready to be recorded and sent. */
export interface PlannedDocument {
  readonly part: number;
  readonly kind: DocumentKind;
  readonly date: AccountingDate;
  readonly text: string;
  readonly marker: string;
  readonly documentKey: string;
  readonly lines: readonly PlannedLine[];
  readonly bank: BankSide | undefined;
  readonly body: string;
}

/** One frozen side of a posted bundle or entry, with the line that carries it. */
export interface PostedSide extends PostingSide, LineOptions {
  readonly sentAccount: string;
  readonly lineDate: AccountingDate;
  readonly amount: Cents;
  readonly gst: Cents;
  readonly description: string;
  readonly rows: number;
  /** Set when documents are made; 0 where a group nets to nil or no line is due. */
  part: number;
  lineNo: number;
}

/** A bundle or a ready-made entry as one stream of a batch freezes it. */
export interface PostedBundle {
  readonly stream: Stream;
  readonly turn: 1 | -1;
  readonly bundleKey: number;
  readonly date: AccountingDate;
  readonly segmentId: number;
  readonly elementId: number;
  readonly bankAccountId: number;
  readonly bankGroup: string;
  readonly bankGroupId: number;
  readonly profile: PostingProfile;
  readonly rows: number;
  readonly amount: Cents;
  readonly gst: Cents;
  readonly firstRow: number;
  readonly lastRow: number;
  readonly sides: readonly PostedSide[];
}
