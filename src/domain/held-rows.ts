import type { Bundle } from './bundle.ts';
import { addCents, type Cents, formatCents, ZERO_CENTS } from './money.ts';
import type { Problem } from './problem.ts';

/** What a bundle, or an entry, is in one stream of a plan. */
export type Part = Pick<Bundle, 'stream' | 'turn' | 'bundleKey'>;

/** A part with the rows that it holds. */
export type PartOfRows = Part & Pick<Bundle, 'rows' | 'amount' | 'firstRow' | 'lastRow'>;

/** Rows left out for one reason in one stream, with the parts that they are. */
export interface HeldGroup extends Problem {
  readonly parts: readonly PartOfRows[];
}

/** Collects held rows by reason, so that a thousand rows of one cause make one line. */
export class HeldRows {
  readonly #groups = new Map<string, { reason: Problem; parts: PartOfRows[] }>();

  add(reason: Problem, part: PartOfRows): void {
    const key = `${part.stream} ${reason.message}`;
    const group = this.#groups.get(key) ?? { reason, parts: [] };
    group.parts.push(part);
    this.#groups.set(key, group);
  }

  /** The reasons, the one with most rows first, with rows, amount and stream as facts. */
  list(): HeldGroup[] {
    return [...this.#groups.values()]
      .map(({ reason, parts }) => ({ reason, parts, rows: rowsOf(parts) }))
      .sort((first, second) => second.rows - first.rows)
      .map(({ reason, parts, rows }) => {
        const facts = { stream: parts[0]?.stream ?? '', rows, amount: formatCents(sumOf(parts)) };
        return { ...reason, facts: { ...reason.facts, ...facts }, parts };
      });
  }
}

function rowsOf(parts: readonly PartOfRows[]): number {
  return parts.reduce((count, part) => count + part.rows, 0);
}

function sumOf(parts: readonly PartOfRows[]): Cents {
  return parts.reduce((sum, part) => addCents(sum, part.amount), ZERO_CENTS);
}

/** A row as its file names it. */
export interface NamedRow {
  /** Transaction id, or entry id of a ready-made entry. */
  readonly id: string;
  readonly version: number;
  readonly fileName: string;
}

/** How many rows of a group are named. */
export const NAMED_ROWS = 3;

/** The group as one problem, whose sentence says which rows it is about, and how many more. */
export function describeHeld({ parts, ...reason }: HeldGroup, named: readonly NamedRow[]): Problem {
  const { stream, rows = 0, amount } = reason.facts;
  const more = Number(rows) - named.length;
  const examples = `${namesOf(named)}${more > 0 ? ` and ${more} more` : ''}`;
  const size = `${rows} ${rows === 1 ? 'row' : 'rows'} in ${stream}, ${amount}`;
  return {
    ...reason,
    message: `${reason.message} (${size}: ${examples})`,
    facts: { ...reason.facts, examples },
  };
}

/** Each row by its id; a file stands once after the rows that came with it. */
function namesOf(named: readonly NamedRow[]): string {
  const texts = named.map(({ id, version, fileName }, index) => {
    const name = version > 1 ? `${id} version ${version}` : id;
    return named[index + 1]?.fileName === fileName ? name : `${name} of ${fileName}`;
  });
  return texts.join(', ');
}
