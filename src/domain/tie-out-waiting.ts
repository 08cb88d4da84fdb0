import type { Bundle, EntryToPost } from './bundle.ts';
import type { AccountingDate } from './dates.ts';
import { postEntry } from './entry-rules.ts';
import { type Cents, negateCents } from './money.ts';
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

/** Rows that are not exported: they count in ours by today's rules, and the class says why not in Xero's. */
export function classWaiting(
  planned: PlanInput,
  plan: ExportPlan,
  { context, left }: { context: ClassingContext; left: readonly LeftAtBank[] },
): { ours: OwnMovement[]; classed: ClassedMovement[] } {
  const input: Waiting = { ...planned, placing: placingContext(planned) };
  const why = new Map(plan.unposted.map((one) => [partKey(one), CLASS_OF[one.why]]));
  const ours: OwnMovement[] = [];
  const classed: ClassedMovement[] = [];
  const add = (sides: readonly PostedSide[], of: string, reason: TieOutClass) => {
    for (const side of sides.filter((one) => one.lineDate <= context.date)) {
      const line = { account: side.sentAccount, amount: side.amount, gst: side.gst };
      for (const one of netAndGst(line, side.lineDate, context)) {
        ours.push({ ...one, entity: input.entity.code, of });
        classed.push({ ...one, amount: negateCents(one.amount), class: reason, of });
      }
    }
  };
  for (const bundle of input.bundles) {
    add(sidesOf(bundle, input), nameOf(bundle), why.get(partKey(bundle)) ?? 'notYetExported');
  }
  for (const entry of input.entries) {
    for (const stream of input.streams.filter((one) => entry.freeStreams.includes(one))) {
      const key = partKey({ stream, turn: entry.turn, bundleKey: -entry.rowId });
      const sides = sidesOfEntry(entry, stream, input);
      add(sides, `entry ${entry.entryId}`, why.get(key) ?? 'notYetExported');
    }
  }
  for (const { of, date, ...line } of left) {
    for (const one of netAndGst(line, date, context)) {
      ours.push({ ...one, amount: negateCents(one.amount), entity: input.entity.code, of });
      classed.push({ ...one, class: 'held', of });
    }
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

function sidesOfEntry(entry: EntryToPost, stream: Bundle['stream'], input: Waiting): PostedSide[] {
  const made = postEntry({ ...entry, blockedBy: undefined }, input);
  if (!made.ok) return [];
  const at = { lineDate: entry.date, description: '', context: input.placing };
  const sides =
    stream === 'journals' ? made.value.journals : made.value.bank.flatMap((one) => one.sides);
  return sides.map((side) => placeEntrySide(side, at));
}
