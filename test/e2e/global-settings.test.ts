import type { Page } from 'playwright-core';
import { expect, it } from 'vitest';
import { loadSettings } from '../../src/store/catalog-reader.ts';
import { axeViolations, openOffice, withBrowser } from './office.ts';

withBrowser();

const GL = '/tools/global-settings/gl-and-accounting';

async function applied(page: Page) {
  await page.getByRole('button', { name: 'Apply' }).click();
  await page.getByText('Nothing is changed.').waitFor();
}

it('has the sections of General Ledger and Accounting in their order, and saves them in one act', async () => {
  const { signedIn, lender } = await openOffice();
  const page = await signedIn();
  await page.getByRole('button', { name: 'Tools' }).click();
  await page.getByRole('menuitem', { name: 'Global Settings' }).click();
  await page.getByLabel('Use Goods and Services Tax?').waitFor();
  const sections = await page.locator('fieldset > legend').allTextContents();
  expect(sections).toEqual([
    'Specify whether to use Goods and Services Tax.',
    'Specify whether to use Accounting Periods?',
    'Specify whether to use General Ledger.',
    'Enter Xero OAuth Credentials.',
    'Enter default Export Options.',
    'Tracking Category A.',
    'Tracking Category B.',
    'Check the tracking categories.',
    'To verify the connection, click the button below.',
  ]);
  await page.getByRole('combobox', { name: 'Default Export Id' }).fill('[Entity].[YYYYMM].[Seq]');
  await page.getByRole('combobox', { name: 'Account Structure' }).fill('[GlAccount]-[Branch]');
  await page.getByText('goes to Xero as 1100-EAST').waitFor();
  await page.getByRole('checkbox', { name: 'Use Accounting Periods?' }).check();
  expect(await axeViolations(page)).toEqual([]);
  await applied(page);
  expect(await loadSettings(lender.app.store.reader)).toMatchObject({
    defaultExportId: '[Entity].[YYYYMM].[Seq]',
    accountStructure: '[GlAccount]-[Branch]',
    useAccountingPeriods: true,
  });
  const rows = await lender.app.store.reader
    .selectFrom('audit')
    .select(['actor', 'action', 'details'])
    .where('action', 'like', 'settings.%')
    .execute();
  expect(rows.map(({ actor, action }) => `${actor} ${action}`)).toEqual([
    'user:CLERK settings.saved',
  ]);
  expect(rows[0]?.details).toContain('[GlAccount]-[Branch]');
});

it('shows Xero and tracking only while the export type is Xero', async () => {
  const { signedIn } = await openOffice();
  const page = await signedIn();
  await page.goto(GL);
  await page.getByText('Tracking Category A.').waitFor();
  await page.getByRole('combobox', { name: 'Export Type' }).click();
  await page.getByRole('option', { name: 'Xero Journal File' }).click();
  await page.getByText('Tracking Category A.').waitFor({ state: 'detached' });
  expect(await page.getByText('Enter Xero OAuth Credentials.').count()).toBe(0);
});

it('what cannot hold is refused in the words of its fields, and stays typed', async () => {
  const { signedIn } = await openOffice();
  const page = await signedIn();
  await page.goto(GL);
  await page.getByRole('combobox', { name: 'Account Structure' }).fill('[Branch]');
  await page.getByRole('combobox', { name: 'Default Export Id' }).fill('[Seq]/[User]');
  await page.getByRole('button', { name: 'Apply' }).click();
  const alert = page.getByRole('alert');
  await alert.waitFor();
  const said = (await alert.textContent()) ?? '';
  expect(said).toContain('Account Structure: the template "[Branch]"');
  expect(said).toContain('Default Export Id: the template');
  expect(await page.getByRole('combobox', { name: 'Account Structure' }).inputValue()).toBe(
    '[Branch]',
  );
  await page.getByLabel('Client Id').fill('a secret by mistake');
  await page.getByRole('button', { name: 'Apply' }).click();
  await page.getByText('client_id.malformed').waitFor();
});

