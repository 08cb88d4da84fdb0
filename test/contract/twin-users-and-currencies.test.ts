import { afterAll, beforeAll, expect, it } from 'vitest';
import { elements, openSession, type Session, signIn } from './twin-session.ts';

let xero: Session;
beforeAll(async () => {
  xero = await openSession();
  await xero.control('PUT', '/limits', { minute: 10_000 });
});
afterAll(() => xero.twin.close());

it('names the currency of the organisation', async () => {
  const found = { Code: 'NZD', Description: 'New Zealand Dollar' };
  expect(elements(await xero.get('/Currencies'), 'Currencies')).toEqual([found]);
  const where = '/Currencies?where=Code%3D%3D%22USD%22';
  expect(elements(await xero.get(where), 'Currencies')).toEqual([]);
});

it('names the users of the organisation with their roles, and who subscribes', async () => {
  const [first, second] = xero.twin.users;
  const role = `/users/${second?.userId}/roles/${xero.tenantId}`;
  await xero.control('PUT', role, { role: 'adviser' });
  const users = elements(await xero.get('/Users?order=FirstName ASC'), 'Users');
  expect(users).toMatchObject([
    {
      ...{ UserID: first?.userId, FirstName: 'Aroha', LastName: 'Ngata' },
      ...{ IsSubscriber: true, OrganisationRole: 'STANDARD' },
    },
    { FirstName: 'Ben', IsSubscriber: false, OrganisationRole: 'FINANCIALADVISER' },
  ]);
  expect(elements(await xero.get(`/Users/${second?.userId}`), 'Users')).toEqual([users[1]]);
  expect((await xero.get(`/Users/${xero.tenantId}`)).httpStatus).toBe(404);
  await xero.control('DELETE', role);
  expect(elements(await xero.get('/Users'), 'Users')).toHaveLength(1);
  await xero.control('PUT', role, { role: 'standardWithReports' });
});

it('shows both to those with the scope of settings alone', async () => {
  const token = await signIn(xero.twin, 'accounting.contacts');
  for (const path of ['/Users', '/Currencies']) {
    const reply = await xero.get(path, { headers: { authorization: `Bearer ${token}` } });
    expect([reply.httpStatus, reply.text]).toMatchObject([401, /AuthorizationUnsuccessful/]);
  }
});

it('says which actions a connection may take', async () => {
  const actions = elements(await xero.get('/Organisation/Actions'), 'Actions');
  const allowed = new Map(actions.map(({ Name, Status }) => [Name, Status]));
  expect(allowed.get('CreateManualJournal')).toBe('ALLOWED');
  expect(allowed.get('UseMulticurrency')).toBe('NOT-ALLOWED');
  expect(allowed.size).toBe(15);
});

it('lists the invoices that ids, numbers, contacts and states ask for', async () => {
  const made: Record<string, unknown>[] = [];
  for (const invoiceNumber of ['INV-1', 'INV-2']) {
    await xero.control('POST', `/organisations/${xero.tenantId}/invoices`, {
      ...{ invoiceNumber, contactName: `Client of ${invoiceNumber}`, date: '2026-05-31' },
      lines: [{ accountCode: '200', amount: '10.00' }],
    });
    const reply = await xero.get(`/Invoices?InvoiceNumbers=${invoiceNumber}&page=1`);
    made.push(...elements(reply, 'Invoices'));
  }
  expect(made.map(({ InvoiceNumber }) => InvoiceNumber)).toEqual(['INV-1', 'INV-2']);
  const numbers = async (query: string) =>
    elements(await xero.get(`/Invoices?${query}`), 'Invoices').map((one) => one.InvoiceNumber);
  const contact = made[1]?.Contact as { ContactID: string };
  expect(await numbers(`IDs=${String(made[0]?.InvoiceID).toUpperCase()}`)).toEqual(['INV-1']);
  expect(await numbers(`ContactIDs=${contact.ContactID}`)).toEqual(['INV-2']);
  expect(await numbers('Statuses=AUTHORISED,PAID')).toEqual(['INV-1', 'INV-2']);
  expect(await numbers('Statuses=DRAFT')).toEqual([]);
});
