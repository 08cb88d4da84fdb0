import type { Endpoint } from '../calls/call.ts';
import { accountEndpoints } from './accounts.ts';
import { manualJournalEndpoints } from './manual-journals.ts';
import { organisationEndpoints } from './organisation.ts';
import { taxRateEndpoints } from './tax-rates.ts';
import { trialBalanceEndpoints } from './trial-balance.ts';

/** The accounting API, one file per resource. */
export const ENDPOINTS: readonly Endpoint[] = [
  ...organisationEndpoints,
  ...accountEndpoints,
  ...taxRateEndpoints,
  ...manualJournalEndpoints,
  ...trialBalanceEndpoints,
];
