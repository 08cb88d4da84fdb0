import type { Bundle, EntryToPost } from './bundle.ts';
import { postEntry } from './entry-rules.ts';
import { negateCents, ZERO_CENTS } from './money.ts';
import { type PlacingContext, placeEntrySide, placeSide } from './placing.ts';
import type { ExportPlan } from './plan.ts';
import { type PlanInput, placingContext } from './plan-input.ts';
import type { PostedSide } from './planned-document.ts';
import { partKey, type Unposted } from './posting-progress.ts';
import { postBundle } from './posting-rules.ts';
import type { ClassedMovement, OwnMovement, TieOutClass } from './tie-out.ts';
import { type ClassingContext, netAndGst } from './tie-out-documents.ts';

const CLASS_OF: Readonly<Record<Unposted['why'], TieOutClass>> = {
  held: 'held',
  excluded: 'excluded',
  waitsForMonthEnd: 'notYetExported',
};

/** Rows that are not exported: they count in ours by today's rules, and the class says why not in Xero's. */
export function classWaiting(
  planned: PlanInput,
  plan: ExportPlan,
  context: ClassingContext,
): { ours: OwnMovement[]; classed: ClassedMovement[] } {
  const input: Waiting = { ...planned, placing: placingContext(planned) };
  const why = new Map(plan.unposted.map((one) => [partKey(one), CLASS_OF[one.why]]));
  const ours: OwnMovement[] = [];
  const classed: ClassedMovement[] = [];
  const add = (sides: readonly PostedSide[], of: string, reason: TieOutClass) => {
    for (const side of sides) {
      const line = { account: side.sentAccount, amount: side.amount, gst: side.gst };
      for (const one of netAndGst(line, side.lineDate, context)) {
        ours.push({ ...one, entity: input.entity.code, of });
        classed.push({ ...one, amount: negateCents(one.amount), class: reason, of });
      }
    }
  };
  for (const bundle of input.bundles) {
    const sides = [...sidesOf(bundle, input), ...leftOfBundle(bundle, input)];
    add(sides, nameOf(bundle), why.get(partKey(bundle)) ?? 'notYetExported');
  }
  for (const entry of input.entries) {
    for (const stream of input.streams.filter((one) => entry.freeStreams.includes(one))) {
      const key = partKey({ stream, turn: entry.turn, bundleKey: -entry.rowId });
      const sides = sidesOfEntry(entry, stream, input);
      add(sides, `entry ${entry.entryId}`, why.get(key) ?? 'notYetExported');
    }
    add(leftOfEntry(entry, input), `entry ${entry.entryId}`, 'held');
  }
  return { ours, classed };
}

/** What is placed as if it were planned now. */
type Waiting = PlanInput & { readonly placing: PlacingContext };

function nameOf(bundle: Bundle): string {
  const { rows, element, date } = bundle;
  return `${rows} ${rows === 1 ? 'row' : 'rows'} of ${element.code} dated ${date}`;
}

/** The postings of a bundle as if nothing held it; none where an account is not known. */
function sidesOf(bundle: Bundle, input: Waiting): PostedSide[] {
  const element = { ...bundle.element, summaryType: 'daily' as const };
  const part = postBundle({ ...bundle, element, blockedBy: undefined }, input);
  if (part.kind !== 'posts') return [];
  const at = { lineDate: bundle.date, description: '', context: input.placing };
  return part.sides.map((rule) => placeSide(rule, bundle, at));
}

/** Takes back what an earlier version left at the bank: ours counts a row by its newest version. */
function leftOfBundle({ leftAtBank }: Bundle, input: Waiting): PostedSide[] {
  if (leftAtBank === undefined) return [];
  const { date, amount, sides } = leftAtBank;
  const at = { lineDate: date, description: '', context: input.placing };
  const takenBack = { amount: negateCents(amount), gst: ZERO_CENTS, rows: 1 };
  return sides.map((rule) => placeSide(rule, takenBack, at));
}

function leftOfEntry({ leftAtBank }: EntryToPost, input: Waiting): PostedSide[] {
  if (leftAtBank === undefined) return [];
  const at = { lineDate: leftAtBank.date, description: '', context: input.placing };
  return leftAtBank.sides.map((side) => {
    const { amount, gst } = side;
    const takenBack = { ...side, amount: negateCents(amount), gst: negateCents(gst) };
    return placeEntrySide(takenBack, at);
  });
}

function sidesOfEntry(entry: EntryToPost, stream: Bundle['stream'], input: Waiting): PostedSide[] {
  const made = postEntry({ ...entry, blockedBy: undefined }, input);
  if (!made.ok) return [];
  const at = { lineDate: entry.date, description: '', context: input.placing };
  const sides =
    stream === 'journals' ? made.value.journals : made.value.bank.flatMap((one) => one.sides);
  return sides.map((side) => placeEntrySide(side, at));
}
