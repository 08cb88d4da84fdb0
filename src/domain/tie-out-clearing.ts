import type { Catalog } from './catalog.ts';
import { type AccountingDate, dayNumber } from './dates.ts';
import { addCents, type Cents, sumCents, ZERO_CENTS } from './money.ts';
import type { OwnMovement } from './tie-out.ts';

/** A clearing account that is not nil, with what makes its balance, oldest first. */
export interface ClearingBalance {
  readonly account: string;
  readonly balance: Cents;
  readonly items: readonly ClearingItem[];
}

/** What one day leaves on a clearing account. */
export interface ClearingItem {
  readonly date: AccountingDate;
  readonly ageDays: number;
  readonly amount: Cents;
  /** The documents and rows of that day. */
  readonly of: string[];
}

/** Every clearing account with a balance, by age, although it ties (ACCOUNTING 2.3). */
export function openClearing(
  ours: readonly OwnMovement[],
  catalog: Catalog,
  { date, behind }: { date: AccountingDate; behind: (sentAccount: string) => string },
): ClearingBalance[] {
  const clearing = clearingAccounts(catalog);
  const sent = new Set(ours.map((one) => one.account));
  const open = [...sent].filter((account) => clearing.has(behind(account)));
  return open.sort().flatMap((account) => {
    const items = itemsOf(
      ours.filter((one) => one.account === account),
      date,
    );
    const balance = sumCents(items.map((item) => item.amount));
    return balance === ZERO_CENTS ? [] : [{ account, balance, items }];
  });
}

/** The codes of all clearing accounts. */
export function clearingAccounts({ accountTypes, bankAccounts }: Catalog): Set<string> {
  const codes = [
    ...[...bankAccounts.values()].map((one) => one.clearingAccount),
    ...[...accountTypes.values()].flatMap((one) => [
      one.clearingAccount,
      ...Object.values(one.clearingAccountByEntity),
    ]),
  ];
  return new Set(codes.filter((glAccountCode) => glAccountCode !== ''));
}

function itemsOf(movements: readonly OwnMovement[], date: AccountingDate): ClearingItem[] {
  const days = new Map<AccountingDate, { amount: Cents; of: Set<string> }>();
  for (const one of movements) {
    const day = days.get(one.date) ?? { amount: ZERO_CENTS, of: new Set<string>() };
    day.amount = addCents(day.amount, one.amount);
    day.of.add(one.of);
    days.set(one.date, day);
  }
  return [...days]
    .filter(([, day]) => day.amount !== ZERO_CENTS)
    .sort(([first], [second]) => (first < second ? -1 : 1))
    .map(([day, { amount, of }]) => ({
      date: day,
      ageDays: dayNumber(date) - dayNumber(day),
      amount,
      of: [...of],
    }));
}
