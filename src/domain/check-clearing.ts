import type { AccountType, Catalog } from './catalog.ts';
import type { Configuration } from './configuration.ts';
import { type Problem, problem } from './problem.ts';

/** What the clearing accounts of a configuration file are read against. */
export interface ClearingContext {
  readonly catalog: Pick<Catalog, 'accountTypes' | 'bankAccounts' | 'glAccounts'>;
  place(path: readonly (string | number)[]): string;
}

/**
 * Clearing accounts of the file that are control accounts or bank accounts too, once it is applied
 * (ACCOUNTING 2.3). Code: `configuration.clearing_unfit`.
 */
export function checkClearing(configuration: Configuration, context: ClearingContext): Problem[] {
  const unfit = unfitAccounts(configuration, context);
  return clearingAccountsOf(configuration).flatMap(({ glAccount, path }) => {
    const reason = unfit.get(glAccount);
    if (glAccount === '' || reason === undefined) return [];
    const place = context.place(path);
    return [problem('configuration.clearing_unfit', { place, glAccount, reason })];
  });
}

/** Why an account cannot be a clearing account, by its code. */
function unfitAccounts(configuration: Configuration, { catalog }: ClearingContext) {
  const unfit = new Map<string, string>();
  const merged = <Item extends { code: string }>(
    stored: ReadonlyMap<string, Item>,
    given: readonly Item[],
  ) => new Map([...stored, ...given.map((item) => [item.code, item] as const)]).values();
  for (const { code: bankAccount, xeroAccount } of merged<{ code: string; xeroAccount: string }>(
    catalog.bankAccounts,
    configuration.bankAccounts,
  )) {
    unfit.set(xeroAccount, `the account in Xero of bank account ${bankAccount}`);
  }
  for (const { code: glAccount, xeroType } of merged<{ code: string; xeroType: string }>(
    catalog.glAccounts,
    configuration.glAccounts,
  )) {
    if (xeroType === 'BANK') unfit.set(glAccount, 'a bank account');
  }
  for (const accountType of merged<AccountType>(catalog.accountTypes, configuration.accountTypes)) {
    const { controlAccount, controlAccountByEntity } = accountType;
    for (const glAccount of [controlAccount, ...Object.values(controlAccountByEntity)]) {
      unfit.set(glAccount, `the control account of account type ${accountType.code}`);
    }
  }
  return unfit;
}

function clearingAccountsOf({ accountTypes, bankAccounts }: Configuration) {
  return [
    ...accountTypes.flatMap(({ clearingAccount, clearingAccountByEntity }, index) => [
      { glAccount: clearingAccount, path: ['accountTypes', index, 'clearingAccount'] },
      ...Object.entries(clearingAccountByEntity).map(([entity, glAccount]) => {
        return { glAccount, path: ['accountTypes', index, 'clearingAccountByEntity', entity] };
      }),
    ]),
    ...bankAccounts.map(({ clearingAccount: glAccount }, index) => {
      return { glAccount, path: ['bankAccounts', index, 'clearingAccount'] };
    }),
  ];
}
