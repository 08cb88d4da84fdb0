import type { AccountingDate } from '../../domain/dates.ts';

/**
 * Conditions of the query parameter `where`.
 *
 * @see https://developer.xero.com/documentation/api/accounting/requests-and-responses
 */
export function equals(field: string, text: string): string {
  return `${field}==${quote(text)}`;
}

/** Both ends belong to the range. */
export function dateBetween(field: string, from: AccountingDate, to: AccountingDate): string {
  return `${field}>=${dateTime(from)} AND ${field}<=${dateTime(to)}`;
}

/** At least one of the conditions holds. */
export function anyOf(conditions: readonly string[]): string {
  return conditions.join(' OR ');
}

function quote(text: string): string {
  return `"${text.replaceAll(/["\\]/g, '\\$&')}"`;
}

function dateTime(date: AccountingDate): string {
  return `DateTime(${date.replaceAll('-', ',')})`;
}
