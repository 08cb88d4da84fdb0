import type { OrganisationFacts } from './organisation.ts';

/**
 * What Xero's file imports call things in an organisation, kept with each batch: on the day of a
 * file nobody may be able to ask Xero.
 */
export interface OrganisationWords {
  /** Two letters, `NZ`; decides how dates are written. */
  readonly countryCode: string;
  /** Full names of tax rates by tax type: `OUTPUT2` is `15% GST on Income`. */
  readonly taxRateNames: Readonly<Record<string, string>>;
}

/** The words of an organisation as just read from Xero. */
export function organisationWords({
  organisation,
  taxRates,
}: Pick<OrganisationFacts, 'organisation' | 'taxRates'>): OrganisationWords {
  return {
    countryCode: organisation.countryCode,
    taxRateNames: Object.fromEntries(taxRates.map(({ taxType, name }) => [taxType, name])),
  };
}
