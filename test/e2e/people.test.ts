import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { axeViolations, openOffice, withBrowser } from './office.ts';

withBrowser();

const ADDRESS = '/tools/user-preferences/cost-centres';
const NEW_PASSWORD = 'six other words for a door';

/** The link that the page shows once. */
async function shownLink(page: Page): Promise<string> {
  const dialog = page.getByRole('dialog', { name: /Link for/ });
  const link = await dialog.getByText('/password#').textContent();
  await dialog.getByRole('button', { name: 'Close' }).last().click();
  return link ?? '';
}

async function choose(page: Page, link: string, password: string): Promise<void> {
  await page.goto(link);
  await page.getByLabel('New password').fill(password);
  await page.getByLabel('The same once more').fill(password);
  await page.getByRole('button', { name: 'Set the password' }).click();
  await page.getByRole('heading', { name: 'Your password is set' }).waitFor();
}

async function signIn(page: Page, user: string, password: string): Promise<void> {
  await page.goto('/sign-in');
  await page.getByLabel('User id').fill(user);
  await page.getByRole('textbox', { name: 'Password' }).fill(password);
  await page.getByRole('button', { name: 'Sign in' }).click();
}

describe('Admin, Users', () => {
  it('adds somebody by a link, who works until an administrator disables the user', async () => {
    const { signedIn, visitor } = await openOffice();
    const page = await signedIn();
    await page.getByRole('button', { name: 'Admin' }).click();
    await page.getByRole('menuitem', { name: 'Users' }).click();
    await page.getByRole('heading', { name: 'Users', level: 1 }).waitFor();
    await page.getByRole('button', { name: 'Add a user' }).click();
    await page.getByLabel('User id').fill('ann');
    await page.getByRole('textbox', { name: 'Name' }).fill('Ann <b>Lee</b>');
    expect(await axeViolations(page)).toEqual([]);
    await page.getByRole('button', { name: 'OK' }).click();
    const link = await shownLink(page);
    const row = page.getByRole('row', { name: /ANN/ });
    await row.getByText('once a password is chosen').waitFor();
    expect(await row.textContent()).toContain('Ann <b>Lee</b>');
    const ann = await visitor();
    await choose(ann, link, NEW_PASSWORD);
    await signIn(ann, 'ann', NEW_PASSWORD);
    await ann.getByText('User: ANN Ann').waitFor();
    await ann.getByRole('button', { name: 'Admin' }).click();
    await ann.getByRole('menuitem').first().waitFor();
    expect(await ann.getByRole('menuitem', { name: 'Users' }).count()).toBe(0);
    await page.reload();
    await page.getByRole('button', { name: 'Change of ANN' }).click();
    await page.getByLabel('Disabled?').check();
    await page.getByRole('button', { name: 'OK' }).click();
    await row.getByText('no, disabled').waitFor();
    expect(await axeViolations(page)).toEqual([]);
    await ann.goto('/batches');
    await ann.getByRole('heading', { name: 'Sign in to tieout' }).waitFor();
  });

  it('gives a new link, refuses an id twice and disabling the last administrator', async () => {
    const { signedIn, visitor } = await openOffice();
    const page = await signedIn({ code: 'CHIEF' });
    await page.goto('/admin/users');
    await page.getByRole('button', { name: 'New link of CHIEF' }).click();
    await choose(await visitor(), await shownLink(page), NEW_PASSWORD);
    await signIn(page, 'chief', NEW_PASSWORD);
    await page.getByText('User: CHIEF').waitFor();
    await page.goto('/admin/users');
    await page.getByRole('button', { name: 'Add a user' }).click();
    await page.getByLabel('User id').fill('chief');
    await page.getByRole('button', { name: 'OK' }).click();
    await page.getByText('user.exists').waitFor();
    await page.getByRole('button', { name: 'Cancel' }).click();
    await page.getByRole('button', { name: 'Change of CHIEF' }).click();
    await page.getByLabel('Disabled?').check();
    await page.getByRole('button', { name: 'OK' }).click();
    await page.getByText('user.last_administrator').waitFor();
  });

  it('tells the second of two who change the same user', async () => {
    const { signedIn } = await openOffice();
    const [one, other] = [await signedIn({ code: 'ONE' }), await signedIn({ code: 'OTHER' })];
    for (const page of [one, other]) {
      await page.goto('/admin/users');
      await page.getByRole('button', { name: 'Change of ADMIN' }).click();
    }
    for (const [page, name] of [
      [one, 'First'],
      [other, 'Second'],
    ] as const) {
      await page.getByRole('textbox', { name: 'Name' }).fill(name);
      await page.getByRole('button', { name: 'OK' }).click();
    }
    await other.getByText('record.changed_meanwhile').waitFor();
    await one.getByRole('row', { name: /ADMIN First/ }).waitFor();
  });

  it('lets a User Administrator make others, and nobody an administrator', async () => {
    const { signedIn } = await openOffice();
    const page = await signedIn({ code: 'PORTER', level: 'userAdministrator' });
    expect(await page.getByRole('navigation', { name: 'Menus' }).textContent()).toBe(
      'AdminToolsHelp',
    );
    await page.goto('/admin/users');
    await page.getByRole('button', { name: 'Add a user' }).click();
    await page.getByRole('combobox', { name: 'Level' }).click();
    const offered = await page.getByRole('option').allTextContents();
    expect(offered).toEqual(['Normal', 'Read Only', 'User Administrator']);
    await page.keyboard.press('Escape');
    await page.getByRole('button', { name: 'Cancel' }).click();
    await page.getByRole('button', { name: 'New link of ADMIN' }).click();
    await page.getByText('user.above_level').waitFor();
  });
});

