import { expect, it } from 'vitest';
import { valueIn } from '../../outcomes.ts';
import { openLender } from './lender.ts';

interface BankTransactions {
  readonly BankTransactions: readonly { readonly BankTransactionID: string }[];
}

interface Contacts {
  readonly Contacts: readonly { readonly ContactID: string }[];
}

it('reads the contact of a bank transaction back: another one than was sent is a conflict', async () => {
  const { xero, tap, ...lender } = await openLender();
  const exportId = await lender.planned();
  const made = await xero.api<Contacts>('PUT', '/Contacts', { Contacts: [{ Name: 'Stranger' }] });
  const Contact = { ContactID: made.Contacts[0]?.ContactID };
  let hasChanged = false;
  tap.afterAnswer = async ({ method, path }) => {
    if (hasChanged || method === 'GET' || !path.includes('/BankTransactions')) return;
    hasChanged = true;
    const found = await xero.api<BankTransactions>('GET', '/BankTransactions');
    const id = found.BankTransactions[0]?.BankTransactionID;
    await xero.api('POST', `/BankTransactions/${id}`, { Contact });
  };
  const sent = valueIn(await lender.send(exportId));
  expect(sent).toMatchObject({
    state: 'attention',
    documents: { conflict: 1 },
    problems: [{ code: 'document.differs' }],
  });
  expect(sent.problems[0]?.message).toContain(`contact: sent "`);
  expect(sent.problems[0]?.message).toContain(`found "${Contact.ContactID}"`);
});
