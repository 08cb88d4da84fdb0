/** A line as a test sends it, right or wrong. */
export interface SentLine {
  LineAmount: number | string;
  AccountCode?: string;
  AccountID?: string;
  TaxType?: string;
  Description?: string;
  Tracking?: unknown;
}

export const LOANS: SentLine = { LineAmount: 115, AccountCode: '1100', TaxType: 'NONE' };
export const FEES: SentLine = { LineAmount: -115, AccountCode: '4100', TaxType: 'OUTPUT2' };

/** A fee of 115.00 with GST, as one manual journal. */
export const FEE = {
  Narration: 'Establishment fee',
  Date: '2026-05-31',
  LineAmountTypes: 'Inclusive',
  Status: 'POSTED',
  JournalLines: [LOANS, FEES],
};
