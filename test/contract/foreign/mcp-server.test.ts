import { createRequire } from 'node:module';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { TwinApp } from '../twin-consent.ts';
import { signIn } from '../twin-session.ts';
import { contract, type ForeignRun, openForeignRun, WITHIN_CONTRACT } from './foreign-run.ts';

const PROGRAM = createRequire(import.meta.url).resolve('@xeroapi/xero-mcp-server');
const ORGANISATION = 'Demo Company (NZ)';

/** What the server asks for where an app may not have the scopes of before March 2026. */
const GRANULAR_SCOPES = [
  ...['accounting.invoices', 'accounting.payments', 'accounting.banktransactions'],
  ...['accounting.manualjournals', 'accounting.reports.aged.read'],
  ...['accounting.reports.balancesheet.read', 'accounting.reports.profitandloss.read'],
  ...['accounting.reports.trialbalance.read', 'accounting.contacts', 'accounting.settings'],
  ...['payroll.settings', 'payroll.employees', 'payroll.timesheets'],
];

let run: ForeignRun;
/** The texts that a tool answers with. */
let use: Use;

beforeAll(async () => {
  run = await openForeignRun();
  const tenantId = run.twin.organisations.find(({ name }) => name === ORGANISATION)?.tenantId;
  const wanted = { kind: 'custom', name: 'Assistant', scopes: GRANULAR_SCOPES, tenantId };
  const { clientId, clientSecret } = await run.control<TwinApp>('POST', '/apps', wanted);
  use = await openServer({ XERO_CLIENT_ID: clientId, XERO_CLIENT_SECRET: clientSecret });
});
afterAll(() => run.close());

type Use = (tool: string, given?: object) => Promise<string>;

async function openServer(env: Record<string, string>): Promise<Use> {
  const server = run.start(PROGRAM, env);
  const clientInfo = { name: 'a test', version: '1' };
  await server.ask('initialize', { protocolVersion: '2025-03-26', capabilities: {}, clientInfo });
  server.tell('notifications/initialized');
  return async (tool, given = {}) => {
    const answer = await server.ask('tools/call', { name: tool, arguments: given });
    return (answer as ToolAnswer).content.map(({ text }) => text).join('\n');
  };
}

interface ToolAnswer {
  content: { text: string }[];
}

/** The first id in a text. */
const idIn = (text: string) => /[0-9a-f]{8}-[0-9a-f-]{27}/.exec(text)?.[0] ?? '';

describe("xero-mcp-server, Xero's own server for assistants, against the twin", () => {
  it('describes the organisation, once the granular scopes are granted', async () => {
    expect(await use('list-organisation-details')).toContain(`Name: ${ORGANISATION}`);
    const [first, second] = run.front.exchanges.filter(({ url }) => url === '/connect/token');
    expect(first?.answer).toBe(
      '{"error":"invalid_scope","error_description":"Client credentials scope validation failed"}',
    );
    expect(second).toMatchObject({ httpStatus: 200 });
  });

  it('lists the accounts and the tax rates', async () => {
    expect(await use('list-accounts')).toContain('Account: Interest Income\nCode: 270');
    expect(await use('list-tax-rates')).toContain('15% GST on Income\nTax Type: OUTPUT2');
  });

  it('makes contacts and lists them', async () => {
    const made = await use('create-contact', { name: 'Sundry', email: 'sundry@example.org' });
    expect(made).toContain('Contact created: Sundry');
    expect(await use('update-contact', { contactId: idIn(made), name: 'Sundries' })).toContain(
      'Contact updated',
    );
    const listed = await use('list-contacts', { page: 1 });
    expect(listed).toContain('Found 1 contacts');
    expect(listed).toContain('Sundries');
  });

  it('makes tracking categories and options', async () => {
    const made = await use('create-tracking-category', { name: 'Branch' });
    const trackingCategoryId = idIn(made);
    const options = { trackingCategoryId, optionNames: ['East', 'West'] };
    expect(await use('create-tracking-options', options)).toContain('2 out of 2');
    expect(await use('list-tracking-categories')).toContain('West');
  });

  const narration = 'May interest';
  const lines = (credit: number) => ({
    narration,
    date: '2026-05-31',
    status: 'POSTED',
    manualJournalLines: [
      { lineAmount: 100, accountCode: '404', description: 'debit' },
      { lineAmount: credit, accountCode: '270', description: 'credit' },
    ],
  });

  it('posts a manual journal, lists it and changes it', async () => {
    const made = await use('create-manual-journal', lines(-100));
    expect(made).toContain(`Manual journal created: ${narration}`);
    const manualJournalId = idIn(made);
    expect(await use('list-manual-journals')).toContain('Line Amount: -100');
    const one = await use('list-manual-journals', { manualJournalId });
    expect(one).toContain('Found 1 manual journals');
    const changed = {
      ...lines(-100),
      narration: 'June interest',
      manualJournalID: manualJournalId,
    };
    expect(await use('update-manual-journal', changed)).toContain('June interest');
  });

  it('hears why a manual journal is refused', async () => {
    expect(await use('create-manual-journal', lines(-10))).toMatch(
      /^Error creating manual journal/,
    );
    expect(run.front.exchanges.at(-1)).toMatchObject({ method: 'PUT', httpStatus: 400 });
  });

  it('spends money', async () => {
    const bank = /Business Bank Account\nCode: 090\nID: (.*)/.exec(await use('list-accounts'));
    const contactId = idIn(await use('list-contacts', { page: 1 }));
    const made = await use('create-bank-transaction', {
      type: 'SPEND',
      bankAccountId: bank?.[1],
      contactId,
      lineItems: [
        {
          description: 'Fee',
          quantity: 1,
          unitAmount: 40,
          accountCode: '404',
          taxType: 'NONE',
        },
      ],
      date: '2026-05-20',
    });
    expect(made).toContain('Total: 40');
    expect(await use('list-bank-transactions', { page: 1 })).toContain('Sundries');
  });

  it('reads the trial balance', async () => {
    const read = await use('list-trial-balance', { date: '2026-05-31' });
    expect(read).toContain('Interest Income (270)');
    expect(read).toContain('"value": "140.00"');
  });

  it('takes a token of somebody else', async () => {
    const useToken = await openServer({ XERO_CLIENT_BEARER_TOKEN: await signIn(run.twin) });
    expect(await useToken('list-organisation-details')).toContain(`Name: ${ORGANISATION}`);
    expect(await useToken('list-manual-journals')).toContain('June interest');
  });

  it.skipIf(contract === undefined)(WITHIN_CONTRACT, () => {
    expect(run.violations()).toEqual([]);
  });
});
