/**
 * Connections: which tenants a token may reach. Dates are ISO without a zone, seven decimals.
 *
 * @see https://github.com/XeroAPI/Xero-OpenAPI (xero-identity.yaml)
 * @see https://developer.xero.com/documentation/guides/oauth2/tenants
 */
export interface WireConnection {
  readonly id: string;
  readonly authEventId?: string;
  readonly tenantId: string;
  /** `ORGANISATION`, `PRACTICE`; older notes say `PRACTICEMANAGER`. */
  readonly tenantType: string;
  readonly tenantName?: string;
  readonly createdDateUtc: string;
  readonly updatedDateUtc: string;
}

/**
 * The answer of the token endpoint. `refresh_token` only with `offline_access`, `id_token` only
 * with `openid`, none of both for a custom connection.
 *
 * @see https://developer.xero.com/documentation/guides/oauth2/auth-flow
 * @see https://developer.xero.com/documentation/guides/oauth2/custom-connections
 */
export interface WireTokens {
  readonly access_token: string;
  readonly expires_in: number;
  readonly token_type: 'Bearer';
  readonly scope?: string;
  readonly refresh_token?: string;
  readonly id_token?: string;
}

/** The words of `error` in a 400 of the token endpoint. */
const TOKEN_ERRORS = [
  'invalid_client',
  'invalid_grant',
  'unsupported_grant_type',
  'unauthorized_client',
  'invalid_scope',
  'invalid_request',
] as const;
export type TokenError = (typeof TOKEN_ERRORS)[number];
