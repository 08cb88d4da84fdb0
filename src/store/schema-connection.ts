import type { Grant, ScopeSet } from '../domain/connection.ts';
import type { Mode } from '../domain/settings.ts';

/** An authorisation by Xero; `client_secret` and both tokens are sealed texts. */
export interface ConnectionTable {
  /** Random, so that a sealed text opens in no other books under the same key. */
  connection_id: string;
  mode: Mode;
  /** Blank for the global one. */
  entity: string;
  grant_kind: Grant;
  client_id: string;
  scope_set: ScopeSet;
  /** Granted, with blanks between. */
  scopes: string;
  client_secret: string | null;
  secret_entered_at: string | null;
  access_token: string | null;
  access_until: string | null;
  refresh_token: string | null;
  refreshed_at: string | null;
  authorised_by: string;
  authorised_at: string;
  tenant_id: string;
  organisation_name: string;
  /** Why it must be authorised anew; null while it holds. */
  end_reason: string | null;
  version: number;
  lease_owner: string | null;
  lease_until: string | null;
}

/** A sign-in that a browser was sent away for; `client_secret` and `verifier` are sealed until used. */
export interface SignInTable {
  state_hash: string;
  session_hash: string;
  mode: Mode;
  entity: string;
  grant_kind: Grant;
  client_id: string;
  client_secret: string | null;
  scope_set: ScopeSet;
  redirect_uri: string;
  verifier: string;
  started_at: string;
  used_at: string | null;
}

/** The app that was entered on a page, used or not; `client_secret` is a sealed text. */
export interface XeroAppTable {
  mode: Mode;
  /** Blank for the global one. */
  entity: string;
  /** Random, so that a sealed text opens in no other books under the same key. */
  app_id: string;
  grant_kind: Grant;
  client_id: string;
  client_secret: string | null;
  secret_last_four: string;
  secret_entered_at: string | null;
  secret_entered_by: string;
  secret_note: string;
  /** Of the twin; blank in production, where the settings hold it. */
  test_tenant: string;
}
