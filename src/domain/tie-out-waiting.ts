import type { AccountingDate } from './dates.ts';
import { debitsOf, draftEntry } from './entry-rules.ts';
import { type HeldGroup, HeldRows, type PartOfRows } from './held-rows.ts';
import { addCents, type Cents, negateCents, subtractCents, ZERO_CENTS } from './money.ts';
import { type PlacingContext, placeEntrySide, placeSide } from './placing.ts';
import type { ExportPlan } from './plan.ts';
import { type PlanInput, placingContext } from './plan-input.ts';
import type { PostedSide } from './planned-document.ts';
import { partKey, type Unposted } from './posting-progress.ts';
import { draftBundle } from './posting-rules.ts';
import type { Problem } from './problem.ts';
import type { ClassedMovement, Movement, OwnMovement, TieOutClass } from './tie-out.ts';
import { type ClassingContext, netAndGst } from './tie-out-documents.ts';

const CLASS_OF: Readonly<Record<Unposted['why'], TieOutClass>> = {
  held: 'held',
  excluded: 'excluded',
  waitsForMonthEnd: 'notYetExported',
};

/** A side of an exported row at the bank that its newest version no longer has. */
export interface LeftAtBank {
  /** Names the row. */
  readonly of: string;
  readonly date: AccountingDate;
  /** The account as sent. */
  readonly account: string;
  readonly amount: Cents;
  readonly gst: Cents;
}

/** What waits, as the tie-out counts it. */
export interface WaitingMovements {
  readonly ours: OwnMovement[];
  readonly classed: ClassedMovement[];
  /** Amounts on accounts that are not known yet, by what they lack. */
  readonly unplaced: HeldGroup[];
}

/**
 * Rows that are not exported: they count in ours by today's rules, each side whose account is known,
 * and the class says why not in Xero's.
 */
export function classWaiting(
  planned: PlanInput,
  plan: ExportPlan,
  { context, left }: { context: ClassingContext; left: readonly LeftAtBank[] },
): WaitingMovements {
  const input: Waiting = { ...planned, placing: placingContext(planned) };
  const why = new Map(plan.unposted.map((one) => [partKey(one), CLASS_OF[one.why]]));
  const ours: OwnMovement[] = [];
  const classed: ClassedMovement[] = [];
  const unplaced = new HeldRows();
  for (const { part, of, sides } of [...bundleParts(input), ...entryParts(input)]) {
    const due = sides.filter(({ lineDate }) => lineDate <= context.date);
    const reason = why.get(partKey(part)) ?? 'notYetExported';
    for (const one of due.flatMap((side) => knownMovements(side, context))) {
      ours.push({ ...one, entity: input.entity.code, of });
      classed.push({ ...one, amount: negateCents(one.amount), class: reason, of });
    }
    for (const lack of lacksOf(due)) unplaced.add(lack.missing, { ...part, amount: lack.amount });
  }
  for (const { of, date, ...line } of left) {
    for (const one of netAndGst(line, date, context)) {
      ours.push({ ...one, amount: negateCents(one.amount), entity: input.entity.code, of });
      classed.push({ ...one, class: 'held', of });
    }
  }
  return { ours, classed, unplaced: unplaced.list() };
}

/** What is placed as if it were planned now. */
type Waiting = PlanInput & { readonly placing: PlacingContext };

/** A bundle or an entry in one stream, with its postings as if nothing held it. */
interface WaitingPart {
  readonly part: PartOfRows;
  /** Names its rows. */
  readonly of: string;
  readonly sides: readonly PostedSide[];
}

function bundleParts(input: Waiting): WaitingPart[] {
  return input.bundles.map((bundle) => {
    const { rows, element, date } = bundle;
    const at = { lineDate: date, description: '', context: input.placing };
    return {
      part: bundle,
      of: `${rows} ${rows === 1 ? 'row' : 'rows'} of ${element.code} dated ${date}`,
      sides: draftBundle(bundle, input).sides.map((rule) => placeSide(rule, bundle, at)),
    };
  });
}

function entryParts(input: Waiting): WaitingPart[] {
  return input.entries.flatMap((entry) => {
    const { rowId, turn, entryId, freeStreams, date } = entry;
    const { journals, bank } = draftEntry(entry, input);
    const at = { lineDate: date, description: '', context: input.placing };
    const own = { turn, bundleKey: -rowId, rows: 1, firstRow: rowId, lastRow: rowId };
    return input.streams
      .filter((stream) => freeStreams.includes(stream))
      .map((stream) => ({
        part: { ...own, stream, amount: debitsOf(entry) },
        of: `entry ${entryId}`,
        sides: (stream === 'journals' ? journals : bank.flatMap((one) => one.sides)).map((side) =>
          placeEntrySide(side, at),
        ),
      }));
  });
}

/** The GST of a side has its account, also where the rest has none yet. */
function knownMovements(side: PostedSide, context: ClassingContext): Movement[] {
  const { sentAccount, amount, gst, lineDate, missing } = side;
  const movements = netAndGst({ account: sentAccount, amount, gst }, lineDate, context);
  return missing === undefined ? movements : movements.slice(1);
}

/** What the sides of a part lack, each reason once, with the amount that has no account for it. */
function lacksOf(sides: readonly PostedSide[]): { missing: Problem; amount: Cents }[] {
  const lacks = new Map<string, { missing: Problem; amount: Cents }>();
  for (const { missing, amount, gst } of sides) {
    if (missing === undefined) continue;
    const before = lacks.get(missing.message)?.amount ?? ZERO_CENTS;
    const sum = addCents(before, subtractCents(amount, gst));
    lacks.set(missing.message, { missing, amount: sum });
  }
  return [...lacks.values()];
}
