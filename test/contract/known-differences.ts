/** A place in an answer where the twin is not as Xero was recorded to be, and why. */
export interface KnownDifference {
  recording: string;
  difference: string;
  reason: string;
}

const NEW = 'demo-global-2026';
const PAYMENTS = 'the twin has no payments and credit notes, so all of an invoice stays due';
const UNPLANTED = 'an invoice that the list of invoices does not show counts for this contact';

/** May only become shorter: a difference that is gone has to go from here too. */
export const KNOWN_DIFFERENCES: readonly KnownDifference[] = [
  ...of(`${NEW}/get-invoices--list-invoices`, {
    'Invoices[].RepeatingInvoiceID: absent': 'the twin has no repeating invoices',
    'Invoices[].CreditNotes: fewer elements': PAYMENTS,
    'Invoices[].AmountCredited: another value': PAYMENTS,
    'Invoices[].FullyPaidOnDate: absent': PAYMENTS,
    'Invoices[].SentToContact: absent': 'the twin sends no mail',
    'Invoices[].Payments: fewer elements': PAYMENTS,
    'Invoices[].AmountPaid: another value': PAYMENTS,
    'Invoices[].CurrencyRate: absent': 'the twin has no other currency to say a rate for',
    'Invoices[].BrandingThemeID: absent': 'the twin prints no invoices',
  }),
  ...of(`${NEW}/post-invoices--update-invoice`, {
    'status 501 instead of 200': 'invoices of the twin are read only; a person makes them',
  }),
  ...of(`${NEW}/get-contacts-one--get-contact`, {
    'Contacts[].IsSupplier: another value': UNPLANTED,
    'Contacts[].Balances: absent': UNPLANTED,
  }),
  ...of(`${NEW}/get-invoices-one--get-invoice`, {
    'Invoices[].RepeatingInvoiceID: absent': 'the twin has no repeating invoices',
  }),
  ...of(`${NEW}/get-contacts--contacts`, {
    'Contacts[].IsSupplier: another value': UNPLANTED,
    'Contacts[].Balances: absent': UNPLANTED,
    'Contacts[].ContactGroups: fewer elements': 'the twin has no contact groups',
    'Contacts[].Balances.AccountsReceivable.Outstanding: another value': UNPLANTED,
    'Contacts[].Balances.AccountsReceivable.Overdue: another value': UNPLANTED,
  }),
  ...of(`${NEW}/get-banktransactions--bank-transactions`, {
    'BankTransactions[].LineItems[].Description: another value':
      'four were made on a page of Xero without a description, which its API wants',
  }),
];

function of(recording: string, reasons: Record<string, string>): KnownDifference[] {
  return Object.entries(reasons).map(([difference, reason]) => ({ recording, difference, reason }));
}
