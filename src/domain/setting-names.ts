import type { GlobalSettings } from './settings.ts';

/** Every setting under the words of its field on the screen. */
export const SETTING_NAMES: Readonly<Record<keyof GlobalSettings, string>> = {
  useGst: 'Use Goods and Services Tax?',
  exemptGstCode: 'Exempt Code',
  useAccountingPeriods: 'Use Accounting Periods?',
  useGeneralLedger: 'Use General Ledger?',
  exportType: 'Export Type',
  allowUserToModifyExportSettings: 'Allow User to modify General Ledger Export settings?',
  defaultExportId: 'Default Export Id',
  useNewInterface: 'Use new Interface?',
  accountingInterface: 'Accounting Interface',
  redirectUri: 'Redirect URI',
  clientId: 'Client Id',
  logAllRequests: 'Log all Requests?',
  tenant: 'Tenant',
  accountStructure: 'Account Structure',
  defaultContact: 'Default Contact',
  trackingA: 'Tracking Category A',
  trackingB: 'Tracking Category B',
  publicAddress: 'Public Address',
  twinUrl: 'Address of the twin',
  journalStatus: 'Post Manual Journals as',
  bankPosting: 'Bank Transactions go through',
  lockDatePolicy: 'When a date is locked',
  streams: 'Streams',
  forceTestMode: 'Force Test Mode for all Users and Services?',
  sendEmail: 'Send Email Messages?',
  redirectEmail: "Redirect 'To' Email",
  sendSms: 'Send SMS Messages?',
  redirectPhone: "Redirect 'To' Phone",
  parameterSet: 'Parameter Set',
};

/** The same for what is an entity's own. */
const ENTITY_NAMES: Readonly<Record<string, string>> = {
  code: 'Code',
  description: 'Description',
  startDate: 'Start Date',
  openingBalances: 'Opening Balances',
  monthsInAccountingPeriod: 'Months in Accounting Period',
};

const SETTING_KEYS: Readonly<Record<string, string>> = SETTING_NAMES;

/** The words of a field of the global settings or of an entity; its key where it has none. */
export function fieldName(key: string): string {
  return ENTITY_NAMES[key] ?? SETTING_KEYS[key] ?? key;
}
