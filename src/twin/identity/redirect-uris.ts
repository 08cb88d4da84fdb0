/** https://developer.xero.com/faq/oauth2 */
const MAX_REDIRECT_URIS = 50;

/** Why an app may not have these redirect URIs; undefined when it may. */
export function redirectUrisComplaint(redirectUris: readonly string[]): string | undefined {
  if (redirectUris.length > MAX_REDIRECT_URIS) {
    return `An app may have ${MAX_REDIRECT_URIS} redirect URIs, not ${redirectUris.length}.`;
  }
  return redirectUris.map(complaint).find((text) => text !== undefined);
}

/** Absolute and https, or http on localhost by that name; no wildcard and no fragment. */
function complaint(redirectUri: string): string | undefined {
  const parsed = URL.parse(redirectUri);
  if (parsed === null) return `The redirect URI ${redirectUri} is not an absolute address.`;
  if (/[*#\s]/.test(redirectUri)) {
    return `The redirect URI ${redirectUri} may not hold *, # or a blank.`;
  }
  if (parsed.protocol === 'https:') return undefined;
  if (parsed.protocol === 'http:' && parsed.hostname === 'localhost') return undefined;
  return `The redirect URI ${redirectUri} must begin with https:// or http://localhost.`;
}
