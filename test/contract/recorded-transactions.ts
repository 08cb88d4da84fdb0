import { recordedElements } from './recordings.ts';
import { elements, type Session } from './twin-session.ts';

const NEW = 'demo-global-2026';

interface Wire {
  [name: string]: unknown;
}

export interface RecordedTransaction extends Wire {
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
