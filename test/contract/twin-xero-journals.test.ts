import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { FEE, FEES, LOANS } from './fee-journal.ts';
import {
  basic,
  elements,
  firstText,
  openSession,
  requestToken,
  type Session,
} from './twin-session.ts';

interface XeroJournal {
  JournalNumber: number;
  JournalID: string;
  SourceID?: string;
  SourceType?: string;
  JournalLines: {
    AccountCode: string;
    NetAmount: number;
    GrossAmount: number;
    TaxAmount: number;
    TaxName?: string;
    TrackingCategories: { Option: string }[];
  }[];
}

let xero: Session;
let advanced: { headers: Record<string, string> };
beforeAll(async () => {
  xero = await openSession();
  await xero.control('PUT', '/limits', { minute: 10_000 });
  advanced = await advancedApp();
});
afterAll(() => xero.twin.close());

/** Only an app of the Advanced tier has the scope; nobody else may even ask for it. */
async function advancedApp() {
  const { body: app } = await xero.control<{ clientId: string; clientSecret: string }>(
    'POST',
    '/apps',
    {
      ...{ kind: 'custom', name: 'Advanced app', tenantId: xero.tenantId },
      scopes: ['accounting.journals.read', 'accounting.settings.read'],
    },
  );
  const { body } = await requestToken(xero.twin, {
    authorization: basic(app.clientId, app.clientSecret),
    form: { grant_type: 'client_credentials' },
  });
  return { headers: { authorization: `Bearer ${body.access_token}` } };
}

async function journals(query = ''): Promise<XeroJournal[]> {
  const reply = await xero.get(`/Journals${query}`, advanced);
  return elements(reply, 'Journals') as unknown as XeroJournal[];
}

async function lastNumber(): Promise<number> {
  for (let offset = 0; ; ) {
    const last = (await journals(`?offset=${offset}`)).at(-1);
    if (last === undefined) return offset;
    offset = last.JournalNumber;
  }
}

const shortly = ({ JournalLines }: XeroJournal) =>
  JournalLines.map(({ AccountCode, GrossAmount, NetAmount, TaxAmount }) => [
    AccountCode,
    NetAmount,
    GrossAmount,
    TaxAmount,
  ]);

