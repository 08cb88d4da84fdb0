/** How an app signs in to Xero; the kind is chosen once, when the app is made at Xero. */
export const GRANTS = ['web', 'desktop', 'custom'] as const;

/**
 * `web`: a person's consent and a client secret. `desktop`: a person's consent and PKCE, no secret.
 * `custom`: a custom connection, which needs no person and reaches one organisation.
 *
 * @see https://developer.xero.com/documentation/guides/oauth2/overview
 */
export type Grant = (typeof GRANTS)[number];

/** Granular scopes, or the broad ones that only apps made before March 2026 may have. */
export type ScopeSet = 'granular' | 'broad';

/** What an app of developer.xero.com signs in with. */
export interface AppCredentials {
  readonly grant: Grant;
  readonly clientId: string;
  /** Blank for a desktop app, which has none. */
  readonly clientSecret: string;
}

/** The tokens of a person's authorisation; both are secrets. */
export interface TokenSet {
  readonly accessToken: string;
  /** Good once; each use gives the next. */
  readonly refreshToken: string;
}

/** The name by which a person knows an app of that kind. */
export const GRANT_NAMES: Readonly<Record<Grant, string>> = {
  web: 'web app',
  desktop: 'desktop app',
  custom: 'custom connection',
};
