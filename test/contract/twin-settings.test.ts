import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { elements, firstText, openSession, type Session } from './twin-session.ts';

let xero: Session;
beforeAll(async () => {
  xero = await openSession();
  await xero.control('PUT', '/limits', { minute: 10_000 });
});
afterAll(() => xero.twin.close());

describe('accounts', () => {
  it('are listed whole and in order of code, with what Xero runs itself named', async () => {
    const reply = await xero.get('/Accounts?page=2');
    const codes = elements(reply, 'Accounts').map((account) => account.Code);
    expect(codes.length).toBeGreaterThan(60);
    expect(codes).toEqual(codes.toSorted());
    expect(reply.body).not.toHaveProperty('pagination');
    expect(elements(reply, 'Accounts').find(({ Code }) => Code === '820')).toMatchObject({
      SystemAccount: 'GST',
      Class: 'LIABILITY',
    });
    expect(elements(reply, 'Accounts')[0]).toMatchObject({ Type: 'BANK', CurrencyCode: 'NZD' });
  });

  it('are filtered by where', async () => {
    const where = encodeURIComponent('Class=="ASSET" && Type!="BANK" && Status=="ACTIVE"');
    const names = elements(await xero.get(`/Accounts?where=${where}&order=Name DESC`), 'Accounts');
    expect(new Set(names.map(({ Class }) => Class))).toEqual(new Set(['ASSET']));
    expect(names.map(({ Name }) => Name)).toEqual(
      names
        .map(({ Name }) => Name)
        .toSorted()
        .reverse(),
    );
    const system = encodeURIComponent('SystemAccount=="RETAINEDEARNINGS"');
    expect(elements(await xero.get(`/Accounts?where=${system}`), 'Accounts')).toHaveLength(1);
  });

  it('are made one at a time, taking the tax type of their class', async () => {
    const body = {
      Accounts: [{ Code: '5100', Name: 'Brokers', Type: 'EXPENSE' }, { Code: '5101' }],
    };
    const reply = await xero.put('/Accounts', body);
    expect(elements(reply, 'Accounts')).toHaveLength(1);
    expect(elements(reply, 'Accounts')[0]).toMatchObject({ TaxType: 'INPUT2', Status: 'ACTIVE' });
    const id = firstText(reply, 'Accounts', 'AccountID');
    expect(elements(await xero.get(`/Accounts/${id}`), 'Accounts')[0]).toMatchObject({
      Code: '5100',
    });
  });

  it.each([
    [{ Code: '5200', Name: 'Loan Fees', Type: 'REVENUE' }, 'Please enter a unique Name.'],
    [{ Code: '4100', Name: 'Other', Type: 'REVENUE' }, 'Please enter a unique Code.'],
    [
      { Code: '12345678901', Name: 'Long', Type: 'REVENUE' },
      'Account Code is too long. Maximum of 10 characters allowed',
    ],
    [
      { Code: '5300', Name: 'Bank two', Type: 'BANK' },
      'A BankAccountNumber must be specified for a bank account.',
    ],
    [
      { Code: '5400', Name: 'Cost', Type: 'EXPENSE', TaxType: 'OUTPUT2' },
      "The TaxType code 'OUTPUT2' cannot be used with account code '5400'.",
    ],
    [{ Code: '5500', Type: 'EXPENSE' }, 'The account Name must be specified.'],
  ])('are refused: %j', async (account, text) => {
    const reply = await xero.put('/Accounts', { Accounts: [account] });
    expect(reply.httpStatus).toBe(400);
    expect(JSON.stringify(reply.body)).toContain(text.replaceAll('"', '\\"'));
  });

  it('are changed, archived by itself, and deleted unless in use', async () => {
    const made = await xero.put('/Accounts', { Code: '5600', Name: 'Short life', Type: 'EXPENSE' });
    const path = `/Accounts/${firstText(made, 'Accounts', 'AccountID')}`;
    const renamed = await xero.post(path, { Name: 'Longer life' });
    expect(elements(renamed, 'Accounts')[0]).toMatchObject({ Name: 'Longer life', Code: '5600' });
    const both = await xero.post(path, { Status: 'ARCHIVED', Name: 'Both' });
    expect(both.text).toContain('must be the only change');
    const archived = await xero.post(path, { Status: 'ARCHIVED' });
    expect(elements(archived, 'Accounts')[0]).toMatchObject({ Status: 'ARCHIVED' });
    expect(elements(await xero.delete(path), 'Accounts')[0]).toMatchObject({ Status: 'DELETED' });
    expect((await xero.get(path)).httpStatus).toBe(404);
  });

  it('are not deleted when Xero runs them or a draft names them', async () => {
    await xero.put('/ManualJournals', {
      Narration: 'names it',
      JournalLines: [
        { LineAmount: 1, AccountCode: '6100' },
        { LineAmount: -1, AccountCode: '6200' },
      ],
    });
    for (const code of ['820', '6100']) {
      const where = encodeURIComponent(`Code=="${code}"`);
      const id = firstText(await xero.get(`/Accounts?where=${where}`), 'Accounts', 'AccountID');
      expect((await xero.delete(`/Accounts/${id}`)).httpStatus).toBe(400);
    }
  });
});

