import { existsSync, readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { elements, openSession, type Reply, type Session, send } from './twin-session.ts';

const FOLDER = new URL('../../../shared/data/xero-recorded/', import.meta.url);
const isThere = existsSync(FOLDER);

type Element = Record<string, unknown>;

/** The elements of an answer that Xero itself once gave. */
function recorded(file: string, name: string): Element[] {
  const recording = JSON.parse(readFileSync(new URL(file, FOLDER), 'utf8'));
  const { body } = recording.response as { body: Element[] | Record<string, Element[]> };
  return Array.isArray(body) ? body : (body[name] ?? []);
}

/** Names that every element has. */
function commonNames(list: Element[]): string[] {
  const [first = {}, ...others] = list;
  return Object.keys(first).filter((name) => others.every((other) => name in other));
}

/** What Xero always shows and the twin does not, with the reason. */
const LEFT_OUT: Record<string, string> = {
  TaxNumber: 'the twin has no tax numbers',
  TaxNumberName: 'the twin has no tax numbers',
  PeriodLockDate: 'that demo company has one; it shows only where it is set',
};

let xero: Session;
beforeAll(async () => {
  xero = await openSession();
  await xero.control('POST', `/organisations/${xero.tenantId}/set-up`, {
    trackingCategories: [{ name: 'Branch', options: ['East'] }],
    contacts: [{ name: 'Sundry' }],
  });
  await xero.put('/BankTransactions', {
    Type: 'SPEND',
    Contact: { Name: 'Sundry' },
    BankAccount: { Code: '090' },
    LineItems: [{ Description: 'x', UnitAmount: 20, AccountCode: '404' }],
  });
});
afterAll(() => xero.twin.close());

const NEW = 'demo-global-2026/';
const OLD = 'demo-global-2022/';

describe.skipIf(!isThere)('recorded answers of Xero (skipped where ../shared is absent)', () => {
  it.each([
    ['/Organisation', 'Organisations', `${NEW}get-organisation--organisations.json`],
    ['/Accounts', 'Accounts', `${NEW}get-accounts--list-accounts.json`],
    ['/Contacts?page=1', 'Contacts', `${NEW}get-contacts--contacts.json`],
    [
      '/BankTransactions?page=1',
      'BankTransactions',
      `${NEW}get-banktransactions--bank-transactions.json`,
    ],
    ['/TaxRates', 'TaxRates', `${OLD}taxrates.json`],
    ['/TrackingCategories', 'TrackingCategories', `${OLD}trackingcategories.json`],
  ])('%s shows at least the names that each of them shows', async (path, name, file) => {
    const ours = commonNames(elements(await xero.get(path), name));
    const missing = commonNames(recorded(file, name)).filter(
      (each) => !ours.includes(each) && !(each in LEFT_OUT),
    );
    expect(missing).toEqual([]);
  });

  it.each([
    ['LineItems', `${NEW}get-banktransactions--bank-transactions.json`],
    ['Contact', `${NEW}get-banktransactions--bank-transactions.json`],
  ])('%s of a bank transaction too', async (part, file) => {
    const inside = (list: Element[]) =>
      list.flatMap((each): Element[] => [each[part] as Element | Element[]].flat());
    const ours = commonNames(
      inside(elements(await xero.get('/BankTransactions?page=1'), 'BankTransactions')),
    );
    const theirs = commonNames(inside(recorded(file, 'BankTransactions')));
    expect(theirs.filter((each) => !ours.includes(each))).toEqual([]);
  });

  it('wrap a created bank transaction in the same envelope, with the same GST', async () => {
    const file = `${NEW}put-banktransactions--create-bank-transaction.json`;
    const { request, response } = JSON.parse(readFileSync(new URL(file, FOLDER), 'utf8'));
    const [sent] = request.body.BankTransactions;
    const [line] = sent.LineItems;
    const again = {
      ...sent,
      Contact: { Name: 'Sundry' },
      LineItems: [{ ...line, AccountCode: '400' }],
    };
    const reply: Reply<unknown> = await xero.put('/BankTransactions', {
      BankTransactions: [again],
    });
    const names = (body: unknown) => Object.keys(body as object);
    expect(names(reply.body)).toEqual(names(response.body));
    expect(elements(reply, 'BankTransactions')[0]).toMatchObject({
      Total: 20,
      TotalTax: 2.61,
      SubTotal: 17.39,
      Date: response.body.BankTransactions[0].Date,
      DateString: response.body.BankTransactions[0].DateString,
    });
  });

  it('connections have the same names', async () => {
    const headers = { authorization: `Bearer ${xero.token}` };
    const url = `${xero.twin.apiUrl}/connections`;
    const { body } = await send<Element[]>(url, { method: 'GET', headers });
    const file = `${NEW}get-connections--list-tenants.json`;
    expect(commonNames(body)).toEqual(commonNames(recorded(file, '')));
  });
});
