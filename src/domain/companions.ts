import type { Bundle } from './bundle.ts';
import { debitsOf, ENTRIES } from './entry-rules.ts';
import type { Part, PartOfRows } from './held-rows.ts';
import type { PlanInput } from './plan-input.ts';
import { type HeldPart, holdParts, type Posting, partKey } from './posting-progress.ts';
import { problem } from './problem.ts';

/** A part that goes together with another one of its stream, or not at all. */
export interface Companion extends HeldPart {
  readonly needs: Part;
}

/**
 * A reversal goes with its original (ACCOUNTING 2.5); a version is taken back together with the
 * posting of the newer one, and the newer one with the taking back (ACCOUNTING 1.3).
 */
export function companionsOf({ bundles, entries }: PlanInput): Companion[] {
  return [
    ...bundles.flatMap(companionsOfBundle),
    ...entries.flatMap((entry): Companion[] => {
      const { rowId, turn, otherVersionRow } = entry;
      if (otherVersionRow === undefined) return [];
      const at = { stream: 'journals', rows: 1, amount: debitsOf(entry) } as const;
      const part = { ...at, turn, bundleKey: -rowId, firstRow: rowId, lastRow: rowId };
      return [withOtherVersion(part, -otherVersionRow, ENTRIES)];
    }),
  ];
}

function companionsOfBundle(bundle: Bundle): Companion[] {
  const { stream, element, originKey, otherVersionKey } = bundle;
  const origin =
    originKey === undefined
      ? []
      : [
          {
            part: bundle,
            needs: { stream, turn: 1 as const, bundleKey: originKey },
            reason: problem('held.original_waits', { of: `element ${element.code}` }),
          },
        ];
  if (otherVersionKey === undefined) return origin;
  return [...origin, withOtherVersion(bundle, otherVersionKey, `element ${element.code}`)];
}

function withOtherVersion(part: PartOfRows, bundleKey: number, of: string): Companion {
  const turn = part.turn === 1 ? -1 : 1;
  return {
    part,
    needs: { stream: part.stream, turn, bundleKey },
    reason: problem('held.other_version_waits', { of }),
  };
}

/** Holds every part whose companion stays behind, and then those that need it in turn. */
export function holdCompanions(companions: readonly Companion[], posting: Posting): void {
  const left = companions.filter(({ part, needs }) => {
    const why = posting.unposted.get(partKey(needs))?.why;
    const staysBehind = why === 'held' || why === 'waitsForMonthEnd';
    return staysBehind && !posting.unposted.has(partKey(part));
  });
  if (left.length === 0) return;
  holdParts(left, posting);
  holdCompanions(companions, posting);
}
