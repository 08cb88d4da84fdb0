import { changesSince } from './accepted-document.ts';
import {
  type Difference,
  isLiveInXero,
  type RateOf,
  type SentContent,
} from './compare-documents.ts';
import type { AccountingDate } from './dates.ts';
import type { FoundDocument } from './found-document.ts';
import { findMarkers } from './marker.ts';
import { type Cents, negateCents, sumCents, ZERO_CENTS } from './money.ts';

/** A document of ours that Xero is to hold as it was sent. */
export interface WatchedDocument {
  /** Such as `20260531.001/3`. */
  readonly name: string;
  readonly xeroId: string;
  readonly marker: string;
  readonly content: SentContent;
  /** As a person took it, where it was not as it was sent. */
  readonly accepted?: FoundDocument | undefined;
}

/** What somebody did in Xero. */
export type DriftKind = 'edited' | 'voided' | 'deleted' | 'notFound' | 'secondCopy' | 'foreign';

/** One document that is not as we left it, or that is not ours and stands on an account of ours. */
export interface Drift {
  readonly kind: DriftKind;
  /** Our name of it; blank for a document of others. */
  readonly name: string;
  readonly xeroId: string;
  readonly date: AccountingDate;
  readonly text: string;
  /** Its size, GST included; of a foreign document what it puts on the accounts that are ours. */
  readonly amount: Cents;
  /** Those of ours that a foreign document stands on. */
  readonly accounts: readonly string[];
  /** What is otherwise than it was sent, in a document that was edited. */
  readonly differences: readonly Difference[];
}

/** What the organisation and the configuration say about what is found. */
export interface Watching {
  readonly rateOf: RateOf;
  /** Whether an account, by its code as sent, is one that we alone post to. */
  isOurs(account: string): boolean;
}

/** Everything in a full listing of Xero's documents that is not as we left it, by date. */
export function findDrift(
  watched: readonly WatchedDocument[],
  listed: readonly FoundDocument[],
  watching: Watching,
): Drift[] {
  const byId = new Map(listed.map((one) => [one.xeroId, one]));
  const known = new Set(watched.map(({ xeroId }) => xeroId));
  const markers = new Set(watched.map(({ marker }) => marker));
  const own = watched.flatMap((one) => driftOf(one, byId.get(one.xeroId), watching.rateOf));
  const others = listed
    .filter((one) => isLiveInXero(one) && !known.has(one.xeroId))
    .flatMap((one) =>
      findMarkers(one.text).some((marker) => markers.has(marker))
        ? [driftFrom(one, { kind: 'secondCopy' })]
        : foreignDrift(one, watching),
    );
  return [...own, ...others].sort((one, other) => (one.date < other.date ? -1 : 1));
}

function driftOf(
  { name, xeroId, content, accepted }: WatchedDocument,
  found: FoundDocument | undefined,
  rateOf: RateOf,
): Drift[] {
  if (found === undefined) {
    const { date, text, lines } = content;
    const amount = sizeOf(lines);
    return [{ kind: 'notFound', name, xeroId, date, text, amount, accounts: [], differences: [] }];
  }
  if (!isLiveInXero(found)) {
    const kind = found.xeroStatus === 'VOIDED' ? 'voided' : 'deleted';
    return [{ ...driftFrom(found, { kind, name }), amount: sizeOf(content.lines) }];
  }
  const differences = changesSince({ content, accepted }, found, rateOf);
  return differences.length === 0
    ? []
    : [{ ...driftFrom(found, { kind: 'edited', name }), differences }];
}

function foreignDrift(found: FoundDocument, { isOurs }: Watching): Drift[] {
  const lines = found.lines.filter((line) => isOurs(line.glAccountCode));
  if (lines.length === 0) return [];
  const accounts = [...new Set(lines.map((line) => line.glAccountCode))].sort();
  const amount = sumCents(lines.map((line) => line.amount));
  return [{ ...driftFrom(found, { kind: 'foreign' }), amount, accounts }];
}

function driftFrom(
  { xeroId, date, text, lines }: FoundDocument,
  { kind, name = '' }: { kind: DriftKind; name?: string },
): Drift {
  const amount = sizeOf(lines);
  return { kind, name, xeroId, date, text, amount, accounts: [], differences: [] };
}

/** The greater side: of a journal both are alike, of a bank transaction one is its bank account. */
function sizeOf(lines: readonly { readonly amount: Cents }[]): Cents {
  const amounts = lines.map(({ amount }) => amount);
  const debits = sumCents(amounts.filter((amount) => amount > ZERO_CENTS));
  const credits = negateCents(sumCents(amounts.filter((amount) => amount < ZERO_CENTS)));
  return debits > credits ? debits : credits;
}
