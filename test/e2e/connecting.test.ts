import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Page } from 'playwright-core';
import { expect, it } from 'vitest';
import { axeViolations, type Office, openOffice, withBrowser } from './office.ts';

withBrowser();

const GL = '/tools/global-settings/gl-and-accounting';

interface TwinApp {
  readonly kind: string;
  readonly clientId: string;
  readonly clientSecret: string;
}

/** The twin's web app, told where this office's app takes browsers back. */
async function webApp({ lender }: Office, redirectUri: string): Promise<TwinApp> {
  const apps = await lender.xero.control<TwinApp[]>('GET', '/apps');
  const app = apps.find(({ kind }) => kind === 'web');
  if (app === undefined) throw new Error('the twin has a web app');
  await lender.xero.control('PUT', `/apps/${app.clientId}`, { redirectUris: [redirectUri] });
  return app;
}

/** An office whose redirect URI is its own, and which the twin's web app knows. */
async function openConnectable(): Promise<{ office: Office; app: TwinApp; page: Page }> {
  const office = await openOffice();
  const redirectUri = `http://localhost:${new URL(office.url).port}/xero/callback`;
  await office.lender.configure({ settings: { redirectUri } });
  const app = await webApp(office, redirectUri);
  const page = await office.signedIn();
  await page.goto(GL);
  return { office, app, page };
}

async function enterCredentials(page: Page, app: TwinApp, secret = app.clientSecret) {
  await page.getByLabel('Client Id').fill(app.clientId);
  await page.getByLabel('Client Secret', { exact: true }).fill(secret);
  await page.getByLabel('Note on the Client Secret').fill('Client secret 1, 23 Nov 2026 9:41');
  await page.getByRole('button', { name: 'Apply' }).click();
  await page.getByText('Nothing is changed.').waitFor();
}

async function allowAccess(page: Page) {
  await page.getByRole('button', { name: 'Refresh Token Data' }).click();
  await page.getByRole('button', { name: 'Aroha Ngata' }).click();
  await page.getByRole('button', { name: 'Allow access' }).click();
}

async function isConnectedBy(page: Page, name: string) {
  const tokens = page.getByLabel('Token Data', { exact: true });
  await expect.poll(() => tokens.inputValue(), { timeout: 10_000 }).toContain(`by ${name}`);
}

it('credentials are entered, access is allowed at the twin, a tenant chosen, and Verify is green', async () => {
  const { app, page } = await openConnectable();
  const seen: string[] = [];
  page.on('response', async (response) => {
    if (response.url().includes('code=')) seen.push(`${response.status()} ${response.url()}`);
  });
  await enterCredentials(page, app);
  await page.getByText(`The one that is kept ends in ${app.clientSecret.slice(-4)}`).waitFor();
  expect(await page.getByLabel('Client Secret', { exact: true }).inputValue()).toBe('');
  await allowAccess(page);
  await page.waitForURL(`**${GL}`);
  await isConnectedBy(page, 'Aroha Ngata');
  expect(seen.map((one) => one.slice(0, 3))).toEqual(['302']);
  await page.getByRole('button', { name: 'Refresh Tenant' }).click();
  await page.getByText('One organisation is reached.').waitFor();
  await page.getByRole('combobox', { name: 'Tenant' }).click();
  await page.getByRole('option').first().click();
  await page.getByRole('button', { name: 'Tenant information' }).click();
  await page.getByRole('dialog').getByText('Base currency').waitFor();
  await expect.poll(() => axeViolations(page), { timeout: 10_000 }).toEqual([]);
  await page.keyboard.press('Escape');
  await page.getByRole('button', { name: 'Verify', exact: true }).click();
  await page.getByRole('button', { name: 'Save and go on' }).click();
  await page.getByText('Everything that an export needs is there.').waitFor();
  await expect.poll(() => axeViolations(page), { timeout: 10_000 }).toEqual([]);
});

it('Xero sends the browser to another port of this computer, which is listened at', async () => {
  const office = await openOffice();
  const port = await freePort();
  const redirectUri = `http://localhost:${port}/finPOWER/Temporary_Listen_Addresses/`;
  await office.lender.configure({ settings: { redirectUri } });
  const app = await webApp(office, redirectUri);
  const page = await office.signedIn();
  await page.goto(GL);
  expect(await page.getByLabel('Redirect URI').inputValue()).toBe(redirectUri);
  await enterCredentials(page, app);
  await allowAccess(page);
  await page.waitForURL(`${office.url}${GL}`);
  await isConnectedBy(page, 'Aroha Ngata');
});

