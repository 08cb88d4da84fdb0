import type { Grant, ScopeSet } from '../../domain/connection.ts';

/** A scope with the reason why this product needs it, for whoever allows access. */
export interface WantedScope {
  readonly scope: string;
  readonly reason: string;
}

const OF_A_PERSON: readonly WantedScope[] = [
  { scope: 'openid', reason: 'to know which Xero user allowed access' },
  { scope: 'profile', reason: 'to show the name of that user' },
  { scope: 'email', reason: 'to show the e-mail address of that user' },
  { scope: 'offline_access', reason: 'to stay signed in, so that nobody signs in for each export' },
];

const OF_EVERY_APP: readonly WantedScope[] = [
  {
    scope: 'accounting.settings',
    reason: 'to read the organisation, chart and tax rates, and to make tracking options',
  },
  {
    scope: 'accounting.contacts.read',
    reason: 'to find the default contact and the contacts of clients',
  },
];

const GRANULAR: readonly WantedScope[] = [
  { scope: 'accounting.manualjournals', reason: 'to post manual journals and read them back' },
  { scope: 'accounting.banktransactions', reason: 'to post bank transactions and read them back' },
  { scope: 'accounting.reports.trialbalance.read', reason: 'to tie the books out' },
];

const BROAD: readonly WantedScope[] = [
  {
    scope: 'accounting.transactions',
    reason: 'to post manual journals and bank transactions and read them back',
  },
  { scope: 'accounting.reports.read', reason: 'to tie the books out' },
];

/**
 * What this product asks for. Granular scopes are what apps made from March 2026 may have; the
 * broad ones stop in September 2027. A custom connection has no person behind it.
 *
 * @see https://developer.xero.com/documentation/guides/oauth2/scopes
 * @see https://developer.xero.com/faq/granular-scopes
 */
export function wantedScopes(grant: Grant, set: ScopeSet): readonly WantedScope[] {
  const ofPerson = grant === 'custom' ? [] : OF_A_PERSON;
  return [...ofPerson, ...OF_EVERY_APP, ...(set === 'broad' ? BROAD : GRANULAR)];
}

/** Only the names. */
export function scopeNames(grant: Grant, set: ScopeSet): string[] {
  return wantedScopes(grant, set).map(({ scope }) => scope);
}
