import type { Catalog } from '../domain/catalog.ts';
import type { Outcome } from '../domain/problem.ts';
import { type GlobalSettings, resolveSettings } from '../domain/settings.ts';
import { wantedTracking } from '../domain/wanted-tracking.ts';
import { loadCatalog, loadSettings } from '../store/catalog-reader.ts';
import type {
  BooksMade,
  TaskContext,
  TestOrganisationAccess,
  WantedBooks,
} from './task-context.ts';

/** Makes in the twin what the configuration needs and the twin's organisation lacks. */
export async function setUpTestOrganisation(
  { store }: TaskContext,
  access: TestOrganisationAccess,
): Promise<Outcome<BooksMade>> {
  const settings = await loadSettings(store.reader);
  const catalog = await loadCatalog(store.reader);
  return access.setUp(wantedBooks(settings, catalog));
}

/** What the twin's organisation is to have; real organisations are never changed by this. */
function wantedBooks(settings: GlobalSettings, catalog: Catalog): WantedBooks {
  const effective = [
    settings,
    ...[...catalog.entities.values()].map((entity) => resolveSettings(settings, entity)),
  ];
  return {
    accounts: wantedAccounts(catalog),
    trackingCategories: wantedTracking(effective, catalog),
    contacts: wantedContacts(effective),
  };
}

function wantedAccounts({ glAccounts, bankAccounts }: Catalog): WantedBooks['accounts'] {
  const wanted = new Map<string, { code: string; name: string; type: string }>();
  for (const { xeroAccount } of bankAccounts.values()) {
    if (xeroAccount === '' || isXeroId(xeroAccount)) continue;
    const name = glAccounts.get(xeroAccount)?.description || `Bank account ${xeroAccount}`;
    wanted.set(xeroAccount, { code: xeroAccount, name, type: 'BANK' });
  }
  for (const { code, description, xeroType } of glAccounts.values()) {
    if (xeroType === '' || wanted.has(code)) continue;
    wanted.set(code, { code, name: description || code, type: xeroType });
  }
  return [...wanted.values()];
}

function wantedContacts(effective: readonly GlobalSettings[]): WantedBooks['contacts'] {
  const numbers = new Set(effective.map(({ defaultContact }) => defaultContact));
  return [...numbers]
    .filter((number) => number !== '' && !isXeroId(number))
    .map((number) => ({ name: number, accountNumber: number }));
}

function isXeroId(text: string): boolean {
  return /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(text);
}