it('error 500: the redirect URI is another one than at Xero', async () => {
  const { office, app, page } = await openConnectable();
  await webApp(office, 'http://localhost:4600/another');
  await enterCredentials(page, app);
  await page.getByRole('button', { name: 'Refresh Token Data' }).click();
  const alert = page.getByRole('alert');
  await alert.waitFor();
  expect(await alert.textContent()).toContain('Error code: 500');
  expect(await alert.textContent()).toContain('xero_consent.redirect_uri_unknown');
  await expect.poll(() => axeViolations(page), { timeout: 10_000 }).toEqual([]);
});

it('error 400: the client secret is wrong', async () => {
  const { app, page } = await openConnectable();
  await enterCredentials(page, app, `not ${app.clientSecret}`);
  await allowAccess(page);
  await page.getByRole('heading', { name: 'Back from Xero' }).waitFor();
  const alert = page.getByRole('alert');
  await alert.waitFor();
  expect(await alert.textContent()).toContain('xero_sign_in.credentials_wrong');
  await expect.poll(() => axeViolations(page), { timeout: 10_000 }).toEqual([]);
  await page.getByRole('link', { name: 'Go to Global Settings' }).click();
  expect(await page.getByLabel('Token Data', { exact: true }).inputValue()).toBe('');
});

it('somebody chooses Cancel at Xero, and the way back works once', async () => {
  const { app, page } = await openConnectable();
  await enterCredentials(page, app);
  await page.getByRole('button', { name: 'Refresh Token Data' }).click();
  await page.getByRole('button', { name: 'Aroha Ngata' }).click();
  await page.getByRole('button', { name: 'Cancel' }).click();
  await page.getByText('xero_consent.cancelled').waitFor();
  await page.reload();
  await page.getByText('xero_consent.used').waitFor();
});

it('what comes back to somebody who did not leave is not used', async () => {
  const { office, app, page } = await openConnectable();
  await enterCredentials(page, app);
  await page.getByRole('button', { name: 'Refresh Token Data' }).click();
  await page.getByRole('button', { name: 'Aroha Ngata' }).waitFor();
  const state = new URL(page.url()).searchParams.get('state') ?? '';
  const other = await office.signedIn({ code: 'OTHER' });
  await other.goto(`/xero/callback?code=stolen&state=${state}`);
  await other.getByText('xero_consent.state_wrong').waitFor();
  expect(other.url()).not.toContain('stolen');
  await page.getByRole('button', { name: 'Aroha Ngata' }).click();
  await page.getByRole('button', { name: 'Allow access' }).click();
  await isConnectedBy(page, 'Aroha Ngata');
});

it('Verify without a tenant says so, and passes once one of two is selected', async () => {
  const { office, page } = await openConnectable();
  const other = { name: 'Other Lender', connect: true };
  await office.lender.xero.control('POST', '/organisations', other);
  await page.getByRole('combobox', { name: 'Integration type' }).click();
  await page.getByRole('option', { name: 'Custom connection' }).click();
  await page.getByRole('button', { name: 'Refresh Token Data' }).click();
  await page.getByRole('button', { name: 'Save and go on' }).click();
  await page.getByText('connection.tenant_ambiguous').waitFor();
  await page.getByRole('button', { name: 'Verify', exact: true }).click();
  await page.getByText('tenant.not_chosen').waitFor();
  await page.getByRole('button', { name: 'Refresh Tenant' }).click();
  await page.getByText('2 organisations are reached.').waitFor();
  await page.getByRole('combobox', { name: 'Tenant' }).click();
  await page.getByRole('option').first().click();
  await page.getByRole('button', { name: 'Verify', exact: true }).click();
  await page.getByRole('button', { name: 'Save and go on' }).click();
  await page.getByText('Everything that an export needs is there.').waitFor();
});

async function freePort(): Promise<number> {
  const server = createServer().listen(0, 'localhost');
  await new Promise((resolve) => server.once('listening', resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}
