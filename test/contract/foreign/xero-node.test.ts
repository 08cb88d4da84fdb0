import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { goThroughConsent, type TwinApp } from '../twin-consent.ts';
import type { ForeignProcess } from './foreign-process.ts';
import { contract, type ForeignRun, openForeignRun, WITHIN_CONTRACT } from './foreign-run.ts';

const PROGRAM = fileURLToPath(new URL('xero-node-program.ts', import.meta.url));
const ORGANISATION = 'Demo Company (NZ)';
const SCOPES = [
  ...['openid', 'profile', 'email', 'offline_access'],
  ...['accounting.settings', 'accounting.contacts', 'accounting.manualjournals'],
  ...['accounting.banktransactions', 'accounting.reports.trialbalance.read'],
  'accounting.attachments',
];

let run: ForeignRun;
let app: TwinApp;
let xero: ForeignProcess;
let tenantId: string;

beforeAll(async () => {
  run = await openForeignRun();
  app = run.twin.apps.find(({ kind }) => kind === 'web') as TwinApp;
  const { clientId, clientSecret, redirectUris } = app;
  const config = { clientId, clientSecret, redirectUris: redirectUris.slice(1), scopes: SCOPES };
  xero = run.start(PROGRAM, {
    XERO_NODE_CONFIG: JSON.stringify({ ...config, state: 'a state', httpTimeout: 20_000 }),
  });
  tenantId = run.twin.organisations.find(({ name }) => name === ORGANISATION)?.tenantId ?? '';
});
afterAll(() => run.close());

const call = (method: string, ...parameters: unknown[]) =>
  xero.ask(`accountingApi.${method}`, [tenantId, ...parameters]) as Promise<Answer>;

interface Answer {
  [name: string]: Element[];
}
interface Element {
  [name: string]: unknown;
}

