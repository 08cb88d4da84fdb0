import type {
  RecordedAccount,
  RecordedBooks,
  RecordedCategory,
  RecordedContact,
  RecordedInvoice,
  RecordedOrganisation,
  RecordedTaxRate,
} from './recorded-shapes.ts';
import { recordedElements } from './recordings.ts';

const NEW = 'demo-global-2026';
const OLD = 'demo-global-2022';

/** Made by the recorded calls themselves. */
const MADE_LATER = ['Test Contact Save 2026-04-24', 'Test Account S777031859'];

/** The demo company of April 2026 before the first of the recorded calls. */
export function booksOf2026(): RecordedBooks {
  const [organisation] = recordedElements<RecordedOrganisation>(
    `${NEW}/get-organisation--organisations`,
    'Organisations',
  );
  const isThereBefore = ({ Name }: { Name: string }) => !MADE_LATER.includes(Name);
  return {
    organisation: organisation as RecordedOrganisation,
    taxRates: recordedElements<RecordedTaxRate>(`${OLD}/taxrates`, 'TaxRates'),
    accounts: recordedElements<RecordedAccount>(
      `${NEW}/get-accounts--list-accounts`,
      'Accounts',
    ).filter(isThereBefore),
    contacts: recordedElements<RecordedContact>(`${NEW}/get-contacts--contacts`, 'Contacts').filter(
      isThereBefore,
    ),
    categories: [regions()],
    invoices: invoices(),
    appName: 'NangoAPI',
  };
}

/** Its tracking was not asked for in 2026; the lines of its transactions name it so. */
function regions(): RecordedCategory {
  const [category] = recordedElements<RecordedCategory>(
    `${OLD}/trackingcategories`,
    'TrackingCategories',
  );
  return { ...(category as RecordedCategory), Name: 'Region' };
}

/** Lists without pages have no lines; one invoice was asked for by itself. */
function invoices(): RecordedInvoice[] {
  const list = recordedElements<RecordedInvoice>(`${NEW}/get-invoices--list-invoices`, 'Invoices');
  const [whole] = recordedElements<RecordedInvoice>(
    `${NEW}/get-invoices-one--get-invoice`,
    'Invoices',
  );
  const LineItems = (whole?.LineItems ?? []).map((line) => ({
    ...line,
    ValidationErrors: undefined,
  }));
  return list.map((invoice) =>
    invoice.InvoiceID === whole?.InvoiceID ? { ...invoice, LineItems } : invoice,
  );
}
