import type { AccountingDate } from './dates.ts';
import { absolute, addCents, type Cents, subtractCents, sumCents, ZERO_CENTS } from './money.ts';
import type { ChartAccount } from './organisation.ts';

/** Why an account of the sub-ledger and of Xero may differ (ACCOUNTING 4.5). */
const TIE_OUT_CLASSES = [
  'notYetExported',
  'held',
  'excluded',
  'inDoubt',
  'timing',
  'draft',
  'editedInXero',
  'foreignDocument',
  'gstRounding',
  'openingBalance',
] as const;

/** One reason for a difference. */
export type TieOutClass = (typeof TIE_OUT_CLASSES)[number];

/** Money on an account at a date; debit positive. */
export interface Movement {
  /** The account as sent: its code, or its id. */
  readonly account: string;
  readonly date: AccountingDate;
  readonly amount: Cents;
}

/** A posting of the sub-ledger, with whose it is and what makes it. */
export interface OwnMovement extends Movement {
  readonly entity: string;
  /** Names its rows or document. */
  readonly of: string;
}

/** A part of the difference with its class; `of` names its rows or document. */
export interface ClassedMovement extends Movement {
  readonly class: TieOutClass;
  readonly of: string;
}

/** Everything that a tie-out adds up. */
export interface TieOutInput {
  readonly date: AccountingDate;
  /** First day of the organisation's financial year that holds the date. */
  readonly yearStart: AccountingDate;
  readonly chart: readonly ChartAccount[];
  /** GL account codes that others use too. */
  readonly shared: ReadonlySet<string>;
  /** Codes of the accounts that are ours alone, besides those that ours moves. */
  readonly owned: ReadonlySet<string>;
  /** Sub-ledger: opening balances and postings, by their own dates. */
  readonly ours: readonly OwnMovement[];
  /** What our documents, found under our markers, put on Xero's accounts. */
  readonly found: readonly Movement[];
  readonly classed: readonly ClassedMovement[];
  /** Xero's trial balance by account code, financial year to date. */
  readonly trialBalance: ReadonlyMap<string, Cents>;
}

/** One account of the tie-out. Difference = Xero's minus ours = others + classes + unexplained. */
export interface TieOutAccount {
  readonly account: string;
  readonly name: string;
  readonly ours: Cents;
  /** Ours by entity, where several post to the organisation. */
  readonly shares: Readonly<Record<string, Cents>>;
  readonly xero: Cents;
  readonly difference: Cents;
  readonly others: Cents;
  readonly classes: Readonly<Record<TieOutClass, Cents>>;
  readonly unexplained: Cents;
}

/** One row group or document behind a class amount of an account. */
export interface TieOutReason {
  readonly account: string;
  readonly class: TieOutClass;
  readonly of: string;
  readonly amount: Cents;
}

/** The tie-out of an organisation at a date; `unexplained` adds up without signs. */
export interface TieOut {
  readonly accounts: readonly TieOutAccount[];
  readonly reasons: readonly TieOutReason[];
  readonly unexplained: Cents;
}

/** Compares every account where either side is not nil, and explains each difference. */
export function tieOut(input: TieOutInput): TieOut {
  const chart = new Map(input.chart.map((one) => [one.glAccountCode || one.accountId, one]));
  const codes = new Map(input.chart.map((one) => [one.accountId, one.glAccountCode]));
  const retained = input.chart.find((one) => one.systemAccount === 'RETAINEDEARNINGS');
  const land = (movement: Movement) => landing(movement, { chart, codes, retained, input });
  const ours = addUp(input.ours, land);
  const shares = [...new Set(input.ours.map((one) => one.entity))].map(
    (entity) =>
      [
        entity,
        addUp(
          input.ours.filter((one) => one.entity === entity),
          land,
        ),
      ] as const,
  );
  const found = addUp(input.found, land);
  const classes = new Map(
    TIE_OUT_CLASSES.map((name) => [
      name,
      addUp(
        input.classed.filter((one) => one.class === name),
        land,
      ),
    ]),
  );
  const ofUs = new Set([...ours.keys(), ...input.owned]);
  const owned = new Set([...ofUs].filter((code) => !isShared(code, chart.get(code), input)));
  const classed = [...classes.values()].flatMap((sums) => [...sums.keys()]);
  const touched = [
    ...new Set([...ours.keys(), ...input.trialBalance.keys(), ...found.keys(), ...classed]),
  ].sort();
  const accounts = touched
    .map((code) => ({ code, name: chart.get(code)?.name ?? code, isOwned: owned.has(code) }))
    .map((at) => compare(at, { ours, shares, found, classes, trialBalance: input.trialBalance }))
    .filter((one) => one.ours !== 0n || one.xero !== 0n || one.unexplained !== 0n);
  const shown = accounts.filter((one) => Object.values(one.classes).some((sum) => sum !== 0n));
  return {
    accounts,
    reasons: reasonsOf(input.classed, { land, accounts: shown }),
    unexplained: sumCents(accounts.map((one) => absolute(one.unexplained))),
  };
}

