import {
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
