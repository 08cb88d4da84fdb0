/**
 * Where Xero lives.
 *
 * @see https://developer.xero.com/documentation/guides/oauth2/auth-flow
 * @see https://github.com/XeroAPI/Xero-OpenAPI (servers of xero_accounting.yaml)
 */
export const IDENTITY_URL = 'https://identity.xero.com';
export const LOGIN_URL = 'https://login.xero.com';
export const API_URL = 'https://api.xero.com';

/** Paths below the identity address. */
export const IDENTITY_PATHS = {
  token: '/connect/token',
  revocation: '/connect/revocation',
  userInfo: '/connect/userinfo',
  discovery: '/.well-known/openid-configuration',
  keys: '/.well-known/openid-configuration/jwks',
} as const;

/** Paths below the login address. */
export const LOGIN_PATHS = {
  authorize: '/identity/connect/authorize',
  error: '/identity/error',
} as const;

/** Below the API address; lower case is what Xero's own clients call. */
export const CONNECTIONS_PATH = '/connections';

/** Prefix of the accounting resources below the API address. */
export const ACCOUNTING_PREFIX = '/api.xro/2.0';

/** The accounting resources used here, below the prefix. */
export const ACCOUNTING_PATHS = {
  organisation: '/Organisation',
  accounts: '/Accounts',
  taxRates: '/TaxRates',
  trackingCategories: '/TrackingCategories',
  contacts: '/Contacts',
  manualJournals: '/ManualJournals',
  bankTransactions: '/BankTransactions',
  trialBalance: '/Reports/TrialBalance',
} as const;

/** Request headers beside the usual ones. */
export const REQUEST_HEADERS = {
  tenant: 'xero-tenant-id',
  idempotencyKey: 'idempotency-key',
  modifiedSince: 'if-modified-since',
} as const;

/** Answer headers that say how many calls are left, and why a call was refused. */
export const ANSWER_HEADERS = {
  dayRemaining: 'x-daylimit-remaining',
  minuteRemaining: 'x-minlimit-remaining',
  appMinuteRemaining: 'x-appminlimit-remaining',
  limitProblem: 'x-rate-limit-problem',
  retryAfter: 'retry-after',
  correlationId: 'xero-correlation-id',
} as const;