it('two people on the same page: the second hears of it, and nothing is lost', async () => {
  const { signedIn, lender } = await openOffice();
  const first = await signedIn();
  const second = await signedIn({ code: 'OTHER' });
  await first.goto(GL);
  await second.goto(GL);
  await first.getByRole('combobox', { name: 'Default Export Id' }).fill('A.[Seq]');
  await second.getByRole('combobox', { name: 'Default Export Id' }).fill('B.[Seq]');
  await applied(first);
  await second.getByRole('button', { name: 'Apply' }).click();
  await second.getByText('record.changed_meanwhile').waitFor();
  expect(await second.getByRole('combobox', { name: 'Default Export Id' }).inputValue()).toBe(
    'B.[Seq]',
  );
  await second.getByRole('button', { name: 'Undo my changes' }).click();
  await expect
    .poll(() => second.getByRole('combobox', { name: 'Default Export Id' }).inputValue())
    .toBe('A.[Seq]');
  await second.getByRole('combobox', { name: 'Default Export Id' }).fill('B.[Seq]');
  await applied(second);
  expect((await loadSettings(lender.app.store.reader)).defaultExportId).toBe('B.[Seq]');
});

it('unsaved changes are not lost silently, by keyboard alone', async () => {
  const { signedIn } = await openOffice();
  const page = await signedIn();
  await page.goto(GL);
  await page.getByLabel('Default Contact').focus();
  await page.keyboard.press('Control+A');
  await page.keyboard.type('OTHER');
  await page.getByRole('link', { name: 'Posting' }).focus();
  await page.keyboard.press('Enter');
  await page.getByRole('dialog', { name: 'Leave without saving?' }).waitFor();
  expect(await axeViolations(page)).toEqual([]);
  await page.keyboard.press('Enter');
  expect(await page.getByLabel('Default Contact').inputValue()).toBe('OTHER');
  await page.getByRole('button', { name: 'Apply' }).focus();
  await page.keyboard.press('Enter');
  await page.getByText('Nothing is changed.').waitFor();
  await page.getByRole('link', { name: 'Posting' }).focus();
  await page.keyboard.press('Enter');
  await page.getByRole('combobox', { name: 'Post Manual Journals as' }).waitFor();
});

it('the default contact is picked from those in Xero, and shows its name', async () => {
  const { signedIn } = await openOffice();
  const page = await signedIn();
  await page.goto(GL);
  await page.getByRole('button', { name: 'Contacts in Xero' }).click();
  const use = page.getByRole('dialog').getByRole('button', { name: /^Use / }).first();
  await use.waitFor();
  expect(await axeViolations(page)).toEqual([]);
  await use.click();
  await page.getByText(/^This is /).waitFor();
  await page.getByLabel('Default Contact').fill('nobody');
  await page.getByText('has this id or account number').waitFor();
});

it('tracking stands beside that of Xero, and what is missing is made', async () => {
  const { signedIn, lender } = await openOffice();
  await lender.configure({ branches: [{ id: 'NORTH', description: 'North Branch', entity: 'M' }] });
  const page = await signedIn();
  await page.goto(GL);
  await page.getByRole('button', { name: 'Check against Xero' }).click();
  await page.getByRole('row', { name: 'EAST' }).waitFor();
  const row = page.getByRole('row', { name: 'NORTH North Branch (Main Entity) missing' });
  await row.waitFor();
  expect(await axeViolations(page)).toEqual([]);
  await page.getByRole('button', { name: 'Create what is missing in Xero' }).click();
  await page.getByText('Made in Xero: Branch: NORTH.').waitFor();
  await page.getByRole('button', { name: 'Look again' }).click();
  await page.getByRole('row', { name: 'NORTH North Branch (Main Entity) NORTH' }).waitFor();
});

it('forced test mode holds for everybody; somebody who may only look changes nothing', async () => {
  const { signedIn } = await openOffice();
  const page = await signedIn();
  await page.goto('/tools/global-settings');
  await page.getByLabel('Filter Global Settings').fill('cost');
  await page.getByRole('link', { name: 'General' }).click();
  await page.getByLabel('Force Test Mode for all Users and Services?').check();
  expect(await axeViolations(page)).toEqual([]);
  await applied(page);
  await page.getByText(/forc/i).first().waitFor();
  const reader = await signedIn({ code: 'READER', level: 'readOnly' });
  await reader.goto('/tools/global-settings/cost-centres');
  await reader.getByText('Only an administrator changes global settings.').first().waitFor();
  expect(await reader.getByLabel('Allow Production Mode').isDisabled()).toBe(true);
  expect(await reader.getByRole('button', { name: 'Apply' }).isDisabled()).toBe(true);
});
