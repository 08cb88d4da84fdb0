import {
  type CatalogCheck,
  checkDefaultContact,
  checkGlAccounts,
  checkGstCodes,
} from '../domain/check-catalog.ts';
import type { AccountingDate } from '../domain/dates.ts';
import type { DocumentKind } from '../domain/found-document.ts';
import type { Contact, Organisation, OrganisationFacts } from '../domain/organisation.ts';
import type { Outcome, Problem } from '../domain/problem.ts';
import type { Mode } from '../domain/settings.ts';
import {
  trackingProblems,
  type WantedCategory,
  wantedTracking,
} from '../domain/wanted-tracking.ts';
import { readOrganisation } from '../export/read-organisation.ts';
import type { XeroClient } from '../xero/client/client.ts';
import type { ConnectedOrganisation } from './connect-organisation.ts';
import { type SettingsInForce, settingsInForce } from './settings-in-force.ts';
import type { TaskContext } from './task-context.ts';

/** One thing that an export needs: there, or what is wrong with it. */
export interface VerifyLine {
  readonly check: string;
  readonly passed: boolean;
  readonly message: string;
  readonly problems: readonly Problem[];
}

/** What `verify --json` prints. */
export interface VerifyReport {
  readonly passed: boolean;
  /** In test mode all of it is said of the twin, and nothing of the real organisation. */
  readonly mode: Mode;
  readonly lines: readonly VerifyLine[];
  readonly contacts: readonly Contact[];
}

/** Tries everything that an export needs, and changes nothing. */
export async function verifyConnection(
  context: TaskContext,
  entity: string | undefined,
): Promise<VerifyReport> {
  const inForce = await settingsInForce(context, entity);
  if (!inForce.ok) return reportOf(context, [lineOf('Settings', '', inForce.problems)]);
  const connected = await context.connect(entity);
  const signedIn = lineOf('Sign-in', '', connected.ok ? [] : connected.problems);
  if (!connected.ok) return reportOf(context, [signedIn]);
  const { client, tenantId, organisationName } = connected.value;
  const today = context.act().at.slice(0, 10) as AccountingDate;
  const [facts, rights] = await Promise.all([
    readOrganisation(client, { tenantId, needsContacts: true }),
    tryRights(client, today),
  ]);
  const lines = [
    { ...signedIn, message: signInText(context.mode, connected.value) },
    ...(facts.ok
      ? catalogLines(inForce.value, facts.value)
      : [lineOf('Organisation', organisationName, facts.problems)]),
    ...rights,
  ];
  return reportOf(context, lines, facts.ok ? facts.value.contacts : []);
}

function reportOf(
  { mode }: TaskContext,
  lines: readonly VerifyLine[],
  contacts: readonly Contact[] = [],
): VerifyReport {
  const active = contacts.filter(({ isActive }) => isActive);
  return { passed: lines.every(({ passed }) => passed), mode, lines, contacts: active };
}

function lineOf(check: string, message: string, problems: readonly Problem[]): VerifyLine {
  return { check, passed: problems.length === 0, message, problems };
}

function signInText(mode: Mode, { organisationName }: ConnectedOrganisation): string {
  const place = mode === 'test' ? 'the twin, not Xero' : 'Xero';
  return `signed in to ${place}; it reaches ${organisationName}`;
}

/** What the organisation holds, beside what the catalog needs. */
function catalogLines(
  { settings, catalog, entity }: SettingsInForce,
  facts: OrganisationFacts,
): VerifyLine[] {
  const check: CatalogCheck = { settings, catalog, entity, facts };
  const wanted = wantedTracking([settings], catalog, entity);
  const names = { entity: entity || 'E', organisation: facts.organisation.name };
  const tracking = trackingProblems(wanted, facts.trackingCategories, names);
  const contact = settings.defaultContact || 'none is needed';
  return [
    lineOf('Organisation', organisationText(facts.organisation), []),
    lineOf('GL accounts', `${facts.chart.length} in the chart`, checkGlAccounts(check)),
    lineOf('GST codes', `${facts.taxRates.length} tax rates`, checkGstCodes(check)),
    lineOf('Tracking', trackingText(wanted), tracking),
    lineOf('Default contact', contact, checkDefaultContact(check)),
  ];
}

function trackingText(wanted: readonly WantedCategory[]): string {
  const needed = wanted.map(({ name, options }) => `${name} (options needed: ${options.length})`);
  return needed.join(', ') || 'none is needed';
}

function organisationText(organisation: Organisation): string {
  const { name, countryCode, baseCurrency, financialYearEnd, periodLockDate } = organisation;
  const year = `year ends on day ${financialYearEnd.day} of month ${financialYearEnd.month}`;
  const lock = periodLockDate === undefined ? 'not locked' : `locked to ${periodLockDate}`;
  return `${name}, ${countryCode}, ${baseCurrency}, ${year}, ${lock}`;
}

/** Reads one day of each kind of document and of the trial balance: the right is what is tried. */
async function tryRights(client: XeroClient, today: AccountingDate): Promise<VerifyLine[]> {
  const find = (kind: DocumentKind) =>
    client.findDocuments({ kind, dates: { from: today, to: today } });
  const tries: [string, Outcome<unknown>][] = [
    ['Manual journals', await find('manualJournal')],
    ['Bank transactions', await find('bankTransaction')],
    ['Trial balance', await client.readTrialBalance(today)],
  ];
  return tries.map(([check, outcome]) =>
    lineOf(check, 'may be read', outcome.ok ? [] : outcome.problems),
  );
}
