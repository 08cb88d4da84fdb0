import type {
  RecordedAccount,
  RecordedBooks,
  RecordedCategory,
  RecordedContact,
  RecordedInvoice,
  RecordedOrganisation,
  RecordedTaxRate,
} from './recorded-books.ts';
import { recordedElements } from './recordings.ts';
import { elements, type Session } from './twin-session.ts';

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

interface Wire {
  [name: string]: unknown;
}

interface RecordedTransaction extends Wire {
  BankTransactionID: string;
  IsReconciled: boolean;
  Status: string;
  DateString: string;
  Contact: { ContactID: string };
  LineItems: Wire[];
}

/** Posts the recorded bank transactions, so that the twin has to find their tax and totals. */
export async function postTransactions(xero: Session): Promise<void> {
  const [made] = recordedElements(
    `${NEW}/put-banktransactions--create-bank-transaction`,
    'BankTransactions',
  );
  const file = `${NEW}/get-banktransactions--bank-transactions`;
  for (const recorded of recordedElements<RecordedTransaction>(file, 'BankTransactions')) {
    if (recorded.BankTransactionID === made?.BankTransactionID) continue;
    const reply = await xero.put('/BankTransactions', { BankTransactions: [asSent(recorded)] });
    if (reply.httpStatus !== 200) throw new Error(reply.text);
    const id = String(elements(reply, 'BankTransactions')[0]?.BankTransactionID);
    if (recorded.Status === 'DELETED') {
      await xero.post(`/BankTransactions/${id}`, { BankTransactionID: id, Status: 'DELETED' });
    } else if (recorded.IsReconciled) {
      const path = `/organisations/${xero.tenantId}/bank-transactions/${id}/reconciled`;
      await xero.control('PUT', path, { reconciled: true });
    }
    await xero.control('POST', '/clock', { moveMs: 1000 });
  }
}

export function asSent(recorded: RecordedTransaction): object {
  const { BankAccount, Contact, DateString, LineAmountTypes, LineItems, Reference, Type } =
    recorded;
  return {
    Type,
    BankAccount,
    Contact: { ContactID: Contact.ContactID },
    Date: DateString.slice(0, 10),
    LineAmountTypes,
    ...(Reference === undefined ? {} : { Reference }),
    LineItems: LineItems.map(
      ({ AccountCode, Description, Quantity, TaxType, Tracking, UnitAmount }) => ({
        AccountCode,
        // The API wants a description; some were made on a page that does not.
        Description: Description === '' ? '-' : Description,
        Quantity,
        TaxType,
        Tracking,
        UnitAmount,
      }),
    ),
  };
}
