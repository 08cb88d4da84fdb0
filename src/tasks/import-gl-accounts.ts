import { type Catalog, type GlAccount, glAccountSchema } from '../domain/catalog.ts';
import { configurationSchema } from '../domain/configuration.ts';
import type { ChartAccount } from '../domain/organisation.ts';
import { type Outcome, succeed } from '../domain/problem.ts';
import { glAccountsWithPostings, removeGlAccounts } from '../store/catalog-removal.ts';
import { applyConfiguration, type ConfigurationCounts } from '../store/catalog-writer.ts';
import { settingsInForce } from './settings-in-force.ts';
import type { TaskContext } from './task-context.ts';

/** What importing a chart did to our list of GL accounts. */
export interface ChartImported extends ConfigurationCounts {
  readonly deleted: number;
  /** Accounts that Xero does not have and that stay because something uses them. */
  readonly kept: readonly string[];
  /** Accounts of Xero that have no code, or one that ours cannot be. */
  readonly skipped: readonly string[];
}

export interface ChartImportAsked {
  readonly entity: string;
  /** Takes over description, category, type and archiving of accounts that are in our list. */
  readonly isUpdate: boolean;
  /** Deletes accounts of our list that Xero does not have, where nothing uses them. */
  readonly isDelete: boolean;
}

/** Takes the chart of an entity's organisation over into our GL accounts (the guide's Import All). */
export async function importGlAccounts(
  context: TaskContext,
  { entity, isUpdate, isDelete }: ChartImportAsked,
): Promise<Outcome<ChartImported>> {
  const inForce = await settingsInForce(context, entity);
  if (!inForce.ok) return inForce;
  const connected = await context.connect(entity);
  if (!connected.ok) return connected;
  const chart = await connected.value.client.listChart();
  if (!chart.ok) return chart;
  const { catalog } = inForce.value;
  const { items, skipped } = itemsFrom(chart.value, catalog, isUpdate);
  const configuration = configurationSchema.parse({ version: 1, glAccounts: items });
  const counts = await applyConfiguration(context.store, context.act(), configuration);
  const removed = isDelete ? await removeUnused(context, chart.value, catalog) : NONE_REMOVED;
  return succeed({ ...counts, ...removed, skipped });
}

const NONE_REMOVED = { deleted: 0, kept: [] };

/** Archived accounts come in only as a change of accounts that we have. */
function itemsFrom(
  chart: readonly ChartAccount[],
  { glAccounts }: Catalog,
  isUpdate: boolean,
): { items: GlAccount[]; skipped: string[] } {
  const items: GlAccount[] = [];
  const skipped: string[] = [];
  for (const account of chart) {
    const ours = glAccounts.get(account.glAccountCode);
    if (ours === undefined && !account.isActive) continue;
    const parsed = glAccountSchema.safeParse(itemFrom(account, ours, isUpdate));
    if (parsed.success) items.push(parsed.data);
    else skipped.push(account.name);
  }
  return { items, skipped };
}

function itemFrom(
  { glAccountCode, name, type, accountClass, isActive }: ChartAccount,
  ours: (GlAccount & { itemId: number }) | undefined,
  isUpdate: boolean,
): object {
  const { itemId: _, ...kept } = ours ?? { itemId: 0, code: glAccountCode };
  if (ours !== undefined && !isUpdate) return kept;
  const category = CATEGORIES[accountClass];
  return { ...kept, description: name, category, active: isActive, xeroType: type };
}

const CATEGORIES: Readonly<Record<ChartAccount['accountClass'], string>> = {
  ASSET: 'Assets',
  LIABILITY: 'Liabilities',
  EQUITY: 'Equity',
  REVENUE: 'Income',
  EXPENSE: 'Expenses',
};

async function removeUnused(
  { store, act }: TaskContext,
  chart: readonly ChartAccount[],
  catalog: Catalog,
): Promise<{ deleted: number; kept: string[] }> {
  const inXero = new Set(chart.map(({ glAccountCode }) => glAccountCode));
  const absent = [...catalog.glAccounts.keys()].filter((one) => !inXero.has(one));
  const posted = await glAccountsWithPostings(store.reader, absent);
  const referred = glAccountsReferredTo(catalog);
  const isUsed = (one: string) => posted.has(one) || referred.has(one);
  const unused = absent.filter((one) => !isUsed(one));
  await removeGlAccounts(store, act(), unused);
  return { deleted: unused.length, kept: absent.filter(isUsed) };
}

function glAccountsReferredTo(catalog: Catalog): ReadonlySet<string> {
  const { elements, accountTypes, bankAccounts, entities } = catalog;
  return new Set([
    ...[...elements.values()].flatMap((one) => [
      one.glAccount,
      ...Object.values(one.glAccountByEntity),
    ]),
    ...[...accountTypes.values()].flatMap((one) => [
      one.controlAccount,
      one.clearingAccount,
      ...Object.values(one.controlAccountByEntity),
      ...Object.values(one.clearingAccountByEntity),
    ]),
    ...[...bankAccounts.values()].flatMap((one) => [one.clearingAccount, one.xeroAccount]),
    ...[...entities.values()].flatMap((one) => one.openingBalances.map((two) => two.glAccount)),
  ]);
}
