export interface LedgerDocument {
  tenantId: string;
  documentId: string;
  date: string;
  onCashBasis: boolean;
  /** As Xero's journals name it. */
  sourceType: 'MANJOURNAL' | 'CASHREC' | 'CASHPAID' | 'ACCREC' | 'ACCPAY';
  reference: string | null;
  now: number;
}

/** What a document moves on one account. */
export interface LedgerLine {
  accountId: string;
  /** Net of GST, debit positive. */
  cents: bigint;
  /** GST of this line, which stands on a line of its own. */
  taxCents: bigint;
  taxType?: string;
  description?: string | undefined;
  tracking: readonly object[];
}
