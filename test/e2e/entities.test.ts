import type { Page } from 'playwright-core';
import { expect, it } from 'vitest';
import { loadCatalog } from '../../src/store/catalog-reader.ts';
import { axeViolations, type Office, openOffice, withBrowser } from './office.ts';

withBrowser();

async function saved(page: Page) {
  await page.getByRole('button', { name: 'Save' }).click();
  await page.getByText('Click the pencil to change something.').waitFor();
}

async function storedEntity({ lender }: Office, code: string) {
  return (await loadCatalog(lender.app.store.reader)).entities.get(code);
}

it('an entity is added, and changed in edit mode alone', async () => {
  const office = await openOffice();
  const page = await office.signedIn();
  await page.getByRole('button', { name: 'Admin' }).click();
  await page.getByRole('menuitem', { name: 'Entities' }).click();
  await page.getByRole('cell', { name: 'Main Entity' }).waitFor();
  await expect.poll(() => axeViolations(page), { timeout: 10_000 }).toEqual([]);
  await page.getByRole('button', { name: 'Add' }).click();
  await page.getByLabel('Code').fill('M');
  await page.getByRole('dialog').getByRole('button', { name: 'Add' }).click();
  await page.getByText('entity.exists').waitFor();
  await page.getByLabel('Code').fill('N');
  await page.getByRole('dialog').getByLabel('Description').fill('North <b>Ltd</b>');
  await page.getByRole('dialog').getByRole('button', { name: 'Add' }).click();
  await page.getByRole('heading', { name: 'N: North <b>Ltd</b>' }).waitFor();
  const start = page.getByLabel('Start Date');
  expect(await start.getAttribute('readonly')).not.toBeNull();
  await page.getByRole('button', { name: 'Edit' }).click();
  await start.fill('2026-02-30');
  await page.getByRole('button', { name: 'Save' }).click();
  await page.getByText('Start Date: 2026-02-30 is no day of the calendar').waitFor();
  await start.fill('2026-04-01');
  await page.getByRole('button', { name: 'Add a balance' }).click();
  await page.getByLabel('GL Account').fill('1100');
  await page.getByLabel('Amount').fill('-12.50');
  await expect.poll(() => axeViolations(page), { timeout: 10_000 }).toEqual([]);
  await saved(page);
  expect(await storedEntity(office, 'N')).toMatchObject({
    startDate: '2026-04-01',
    openingBalances: [{ glAccount: '1100', amount: '-12.50' }],
  });
});

it('General Ledger shows what is inherited, overrides it, and verifies', async () => {
  const office = await openOffice();
  const page = await office.signedIn();
  await page.goto('/admin/entities/M');
  await page.getByRole('link', { name: 'General Ledger' }).click();
  await page.getByText('Blank inherits: SUNDRY').waitFor();
  await page.getByText('Global follows the global settings: Branch.').waitFor();
  expect(await page.getByRole('checkbox', { name: /^Override Global/ }).isDisabled()).toBe(true);
  await page.getByRole('button', { name: 'Verify', exact: true }).click();
  await page.getByText('Everything that an export needs is there.').waitFor();
  await expect.poll(() => axeViolations(page), { timeout: 10_000 }).toEqual([]);
  await page.getByRole('button', { name: 'Edit' }).click();
  await page.getByRole('combobox', { name: 'Account Structure' }).fill('[GlAccount].[Branch]');
  await page.getByRole('group', { name: 'Tracking Category B.' }).getByRole('combobox').click();
  await page.getByRole('option', { name: 'None' }).click();
  await saved(page);
  expect(await storedEntity(office, 'M')).toMatchObject({
    accountStructure: '[GlAccount].[Branch]',
    trackingB: { basis: 'none' },
    startDate: '2026-04-01',
  });
});

it('an entity gets credentials of its own, and is disconnected again', async () => {
  const office = await openOffice();
  const { lender, url, signedIn } = office;
  const redirectUri = `http://localhost:${new URL(url).port}/xero/callback`;
  await lender.configure({ settings: { redirectUri } });
  const apps = await lender.xero.control<Record<string, string>[]>('GET', '/apps');
  const app = apps.find(({ kind }) => kind === 'web');
  await lender.xero.control('PUT', `/apps/${app?.clientId}`, { redirectUris: [redirectUri] });
  const page = await signedIn();
  await page.goto('/admin/entities/M/general-ledger');
  const refresh = page.getByRole('button', { name: 'Refresh Token Data' });
  await refresh.waitFor();
  expect(await refresh.getAttribute('aria-disabled')).toBe('true');
  await page.getByRole('button', { name: 'Edit' }).click();
  await page.getByRole('checkbox', { name: /^Override Global/ }).check();
  await page.getByLabel('Client Id').fill(app?.clientId ?? '');
  await page.getByLabel('Client Secret', { exact: true }).fill(app?.clientSecret ?? '');
  await refresh.click();
  await page.getByRole('button', { name: 'Save and go on' }).click();
  await page.getByRole('button', { name: 'Aroha Ngata' }).click();
  await page.getByRole('button', { name: 'Allow access' }).click();
  await page.waitForURL(`${url}/admin/entities/M/general-ledger`);
  const tokens = page.getByLabel('Token Data', { exact: true });
  await expect.poll(() => tokens.inputValue(), { timeout: 10_000 }).toContain('Aroha Ngata');
  await page.getByText('Disconnect it first.').waitFor();
  await page.getByRole('button', { name: 'Disconnect' }).click();
  await page.getByRole('dialog').getByText('is taken back at Xero').waitFor();
  await page.getByRole('dialog').getByRole('button', { name: 'Disconnect' }).click();
  await expect.poll(() => tokens.inputValue(), { timeout: 10_000 }).toBe('');
  await page.getByRole('button', { name: 'Edit' }).click();
  await page.getByRole('checkbox', { name: /^Override Global/ }).uncheck();
  await saved(page);
  expect(await page.getByLabel('Client Id').inputValue()).toBe('');
});