/** Names the rows and documents behind the class amounts of the accounts that are shown. */
function reasonsOf(
  classed: readonly ClassedMovement[],
  on: { land: (movement: Movement) => string; accounts: readonly TieOutAccount[] },
): TieOutReason[] {
  const known = new Map(on.accounts.map((one) => [one.account, one]));
  const reasons = new Map<string, TieOutReason>();
  for (const movement of classed) {
    const account = on.land(movement);
    if ((known.get(account)?.classes[movement.class] ?? ZERO_CENTS) === ZERO_CENTS) continue;
    const key = [account, movement.class, movement.of].join('\u0001');
    const sum = reasons.get(key)?.amount ?? ZERO_CENTS;
    const amount = addCents(sum, movement.amount);
    reasons.set(key, { account, class: movement.class, of: movement.of, amount });
  }
  return [...reasons.values()].filter((one) => one.amount !== ZERO_CENTS);
}

interface Landing {
  readonly chart: ReadonlyMap<string, ChartAccount>;
  /** By account id, by which a bank account may be sent. */
  readonly codes: ReadonlyMap<string, string>;
  readonly retained: ChartAccount | undefined;
  readonly input: TieOutInput;
}

/** Income and expense before the financial year count on retained earnings (ACCOUNTING 4.3). */
function landing(movement: Movement, { chart, codes, retained, input }: Landing): string {
  const glAccountCode = codes.get(movement.account) || movement.account;
  const accountClass = chart.get(glAccountCode)?.accountClass;
  const isResult = accountClass === 'REVENUE' || accountClass === 'EXPENSE';
  if (!isResult || movement.date >= input.yearStart || retained === undefined) return glAccountCode;
  return retained.glAccountCode;
}

function addUp(
  movements: readonly Movement[],
  land: (movement: Movement) => string,
): Map<string, Cents> {
  const sums = new Map<string, Cents>();
  for (const movement of movements) {
    const account = land(movement);
    sums.set(account, addCents(sums.get(account) ?? ZERO_CENTS, movement.amount));
  }
  return sums;
}

/** Bank, GST and retained earnings are everybody's; others by the GL account's own mark. */
function isShared(code: string, found: ChartAccount | undefined, input: TieOutInput): boolean {
  if (input.shared.has(code)) return true;
  if (found === undefined) return false;
  return found.type === 'BANK' || ['GST', 'RETAINEDEARNINGS'].includes(found.systemAccount);
}

interface Sums {
  readonly ours: ReadonlyMap<string, Cents>;
  readonly shares: readonly (readonly [entity: string, sums: ReadonlyMap<string, Cents>])[];
  readonly found: ReadonlyMap<string, Cents>;
  readonly classes: ReadonlyMap<TieOutClass, ReadonlyMap<string, Cents>>;
  readonly trialBalance: ReadonlyMap<string, Cents>;
}

function compare(
  { code, name, isOwned }: { code: string; name: string; isOwned: boolean },
  sums: Sums,
): TieOutAccount {
  const at = (figures: ReadonlyMap<string, Cents> | undefined) => figures?.get(code) ?? ZERO_CENTS;
  const ours = at(sums.ours);
  const xero = at(sums.trialBalance);
  const others = isOwned ? ZERO_CENTS : subtractCents(xero, at(sums.found));
  const classOf = (one: TieOutClass) =>
    !isOwned && (one === 'foreignDocument' || one === 'openingBalance')
      ? ZERO_CENTS
      : at(sums.classes.get(one));
  const classes = Object.fromEntries(TIE_OUT_CLASSES.map((one) => [one, classOf(one)])) as Record<
    TieOutClass,
    Cents
  >;
  const difference = subtractCents(xero, ours);
  const explained = sumCents([others, ...Object.values(classes)]);
  const unexplained = subtractCents(difference, explained);
  const shares = Object.fromEntries(sums.shares.map(([entity, figures]) => [entity, at(figures)]));
  return { account: code, name, ours, shares, xero, difference, others, classes, unexplained };
}
