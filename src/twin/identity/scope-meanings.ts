const OWN_MEANINGS: Record<string, string> = {
  openid: 'Know who you are in Xero',
  profile: 'See your name',
  email: 'See your email address',
  offline_access: 'Stay connected while you are away',
  'app.connections': 'See and end the connections of the app',
  'accounting.transactions': 'View and manage your business transactions',
  'accounting.transactions.read': 'View your business transactions',
  'accounting.reports.read': 'View your reports',
};

/** What granular scopes are about. */
const SUBJECTS: Record<string, string> = {
  settings: 'organisation settings, chart of accounts, tax rates and tracking',
  contacts: 'contacts',
  attachments: 'files attached to documents',
  budgets: 'budgets',
  journals: 'general ledger journals',
  invoices: 'invoices, credit notes and quotes',
  payments: 'payments',
  banktransactions: 'bank transactions and transfers',
  manualjournals: 'manual journals',
  'reports.aged': 'aged receivables and payables report',
  'reports.balancesheet': 'balance sheet report',
  'reports.banksummary': 'bank summary report',
  'reports.budgetsummary': 'budget summary report',
  'reports.executivesummary': 'executive summary report',
  'reports.profitandloss': 'profit and loss report',
  'reports.taxreports': 'tax reports',
  'reports.tenninetynine': '1099 report',
  'reports.trialbalance': 'trial balance report',
};

/** A scope in words for the person who is asked to allow it. */
export function meaningOf(scope: string): string {
  const own = OWN_MEANINGS[scope];
  if (own !== undefined) return own;
  const found = /^accounting\.(?<subject>.+?)(?<read>\.read)?$/.exec(scope)?.groups;
  const subject = SUBJECTS[found?.subject ?? ''] ?? scope;
  return found?.read === undefined ? `View and manage your ${subject}` : `View your ${subject}`;
}
