import {
  ADVANCED_SCOPES,
  BROAD_SCOPES,
  GRANULAR_SCOPES,
  IDENTITY_SCOPES,
  SCOPES_BY_RESOURCE,
  SHARED_SCOPES,
} from '../../xero/contract/scopes.ts';

/** A custom connection has no person who signs in, so it gets none of the identity scopes. */
export const CUSTOM_CONNECTION_SCOPES: readonly string[] = [...SHARED_SCOPES, ...GRANULAR_SCOPES];

/** What an app made since March 2026 may ask for. */
export const APP_SCOPES: readonly string[] = [...IDENTITY_SCOPES, ...CUSTOM_CONNECTION_SCOPES];

const OLDER_APP_SCOPES = [...APP_SCOPES, ...Object.keys(BROAD_SCOPES)];

/** Which scopes an app has: made before March 2026 the broad ones too, on the Advanced tier all. */
export const SCOPE_SETS = {
  granular: APP_SCOPES,
  broad: OLDER_APP_SCOPES,
  advanced: [...OLDER_APP_SCOPES, ...ADVANCED_SCOPES],
} as const satisfies Record<string, readonly string[]>;

/** Scopes of Xero's that the twin has no use for; none of the apps that it makes itself has them. */
const OTHER_SCOPES = [
  'accounting.classicexpenses',
  'accounting.classicexpenses.read',
  'assets',
  'assets.read',
  'bankfeeds',
  'files',
  'files.read',
  'paymentservices',
  'payroll.employees',
  'payroll.employees.read',
  'payroll.payruns',
  'payroll.payruns.read',
  'payroll.payslip',
  'payroll.payslip.read',
  'payroll.settings',
  'payroll.settings.read',
  'payroll.timesheets',
  'payroll.timesheets.read',
  'projects',
  'projects.read',
];

/** Whether Xero knows a scope at all. */
export function isScope(scope: string): boolean {
  return SCOPE_SETS.advanced.includes(scope) || OTHER_SCOPES.includes(scope);
}

/** Whether a consent must name an organisation: sign-in alone needs none. */
export function reachesBooks(scopes: readonly string[]): boolean {
  return scopes.some((scope) => scope.startsWith('accounting.'));
}

/** A space-separated list, each once. */
export function splitScopes(text: string | null): string[] {
  return [...new Set((text ?? '').split(' ').filter((scope) => scope !== ''))];
}

/** Whether granted scopes allow reading or writing a resource such as `ManualJournals`. */
export function allows(granted: readonly string[], resource: string, isWrite: boolean): boolean {
  const needed = SCOPES_BY_RESOURCE[resource];
  if (needed === undefined) return false;
  const enough = isWrite ? [needed.write] : [needed.read, needed.write];
  const held = new Set(granted.flatMap((scope) => [scope, ...narrower(scope)]));
  return enough.some((scope) => scope !== null && held.has(scope));
}

/** A broad scope of an older app stands for those it was split into. */
function narrower(scope: string): readonly string[] {
  return Object.entries(BROAD_SCOPES).find(([broad]) => broad === scope)?.[1] ?? [];
}
