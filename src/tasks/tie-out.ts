import type { AccountingDate } from '../domain/dates.ts';
import { type Cents, formatCents } from '../domain/money.ts';
import { type Outcome, succeed } from '../domain/problem.ts';
import type { TieOutClass } from '../domain/tie-out.ts';
import { runTieOut, type TiedOut } from '../export/tie-out.ts';
import { recordTieOut } from '../store/tie-out-results.ts';
import { engineOn, type ProgressListener } from './export-engine.ts';
import { readBooks } from './organisation-books.ts';
import type { TaskContext } from './task-context.ts';

/** What `tie-out --json` prints; difference = Xero's minus ours. */
export interface TieOutReport {
  readonly entity: string;
  readonly date: string;
  readonly accounts: readonly {
    readonly code: string;
    readonly name: string;
    readonly ours: string;
    /** Ours by entity. */
    readonly shares: Readonly<Record<string, string>>;
    readonly xero: string;
    readonly difference: string;
    readonly others: string;
    readonly classes: Readonly<Record<TieOutClass, string>>;
    readonly unexplained: string;
  }[];
  /** The rows and documents behind every class amount. */
  readonly reasons: readonly { code: string; class: TieOutClass; amount: string; of: string }[];
  /** Clearing accounts with a balance, by age and by what makes it, although they tie. */
  readonly clearing: readonly {
    readonly code: string;
    readonly balance: string;
    readonly items: readonly { date: string; ageDays: number; amount: string; of: string[] }[];
  }[];
  /** Sides of held rows that have no account yet, by what they lack; they are in no figure above. */
  readonly unplaced: readonly {
    readonly reason: string;
    readonly stream: string;
    readonly rows: number;
    readonly amount: string;
    /** The first rows by id and file, and how many more. */
    readonly examples: string;
  }[];
  readonly unexplained: string;
}

/** Ties the sub-ledger of an entity's organisation to Xero's trial balance at a date. */
export async function tieOutTask(
  context: TaskContext,
  asked: { entity: string; date: AccountingDate; onProgress?: ProgressListener },
): Promise<Outcome<TieOutReport>> {
  const read = await readBooks(context, asked.entity);
  if (!read.ok) return read;
  const { client, ...books } = read.value;
  const made = await runTieOut(engineOn(context, client, asked.onProgress), {
    ...books,
    mode: context.mode,
    date: asked.date,
  });
  if (!made.ok) return made;
  const { accounts, unexplained } = made.value;
  const result = { ...asked, accounts: accounts.length, unexplained };
  await recordTieOut(context.store, context.act(), result);
  return succeed(report(asked, made.value));
}

function report(asked: { entity: string; date: string }, made: TiedOut): TieOutReport {
  return {
    entity: asked.entity,
    date: asked.date,
    accounts: made.accounts.map((one) => ({
      code: one.account,
      name: one.name,
      ours: formatCents(one.ours),
      shares: amountTexts(one.shares),
      xero: formatCents(one.xero),
      difference: formatCents(one.difference),
      others: formatCents(one.others),
      classes: amountTexts(one.classes),
      unexplained: formatCents(one.unexplained),
    })),
    reasons: made.reasons.map(({ account, amount, ...reason }) => ({
      code: account,
      ...reason,
      amount: formatCents(amount),
    })),
    clearing: made.clearing.map(({ account, balance, items }) => ({
      code: account,
      balance: formatCents(balance),
      items: items.map((item) => ({ ...item, amount: formatCents(item.amount) })),
    })),
    unplaced: made.unplaced.map(({ reason, facts }) => ({
      reason,
      stream: String(facts.stream),
      rows: Number(facts.rows),
      amount: String(facts.amount),
      examples: String(facts.examples),
    })),
    unexplained: formatCents(made.unexplained),
  };
}

function amountTexts<Name extends string>(
  amounts: Readonly<Record<Name, Cents>>,
): Record<Name, string> {
  const texts = Object.entries<Cents>(amounts).map(([name, amount]) => [name, formatCents(amount)]);
  return Object.fromEntries(texts);
}
