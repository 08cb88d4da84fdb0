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
