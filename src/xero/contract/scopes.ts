/**
 * Scopes: what an app may ask for. Apps made from 2 March 2026 have the granular ones only; the
 * broad ones stop in September 2027.
 *
 * @see https://developer.xero.com/documentation/guides/oauth2/scopes
 * @see https://developer.xero.com/faq/granular-scopes
 */

/** Sign-in of a person; a custom connection takes none of these. */
export const IDENTITY_SCOPES = ['openid', 'profile', 'email', 'offline_access'] as const;

/** Scopes that every app may have, whenever it was made. */
export const SHARED_SCOPES = [
  'accounting.settings',
  'accounting.settings.read',
  'accounting.contacts',
  'accounting.contacts.read',
  'accounting.attachments',
  'accounting.attachments.read',
  'accounting.budgets.read',
  'accounting.reports.tenninetynine.read',
  'app.connections',
] as const;

/** Scopes of the Advanced tier, whenever the app was made. @see https://developer.xero.com/pricing */
export const ADVANCED_SCOPES = ['accounting.journals.read'] as const;

/** What each broad scope was split into. */
export const BROAD_SCOPES = {
  'accounting.transactions': [
    'accounting.invoices',
    'accounting.payments',
    'accounting.banktransactions',
    'accounting.manualjournals',
  ],
  'accounting.transactions.read': [
    'accounting.invoices.read',
    'accounting.payments.read',
    'accounting.banktransactions.read',
    'accounting.manualjournals.read',
  ],
  'accounting.reports.read': [
    'accounting.reports.aged.read',
    'accounting.reports.balancesheet.read',
    'accounting.reports.banksummary.read',
    'accounting.reports.budgetsummary.read',
    'accounting.reports.executivesummary.read',
    'accounting.reports.profitandloss.read',
    'accounting.reports.trialbalance.read',
    'accounting.reports.taxreports.read',
  ],
} as const;

/** The granular scopes that took the place of the broad ones. */
export const GRANULAR_SCOPES: readonly string[] = Object.values(BROAD_SCOPES).flat();

/** The scope that each resource asks for, by its first path segments; null where there is none. */
export const SCOPES_BY_RESOURCE: Readonly<Record<string, { read: string; write: string | null }>> =
  {
    Organisation: { read: 'accounting.settings.read', write: 'accounting.settings' },
    Accounts: { read: 'accounting.settings.read', write: 'accounting.settings' },
    Currencies: { read: 'accounting.settings.read', write: 'accounting.settings' },
    Users: { read: 'accounting.settings.read', write: 'accounting.settings' },
    TaxRates: { read: 'accounting.settings.read', write: 'accounting.settings' },
    TrackingCategories: { read: 'accounting.settings.read', write: 'accounting.settings' },
    Contacts: { read: 'accounting.contacts.read', write: 'accounting.contacts' },
    ManualJournals: {
      read: 'accounting.manualjournals.read',
      write: 'accounting.manualjournals',
    },
    BankTransactions: {
      read: 'accounting.banktransactions.read',
      write: 'accounting.banktransactions',
    },
    Invoices: { read: 'accounting.invoices.read', write: 'accounting.invoices' },
    Attachments: { read: 'accounting.attachments.read', write: 'accounting.attachments' },
    Journals: { read: 'accounting.journals.read', write: null },
    'Reports/TrialBalance': { read: 'accounting.reports.trialbalance.read', write: null },
  };
