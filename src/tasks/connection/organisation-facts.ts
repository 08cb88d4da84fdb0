import type { Organisation } from '../../domain/organisation.ts';

/** What tells one organisation from another, in words, for whoever has to choose. */
export function organisationFacts(organisation: Organisation): [string, string][] {
  const { financialYearEnd: end } = organisation;
  return [
    ['Legal name', organisation.legalName],
    ['Country', organisation.countryCode],
    ['Base currency', organisation.baseCurrency],
    ['Financial year ends', `day ${end.day} of month ${end.month}`],
    ['Lock date', organisation.periodLockDate ?? 'none'],
    ['Lock date, end of year', organisation.endOfYearLockDate ?? 'none'],
    ['Version', organisation.version],
    ['Demo company', organisation.isDemoCompany ? 'yes' : 'no'],
  ];
}
