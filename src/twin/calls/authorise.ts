import type { DatabaseSync } from 'node:sqlite';
import { OUTAGE_TEXTS, UNAUTHORISED_DETAILS } from '../../xero/contract/envelopes.ts';
import type { Behaviours } from '../behaviours.ts';
import { findOrganisation, type OrganisationRow } from '../books/organisations.ts';
import { type AppRow, findApp } from '../identity/apps.ts';
import { findConnection } from '../identity/connections.ts';
import { findPerson, type PersonRow, type Role, roleOf } from '../identity/people.ts';
import { allows } from '../identity/scopes.ts';
import { findToken, type TokenRow } from '../identity/tokens.ts';
import { accessAnswer, Refusal, textAnswer } from '../wire/answers.ts';

export interface Holder {
  token: TokenRow;
  app: AppRow;
  person: PersonRow | undefined;
}

/** Who calls: a live access token, else 401. */
export function authenticate(
  books: DatabaseSync,
  authorization: string | undefined,
  now: number,
): Holder {
  const bearer = /^Bearer\s+(\S+)$/i.exec(authorization ?? '')?.[1];
  const token = bearer === undefined ? undefined : findToken(books, bearer);
  const app = token === undefined ? undefined : findApp(books, token.client_id);
  if (token?.kind !== 'access' || app === undefined) {
    const headers = { 'www-authenticate': 'Bearer error=invalid_token' };
    throw new Refusal(accessAnswer(401, UNAUTHORISED_DETAILS.authentication, headers));
  }
  if (token.expires_at <= now) {
    const { tokenExpired } = UNAUTHORISED_DETAILS;
    const expiredAt = usMoment(token.expires_at);
    throw new Refusal(accessAnswer(401, `${tokenExpired}: token expired at ${expiredAt}`));
  }
  const person = token.user_id === null ? undefined : findPerson(books, token.user_id);
  return { token, app, person };
}

/** `04/09/2023 05:16:59`, month first. */
function usMoment(milliseconds: number): string {
  const iso = new Date(milliseconds).toISOString();
  return `${iso.slice(5, 7)}/${iso.slice(8, 10)}/${iso.slice(0, 4)} ${iso.slice(11, 19)}`;
}

export interface Reach {
  organisation: OrganisationRow;
  /** Undefined where no person stands behind the token. */
  role: Role | undefined;
}

/**
 * Whose books, and in which role: a connected tenant that the person still belongs to, else 403.
 * A custom connection may leave the header out.
 */
export function connectedOrganisation(
  books: DatabaseSync,
  holder: Holder,
  tenantHeader: string | undefined,
): Reach {
  const tenantId = (tenantHeader ?? holder.app.tenant_id ?? '').toLowerCase();
  const { client_id: clientId, user_id: userId } = holder.token;
  const connection = findConnection(books, { clientId, userId, tenantId });
  const organisation = findOrganisation(books, tenantId);
  const role = userId === null ? undefined : roleOf(books, userId, tenantId);
  const isOutside = userId !== null && role === undefined;
  if (connection === undefined || organisation === undefined || isOutside) {
    throw new Refusal(accessAnswer(403, UNAUTHORISED_DETAILS.authentication));
  }
  if (organisation.is_offline === 1) {
    throw new Refusal(textAnswer(503, OUTAGE_TEXTS.organisationOffline));
  }
  return { organisation, role };
}

/** What for: the token's scopes and the person's role. */
export function authorise(
  holder: Holder,
  { behaviours, role }: { behaviours: Behaviours; role: Role | undefined },
  wanted: { resource: string; isWrite: boolean },
): void {
  const scopes = JSON.parse(holder.token.scopes) as string[];
  if (!allows(scopes, wanted.resource, wanted.isWrite)) {
    const httpStatus = behaviours.missingScopeStatus === '403' ? 403 : 401;
    throw new Refusal(accessAnswer(httpStatus, UNAUTHORISED_DETAILS.authorization));
  }
  if (role !== undefined && !isRoleEnough(role, behaviours, wanted)) {
    throw new Refusal(accessAnswer(403, UNAUTHORISED_DETAILS.authorization));
  }
}

/** Since June 2026 manual journals need the right to see reports. */
const NEEDS_REPORT_RIGHTS = ['ManualJournals', 'Reports/TrialBalance'];

function isRoleEnough(
  role: Role,
  behaviours: Behaviours,
  { isWrite, resource }: { resource: string; isWrite: boolean },
): boolean {
  if (role === 'readOnly' && isWrite) return false;
  if (!NEEDS_REPORT_RIGHTS.includes(resource)) return true;
  return role === 'readOnly' ? behaviours.readOnlySeesReports === 'yes' : role !== 'standard';
}