describe("xero-node, Xero's own client, against the twin", () => {
  it('signs a person in', async () => {
    const url = String(await xero.ask('buildConsentUrl', []));
    expect(url).toMatch(/^https:\/\/login\.xero\.com\/identity\/connect\/authorize\?/);
    const inBrowser = url.replace('https://login.xero.com', run.twin.identityUrl);
    const back = await goThroughConsent(inBrowser, { organisation: ORGANISATION });
    const tokens = await xero.ask('apiCallback', [back.href]);
    expect(tokens).toMatchObject({ token_type: 'Bearer', scope: SCOPES.join(' ') });
    expect(tokens).toHaveProperty('id_token');
  });

  it('refuses a callback of somebody else', async () => {
    const url = `${app.redirectUris[1]}?code=x&state=another`;
    await expect(xero.ask('apiCallback', [url])).rejects.toThrow('state mismatch');
  });

  it('hears that a code is used', async () => {
    const url = `${app.redirectUris[1]}?code=x&state=${encodeURIComponent('a state')}`;
    await expect(xero.ask('apiCallback', [url])).rejects.toThrow('invalid_grant');
  });

  it('refreshes, with and without its sign-in library', async () => {
    const first = (await xero.ask('refreshToken', [])) as Record<string, string>;
    const { clientId, clientSecret } = app;
    const credentials = [clientId, clientSecret, first.refresh_token];
    const second = (await xero.ask('refreshWithRefreshToken', credentials)) as typeof first;
    expect(second.refresh_token).not.toBe(first.refresh_token);
  });

  it('lists the tenants with their organisations', async () => {
    expect(await xero.ask('updateTenants', [])).toMatchObject([
      { tenantId, tenantName: ORGANISATION, orgData: { name: ORGANISATION, baseCurrency: 'NZD' } },
    ]);
  });

  it('reads the organisation, the tax rates and what it may do', async () => {
    const { organisations } = await call('getOrganisations');
    expect(organisations).toMatchObject([{ version: 'NZ', financialYearEndMonth: 3 }]);
    const { taxRates } = await call('getTaxRates');
    expect(taxRates?.map(({ taxType }) => taxType)).toContain('OUTPUT2');
    const { actions } = await call('getOrganisationActions');
    expect(actions).toContainEqual({ name: 'CreateManualJournal', status: 'ALLOWED' });
  });

  it('makes, finds and archives an account', async () => {
    const wanted = { code: '4900', name: 'Loan Fees', type: 'REVENUE', taxType: 'OUTPUT2' };
    const { accounts: made } = await call('createAccount', wanted);
    expect(made).toMatchObject([{ ...wanted, status: 'ACTIVE', _class: 'REVENUE' }]);
    const id = made?.[0]?.accountID;
    const where = 'Code=="4900"';
    const { accounts: found } = await call('getAccounts', undefined, where);
    expect(found?.map(({ accountID }) => accountID)).toEqual([id]);
    await call('updateAccount', id, { accounts: [{ accountID: id, status: 'ARCHIVED' }] });
    expect((await call('getAccount', id)).accounts).toMatchObject([{ status: 'ARCHIVED' }]);
  });

  it('makes a tracking category and its options', async () => {
    const { trackingCategories: made } = await call('createTrackingCategory', {
      name: 'Branch',
    });
    const id = made?.[0]?.trackingCategoryID;
    for (const name of ['East', 'West']) await call('createTrackingOptions', id, { name });
    const { trackingCategories } = await call('getTrackingCategories');
    expect(trackingCategories).toMatchObject([
      { name: 'Branch', status: 'ACTIVE', options: [{ name: 'East' }, { name: 'West' }] },
    ]);
  });

  it('posts a manual journal, reads it back and voids it', async () => {
    const tracking = [{ name: 'Branch', option: 'East' }];
    const { manualJournals: posted } = await call('createManualJournals', {
      manualJournals: [
        {
          narration: 'May interest',
          date: '2026-05-31',
          status: 'POSTED',
          lineAmountTypes: 'NoTax',
          journalLines: [
            { lineAmount: 100, accountCode: '404', tracking },
            { lineAmount: -100, accountCode: '270', tracking },
          ],
        },
      ],
    });
    const id = posted?.[0]?.manualJournalID;
    const expected = {
      narration: 'May interest',
      date: '2026-05-31T00:00:00.000Z',
      status: 'POSTED',
      journalLines: [
        { lineAmount: 100, accountCode: '404', tracking },
        { lineAmount: -100, accountCode: '270', tracking },
      ],
    };
    expect((await call('getManualJournal', id)).manualJournals).toMatchObject([expected]);
    const where = 'Date>=DateTime(2026,5,1)';
    const list = await call('getManualJournals', undefined, where, 'Date ASC', 1);
    expect(list).toMatchObject({ pagination: { itemCount: 1 }, manualJournals: [expected] });
    const voided = { manualJournals: [{ narration: 'May interest', status: 'VOIDED' }] };
    expect((await call('updateManualJournal', id, voided)).manualJournals).toMatchObject([
      { manualJournalID: id, status: 'VOIDED' },
    ]);
  });

  it('puts a note and a file to a manual journal', async () => {
    const { manualJournals } = await call('getManualJournals');
    const id = manualJournals?.[0]?.manualJournalID;
    const note = { historyRecords: [{ details: 'Checked by the accountant' }] };
    await call('createManualJournalHistoryRecord', id, note);
    expect((await call('getManualJournalsHistory', id)).historyRecords).toContainEqual(
      expect.objectContaining({ details: 'Checked by the accountant' }),
    );
    const content = { stream: 'a,b\n1,2\n' };
    await call('createManualJournalAttachmentByFileName', id, 'batch.csv', content);
    expect((await call('getManualJournalAttachments', id)).attachments).toMatchObject([
      { fileName: 'batch.csv', contentLength: 8 },
    ]);
  });

  it('hears why a manual journal is refused', async () => {
    const manualJournals = [
      {
        narration: 'lame',
        status: 'POSTED',
        journalLines: [
          { lineAmount: 100, accountCode: '404' },
          { lineAmount: -10, accountCode: '270' },
        ],
      },
    ];
    const words = 'The total debits (100.00) must equal total credits (-10.00)';
    await expect(call('createManualJournals', { manualJournals })).rejects.toThrow(words);
    const { manualJournals: answered } = await call(
      'createManualJournals',
      { manualJournals },
      false,
    );
    expect(answered).toMatchObject([
      { statusAttributeString: 'ERROR', validationErrors: [{ message: words }] },
    ]);
  });

  it('spends and receives money, and takes it back', async () => {
    const { contacts } = await call('createContacts', { contacts: [{ name: 'Sundry' }] });
    const bankTransaction = {
      contact: { contactID: contacts?.[0]?.contactID },
      bankAccount: { code: '090' },
      date: '2026-05-20',
      lineAmountTypes: 'Inclusive',
    };
    const fee = { description: 'Fee', quantity: 1, unitAmount: 115, accountCode: '200' };
    const cost = { description: 'Bank fee', quantity: 1, unitAmount: 40, accountCode: '404' };
    const received = { ...bankTransaction, type: 'RECEIVE', lineItems: [fee] };
    const spent = { ...bankTransaction, type: 'SPEND', lineItems: [cost] };
    const { bankTransactions: made } = await call('createBankTransactions', {
      bankTransactions: [received, spent],
    });
    expect(made).toMatchObject([
      { type: 'RECEIVE', total: 115, totalTax: 15, isReconciled: false },
      { type: 'SPEND', total: 40, totalTax: 0 },
    ]);
    const id = made?.[0]?.bankTransactionID;
    expect((await call('getBankTransaction', id)).bankTransactions).toMatchObject([
      { bankTransactionID: id, contact: { name: 'Sundry' }, status: 'AUTHORISED' },
    ]);
    const where = 'Type=="SPEND"';
    const list = await call('getBankTransactions', undefined, where, undefined, 1);
    expect(list).toMatchObject({ bankTransactions: [{ type: 'SPEND' }] });
    const spentId = made?.[1]?.bankTransactionID;
    const deleted = { bankTransactions: [{ ...spent, status: 'DELETED' }] };
    await call('updateBankTransaction', spentId, deleted);
    expect((await call('getBankTransaction', spentId)).bankTransactions).toMatchObject([
      { status: 'DELETED' },
    ]);
  });

  it('reads the trial balance', async () => {
    const { reports } = await call('getReportTrialBalance', '2026-05-31');
    const shown = JSON.stringify(reports);
    expect(shown).toContain('Business Bank Account (090)');
    expect(reports).toMatchObject([{ reportType: 'TrialBalance' }]);
  });

  it('hears that its token is too old', async () => {
    await run.control('POST', '/tokens/expire', { kind: 'access' });
    await expect(call('getAccounts')).rejects.toThrow('TokenExpired');
    await xero.ask('refreshToken', []);
    expect((await call('getAccounts')).accounts?.length).toBeGreaterThan(50);
  });

  it('disconnects, and revokes its token', async () => {
    const [tenant] = (await xero.ask('updateTenants', [false])) as { id: string }[];
    await xero.ask('disconnect', [tenant?.id]);
    await expect(call('getAccounts')).rejects.toThrow('AuthenticationUnsuccessful');
    expect(await xero.ask('updateTenants', [false])).toEqual([]);
    await xero.ask('revokeToken', []);
    await expect(xero.ask('refreshToken', [])).rejects.toThrow();
  });

  it.skipIf(contract === undefined)(WITHIN_CONTRACT, () => {
    expect(run.violations()).toEqual([]);
  });
});