describe('tax rates', () => {
  it('are those of the country', async () => {
    const reply = await xero.get('/TaxRates');
    const types = elements(reply, 'TaxRates').map(({ TaxType }) => TaxType);
    expect(types.toSorted()).toEqual(['GSTONIMPORTS', 'INPUT2', 'NONE', 'OUTPUT2', 'ZERORATED']);
    expect(reply.text).toContain('"EffectiveRate":15.0000');
    expect(elements(await xero.get('/TaxRates/OUTPUT2'), 'TaxRates')[0]).toMatchObject({
      CanApplyToExpenses: false,
      CanApplyToRevenue: true,
    });
    expect((await xero.get('/TaxRates/NOSUCH')).httpStatus).toBe(404);
  });

  it('have no NONE in Australia', async () => {
    const made = await xero.control<{ tenantId: string }>('POST', '/organisations', {
      name: 'Lender (AU)',
      country: 'AU',
      connect: true,
    });
    const headers = { 'xero-tenant-id': made.body.tenantId };
    const reply = await xero.get('/TaxRates', { headers });
    const types = elements(reply, 'TaxRates').map(({ TaxType }) => TaxType);
    expect(types).toContain('BASEXCLUDED');
    expect(types).not.toContain('NONE');
    const organisation = await xero.get('/Organisation', { headers });
    expect(elements(organisation, 'Organisations')[0]).toMatchObject({
      BaseCurrency: 'AUD',
      FinancialYearEndMonth: 6,
    });
  });
});

