import type { EntryLine, EntrySide, EntryToPost } from './bundle.ts';
import type { BankAccount, Kept } from './catalog.ts';
import { exemptTaxType, type GstContext, xeroRateOf } from './gst.ts';
import { type Cents, gstInside, negateCents, sumCents, ZERO_CENTS } from './money.ts';
import { BLOCKS } from './posting-rules.ts';
import { fail, type Outcome, type Problem, problem, succeed } from './problem.ts';
import type { PostingProfile } from './settings.ts';

/** What held entries are called where their reason is told. */
export const ENTRIES = 'ready-made entries';

/** What an entry posts in each stream. */
export interface EntryPosting {
  readonly journals: readonly EntrySide[];
  /** Bank line and its other side, by bank account; empty when the entry touches none. */
  readonly bank: readonly {
    readonly bankAccount: Kept<BankAccount>;
    readonly sides: readonly EntrySide[];
  }[];
}

/**
 * Decides how a ready-made entry posts (ACCOUNTING 2.8): never cut, never summed, text by line. What
 * an earlier batch froze of it holds: its profile, its clearing accounts, and what is taken back.
 */
export function postEntry(entry: EntryToPost, context: GstContext): Outcome<EntryPosting> {
  const { blockedBy } = entry;
  if (blockedBy !== undefined) {
    return fail(problem(BLOCKS[blockedBy], { of: ENTRIES }));
  }
  const { problems, ...posting } = draftEntry(entry, context);
  return problems.length > 0 ? fail(...problems) : succeed(posting);
}

/** How an entry posts as far as it is known, and every reason of its own why it may not go. */
export interface EntryDraft extends EntryPosting {
  readonly problems: readonly Problem[];
}

/** The sides of an entry, whatever holds it; one whose account is not known says what it lacks. */
export function draftEntry(entry: EntryToPost, context: GstContext): EntryDraft {
  const { frozen, turn } = entry;
  const draft = { bank: [], problems: [] };
  if (turn === -1) return { ...draft, journals: (frozen?.journals ?? []).map(turned) };
  const lines = entry.lines.map((line) => ({
    line,
    bankAccount: bankAccountOfLine(line, entry, context),
  }));
  const bankLines = lines.filter(({ bankAccount }) => bankAccount !== undefined);
  if (bankLines.length === 0) {
    return { ...draft, journals: lines.map(({ line }) => sideOf(entry, line, context)) };
  }
  return entryProfile(entry, context) === 'direct'
    ? draftDirect(entry, lines, context)
    : draftThroughClearing(entry, lines, context);
}

/** The profile of an entry is fixed when its first part is exported. */
export function entryProfile(
  { frozen }: Pick<EntryToPost, 'frozen'>,
  { settings }: Pick<GstContext, 'settings'>,
): PostingProfile {
  return frozen?.profile ?? settings.bankPosting;
}

/** What an entry moves: the sum of its debits. */
export function debitsOf({ lines }: Pick<EntryToPost, 'lines'>): Cents {
  return sumCents(lines.map((line) => line.amount).filter((amount) => amount > 0n));
}

function turned(side: EntrySide): EntrySide {
  return { ...side, amount: negateCents(side.amount), gst: negateCents(side.gst) };
}

interface LineOnBank {
  readonly line: EntryLine;
  readonly bankAccount: Kept<BankAccount> | undefined;
}

