import type { Catalog } from './catalog.ts';

/** Control and clearing accounts and those of elements: what tieout alone may post to (ACCOUNTING 4.4). */
export function ownedAccounts(catalog: Catalog): Set<string> {
  const ofElements = [...catalog.elements.values()].flatMap((one) => [
    one.glAccount,
    ...Object.values(one.glAccountByEntity),
  ]);
  return new Set([...controlAndClearing(catalog), ...ofElements.filter((code) => code !== '')]);
}

/** The accounts on which the loan book stands, and those that money passes. */
export function controlAndClearing({
  accountTypes,
  bankAccounts,
}: Pick<Catalog, 'accountTypes' | 'bankAccounts'>): Set<string> {
  const codes = [
    ...[...accountTypes.values()].flatMap((one) => [
      one.controlAccount,
      one.clearingAccount,
      ...Object.values(one.controlAccountByEntity),
      ...Object.values(one.clearingAccountByEntity),
    ]),
    ...[...bankAccounts.values()].map((one) => one.clearingAccount),
  ];
  return new Set(codes.filter((glAccountCode) => glAccountCode !== ''));
}

/** GL accounts to which others post too. */
export function sharedAccounts({ glAccounts }: Catalog): Set<string> {
  const shared = [...glAccounts.values()].filter((one) => one.shared);
  return new Set(shared.map((one) => one.code));
}
