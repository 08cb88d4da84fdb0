import type { BankItem } from './bank-documents.ts';
import { HeldRows, type Part, type PartOfRows } from './held-rows.ts';
import type { JournalItem } from './journal-parts.ts';
import type { PostedBundle } from './planned-document.ts';
import type { Problem } from './problem.ts';

/** A part as one text. */
export function partKey({ stream, turn, bundleKey }: Part): string {
  return `${stream} ${turn} ${bundleKey}`;
}

/** A part whose rows stay free. */
export interface Unposted extends Part {
  readonly why: 'held' | 'excluded' | 'waitsForMonthEnd';
}

/** What the steps of posting fill: parts by stream, and rows that stay behind. */
export interface Posting {
  journals: JournalItem[];
  bank: BankItem[];
  /** Parts that are claimed but make no line of their own, such as the journal side of profile direct. */
  silent: PostedBundle[];
  /** By part. */
  readonly unposted: Map<string, Unposted>;
  readonly held: HeldRows;
  excluded: number;
  waitingForMonthEnd: number;
}

/** A posting that nothing has gone into yet. */
export function emptyPosting(): Posting {
  return {
    journals: [],
    bank: [],
    silent: [],
    unposted: new Map(),
    held: new HeldRows(),
    excluded: 0,
    waitingForMonthEnd: 0,
  };
}

/** Leaves a part out of the batch without saying more than why. */
export function setAside(
  { stream, turn, bundleKey }: Part,
  why: Unposted['why'],
  posting: Posting,
): void {
  const part = { stream, turn, bundleKey };
  posting.unposted.set(partKey(part), { ...part, why });
}

/** A part that is left out, and why. */
export interface HeldPart {
  readonly part: PartOfRows;
  readonly reason: Problem;
}

/** Leaves parts out of the batch, each once; what they had posted is taken out. */
export function holdParts(parts: readonly HeldPart[], posting: Posting): void {
  if (parts.length === 0) return;
  for (const { part, reason } of parts) {
    if (posting.unposted.has(partKey(part))) continue;
    posting.held.add(reason, part);
    setAside(part, 'held', posting);
  }
  const stays = (part: Part) => !posting.unposted.has(partKey(part));
  posting.journals = posting.journals.filter(({ posted }) => stays(posted));
  posting.bank = posting.bank.filter(({ posted }) => stays(posted));
  posting.silent = posting.silent.filter(stays);
}
