import {
  type CatalogCheck,
  checkDefaultContact,
  checkGlAccounts,
  checkGstCodes,
} from '../domain/check-catalog.ts';
import type { AccountingDate } from '../domain/dates.ts';
import type { DocumentKind } from '../domain/found-document.ts';
import type {
  ChartAccount,
  Contact,
  Organisation,
  OrganisationFacts,
  TaxRate,
  TrackingCategory,
} from '../domain/organisation.ts';
import type { Outcome } from '../domain/problem.ts';
import { trackingProblems, wantedTracking } from '../domain/wanted-tracking.ts';
import type { XeroClient } from '../xero/client/client.ts';
import type { SettingsInForce } from './settings-in-force.ts';
import { lineFrom, type VerifyLine } from './verify-line.ts';

/** What was tried of an organisation; each reading may have failed by itself. */
export interface Readings {
  readonly tenantId: string;
  readonly organisation: Outcome<Organisation>;
  readonly chart: Outcome<ChartAccount[]>;
  readonly taxRates: Outcome<TaxRate[]>;
  readonly tracking: Outcome<TrackingCategory[]>;
  readonly contacts: Outcome<Contact[]>;
  readonly journals: Outcome<unknown>;
  readonly bankTransactions: Outcome<unknown>;
  readonly trialBalance: Outcome<unknown>;
}

/** Reads all that an export needs; of documents and the trial balance, one day: the right is tried. */
export async function tryOrganisation(
  client: XeroClient,
  tenantId: string,
  today: AccountingDate,
): Promise<Readings> {
  const find = (kind: DocumentKind) =>
    client.findDocuments({ kind, dates: { from: today, to: today } });
  const [organisation, chart, taxRates, tracking] = await Promise.all([
    client.readOrganisation(),
    client.listChart(),
    client.listTaxRates(),
    client.listTrackingCategories(),
  ]);
  const [contacts, journals, bankTransactions, trialBalance] = await Promise.all([
    client.listContacts(),
    find('manualJournal'),
    find('bankTransaction'),
    client.readTrialBalance(today),
  ]);
  const lists = { tenantId, organisation, chart, taxRates, tracking, contacts };
  return { ...lists, journals, bankTransactions, trialBalance };
}

/** A line for each reading, and for what the configuration wants to find in it. */
export function organisationLines(inForce: SettingsInForce, readings: Readings): VerifyLine[] {
  const { settings, catalog, entity } = inForce;
  const facts = factsOf(readings);
  const check: CatalogCheck | undefined = facts && { settings, catalog, entity, facts };
  const wanted = wantedTracking([settings], catalog, entity);
  const names = { entity: entity || 'E', organisation: facts?.organisation.name ?? '' };
  const needed = wanted.map(({ name, options }) => `${name} (options needed: ${options.length})`);
  const mayBeRead = () => ({ message: 'may be read' });
  return [
    lineFrom('Organisation', readings.organisation, (one) => ({ message: organisationText(one) })),
    lineFrom('GL accounts', readings.chart, (chart) => ({
      message: `${chart.length} in the chart`,
      problems: check && checkGlAccounts(check),
    })),
    lineFrom('GST codes', readings.taxRates, (taxRates) => ({
      message: `${taxRates.length} tax rates`,
      problems: check && checkGstCodes(check),
    })),
    lineFrom('Tracking', readings.tracking, (tracking) => ({
      message: needed.join(', ') || 'none is needed',
      problems: trackingProblems(wanted, tracking, names),
    })),
    lineFrom('Default contact', readings.contacts, () => ({
      message: settings.defaultContact || 'none is needed',
      problems: check && checkDefaultContact(check),
    })),
    lineFrom('Manual journals', readings.journals, mayBeRead),
    lineFrom('Bank transactions', readings.bankTransactions, mayBeRead),
    lineFrom('Trial balance', readings.trialBalance, mayBeRead),
  ];
}

/** Undefined while the organisation itself cannot be read; a list that cannot is taken as empty. */
function factsOf(readings: Readings): OrganisationFacts | undefined {
  const { tenantId, organisation, chart, taxRates, tracking, contacts } = readings;
  if (!organisation.ok) return undefined;
  const listed = <T>(list: Outcome<T[]>): T[] => (list.ok ? list.value : []);
  return {
    tenantId,
    organisation: organisation.value,
    chart: listed(chart),
    taxRates: listed(taxRates),
    trackingCategories: listed(tracking),
    contacts: listed(contacts),
  };
}

function organisationText(organisation: Organisation): string {
  const { name, countryCode, baseCurrency, financialYearEnd, periodLockDate } = organisation;
  const year = `year ends on day ${financialYearEnd.day} of month ${financialYearEnd.month}`;
  const lock = periodLockDate === undefined ? 'not locked' : `locked to ${periodLockDate}`;
  const demo = organisation.isDemoCompany ? ', a demo company' : '';
  return `${name}, ${countryCode}, ${baseCurrency}, ${year}, ${lock}${demo}`;
}
