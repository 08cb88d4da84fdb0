import type {
  RecordedAccount,
  RecordedBooks,
  RecordedCategory,
  RecordedContact,
  RecordedOrganisation,
  RecordedTaxRate,
} from './recorded-shapes.ts';
import { asSent, type RecordedTransaction } from './recorded-transactions.ts';
import { type Exchange, readRecording, recordedElements } from './recordings.ts';

const OLD = 'demo-global-2022';

/** The demo company of August 2022; its chart was recorded four years later. */
export function booksOf2022(): RecordedBooks {
  const [organisation] = recordedElements<RecordedOrganisation>(`${OLD}/organisation`, '');
  return {
    organisation: organisation as RecordedOrganisation,
    taxRates: recordedElements<RecordedTaxRate>(`${OLD}/taxrates`, 'TaxRates'),
    accounts: recordedElements<RecordedAccount>(
      'demo-global-2026/get-accounts--list-accounts',
      'Accounts',
    ),
    contacts: [transaction().Contact as RecordedContact],
    categories: recordedElements<RecordedCategory>(
      `${OLD}/trackingcategories`,
      'TrackingCategories',
    ),
    invoices: [],
    appName: 'Fyle Staging',
  };
}

/** The requests that these answers must have had. */
export function exchangesOf2022(): Exchange[] {
  const get = (file: string, path: string) => exchange(file, { method: 'GET', path });
  return [
    get('connections', '/connections'),
    { ...get('organisation', '/api.xro/2.0/Organisation'), part: 'Organisations' },
    get('taxrates', '/api.xro/2.0/TaxRates'),
    get('trackingcategories', '/api.xro/2.0/TrackingCategories'),
    exchange('banktransactions', {
      method: 'PUT',
      path: '/api.xro/2.0/BankTransactions',
      body: { BankTransactions: [asSent(transaction())] },
    }),
  ];
}

function transaction(): RecordedTransaction {
  const [recorded] = recordedElements<RecordedTransaction>(
    `${OLD}/banktransactions`,
    'BankTransactions',
  );
  return recorded as RecordedTransaction;
}

function exchange(
  file: string,
  request: { method: string; path: string; body?: unknown },
): Exchange {
  const name = `${OLD}/${file}`;
  const { response } = readRecording<{ response: { status: number; body: unknown } }>(name);
  return {
    name,
    recordedAt: '2022-08-30T12:00:00Z',
    body: undefined,
    ...request,
    answer: { httpStatus: response.status, body: response.body },
  };
}
