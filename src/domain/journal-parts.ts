import type { LineOptions } from './bundle.ts';
import type { AccountingDate } from './dates.ts';
import { addCents, ZERO_CENTS } from './money.ts';
import type { PlannedLine, PostedBundle, PostedSide } from './planned-document.ts';

/** Lines of one manual journal at most; Xero names no limit, its own import takes 300. */
const MAX_JOURNAL_LINES = 250;

/** A posted bundle or entry with its place in the fixed order of cutting. */
export interface JournalItem {
  readonly posted: PostedBundle;
  /** Branch, department, element, then row; entries after loan transactions. */
  readonly order: readonly (string | number)[];
  /** Set for rows in full detail and entries: their lines join no others. */
  readonly ownLines: string;
  /** Whether the lock date policy gave its lines another date. */
  readonly isMoved: boolean;
}

/** One balanced part of a date's journal. */
export interface JournalPart {
  readonly date: AccountingDate;
  readonly lines: readonly PlannedLine[];
  /** The line number (from 1) of each side; 0 where a group nets to nil. */
  readonly lineOf: ReadonlyMap<PostedSide, number>;
}

/**
 * Cuts the journal of each date into balanced parts of at most 250 lines, by whole bundles in a
 * fixed order, and sums equal lines within a part (ACCOUNTING 3.3, 3.4).
 */
export function cutIntoParts(items: readonly JournalItem[]): JournalPart[] {
  const parts: JournalPart[] = [];
  for (const [date, dated] of byLineDate(items)) {
    let keys = new Set<string>();
    let taken: JournalItem[] = [];
    for (const item of dated.sort(compareItems)) {
      const added = newKeys(item, keys);
      if (taken.length > 0 && keys.size + added.length > MAX_JOURNAL_LINES) {
        parts.push(sumPart(date, taken));
        keys = new Set();
        taken = [];
      }
      for (const key of taken.length === 0 ? newKeys(item, keys) : added) keys.add(key);
      taken.push(item);
    }
    if (taken.length > 0) parts.push(sumPart(date, taken));
  }
  return parts;
}

function byLineDate(items: readonly JournalItem[]): [AccountingDate, JournalItem[]][] {
  const dates = new Map<AccountingDate, JournalItem[]>();
  for (const item of items) {
    const lineDate = item.posted.sides[0]?.lineDate;
    if (lineDate === undefined) continue;
    const dated = dates.get(lineDate);
    if (dated === undefined) dates.set(lineDate, [item]);
    else dated.push(item);
  }
  return [...dates].sort(([first], [second]) => (first < second ? -1 : 1));
}

function compareItems(first: JournalItem, second: JournalItem): number {
  for (const [index, left] of first.order.entries()) {
    const right = second.order[index];
    if (right === undefined || left === right) continue;
    return left < right ? -1 : 1;
  }
  return 0;
}

function newKeys(item: JournalItem, known: ReadonlySet<string>): string[] {
  return [...new Set(lineKeys(item))].filter((key) => !known.has(key));
}

function lineKeys({ posted, ownLines }: JournalItem): string[] {
  return posted.sides.map((side, index) => {
    const { sentAccount, taxType, description } = side;
    const own = ownLines === '' ? '' : `${ownLines}:${index}`;
    return [sentAccount, ...optionsOf(side), taxType, description, own].join('\u0001');
  });
}

/** What of a line's tracking must be equal for another to join it. */
export function optionsOf({ categoryA, optionA, categoryB, optionB }: LineOptions): string[] {
  return [categoryA, optionA, categoryB, optionB];
}

/** A line in the making, with the sides that it sums. */
export type LineGroup = { line: PlannedLine; sides: PostedSide[] };

function sumPart(date: AccountingDate, items: readonly JournalItem[]): JournalPart {
  const groups = new Map<string, LineGroup>();
  for (const item of items) {
    const keys = lineKeys(item);
    for (const [index, side] of item.posted.sides.entries()) {
      addToGroup(groups, keys[index] as string, side);
    }
  }
  return { date, ...numberLines([...groups.values()]) };
}

/** Adds a side to the line of its key. */
export function addToGroup(groups: Map<string, LineGroup>, key: string, side: PostedSide): void {
  const group = groups.get(key);
  if (group === undefined) {
    groups.set(key, { line: lineOfSide(side), sides: [side] });
    return;
  }
  const { line } = group;
  const amount = addCents(line.amount, side.amount);
  const rows = line.rows + side.rows;
  group.line = { ...line, amount, gst: addCents(line.gst, side.gst), rows };
  group.sides.push(side);
}

function lineOfSide(side: PostedSide): PlannedLine {
  const { glAccountCode, sentAccount, description, taxType, amount, gst } = side;
  const { categoryA, optionA, categoryB, optionB, rows } = side;
  return {
    ...{ glAccountCode, sentAccount, description, taxType, amount, gst },
    ...{ categoryA, optionA, categoryB, optionB, rows },
  };
}

/** Numbers the lines that carry an amount; a group that nets to nil makes none. */
export function numberLines(groups: readonly LineGroup[]): {
  lines: PlannedLine[];
  lineOf: Map<PostedSide, number>;
} {
  const lines: PlannedLine[] = [];
  const lineOf = new Map<PostedSide, number>();
  for (const { line, sides } of groups) {
    if (line.amount !== ZERO_CENTS) lines.push(line);
    for (const side of sides) lineOf.set(side, line.amount === ZERO_CENTS ? 0 : lines.length);
  }
  return { lines, lineOf };
}
