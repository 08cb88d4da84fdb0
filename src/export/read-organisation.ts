import type { OrganisationFacts } from '../domain/organisation.ts';
import { type Outcome, succeed } from '../domain/problem.ts';
import type { XeroClient } from '../xero/client/client.ts';

/** Reads all that a plan is checked against, just before it is relied on. */
export async function readOrganisation(
  xero: XeroClient,
  wanted: { tenantId: string; needsContacts: boolean },
): Promise<Outcome<OrganisationFacts>> {
  const [organisation, chart, taxRates, trackingCategories, contacts] = await Promise.all([
    xero.readOrganisation(),
    xero.listChart(),
    xero.listTaxRates(),
    xero.listTrackingCategories(),
    wanted.needsContacts ? xero.listContacts() : succeed([]),
  ]);
  if (!organisation.ok) return organisation;
  if (!chart.ok) return chart;
  if (!taxRates.ok) return taxRates;
  if (!trackingCategories.ok) return trackingCategories;
  if (!contacts.ok) return contacts;
  return succeed({
    tenantId: wanted.tenantId,
    organisation: organisation.value,
    chart: chart.value,
    taxRates: taxRates.value,
    trackingCategories: trackingCategories.value,
    contacts: contacts.value,
  });
}
