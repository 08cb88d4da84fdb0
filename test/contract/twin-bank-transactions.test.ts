import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  elements,
  firstText,
  openSession,
  type Session,
  trialBalanceRows,
} from './twin-session.ts';

let xero: Session;
beforeAll(async () => {
  xero = await openSession();
  await xero.control('PUT', '/limits', { minute: 10_000 });
  await xero.control('POST', `/organisations/${xero.tenantId}/set-up`, {
    contacts: [{ name: 'Sundry borrowers', accountNumber: 'SUNDRY' }],
    trackingCategories: [{ name: 'Branch', options: ['East', 'West'] }],
  });
});
afterAll(() => xero.twin.close());

const LINE = {
  Description: 'Payment',
  Quantity: 1,
  UnitAmount: 100,
  AccountCode: '2190',
  TaxType: 'NONE',
};
const RECEIPT = {
  Type: 'RECEIVE',
  Contact: { Name: 'Sundry borrowers' },
  BankAccount: { Code: '090' },
  Date: '2026-05-31',
  Reference: 'DD 1',
  LineItems: [LINE],
};

async function put(transaction: object): Promise<Record<string, unknown>> {
  const path = '/BankTransactions?summarizeErrors=false';
  const reply = await xero.put(path, { BankTransactions: [{ ...RECEIPT, ...transaction }] });
  expect(reply.httpStatus).toBe(200);
  return elements(reply, 'BankTransactions')[0] ?? {};
}

