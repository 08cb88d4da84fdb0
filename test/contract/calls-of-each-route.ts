const levy = {
  Name: 'Levy',
  ReportTaxType: 'OUTPUT',
  TaxComponents: [{ Name: 'Levy', Rate: 5 }],
};
const journal = {
  Narration: 'n',
  Date: '2026-05-31',
  Status: 'POSTED',
  JournalLines: [
    { LineAmount: 1, AccountCode: '404' },
    { LineAmount: -1, AccountCode: '270' },
  ],
};
const spent = {
  Type: 'SPEND',
  Contact: { Name: 'Sundry' },
  BankAccount: { Code: '090' },
  LineItems: [{ Description: 'x', UnitAmount: 20, AccountCode: '404' }],
};

/** Route with its template, body, and the status of its answer where that is not 200. */
type RouteCall = [route: string, body?: unknown, httpStatus?: number];

/**
 * A call of each route that the twin and Xero's documents have, in an order in which each finds what
 * it needs; ids in braces are those of the answers before.
 */
export const CALLS_OF_EACH_ROUTE: RouteCall[] = [
  ['GET /connections'],
  ['GET /Organisation'],
  ['GET /Organisation/Actions'],
  ['GET /Users'],
  ['GET /Users/{UserID}'],
  ['GET /Currencies'],
  ['GET /TaxRates'],
  ['GET /TaxRates/{TaxType}'],
  ['PUT /TaxRates', { TaxRates: [levy] }],
  ['POST /TaxRates', { TaxRates: [{ ...levy, TaxType: 'TAX001' }] }],
  ['GET /Accounts'],
  ['PUT /Accounts', { Code: '4999', Name: 'Other Fees', Type: 'REVENUE' }],
  ['GET /Accounts/{AccountID}'],
  ['POST /Accounts/{AccountID}', { Accounts: [{ Description: 'changed' }] }],
  ...filesOf('/Accounts/{AccountID}'),
  ['PUT /Contacts', { Contacts: [{ Name: 'Sundry' }] }],
  ['POST /Contacts', { Contacts: [{ Name: 'Ann', EmailAddress: 'ann@example.org' }] }],
  ['GET /Contacts?page=1'],
  ['GET /Contacts/{ContactID}'],
  ['POST /Contacts/{ContactID}', { Contacts: [{ AccountNumber: 'ANN' }] }],
  ...filesOf('/Contacts/{ContactID}'),
  ...notesOf('/Contacts/{ContactID}'),
  ['PUT /TrackingCategories', { Name: 'Branch' }],
  ['PUT /TrackingCategories/{TrackingCategoryID}/Options', { Name: 'East' }],
  ['POST /TrackingCategories/{TrackingCategoryID}/Options/{TrackingOptionID}', { Name: 'North' }],
  ['GET /TrackingCategories'],
  ['GET /TrackingCategories/{TrackingCategoryID}'],
  ['POST /TrackingCategories/{TrackingCategoryID}', { Name: 'Region' }],
  ['DELETE /TrackingCategories/{TrackingCategoryID}/Options/{TrackingOptionID}'],
  ['DELETE /TrackingCategories/{TrackingCategoryID}'],
  ['PUT /ManualJournals', { ManualJournals: [journal] }],
  ['POST /ManualJournals', { ManualJournals: [journal] }],
  ['GET /ManualJournals?page=1&pageSize=2'],
  ['GET /ManualJournals/{ManualJournalID}'],
  [
    'POST /ManualJournals/{ManualJournalID}',
    { ManualJournals: [{ ...journal, Status: 'VOIDED' }] },
  ],
  ...filesOf('/ManualJournals/{ManualJournalID}'),
  ...notesOf('/ManualJournals/{ManualJournalID}'),
  ['PUT /BankTransactions', { BankTransactions: [spent] }],
  ['POST /BankTransactions', { BankTransactions: [spent] }],
  ['GET /BankTransactions?page=1'],
  ['GET /BankTransactions/{BankTransactionID}'],
  [
    'POST /BankTransactions/{BankTransactionID}',
    { BankTransactions: [{ ...spent, Status: 'DELETED' }] },
  ],
  ...filesOf('/BankTransactions/{BankTransactionID}'),
  ...notesOf('/BankTransactions/{BankTransactionID}'),
  ['GET /Invoices?page=1'],
  ['GET /Invoices/{InvoiceID}'],
  ...filesOf('/Invoices/{InvoiceID}'),
  ...notesOf('/Invoices/{InvoiceID}'),
  ['PUT /Invoices', { Invoices: [{}] }, 501],
  ['POST /Invoices', { Invoices: [{}] }, 501],
  ['GET /Journals?offset=0'],
  ['GET /Journals/{JournalID}'],
  ['GET /Reports/TrialBalance?date=2026-05-31'],
  ['DELETE /Accounts/{AccountID}'],
  ['DELETE /connections/{id}', undefined, 204],
];

function filesOf(owner: string): RouteCall[] {
  const file = `${owner}/Attachments/statement.txt`;
  return [
    [`PUT ${file}`, 'a text'],
    [`POST ${file}`, 'another text'],
    [`GET ${owner}/Attachments`],
    [`GET ${file}`],
  ];
}

function notesOf(owner: string): RouteCall[] {
  const path = `${owner}/History`;
  return [[`PUT ${path}`, { HistoryRecords: [{ Details: 'a note' }] }], [`GET ${path}`]];
}
