import type { Endpoint } from '../calls/call.ts';
import { accountEndpoints } from './accounts.ts';
import { attachmentEndpoints } from './attachments.ts';
import { bankTransactionEndpoints } from './bank-transactions.ts';
import { contactEndpoints } from './contacts.ts';
import { currencyEndpoints } from './currencies.ts';
import { historyEndpoints } from './history.ts';
import { invoiceEndpoints } from './invoices.ts';
import { journalEndpoints } from './journals.ts';
import { manualJournalEndpoints } from './manual-journals.ts';
import { organisationEndpoints } from './organisation.ts';
import { taxRateEndpoints } from './tax-rates.ts';
import { trackingCategoryEndpoints } from './tracking-categories.ts';
import { trackingOptionEndpoints } from './tracking-options.ts';
import { trialBalanceEndpoints } from './trial-balance.ts';
import { userEndpoints } from './users.ts';

/** The accounting API, one file per resource. */
export const ENDPOINTS: readonly Endpoint[] = [
  ...organisationEndpoints,
  ...currencyEndpoints,
  ...userEndpoints,
  ...accountEndpoints,
  ...taxRateEndpoints,
  ...trackingCategoryEndpoints,
  ...trackingOptionEndpoints,
  ...contactEndpoints,
  ...manualJournalEndpoints,
  ...bankTransactionEndpoints,
  ...invoiceEndpoints,
  ...journalEndpoints,
  ...historyEndpoints,
  ...attachmentEndpoints,
  ...trialBalanceEndpoints,
];
