import { randomUUID } from 'node:crypto';
import type { DatabaseSync } from 'node:sqlite';
import { createOrganisation, listOrganisations } from '../books/organisations.ts';
import { run } from '../database/statements.ts';
import { createApps, listApps } from '../identity/apps.ts';
import { connect } from '../identity/connections.ts';
import { createPeople, letEverybodyIn, listPeople } from '../identity/people.ts';
import { DEFAULT_CHART, LENDER_CHART, type SeedAccount, SYSTEM_CHART } from './charts.ts';
import type { CountryCode } from './countries.ts';

export const SEEDS = ['lender-nz', 'demo-nz', 'empty'] as const;

export type Seed = (typeof SEEDS)[number];

export interface SeedOptions {
  seed?: Seed | undefined;
  organisation?:
    | {
        name?: string | undefined;
        country?: CountryCode | undefined;
        baseCurrency?: string | undefined;
        financialYearEnd?: string | undefined;
      }
    | undefined;
}

const NAMES: Record<Seed, string> = {
  'lender-nz': 'Kauri Finance (NZ)',
  'demo-nz': 'Demo Company (NZ)',
  empty: 'New Organisation',
};

/** How Xero marks the demo company that everybody can look at. */
const DEMO_COMPANY = { IsDemoCompany: true, Class: 'DEMO' };

/** Plants the seed into an empty twin; a twin that has an organisation keeps what it has. */
export function plantSeed(books: DatabaseSync, options: SeedOptions, now: number): void {
  if (listOrganisations(books).length > 0) return;
  const seed = options.seed ?? 'lender-nz';
  const wanted = options.organisation ?? {};
  const country = wanted.country ?? 'NZ';
  const chart = chartOf(seed);
  const name = wanted.name ?? NAMES[seed];
  const details = seed === 'demo-nz' ? DEMO_COMPANY : {};
  const tenantId = createOrganisation(books, { ...wanted, name, country, chart, details, now });
  if (seed === 'demo-nz') createLockedOrganisation(books, chart, now);
  createPeople(books);
  for (const { tenant_id } of listOrganisations(books)) letEverybodyIn(books, tenant_id);
  createApps(books, tenantId);
  const custom = listApps(books).find((app) => app.kind === 'custom');
  const [person] = listPeople(books);
  if (custom === undefined || person === undefined) throw new Error('The seed is incomplete.');
  const authEventId = randomUUID();
  connect(books, {
    clientId: custom.client_id,
    userId: person.user_id,
    tenantId,
    authEventId,
    now,
  });
}

export function chartOf(seed: Seed): SeedAccount[] {
  if (seed === 'empty') return SYSTEM_CHART;
  const chart = [...SYSTEM_CHART, ...DEFAULT_CHART];
  return seed === 'lender-nz' ? [...chart, ...LENDER_CHART] : chart;
}

function createLockedOrganisation(books: DatabaseSync, chart: SeedAccount[], now: number): void {
  const name = 'Locked Company (NZ)';
  const tenantId = createOrganisation(books, { name, country: 'NZ', chart, now });
  run(
    books,
    'update organisation set period_lock_date = ?, year_lock_date = ? where tenant_id = ?',
    '2026-03-31',
    '2025-03-31',
    tenantId,
  );
}