describe('Xero’s journals', () => {
  it('say what a manual journal did to the ledger, the GST on a line of its own', async () => {
    const before = await lastNumber();
    const sent = await xero.put('/ManualJournals', FEE);
    const [made, ...others] = await journals(`?offset=${before}`);
    expect(others).toEqual([]);
    expect(made).toMatchObject({
      JournalNumber: before + 1,
      SourceType: 'MANJOURNAL',
      SourceID: firstText(sent, 'ManualJournals', 'ManualJournalID'),
    });
    expect(made === undefined ? [] : shortly(made)).toEqual([
      ['1100', 115, 115, 0],
      ['4100', -100, -115, -15],
      ['820', -15, -15, 0],
    ]);
    expect(made?.JournalLines[1]?.TaxName).toBe('15% GST on Income');
  });

  it('take a changed or voided document back by an opposite one, and stay', async () => {
    const id = firstText(
      await xero.put('/ManualJournals', FEE),
      'ManualJournals',
      'ManualJournalID',
    );
    const before = await lastNumber();
    const lines = [
      { ...LOANS, LineAmount: 230 },
      { ...FEES, LineAmount: -230 },
    ];
    await xero.post(`/ManualJournals/${id}`, { ...FEE, JournalLines: lines });
    await xero.post(`/ManualJournals/${id}`, { Status: 'VOIDED' });
    const loans = (await journals(`?offset=${before}`)).map(
      ({ JournalLines }) => JournalLines[0]?.NetAmount,
    );
    expect(loans).toEqual([-115, 230, -230]);
  });

  it('balance in themselves and for each tracking option, with the other side of a bank line', async () => {
    await xero.put('/TrackingCategories', { Name: 'Area' });
    const area = firstText(
      await xero.get('/TrackingCategories'),
      'TrackingCategories',
      'TrackingCategoryID',
    );
    for (const Name of ['North', 'South']) {
      await xero.put(`/TrackingCategories/${area}/Options`, { Name });
    }
    const line = (Option: string, UnitAmount: number) => ({
      ...{ Description: Option, Quantity: 1, UnitAmount, AccountCode: '4100', TaxType: 'OUTPUT2' },
      Tracking: [{ Name: 'Area', Option }],
    });
    const before = await lastNumber();
    const reply = await xero.put('/BankTransactions', {
      ...{ Type: 'RECEIVE', Contact: { Name: 'Aroha' }, BankAccount: { Code: '090' } },
      ...{ Date: '2026-05-31', LineItems: [line('North', 23), line('South', 46)] },
    });
    expect(reply.httpStatus).toBe(200);
    const [made] = await journals(`?offset=${before}`);
    expect(made?.SourceType).toBe('CASHREC');
    expect(made === undefined ? [] : shortly(made)).toEqual([
      ['090', 23, 23, 0],
      ['090', 46, 46, 0],
      ['4100', -20, -23, -3],
      ['4100', -40, -46, -6],
      ['820', -3, -3, 0],
      ['820', -6, -6, 0],
    ]);
    for (const option of ['North', 'South']) {
      const own = made?.JournalLines.filter(({ TrackingCategories }) =>
        TrackingCategories.some(({ Option }) => Option === option),
      );
      expect(own?.reduce((sum, { NetAmount }) => sum + NetAmount, 0)).toBe(0);
    }
  });

  it('come a hundred at a time above an offset, until an empty list', async () => {
    const before = await lastNumber();
    const many = Array.from({ length: 105 }, () => FEE);
    expect((await xero.put('/ManualJournals', { ManualJournals: many })).httpStatus).toBe(200);
    const first = await journals(`?offset=${before}&page=2`);
    expect([first.length, first[0]?.JournalNumber]).toEqual([100, before + 1]);
    expect(await journals(`?offset=${before + 100}`)).toHaveLength(5);
    expect(await journals(`?offset=${before + 105}`)).toEqual([]);
  });

  it('are found by id and number, then without their source, and leave invoices out on a cash basis', async () => {
    const before = await lastNumber();
    await xero.control('POST', `/organisations/${xero.tenantId}/invoices`, {
      ...{ contactName: 'Aroha', date: '2026-05-31' },
      lines: [{ accountCode: '200', amount: '10.00' }],
    });
    const [made] = await journals(`?offset=${before}`);
    expect(made?.SourceType).toBe('ACCREC');
    expect(await journals(`?offset=${before}&paymentsOnly=true`)).toEqual([]);
    for (const name of [made?.JournalID, made?.JournalNumber]) {
      const [alone] = await journals(`/${name}`);
      expect(alone?.JournalLines).toEqual(made?.JournalLines);
      expect(alone?.SourceID).toBeUndefined();
    }
    expect((await xero.get('/Journals/999999', advanced)).httpStatus).toBe(404);
  });

  it('add up to the ledger, account by account', async () => {
    const own = new Map<string, number>();
    for (let offset = 0, found = await journals(); found.length > 0; ) {
      for (const { AccountCode, NetAmount } of found.flatMap((one) => one.JournalLines)) {
        own.set(AccountCode, (own.get(AccountCode) ?? 0) + Math.round(NetAmount * 100));
      }
      offset = found.at(-1)?.JournalNumber ?? 0;
      found = await journals(`?offset=${offset}`);
    }
    const ledger = new Map<string, number>();
    const path = `/organisations/${xero.tenantId}/ledger`;
    const { body } = await xero.control<{ code: string; cents: string }[]>('GET', path);
    for (const { code, cents } of body) ledger.set(code, (ledger.get(code) ?? 0) + Number(cents));
    const inOrder = (sums: Map<string, number>) => [...sums].sort();
    expect(inOrder(own)).toEqual(inOrder(ledger));
    expect(own.size).toBeGreaterThan(4);
  });

  it('need a scope that an app below the Advanced tier may not ask for', async () => {
    const app = xero.twin.apps.find(({ kind }) => kind === 'custom');
    const asked = await requestToken(xero.twin, {
      authorization: basic(app?.clientId ?? '', app?.clientSecret ?? ''),
      form: { grant_type: 'client_credentials', scope: 'accounting.journals.read' },
    });
    expect([asked.httpStatus, asked.body.error]).toEqual([400, 'invalid_scope']);
    const refused = await xero.get('/Journals');
    expect([refused.httpStatus, refused.text]).toMatchObject([401, /AuthorizationUnsuccessful/]);
  });
});