function draftThroughClearing(
  entry: EntryToPost,
  lines: readonly LineOnBank[],
  context: GstContext,
): EntryDraft {
  const problems: Problem[] = [];
  const journals: EntrySide[] = [];
  const bank: EntryPosting['bank'][number][] = [];
  for (const [index, { line, bankAccount }] of lines.entries()) {
    const own = sideOf(entry, line, context);
    if (bankAccount === undefined) {
      journals.push(own);
      continue;
    }
    const frozen = frozenClearing(entry, index, bankAccount);
    const clearing = frozen?.glAccountCode ?? bankAccount.clearingAccount;
    const facts = { bankAccount: bankAccount.code, glAccount: line.glAccountCode };
    const missing = clearing === '' ? problem('held.entry_clearing_missing', facts) : undefined;
    if (missing !== undefined) problems.push(missing);
    const isThere = frozen?.branch === own.branch && frozen.department === own.department;
    const landed = isThere ? frozen.landed : undefined;
    const through = { ...own, glAccountCode: clearing, landed, missing };
    journals.push(through);
    bank.push({
      bankAccount,
      sides: [{ ...through, amount: negateCents(own.amount) }, bankSideOf(own, bankAccount)],
    });
  }
  return { journals, bank, problems };
}

/** The side on the clearing account through which the line went in the other stream, or in the version before. */
function frozenClearing(
  { frozen }: EntryToPost,
  index: number,
  { xeroAccount }: BankAccount,
): EntrySide | undefined {
  const inJournals = frozen?.journals[index];
  if (frozen === undefined || inJournals !== undefined) return inJournals;
  const atBank = frozen.bank.findIndex((side) => side.glAccountCode === xeroAccount);
  return frozen.bank[atBank - 1];
}

/** In profile direct an entry with exactly one bank line becomes a bank transaction. */
function draftDirect(
  entry: EntryToPost,
  lines: readonly LineOnBank[],
  context: GstContext,
): EntryDraft {
  const others = lines
    .filter(({ bankAccount }) => bankAccount === undefined)
    .map(({ line }) => sideOf(entry, line, context));
  const atBank = lines.flatMap(({ line, bankAccount }) =>
    bankAccount === undefined
      ? []
      : [{ bankAccount, side: bankSideOf(sideOf(entry, line, context), bankAccount) }],
  );
  const problems =
    atBank.length === 1 ? [] : [problem('held.entry_bank_lines', { lines: atBank.length })];
  const bank = atBank.map(({ bankAccount, side }, index) => ({
    bankAccount,
    sides: index === 0 ? [...others, side] : [side],
  }));
  return { journals: [], bank, problems };
}

function sideOf(entry: EntryToPost, line: EntryLine, context: GstContext): EntrySide {
  const gstCode = context.settings.useGst ? context.catalog.gstCodes.get(line.gstCode) : undefined;
  const taxType = gstCode?.taxType ?? exemptTaxType(context);
  const rate = gstCode === undefined ? 0 : (xeroRateOf(taxType, context.facts) ?? 0);
  const { amount } = line;
  return {
    glAccountCode: line.glAccountCode,
    branch: line.branch,
    department: line.department,
    taxType,
    amount,
    gst: gstInside(amount, rate),
    text:
      [entry.narration, line.description].filter((text) => text !== '').join(' – ') ||
      entry.entryId,
  };
}

function bankSideOf(own: EntrySide, bankAccount: BankAccount): EntrySide {
  const glAccountCode = bankAccount.xeroAccount;
  return { ...own, glAccountCode, branch: '', department: '', gst: ZERO_CENTS };
}

/**
 * The bank account whose account in Xero the line names, if it does. Two organisations may both have
 * the code: the entity's own comes first, another entity's counts where it is a bank account here too.
 */
export function bankAccountOfLine(
  { glAccountCode }: EntryLine,
  { entity }: Pick<EntryToPost, 'entity'>,
  { catalog, facts }: GstContext,
): Kept<BankAccount> | undefined {
  const all = [...catalog.bankAccounts.values()];
  const named = all.filter((one) => one.xeroAccount === glAccountCode);
  const own = named.find((one) => one.entity === entity);
  if (own !== undefined || named.length === 0) return own;
  const found = facts.chart.find(
    (one) => one.glAccountCode === glAccountCode || one.accountId === glAccountCode,
  );
  return found?.type === 'BANK' ? named[0] : undefined;
}
