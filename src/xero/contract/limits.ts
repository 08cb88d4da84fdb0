/**
 * Limits that Xero publishes; sizes in bytes or characters, times in the unit of the name.
 *
 * @see https://developer.xero.com/documentation/guides/oauth2/limits
 * @see https://developer.xero.com/documentation/api/accounting/requests-and-responses
 */

/** Calls in progress at once, per app and tenant. */
export const MAX_CALLS_AT_ONCE = 5;
/** Calls a minute, per app and tenant; fixed windows that start at a time of each tenant's own. */
export const CALLS_PER_MINUTE = 60;
/** Calls a minute, per app over all its tenants. */
export const APP_CALLS_PER_MINUTE = 10_000;
/** Calls a day, per app and tenant, of an app above the Starter tier, which has 1,000. */
export const CALLS_PER_DAY = 5_000;

/** A larger body is refused with 413. */
export const MAX_REQUEST_BYTES = 10 * 1024 * 1024;

/** A page size out of range is brought into it, never refused. */
export const DEFAULT_PAGE_SIZE = 100;
export const MAX_PAGE_SIZE = 1_000;
/** More records than this behind a query that is not optimised are refused with 400. */
export const MAX_UNOPTIMISED_RECORDS = 100_000;

/** @see https://developer.xero.com/documentation/guides/idempotent-requests/idempotency */
export const MAX_IDEMPOTENCY_KEY_LENGTH = 128;

/** @see https://developer.xero.com/documentation/guides/oauth2/token-types */
export const ACCESS_TOKEN_SECONDS = 1_800;
export const REFRESH_TOKEN_DAYS = 60;
export const REFRESH_GRACE_SECONDS = 1_800;
export const AUTHORIZATION_CODE_SECONDS = 300;

/** @see https://developer.xero.com/documentation/api/accounting/accounts */
export const MAX_ACCOUNT_CODE_LENGTH = 10;
export const MAX_ACCOUNT_NAME_LENGTH = 150;

/** @see https://developer.xero.com/documentation/api/accounting/contacts */
export const MAX_CONTACT_NAME_LENGTH = 255;
export const MAX_CONTACT_NUMBER_LENGTH = 50;

/** @see https://developer.xero.com/documentation/api/accounting/trackingcategories */
export const MAX_ACTIVE_TRACKING_CATEGORIES = 2;
export const MAX_TRACKING_CATEGORIES = 4;
export const MAX_TRACKING_OPTIONS = 100;
export const MAX_TRACKING_NAME_LENGTH = 100;
export const MAX_TRACKING_PER_LINE = 2;

/** @see https://developer.xero.com/documentation/api/accounting/manualjournals */
export const MIN_JOURNAL_LINES = 2;
/** Characters of a bank transaction's reference. */
export const MAX_REFERENCE_LENGTH = 255;
export const MAX_LINE_DESCRIPTION_LENGTH = 4_000;
/** Characters of a note in a document's history. */
export const MAX_NOTE_LENGTH = 2_500;
/** @see https://developer.xero.com/documentation/api/accounting/attachments */
export const MAX_ATTACHMENTS = 10;
/** Largest amount of one line, as decimal text. */
export const MAX_LINE_AMOUNT = '9999999999.99';
