import type { Page } from 'playwright-core';
import { expect, it } from 'vitest';
import { axeViolations, openOffice, withBrowser } from './office.ts';

withBrowser();

const SHOTS = process.env.SHOTS;

async function shot(page: Page, name: string): Promise<void> {
  if (SHOTS === undefined) return;
  await page.screenshot({ path: `${SHOTS}/${name}.png`, fullPage: true });
}

it('the main job by mouse, reloaded at each step', async () => {
  const { signedIn, lender } = await openOffice();
  const page = await signedIn();
  page.on('console', (message) => console.log(message.text()));
  await page.setViewportSize({ width: 1200, height: 800 });
  await page.getByRole('button', { name: 'Process' }).click();
  await page.getByRole('menuitem', { name: 'Export General Ledger' }).click();
  await page.getByRole('radio', { name: 'Create a new batch' }).waitFor();
  await shot(page, 'wizard-1-start');
  expect(await axeViolations(page)).toEqual([]);
  await page.getByRole('button', { name: 'Next' }).click();
  await page.getByLabel('Up to').fill('2026-05-31');
  await page.reload();
  expect(await page.getByLabel('Up to').inputValue()).toBe('2026-05-31');
  await shot(page, 'wizard-2-options');
  expect(await axeViolations(page)).toEqual([]);
  await page.getByRole('button', { name: 'Preview' }).click();
  await page.getByText('Nothing stands in the way').waitFor();
  await shot(page, 'wizard-3-preview');
  expect(await axeViolations(page)).toEqual([]);
  await page.reload();
  await page.getByText('Nothing stands in the way').waitFor();
  expect((await lender.app.store.reader.selectFrom('batch').selectAll().execute()).length).toBe(0);
  await page.getByRole('button', { name: 'Send to Xero' }).click();
  await page.getByText('20260531.001 is complete').waitFor();
  await page.reload();
  await page.getByText('20260531.001 is complete').waitFor();
  await page.getByRole('button', { name: 'Tie out' }).click();
  await page.getByText('Tied out at 2026-05-31: 0.00 unexplained').waitFor();
  await shot(page, 'wizard-5-result');
  expect(await axeViolations(page)).toEqual([]);
  await page.getByRole('link', { name: 'Open the batch' }).click();
  await page.getByRole('heading', { name: 'History' }).waitFor();
  await shot(page, 'batch');
  expect(await axeViolations(page)).toEqual([]);
  await page.getByRole('link', { name: 'Document 1' }).click();
  await page.getByText('Equal to what was sent', { exact: true }).waitFor();
  await shot(page, 'document');
  expect(await axeViolations(page)).toEqual([]);
  await page.getByRole('link', { name: 'Line 1' }).click();
  await page.getByRole('link', { name: 'T1' }).waitFor();
  await shot(page, 'postings');
  expect(await axeViolations(page)).toEqual([]);
  await page.getByRole('link', { name: 'T1' }).click();
  await page.getByRole('heading', { name: 'Transaction T1' }).waitFor();
  await shot(page, 'row');
  expect(await axeViolations(page)).toEqual([]);
});
