import type { Cents } from './money.ts';

/** What a file may hold. */
export type ImportKind = 'accounts' | 'transactions' | 'journals';

/**
 * A checked line of an accounts file. Ids are item ids of the catalog, 0 = none; `row` is the line
 * of the file, from 1.
 */
export interface AccountRow {
  readonly row: number;
  readonly accountId: string;
  readonly clientId: string;
  readonly clientName: string;
  readonly entityId: number;
  readonly branchId: number;
  readonly departmentId: number;
  readonly accountTypeId: number;
  readonly isGstExempt: boolean;
}

/** A checked line of a transactions file; dates are whole numbers (20260531), ids 0 = none. */
export interface TransactionRow {
  readonly row: number;
  readonly source: string;
  readonly transactionId: string;
  readonly version: number;
  readonly date: number;
  /** A date, or a moment with its zone, as written in the file. */
  readonly enteredAt: string | null;
  readonly loanAccountId: number;
  readonly elementId: number;
  /** GST included; positive debits the loan account. */
  readonly amount: Cents;
  readonly gst: Cents;
  /** False where GST was computed, so that a later import of the row may compute it otherwise. */
  readonly isGstGiven: boolean;
  /** Three letters; blank = that of the books. */
  readonly currency: string;
  readonly reference: string | null;
  readonly description: string | null;
  readonly bankAccountId: number;
  /** Blank = none. */
  readonly bankGroup: string;
  /** The transaction id, in the same source, that this row takes back; blank = none. */
  readonly reversalOf: string;
}

/** What the lines of one journal entry have in common. */
export interface JournalEntryHead {
  readonly source: string;
  readonly entryId: string;
  readonly version: number;
  readonly date: number;
  readonly entityId: number;
  readonly narration: string | null;
  readonly enteredAt: string | null;
}

/** A checked line of a journals file: one side of an entry, debit positive. */
export interface JournalLineRow {
  readonly row: number;
  readonly head: JournalEntryHead;
  readonly glAccountId: number;
  readonly amount: Cents;
  readonly branchId: number;
  readonly departmentId: number;
  readonly gstCodeId: number;
  readonly description: string | null;
}

/** What a transaction needs to know of its loan account. */
export interface LoanAccountFacts {
  readonly loanAccountId: number;
  readonly entityId: number;
  readonly isGstExempt: boolean;
}

/** Finds loan accounts by their id in the loan system. */
export interface LoanAccounts {
  /** Undefined where there is none. */
  get(accountId: string): LoanAccountFacts | undefined;
}
