import type { OrganisationRow } from '../books/organisations.ts';
import type { Call, Endpoint } from '../calls/call.ts';
import { COUNTRIES } from '../seeds/countries.ts';
import { type Answer, emptyAnswer } from '../wire/answers.ts';
import { msDate } from '../wire/dates.ts';
import { envelopeAnswer } from '../wire/envelope.ts';

const NAME = 'Organisation';

/** https://developer.xero.com/documentation/api/accounting/organisation */
export const organisationEndpoints: Endpoint[] = [
  { method: 'GET', path: '/Organisation', resource: NAME, answer: organisation },
  { method: 'GET', path: '/Organisation/Actions', resource: NAME, answer: actions },
  { method: 'POST', path: '/Organisation', resource: NAME, answer: () => emptyAnswer(501) },
];

function organisation(call: Call): Answer {
  return envelopeAnswer(call, {
    name: 'Organisations',
    elements: [JSON.stringify(organisationJson(call.organisation))],
  });
}

function organisationJson(row: OrganisationRow): object {
  const country = COUNTRIES[row.country];
  return {
    Name: row.name,
    LegalName: row.name,
    PaysTax: true,
    Version: country.version,
    OrganisationType: 'COMPANY',
    BaseCurrency: row.base_currency,
    CountryCode: country.countryCode,
    IsDemoCompany: false,
    OrganisationStatus: 'ACTIVE',
    FinancialYearEndDay: row.year_end_day,
    FinancialYearEndMonth: row.year_end_month,
    SalesTaxBasis: row.sales_tax_basis,
    SalesTaxPeriod: row.sales_tax_period,
    DefaultSalesTax: 'Tax Exclusive',
    DefaultPurchasesTax: 'Tax Exclusive',
    ...lockDate('PeriodLockDate', row.period_lock_date),
    ...lockDate('EndOfYearLockDate', row.year_lock_date),
    CreatedDateUTC: `/Date(${row.created_at})/`,
    OrganisationEntityType: 'COMPANY',
    Timezone: row.timezone,
    ShortCode: row.short_code,
    OrganisationID: row.tenant_id,
    Edition: 'BUSINESS',
    Class: 'PREMIUM',
    Addresses: [],
    Phones: [],
    ExternalLinks: [],
    PaymentTerms: {},
    ...(JSON.parse(row.details) as object),
  };
}

/** Lock dates stand in the answer only where they are set. */
function lockDate(name: string, date: string | null): object {
  return date === null ? {} : { [name]: msDate(date) };
}

/** In the order of Xero's own example; the twin has one currency. */
const EVERYBODY_WHO_WRITES = [
  ...['CreateApprovedInvoice', 'CreateDraftPurchaseOrder', 'CreateApprovedBill'],
  ...['AttachFilesIntoInvoice', 'CreateDraftInvoice', 'CreateRepeatingInvoice'],
  ...['CreateRepeatingBill', 'CreateSentQuote', 'CreateInvoicePayment'],
  ...['CreateApprovedPurchaseOrder', 'CreateDraftQuote', 'CreateDraftBill'],
];

function actions(call: Call): Answer {
  const { role } = call;
  const rows = [
    ...EVERYBODY_WHO_WRITES.map((name) => action(name, role !== 'readOnly')),
    action('UseMulticurrency', false),
    action('CreateManualJournal', role !== 'readOnly' && role !== 'standard'),
    action('ApproveTransactionsBeforePeriodLockDate', role === 'adviser'),
  ];
  return envelopeAnswer(call, {
    name: 'Actions',
    elements: rows.map((row) => JSON.stringify(row)),
  });
}

function action(name: string, isAllowed: boolean): object {
  return { Name: name, Status: isAllowed ? 'ALLOWED' : 'NOT-ALLOWED' };
}