describe('Tools, User Preferences', () => {
  it('has the words of the guide, and changes the mode by keyboard alone', async () => {
    const { firstAdministratorLink, visitor } = await openOffice();
    const page = await visitor();
    await choose(page, firstAdministratorLink ?? '', NEW_PASSWORD);
    await signIn(page, 'admin', NEW_PASSWORD);
    await page.getByText('Mode in force: Production mode').waitFor();
    await page.request.put('/api/v1/session/mode', { data: { mode: 'test' } });
    await page.goto('/');
    await page.getByRole('button', { name: 'Tools' }).press('Enter');
    await page.getByRole('menuitem', { name: 'User Preferences' }).press('Enter');
    const title = 'User Preferences for Administrator (ADMIN)';
    await page.getByRole('heading', { name: title, level: 1 }).waitFor();
    await page.getByText('Cost Centre settings.').waitFor();
    await page.getByText('User: ADMIN Administrator').waitFor();
    const modes = page.getByRole('group', {
      name: 'Use Test or Production Mode for Service Requests?',
    });
    expect(await modes.getByLabel('Test Mode?').isChecked()).toBe(true);
    expect(await page.getByRole('button', { name: 'Apply' }).isDisabled()).toBe(true);
    expect(await axeViolations(page)).toEqual([]);
    await modes.getByLabel('Test Mode?').focus();
    await page.keyboard.press('ArrowDown');
    expect(await modes.getByLabel('Production Mode?').isChecked()).toBe(true);
    await page.getByRole('button', { name: 'Apply' }).press('Enter');
    await page.getByText('Mode in force: Production mode').waitFor();
    expect(await page.getByText('Nothing of it reaches Xero').count()).toBe(0);
    await modes.getByLabel('Production Mode?').focus();
    await page.keyboard.press('ArrowUp');
    await page.getByRole('button', { name: 'OK' }).press('Enter');
    await page.getByText('Nothing of it reaches Xero').waitFor();
    await page.getByRole('heading', { name: 'Home', level: 1 }).waitFor();
  });

  it('asks before a choice is lost, and Cancel gives it up', async () => {
    const { signedIn } = await openOffice();
    const page = await signedIn();
    await page.goto(ADDRESS);
    await page.getByLabel('Production Mode?').check();
    await page.getByRole('link', { name: 'tieout' }).click();
    await page.getByRole('button', { name: 'Stay on this page' }).click();
    expect(await page.getByLabel('Production Mode?').isChecked()).toBe(true);
    await page.getByRole('button', { name: 'Cancel' }).click();
    await page.getByRole('heading', { name: 'Home', level: 1 }).waitFor();
    await page.goto(ADDRESS);
    expect(await page.getByLabel('Test Mode?').isChecked()).toBe(true);
  });

  it('shows everywhere that test mode is forced, in the words of the guide', async () => {
    const { lender, signedIn } = await openOffice();
    const page = await signedIn();
    await page.request.put('/api/v1/session/mode', { data: { mode: 'production' } });
    await lender.configure({ settings: { forceTestMode: true } });
    await page.goto(ADDRESS);
    const warning =
      'WARNING: Global Settings are currently forcing all Service Requests to Test Mode.';
    await page.getByText(warning).waitFor();
    expect(await page.getByLabel('Production Mode?').isChecked()).toBe(true);
    expect(await axeViolations(page)).toEqual([]);
  });

  it('changes the own password, stays signed in here and signs out elsewhere', async () => {
    const { signedIn } = await openOffice();
    const page = await signedIn();
    const elsewhere = await signedIn();
    await page.goto('/tools/user-preferences/password');
    const fill = async (present: string): Promise<void> => {
      await page.getByLabel('Present password').fill(present);
      await page.getByLabel('New password').fill(NEW_PASSWORD);
      await page.getByLabel('The same once more').fill(NEW_PASSWORD);
      await page.getByLabel('The same once more').press('Enter');
    };
    await fill('another text than it is');
    await page.getByText('password.current_wrong').waitFor();
    expect(await axeViolations(page)).toEqual([]);
    await fill('four words in a row');
    await page.getByText('Your password is changed').waitFor();
    await page.reload();
    await page.getByLabel('Present password').waitFor();
    await elsewhere.goto('/batches');
    await elsewhere.getByRole('heading', { name: 'Sign in to tieout' }).waitFor();
  });
});
