import type { BankItem } from './bank-documents.ts';
import type { AccountingDate } from './dates.ts';
import { HeldRows } from './held-rows.ts';
import type { JournalItem } from './journal-parts.ts';
import type { PostedBundle } from './planned-document.ts';
import type { Problem } from './problem.ts';
import type { Stream } from './settings.ts';

/** A bundle whose rows stay free. */
export interface Unposted {
  readonly stream: Stream;
  readonly turn: 1 | -1;
  readonly bundleKey: number;
  readonly why: 'held' | 'excluded' | 'waitsForMonthEnd';
}

/** What the steps of posting fill: parts by stream, and rows that stay behind. */
export interface Posting {
  readonly journals: JournalItem[];
  readonly bank: BankItem[];
  /** Parts that are claimed but make no line of their own, such as the journal side of profile direct. */
  readonly silent: PostedBundle[];
  readonly unposted: Unposted[];
  readonly held: HeldRows;
  excluded: number;
  waitingForMonthEnd: number;
  moved: { rows: number; from: AccountingDate; to: AccountingDate; movedTo: AccountingDate }[];
}

/** Nothing posted yet. */
export function emptyPosting(): Posting {
  const held = new HeldRows();
  return {
    journals: [],
    bank: [],
    silent: [],
    unposted: [],
    held,
    excluded: 0,
    waitingForMonthEnd: 0,
    moved: [],
  };
}

/** Leaves a bank part out of the batch, with its reason. */
export function holdBankItem(item: BankItem, reason: Problem, posting: Posting): void {
  const { stream, turn, bundleKey, rows, amount } = item.posted;
  posting.held.add(reason, stream, { rows, amount });
  posting.unposted.push({ stream, turn, bundleKey, why: 'held' });
}