describe('tracking', () => {
  const options = (id: string) => `/TrackingCategories/${id}/Options`;

  it('keeps to two active categories and four in all', async () => {
    const make = (Name: string) => xero.put('/TrackingCategories', { Name });
    const first = firstText(await make('Branch'), 'TrackingCategories', 'TrackingCategoryID');
    await make('Department');
    expect((await make('Third')).text).toContain('at most 2 ACTIVE');
    const archive = async (id: string) =>
      xero.post(`/TrackingCategories/${id}`, { Status: 'ARCHIVED' });
    await archive(first);
    const third = firstText(await make('Third'), 'TrackingCategories', 'TrackingCategoryID');
    await archive(third);
    await make('Fourth');
    expect((await make('Fifth')).text).toContain('at most 4 tracking categories');
    expect((await xero.post(`/TrackingCategories/${first}`, { Status: 'ACTIVE' })).text).toContain(
      'at most 2 ACTIVE',
    );
    const active = await xero.get('/TrackingCategories');
    expect(elements(active, 'TrackingCategories').map(({ Name }) => Name)).toEqual([
      'Department',
      'Fourth',
    ]);
    const whole = await xero.get('/TrackingCategories?includeArchived=true');
    expect(elements(whole, 'TrackingCategories')).toHaveLength(4);
  });

  it('adds, renames, archives and deletes options', async () => {
    const listed = await xero.get('/TrackingCategories');
    const id = firstText(listed, 'TrackingCategories', 'TrackingCategoryID');
    const made = await xero.put(options(id), { Name: 'Retail' });
    const optionId = firstText(made, 'Options', 'TrackingOptionID');
    expect((await xero.put(options(id), { Name: 'retail' })).text).toContain('already exists');
    expect((await xero.put(options(id), { Name: 'Blank ' })).httpStatus).toBe(500);
    expect((await xero.put(options(xero.tenantId), { Name: 'Lost' })).httpStatus).toBe(500);
    const path = `${options(id)}/${optionId}`;
    expect((await xero.post(path, { Name: 'Retail lending' })).httpStatus).toBe(200);
    const lines = [1, -1].map((LineAmount) => ({
      LineAmount,
      AccountCode: '1100',
      Tracking: [{ TrackingCategoryID: id, TrackingOptionID: optionId }],
    }));
    const journal = await xero.put('/ManualJournals', {
      Narration: 'tracked',
      JournalLines: lines,
    });
    expect(journal.text).toContain('"Option":"Retail lending"');
    expect((await xero.delete(path)).httpStatus).toBe(400);
    expect((await xero.delete(`/TrackingCategories/${id}`)).httpStatus).toBe(400);
    await xero.post(path, { Status: 'ARCHIVED' });
    const after = await xero.put('/ManualJournals', { Narration: 'late', JournalLines: lines });
    expect(after.text).toContain('There is no ACTIVE tracking option');
  });

  it('takes a hundred options and no more', async () => {
    const own = await openSession();
    const names = Array.from({ length: 100 }, (_, index) => `Option ${index}`);
    const setUp = `/organisations/${own.tenantId}/set-up`;
    await own.control('POST', setUp, { trackingCategories: [{ name: 'Full', options: names }] });
    const id = firstText(
      await own.get('/TrackingCategories'),
      'TrackingCategories',
      'TrackingCategoryID',
    );
    expect((await own.put(options(id), { Name: 'One more' })).text).toContain(
      'at most 100 options',
    );
    await own.twin.close();
  });
});

describe('set-up by control', () => {
  const wanted = {
    accounts: [
      { code: '7100', name: 'Personal loans', type: 'CURRENT' },
      { code: '7200', name: 'Loan Fees', type: 'REVENUE' },
      { code: '7300', name: 'Lender bank', type: 'BANK' },
    ],
    trackingCategories: [{ name: 'Branch', options: ['East', 'West'] }],
    contacts: [{ name: 'Sundry', accountNumber: 'SUNDRY' }],
  };

  it('makes what is missing, once, and renames an account whose name is taken', async () => {
    const own = await openSession();
    const path = `/organisations/${own.tenantId}/set-up`;
    const first = await own.control('POST', path, wanted);
    expect(first.body).toEqual({
      accounts: 3,
      trackingCategories: 1,
      trackingOptions: 2,
      contacts: 1,
    });
    const again = await own.control('POST', path, wanted);
    expect(again.body).toEqual({
      accounts: 0,
      trackingCategories: 0,
      trackingOptions: 0,
      contacts: 0,
    });
    const names = elements(await own.get('/Accounts'), 'Accounts').map(({ Name }) => Name);
    expect(names).toContain('Loan Fees 7200');
    const where = encodeURIComponent('AccountNumber=="SUNDRY"');
    expect(elements(await own.get(`/Contacts?where=${where}`), 'Contacts')).toHaveLength(1);
    const counts = await own.control<{ path: string }[]>('GET', '/calls');
    expect(counts.body.map((count) => count.path)).not.toContain(path);
    await own.twin.close();
  });

  it('refuses a name that it does not know', async () => {
    const path = `/organisations/${xero.tenantId}/set-up`;
    expect((await xero.control('POST', path, { account: [] })).httpStatus).toBe(400);
    expect((await xero.control('POST', '/organisations/none/set-up', {})).httpStatus).toBe(400);
  });
});

describe('seeds', () => {
  it.each([
    ['empty', 'AU', 12],
    ['demo-nz', 'NZ', 62],
  ] as const)('%s in %s', async (seed, country, accounts) => {
    const own = await openSession({ seed, organisation: { country, financialYearEnd: '06-30' } });
    const listed = elements(await own.get('/Accounts'), 'Accounts');
    expect(listed).toHaveLength(accounts);
    expect(own.twin.organisations).toHaveLength(seed === 'demo-nz' ? 2 : 1);
    await own.twin.close();
  });
});
