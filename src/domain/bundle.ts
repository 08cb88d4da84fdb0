import type { BankAccount, Element, Kept } from './catalog.ts';
import type { AccountingDate } from './dates.ts';
import type { Cents } from './money.ts';
import type { Problem } from './problem.ts';
import type { PostingProfile, Stream } from './settings.ts';

/** What loan accounts share that decides their postings. */
export interface Segment {
  readonly segmentId: number;
  readonly entity: string;
  readonly branch: string;
  readonly department: string;
  readonly accountType: string;
}

/**
 * Rows of one plan that post alike: the unit that grouping in the store hands to the accounting
 * rules. `amount` and `gst` are the sums of its rows, signed as the rows are (positive debits the
 * loan account).
 */
export interface Bundle {
  readonly stream: Stream;
  /** 1 posts the rows; -1 takes back rows that a newer version has replaced. */
  readonly turn: 1 | -1;
  /** Unique within batch, stream and turn; minus the row's id for a bundle of a single row. */
  readonly bundleKey: number;
  readonly date: AccountingDate;
  /** The same but for a bank group whose rows differ in date, which is a problem. */
  readonly lastDate: AccountingDate;
  readonly segment: Segment;
  readonly element: Kept<Element>;
  readonly bankAccount: Kept<BankAccount> | undefined;
  /** Name of the bank statement line that the rows belong to; blank for none. */
  readonly bankGroup: string;
  readonly bankGroupId: number;
  readonly isSingleRow: boolean;
  readonly isReversal: boolean;
  readonly rows: number;
  readonly amount: Cents;
  readonly gst: Cents;
  readonly firstRow: number;
  readonly lastRow: number;
  /** Of a single row: its description, else its reference. */
  readonly text: string;
  /** The client when all rows are one client's, else blank. */
  readonly clientId: string;
  /** Postings already frozen that this bundle must follow: a reversal's original, or its other stream. */
  readonly frozen: FrozenPostings | undefined;
  /** A reason of the store's why the bundle may not go: its original waits, its bank document lives. */
  readonly blockedBy: BlockReason | undefined;
  /** Of a reversal whose original is not exported: the bundle of the original, which must go too. */
  readonly originKey: number | undefined;
  /** Of a newer version, or of the one it replaces: the bundle of the other, in the other turn. */
  readonly otherVersionKey: number | undefined;
}

/** Why the store says that a bundle may not go. */
export type BlockReason = 'originalWaits' | 'bankPartChanged' | 'bankGroupLives' | 'undone';

/** Postings as an earlier batch froze them. */
export interface FrozenPostings {
  readonly profile: PostingProfile;
  readonly journals: readonly PostingSide[];
  readonly bank: readonly PostingSide[];
  /** The line date of the frozen journal postings, for taking them back. */
  readonly lineDate: AccountingDate | undefined;
}

/** The tracking of a line: an option of each category that it has; blank = none. */
export interface LineOptions {
  readonly categoryA: string;
  readonly optionA: string;
  readonly categoryB: string;
  readonly optionB: string;
}

/** Where frozen postings went, whatever account structure and tracking are by now. */
export interface Landed extends LineOptions {
  /** Undefined for a side that only shares the options of another. */
  readonly sentAccount: string | undefined;
}

/** One side of a posting rule: which account takes the row's amount, and with which sign. */
export interface PostingSide {
  readonly glAccountCode: string;
  readonly branch: string;
  readonly department: string;
  readonly taxType: string;
  /** Posting = sign x the row's amount. */
  readonly sign: 1 | -1;
  /** Whether the row's GST sits inside this side's amount. */
  readonly carriesGst: boolean;
  /** Set where it follows frozen postings. */
  readonly landed?: Landed | undefined;
  /** Why its account is not known; never set on what is posted. */
  readonly missing?: Problem | undefined;
}

/** A ready-made journal entry that waits for export. */
export interface EntryToPost {
  readonly rowId: number;
  readonly turn: 1 | -1;
  readonly entryId: string;
  readonly entity: string;
  readonly date: AccountingDate;
  readonly narration: string;
  /** The streams in which the entry is not exported yet. */
  readonly freeStreams: readonly Stream[];
  readonly lines: readonly EntryLine[];
  /** Of a newer version, or of the one it replaces: the row of the other, in the other turn. */
  readonly otherVersionRow: number | undefined;
  /** Of a taken-back entry, and of one whose other stream, or whose bank part, is exported. */
  readonly frozen: FrozenEntry | undefined;
  readonly blockedBy: BlockReason | undefined;
}

/** What earlier batches froze of an entry, side by side as posted. */
export interface FrozenEntry {
  readonly profile: PostingProfile;
  readonly journals: readonly EntrySide[];
  /** For each bank line its side on clearing, then the one on the bank account; direct: all lines. */
  readonly bank: readonly EntrySide[];
  /** The line date of the frozen journal postings, for taking them back. */
  readonly lineDate: AccountingDate | undefined;
}

/** One side of a ready-made entry as it posts; debit positive. */
export interface EntrySide {
  readonly glAccountCode: string;
  readonly branch: string;
  readonly department: string;
  readonly taxType: string;
  readonly amount: Cents;
  readonly gst: Cents;
  readonly text: string;
  /** Set where it follows frozen postings. */
  readonly landed?: Landed | undefined;
  /** Why its account is not known; never set on what is posted. */
  readonly missing?: Problem | undefined;
}

/** One line of a ready-made entry; the amount includes GST where it has a GST code. */
export interface EntryLine {
  readonly glAccountCode: string;
  readonly amount: Cents;
  readonly branch: string;
  readonly department: string;
  readonly gstCode: string;
  readonly description: string;
}
