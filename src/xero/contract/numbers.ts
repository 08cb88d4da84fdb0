/**
 * A JSON number kept as its own text, `{ rawJSON: '100.00' }`: what `JSON.rawJSON` makes. It stands
 * for a bare number on the wire in both directions, so that no amount passes through a float.
 * Money has two decimals, rates four, on the way out.
 *
 * @see https://developer.xero.com/documentation/api/accounting/requests-and-responses
 * @see https://developer.xero.com/documentation/api-guides/rounding-in-xero
 */
export interface WireNumber {
  readonly rawJSON: string;
}

/**
 * A date or moment as Xero writes it, `/Date(1553126400000+0000)/`, in milliseconds; a calendar
 * date is midnight UTC of that day. On the way in it is `YYYY-MM-DD`.
 *
 * @see https://developer.xero.com/documentation/api/accounting/requests-and-responses
 */
export type WireDate = string;
