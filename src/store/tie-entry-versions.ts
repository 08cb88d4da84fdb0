import type { EntryLine, EntryToPost, FrozenEntry } from '../domain/bundle.ts';
import type { EntryVersions } from './candidate-entry-versions.ts';

/** What tells how versions of entries hang together. */
export interface Known {
  readonly versions: EntryVersions;
  readonly frozen: ReadonlyMap<number, FrozenEntry>;
  /** GL accounts that stand for a bank account. */
  readonly bankCodes: ReadonlySet<string>;
}

/** Entries that wait, and the earlier versions of which something is exported. */
export interface KnownEntries {
  readonly entries: readonly EntryToPost[];
  readonly before: readonly EntryToPost[];
}

/**
 * Ties entries to what is exported of them and of their earlier versions (ACCOUNTING 1.3): an equal
 * bank part is kept, a changed one blocks both versions until its bank document is undone.
 */
export function tieVersions({ entries, before }: KnownEntries, known: Known): EntryToPost[] {
  const { versions, frozen } = known;
  const earlier = new Map(before.map((one) => [one.rowId, one]));
  const newer = new Map(entries.map((one) => [one.rowId, one]));
  const replacing = new Map([...versions.toTakeBack].map(([old, newest]) => [newest, old]));
  const isChanged = (newest: EntryToPost | undefined, old: EntryToPost | undefined) =>
    old !== undefined && !hasSameBankPart(newest, old, known);
  const tied = entries.map((entry): EntryToPost => {
    const old = earlier.get(versions.exportedAtBank.get(entry.rowId) ?? 0);
    const own = {
      ...entry,
      frozen: frozen.get(entry.rowId),
      otherVersionRow: replacing.get(entry.rowId),
    };
    if (old === undefined) return own;
    if (isChanged(entry, old)) return { ...own, blockedBy: 'bankPartChanged' };
    const freeStreams = entry.freeStreams.filter((stream) => stream !== 'bank');
    return { ...own, freeStreams, frozen: withBankOf(own.frozen, frozen.get(old.rowId)) };
  });
  const takenBack = [...versions.toTakeBack].flatMap(([row, newest]): EntryToPost[] => {
    const entry = earlier.get(row);
    if (entry === undefined) return [];
    const successor = newer.get(newest);
    const banked = earlier.get(versions.exportedAtBank.get(newest) ?? 0);
    const isBlocked = isChanged(successor, banked);
    return [
      {
        ...entry,
        freeStreams: ['journals'],
        frozen: frozen.get(row),
        otherVersionRow: successor?.rowId,
        blockedBy: isBlocked ? 'bankPartChanged' : entry.blockedBy,
      },
    ];
  });
  return [...tied, ...takenBack];
}

/** Rows of exported entries whose bank part the newest version no longer has. */
export function leftAtBank({ entries, before }: KnownEntries, known: Known): number[] {
  const newer = new Map(entries.map((one) => [one.rowId, one]));
  const earlier = new Map(before.map((one) => [one.rowId, one]));
  return [...known.versions.exportedAtBank].flatMap(([newest, row]) => {
    const old = earlier.get(row);
    const isLeft = old !== undefined && !hasSameBankPart(newer.get(newest), old, known);
    return isLeft ? [row] : [];
  });
}

/** The bank part of a version that went before; its profile holds for both. */
function withBankOf(
  own: FrozenEntry | undefined,
  earlier: FrozenEntry | undefined,
): FrozenEntry | undefined {
  if (earlier === undefined) return own;
  const { profile, bank } = earlier;
  return { profile, journals: own?.journals ?? [], bank, lineDate: own?.lineDate };
}

/** Through clearing only the bank lines are the bank part; posted directly it is the whole entry. */
function hasSameBankPart(
  newest: EntryToPost | undefined,
  old: EntryToPost,
  { frozen, bankCodes }: Known,
): boolean {
  if (newest === undefined || newest.date !== old.date) return false;
  const isWhole = frozen.get(old.rowId)?.profile === 'direct';
  const partOf = (entry: EntryToPost) =>
    entry.lines
      .filter((line) => isWhole || bankCodes.has(line.glAccountCode))
      .map((line) => (isWhole ? wholeLine(line) : `${line.glAccountCode} ${line.amount}`))
      .sort()
      .join('\n');
  return partOf(newest) === partOf(old);
}

function wholeLine({ glAccountCode, amount, branch, department, gstCode }: EntryLine): string {
  return JSON.stringify([glAccountCode, String(amount), branch, department, gstCode]);
}
