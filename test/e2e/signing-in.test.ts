import { expect, it } from 'vitest';
import { axeViolations, openOffice, withBrowser } from './office.ts';

withBrowser();

it('the first administrator chooses a password by the link of the start, signs in and out', async () => {
  const { visitor, firstAdministratorLink } = await openOffice();
  const page = await visitor();
  await page.goto(firstAdministratorLink ?? '');
  await page.getByLabel('New password').fill('short');
  await page.getByLabel('The same once more').fill('short');
  await page.getByRole('button', { name: 'Set the password' }).click();
  expect(await page.getByRole('alert').textContent()).toContain('password.too_short');
  await page.getByLabel('New password').fill('four words in a row');
  await page.getByLabel('The same once more').fill('four words in a row');
  expect(await axeViolations(page)).toEqual([]);
  await page.getByRole('button', { name: 'Set the password' }).click();
  await page.getByRole('link', { name: 'Sign in' }).click();
  await page.getByLabel('User id').fill('admin');
  await page.getByRole('textbox', { name: 'Password' }).fill('another four words');
  await page.getByRole('button', { name: 'Sign in' }).click();
  expect(await page.getByRole('alert').textContent()).toContain('sign_in.wrong');
  expect(await axeViolations(page)).toEqual([]);
  await page.getByRole('textbox', { name: 'Password' }).fill('four words in a row');
  await page.getByRole('button', { name: 'Sign in' }).click();
  await page.getByText('User: ADMIN Administrator').waitFor();
  await page.getByRole('button', { name: 'Sign out' }).click();
  await page.getByRole('heading', { name: 'Sign in to tieout' }).waitFor();
});

it('says so when the server does not answer, and keeps what was typed', async () => {
  const { visitor } = await openOffice();
  const page = await visitor();
  await page.goto('/sign-in');
  await page.getByLabel('User id').fill('ann');
  await page.getByRole('textbox', { name: 'Password' }).fill('four words in a row');
  await page.route('**/api/v1/session', (route) => route.abort());
  await page.getByRole('button', { name: 'Sign in' }).click();
  expect(await page.getByRole('alert').textContent()).toContain('server.not_reached');
  expect(await page.getByLabel('User id').inputValue()).toBe('ann');
});
