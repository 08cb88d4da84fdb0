/**
 * What this product asks for as a custom connection, each with its reason; granular, so that apps
 * made from March 2026 may have them.
 *
 * @see https://developer.xero.com/documentation/guides/oauth2/scopes
 */
export const PRODUCT_SCOPES: readonly string[] = [
  // Organisation, chart, tax rates; making tracking options and accounts.
  'accounting.settings',
  // Finding the default contact and those of clients.
  'accounting.contacts.read',
  // Posting and reading back.
  'accounting.manualjournals',
  'accounting.banktransactions',
  // The tie-out.
  'accounting.reports.trialbalance.read',
];
