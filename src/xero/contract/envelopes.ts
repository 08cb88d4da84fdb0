import type { WireDate } from './numbers.ts';

/**
 * The wrapping of answers, and what is said when something is wrong.
 *
 * @see https://developer.xero.com/documentation/api/accounting/requests-and-responses
 * @see https://developer.xero.com/documentation/api/accounting/responsecodes
 */

/** Around every list: the list itself stands under the plural name of its resource. */
export interface Envelope {
  readonly Id: string;
  readonly Status: 'OK';
  readonly ProviderName: string;
  /** `/Date(1552595972952)/`, without a zone. */
  readonly DateTimeUTC: WireDate;
  /** Lower case, only where the request had `page`. */
  readonly pagination?: Pagination;
}

/** Which page of how many. A page past the end is empty and keeps its number. */
export interface Pagination {
  readonly page: number;
  readonly pageSize: number;
  readonly pageCount: number;
  readonly itemCount: number;
}

/** One complaint; one official example says `Description` where all others say `Message`. */
export interface ValidationError {
  readonly Message: string;
  readonly Description?: string;
}

/** What each element of a write carries with `summarizeErrors=false`. WARNING is saved. */
export interface ElementOutcome {
  readonly StatusAttributeString?: 'OK' | 'WARNING' | 'ERROR';
  readonly HasErrors?: boolean;
  readonly ValidationErrors?: readonly ValidationError[];
  readonly Warnings?: readonly ValidationError[];
}

/** `Type` of an `ApiException`. */
export const ERROR_TYPES = {
  validation: 'ValidationException',
  unparsableBody: 'PostDataInvalidException',
} as const;
/** The words of `Detail` in a 401 or 403; the first is followed by `: token expired at …`. */
export const UNAUTHORISED_DETAILS = {
  tokenExpired: 'TokenExpired',
  authentication: 'AuthenticationUnsuccessful',
  authorization: 'AuthorizationUnsuccessful',
} as const;

/** Texts of a 503, which is no JSON. */
export const OUTAGE_TEXTS = {
  maintenance: 'The Xero API is currently offline for maintenance',
  unavailable: 'The Xero API is temporarily unavailable',
  organisationOffline: 'The Organisation is offline',
} as const;

/** The id that stands in elements which were not saved. */
export const NO_ID = '00000000-0000-0000-0000-000000000000';