describe('a bank transaction', () => {
  it('puts money on the bank account, and takes it off again', async () => {
    const own = await openSession();
    const tracked = { ...LINE, UnitAmount: 115, AccountCode: '4100', TaxType: 'OUTPUT2' };
    await own.put('/BankTransactions', { ...RECEIPT, LineItems: [LINE, tracked] });
    await own.put('/BankTransactions', {
      ...RECEIPT,
      Type: 'SPEND',
      LineItems: [{ ...LINE, UnitAmount: 30 }],
    });
    expect(await trialBalanceRows(own, 'date=2026-05-31')).toEqual([
      ['Loan Fees (4100)', '', '100.00', '', '100.00'],
      ['Business Bank Account (090)', '185.00', '', '185.00', ''],
      ['Loan Payments Clearing (2190)', '', '70.00', '', '70.00'],
      ['GST (820)', '', '15.00', '', '15.00'],
      ['Total', '185.00', '185.00', '185.00', '185.00'],
    ]);
    await own.twin.close();
  });

  it('echoes its totals, contact and lines', async () => {
    const Tracking = [{ Name: 'Branch', Option: 'East' }];
    const element = await put({
      LineItems: [{ ...LINE, Quantity: 2.5, UnitAmount: 10.1, Tracking }],
    });
    expect(element).toMatchObject({
      Status: 'AUTHORISED',
      LineAmountTypes: 'Inclusive',
      SubTotal: 25.25,
      TotalTax: 0,
      Total: 25.25,
      CurrencyCode: 'NZD',
      DateString: '2026-05-31T00:00:00',
      Contact: { Name: 'Sundry borrowers', AccountNumber: 'SUNDRY', ContactStatus: 'ACTIVE' },
      BankAccount: { Code: '090' },
      LineItems: [{ LineAmount: 25.25, Quantity: 2.5, Tracking }],
    });
  });

  it('rounds unit amounts to two decimals unless unitdp=4', async () => {
    const transaction = { ...RECEIPT, LineItems: [{ ...LINE, Quantity: 100, UnitAmount: 1.2345 }] };
    const two = await xero.put('/BankTransactions', transaction);
    expect(two.text).toContain('"UnitAmount":1.23,');
    expect(two.text).toContain('"Total":123.00');
    const four = await xero.put('/BankTransactions?unitdp=4', transaction);
    expect(four.text).toContain('"UnitAmount":1.2345');
    expect(four.text).toContain('"Total":123.45');
  });

  it('makes a contact that it names for the first time', async () => {
    const element = await put({ Contact: { Name: 'New borrower' } });
    const { ContactID } = element.Contact as { ContactID: string };
    const contact = await xero.get(`/Contacts/${ContactID}`);
    expect(elements(contact, 'Contacts')[0]).toMatchObject({ Name: 'New borrower' });
  });

  const line = (change: object) => ({ LineItems: [{ ...LINE, ...change }] });
  it.each([
    [{ Contact: undefined }, 'A Contact must be specified for this type of transaction'],
    [
      { Contact: {} },
      'The Contact must contain at least 1 of the following elements to identify the contact: Name, ContactID, ContactNumber',
    ],
    [
      { Contact: { ContactID: '00000000-0000-0000-0000-000000000001' } },
      'The contact with the specified ContactID could not be found.',
    ],
    [{ BankAccount: { Code: '1100' } }, 'A valid BankAccount must be specified.'],
    [{ LineItems: [] }, 'One or more line items must be specified'],
    [line({ AccountCode: '999' }), "Account code '999' is not a valid code for this document."],
    [line({ AccountCode: '091' }), "Account code '091' is not a valid code for this document."],
    [line({ AccountCode: '610' }), "Account code '610' is not a valid code for this document."],
    [line({ AccountCode: undefined }), 'The account code or ID must be specified'],
    [line({ Description: '' }), 'Description must be specified'],
    [line({ Quantity: 0 }), 'The Quantity must be greater than zero.'],
    [line({ UnitAmount: 0 }), 'The UnitAmount must not be zero.'],
    [line({ UnitAmount: -1 }), 'The document total must be greater than zero.'],
    [
      line({ LineAmount: 90 }),
      'The line total 90.00 does not match the expected line total 100.00',
    ],
    [line({ TaxAmount: 3 }), 'The tax amount 3.00 does not match the expected tax amount 0.00'],
    [
      line({ TaxType: 'X' }),
      'The TaxType code X does not exist or cannot be used for this type of transaction.',
    ],
    [
      line({ Tracking: [{ Name: 'Branch', Option: 'North' }] }),
      "There is no ACTIVE tracking option with the name 'North'",
    ],
    [
      line({
        Tracking: [
          { Name: 'Branch', Option: 'East' },
          { Name: 'Branch', Option: 'West' },
        ],
      }),
      'For each specified tracking option the name must be unique.',
    ],
    [{ CurrencyCode: 'EUR' }, 'Organisation is not subscribed to currency EUR'],
    [{ Status: 'DELETED' }, "The status 'DELETED' cannot be applied to the document"],
    [
      { Type: 'SPEND-TRANSFER' },
      'The Type SPEND-TRANSFER cannot be created through this endpoint.',
    ],
  ])('is refused: %j', async (transaction, text) => {
    const element = await put(transaction);
    expect(element.StatusAttributeString).toBe('ERROR');
    expect(element.ValidationErrors).toContainEqual({ Message: text });
  });

  it('is refused for an archived contact', async () => {
    const made = await xero.put('/Contacts', { Name: 'Leaver' });
    const id = firstText(made, 'Contacts', 'ContactID');
    await xero.post(`/Contacts/${id}`, { ContactStatus: 'ARCHIVED' });
    const element = await put({ Contact: { ContactID: id } });
    expect(JSON.stringify(element.ValidationErrors)).toContain('has been archived');
  });

  it('is refused on or before a lock date', async () => {
    const path = `/organisations/${xero.tenantId}/lock-dates`;
    await xero.control('PUT', path, { periodLockDate: '2026-05-31' });
    const element = await put({});
    expect(JSON.stringify(element.ValidationErrors)).toContain(
      'period lock date, currently set at 31-May-2026',
    );
    await xero.control('PUT', path, { periodLockDate: null });
  });

  it('can be changed and deleted until it is reconciled', async () => {
    const own = await openSession();
    const made = await own.put('/BankTransactions', RECEIPT);
    const id = firstText(made, 'BankTransactions', 'BankTransactionID');
    const change = { LineItems: [{ ...LINE, UnitAmount: 40 }] };
    const changed = await own.post(`/BankTransactions/${id}`, change);
    expect(elements(changed, 'BankTransactions')[0]).toMatchObject({
      Total: 40,
      Reference: 'DD 1',
    });
    expect(await trialBalanceRows(own, 'date=2026-05-31')).toContainEqual([
      'Total',
      '40.00',
      '40.00',
      '40.00',
      '40.00',
    ]);
    const path = `/organisations/${own.tenantId}/bank-transactions/${id}/reconciled`;
    await own.control('PUT', path, {});
    const deletion = { BankTransactionID: id, Status: 'DELETED' };
    expect((await own.post('/BankTransactions', deletion)).text).toContain('reconciled');
    await own.control('PUT', path, { reconciled: false });
    const deleted = await own.post('/BankTransactions', deletion);
    expect(elements(deleted, 'BankTransactions')[0]).toMatchObject({ Status: 'DELETED' });
    expect(await trialBalanceRows(own, 'date=2026-05-31')).toHaveLength(1);
    await own.twin.close();
  });
});
