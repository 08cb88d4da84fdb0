import type { Catalog, CatalogKind } from '../../src/domain/catalog.ts';
import { CATALOG_KINDS, catalogKey } from '../../src/domain/catalog.ts';
import { type ConfigurationInput, configurationSchema } from '../../src/domain/configuration.ts';
import { DEFAULT_SETTINGS, type GlobalSettings } from '../../src/domain/settings.ts';

/** The lender of every worked example: two branches, one bank account, one loan account type. */
export const LENDER = {
  version: 1,
  settings: { defaultContact: 'BORROWERS', trackingA: { basis: 'branch', name: 'Branch' } },
  entities: [{ code: 'M', description: 'Main Entity M', startDate: '2026-04-01' }],
  branches: [
    { id: 'EAST', description: 'East Branch (Main Entity)', entity: 'M' },
    { id: 'WEST', description: 'West Branch (Main Entity)', entity: 'M' },
  ],
  departments: [{ id: 'LOANS' }, { id: 'LEASES' }],
  gstCodes: [
    { code: 'INP', taxType: 'INPUT2' },
    { code: 'NONE', taxType: 'NONE' },
    { code: 'ZERO', taxType: 'ZERORATED' },
    { code: 'OUT', taxType: 'OUTPUT2' },
    { code: 'IMP', taxType: 'GSTONIMPORTS' },
  ],
  glAccounts: [
    { code: '090', description: 'Business Bank Account', shared: true, xeroType: 'BANK' },
    { code: '200', description: 'Sales', xeroType: 'REVENUE' },
    { code: '820', description: 'GST', shared: true },
    { code: '1100', description: 'Loans Receivable', xeroType: 'CURRENT' },
    { code: '2190', description: 'Loan Clearing', xeroType: 'CURRLIAB' },
    { code: '2195', description: 'Second Clearing', xeroType: 'CURRLIAB' },
    { code: '2300', description: 'Loan Disbursements', xeroType: 'CURRLIAB' },
    { code: '4100', description: 'Fee Income', xeroType: 'REVENUE' },
    { code: '4200', description: 'Interest Income', xeroType: 'REVENUE' },
    { code: '6100', description: 'Bad Debts', xeroType: 'EXPENSE' },
  ],
  elements: [
    {
      code: 'FEE',
      description: 'Fee',
      type: 'fee',
      glAccount: '4100',
      gstCode: 'OUT',
      gstRate: 15,
    },
    {
      ...{ code: 'LETTER', description: 'Letter Fee', type: 'fee', glAccount: '4100' },
      ...{ gstCode: 'OUT', gstRate: 15, summaryType: 'fullDetail' },
    },
    {
      ...{ code: 'INT', description: 'Interest', type: 'interest', glAccount: '4200' },
      ...{ gstCode: 'NONE', summaryType: 'endOfMonth' },
    },
    { code: 'DEFINT', description: 'Default Interest', type: 'defaultInterest', glAccount: '4200' },
    { code: 'ADV', description: 'Advance', type: 'advance', glAccount: '2300', gstCode: 'NONE' },
    { code: 'DISB', description: 'Disbursement', type: 'disbursement', glAccount: '2300' },
    { code: 'PAY', description: 'Payment', type: 'paymentReceived', gstCode: 'NONE' },
    {
      ...{ code: 'PAYM', description: 'Payment by month', type: 'paymentReceived' },
      summaryType: 'endOfMonth',
    },
    { code: 'MEMO', description: 'Memo', type: 'fee', glAccount: '4100', summaryType: 'none' },
    {
      ...{ code: 'IMPGST', description: 'GST on Import', type: 'cost', glAccount: '820' },
      ...{ gstCode: 'IMP', gstRate: 100 },
    },
  ],
  accountTypes: [{ code: 'LOAN', controlAccount: '1100', clearingAccount: '2190' }],
  bankAccounts: [{ code: 'BANK', entity: 'M', xeroAccount: '090', clearingAccount: '2190' }],
  testOrganisation: {
    ...{ seed: 'empty', name: 'Lender Limited', country: 'NZ', baseCurrency: 'NZD' },
    financialYearEnd: '03-31',
  },
} as const satisfies ConfigurationInput;

type Changes = Partial<ConfigurationInput>;

/** The lender with some settings changed, and with items added or replaced by their code. */
export function lenderWith(changes: Changes = {}): ConfigurationInput {
  const base: ConfigurationInput = LENDER as unknown as ConfigurationInput;
  const lists = CATALOG_KINDS.map((kind) => [kind, merged(base, changes, kind)]);
  return {
    ...base,
    ...changes,
    settings: { ...base.settings, ...changes.settings },
    ...Object.fromEntries(lists),
  };
}

type Item = { code?: string; id?: string; name?: string };

function merged(base: ConfigurationInput, changes: Changes, kind: CatalogKind): Item[] {
  const items = new Map<string, Item>();
  const added = [...((base[kind] ?? []) as Item[]), ...((changes[kind] ?? []) as Item[])];
  for (const item of added) {
    const key = item.code ?? item.id ?? item.name ?? '';
    items.set(key, { ...items.get(key), ...item });
  }
  return [...items.values()];
}

/** Catalog and settings of a configuration as the store would give them, with item ids from 1. */
export function catalogOf(input: ConfigurationInput): {
  catalog: Catalog;
  settings: GlobalSettings;
} {
  const configuration = configurationSchema.parse(input);
  let itemId = 0;
  const lists = CATALOG_KINDS.map((kind) => {
    const items = configuration[kind].map((item) => {
      itemId += 1;
      return [catalogKey(item), { ...item, itemId }] as const;
    });
    return [kind, new Map<string, unknown>(items)] as const;
  });
  const given = Object.entries(configuration.settings ?? {}).filter(([, one]) => one !== undefined);
  const settings = { ...DEFAULT_SETTINGS, ...Object.fromEntries(given) };
  return { catalog: Object.fromEntries(lists) as unknown as Catalog, settings };
}
