import type { WireDate } from './numbers.ts';

/**
 * The trial balance report. Every value is text, blank for nothing. Debit and Credit are for the
 * month of the date, YTD for the financial year.
 *
 * @see https://developer.xero.com/documentation/api/accounting/reports#trialbalance
 */
export interface WireReport {
  readonly ReportID: string;
  readonly ReportName: string;
  readonly ReportType: string;
  readonly ReportTitles: readonly string[];
  /** `24 April 2019`. */
  readonly ReportDate: string;
  readonly UpdatedDateUTC: WireDate;
  readonly Fields: readonly object[];
  /** One Header, then Sections; the last Section holds the SummaryRow of totals. */
  readonly Rows: readonly WireReportRow[];
}

/** A row: cells of its own, or the rows of a section. */
export interface WireReportRow {
  readonly RowType: 'Header' | 'Section' | 'Row' | 'SummaryRow';
  readonly Title?: string;
  readonly Cells?: readonly WireReportCell[];
  readonly Rows?: readonly WireReportRow[];
}

/** A cell; the first of a row carries the account's id as an attribute. */
export interface WireReportCell {
  readonly Value: string;
  readonly Attributes?: readonly { readonly Id: string; readonly Value: string }[];
}

/** The cells of each row, in this order; the first is `Name (code)`. */
export const TRIAL_BALANCE_COLUMNS = [
  'Account',
  'Debit',
  'Credit',
  'YTD Debit',
  'YTD Credit',
] as const;

/** `Attributes[].Id` of a cell whose value is the account's id. */
export const ACCOUNT_ATTRIBUTE = 'account';
