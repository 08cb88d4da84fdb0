import { existsSync, readFileSync } from 'node:fs';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { FoundDocument } from '../../src/domain/found-document.ts';
import { type Cents, sumCents } from '../../src/domain/money.ts';
import { valueIn } from '../outcomes.ts';
import { type OpenedClient, openClient } from './opened-client.ts';

let opened: OpenedClient;

beforeEach(async () => {
  opened = await openClient();
});
afterEach(() => opened.xero.close());

const recorded = new URL('../../../shared/data/xero-recorded/', import.meta.url);
const isThere = existsSync(recorded);
const title = 'an answer recorded from Xero';
const skipped = 'skipped: the recorded answers of Xero are not beside the repository';

describe.skipIf(!isThere)(isThere ? title : skipped, () => {
  const replay = (file: string) => {
    const text = readFileSync(new URL(file, recorded), 'utf8');
    const { response } = JSON.parse(text) as { response: { body: unknown } };
    opened.xero.react({ body: response.body });
  };

  it('names the tenants', async () => {
    replay('demo-global-2026/get-connections--list-tenants.json');
    expect(valueIn(await opened.client.listConnections())).toMatchObject([
      { tenantName: 'Demo Company (Global)', tenantType: 'ORGANISATION' },
      { tenantName: 'NangoAPI', connectionId: 'dcdec7dd-2054-44de-bcea-4573c9657771' },
    ]);
  });

  it('describes the organisation', async () => {
    replay('demo-global-2026/get-organisation--organisations.json');
    expect(valueIn(await opened.client.readOrganisation())).toEqual({
      organisationId: '59712f8f-45a3-4d45-a705-5d0c9748317e',
      name: 'Demo Company (Global)',
      legalName: 'Demo Company (Global)',
      countryCode: 'CA',
      baseCurrency: 'USD',
      version: 'GLOBAL',
      isDemoCompany: true,
      financialYearEnd: { month: 12, day: 31 },
      salesTaxBasis: 'ACCRUALS',
      periodLockDate: '2008-09-30',
      endOfYearLockDate: undefined,
      shortCode: '!3T6Q-',
    });
  });

  it('lists the chart, the tax rates, the tracking and the contacts', async () => {
    replay('demo-global-2026/get-accounts--list-accounts.json');
    const chart = valueIn(await opened.client.listChart());
    expect(chart).toHaveLength(71);
    expect(chart.filter(({ systemAccount }) => systemAccount === 'DEBTORS')).toHaveLength(1);
    replay('demo-global-2022/taxrates.json');
    const rates = valueIn(await opened.client.listTaxRates());
    expect(rates.find(({ taxType }) => taxType === 'CAN029')).toMatchObject({ rate: 1200 });
    replay('demo-global-2022/trackingcategories.json');
    const [customer] = valueIn(await opened.client.listTrackingCategories());
    expect(customer?.options.map(({ name }) => name)).toContain('West Coast');
    replay('demo-global-2026/get-contacts--contacts.json');
    expect(valueIn(await opened.client.listContacts())).toHaveLength(63);
  });

  it.each([
    'demo-global-2026/get-banktransactions--bank-transactions.json',
    'demo-global-2022/banktransactions.json',
  ])('lists bank transactions whose lines make their totals: %s', async (file) => {
    replay(file);
    const found = valueIn(await opened.client.findDocuments({ kind: 'bankTransaction' }));
    const text = readFileSync(new URL(file, recorded), 'utf8');
    const wire = (JSON.parse(text) as Recorded).response.body.BankTransactions;
    expect(found.map(totalOf)).toEqual(wire.map(signedTotalOf));
    expect(found.length).toBeGreaterThan(0);
  });
});

interface Recorded {
  response: { body: { BankTransactions: { Type: string; Total: number }[] } };
}

function totalOf(document: FoundDocument): Cents {
  return sumCents(document.lines.map(({ amount }) => amount));
}

function signedTotalOf({ Type, Total }: { Type: string; Total: number }): bigint {
  const total = BigInt(Math.round(Total * 100));
  return Type.startsWith('SPEND') ? total : -total;
}
