import type { LineAmountType, ManualJournalStatus } from '../../xero/contract/manual-journals.ts';

export interface JournalRow {
  journal_id: string;
  tenant_id: string;
  client_id: string;
  narration: string;
  date: string;
  status: ManualJournalStatus;
  line_amount_types: LineAmountType;
  url: string | null;
  on_cash_basis: number;
  created_at: number;
  updated_at: number;
  /** JSON, as the answers show it. */
  lines: string;
}
