import { expect, it } from 'vitest';
import { exportAll, shot } from './exporting.ts';
import { enterOn } from './keyboard.ts';
import { axeViolations, openOffice, withBrowser } from './office.ts';

withBrowser();

it('shows what undoing a batch would do, does it, and exports the rows anew', async () => {
  const { signedIn, lender } = await openOffice();
  const page = await signedIn();
  await exportAll(page);
  await page.goto('/export/new?step=again&batch=20260531.001');
  await page.getByText('One batch, one copy in Xero').waitFor();
  expect(await axeViolations(page)).toEqual([]);
  await page.getByRole('link', { name: 'Take it back first' }).click();
  await page.getByRole('button', { name: 'Show what would be done' }).click();
  await page.getByText('voided in Xero').first().waitFor();
  expect(await page.getByLabel('Figures of the undo').textContent()).toContain('Deleted1');
  await shot(page, 'undo-plan');
  expect(await axeViolations(page)).toEqual([]);
  expect(await lender.xero.liveDocuments()).toHaveLength(4);
  await page.getByRole('button', { name: 'Undo', exact: true }).click();
  await page.getByRole('dialog').waitFor();
  await page.getByRole('button', { name: 'Yes, undo' }).click();
  await page.getByText('20260531.001 is undone').waitFor();
  await page.reload();
  await page.getByText('20260531.001 is undone').waitFor();
  await shot(page, 'undo-done');
  expect(await axeViolations(page)).toEqual([]);
  expect(await lender.xero.liveDocuments()).toEqual([]);
  await page.getByRole('link', { name: 'Export its rows anew' }).click();
  await page.getByRole('button', { name: 'Preview' }).click();
  await page.getByRole('button', { name: 'Send to the twin' }).click();
  await page.getByText('20260531.002 is complete').waitFor();
  expect(await lender.xero.liveDocuments()).toHaveLength(4);
  await page.goto('/rows/1');
  await page.getByText('undone', { exact: true }).first().waitFor();
});

it('undoes one document with what clearing shows, holds its rows, and releases them', async () => {
  const { signedIn, lender } = await openOffice();
  const page = await signedIn();
  await exportAll(page);
  await page.goto('/batches/20260531.001/documents/4');
  await page.getByRole('link', { name: 'Undo' }).click();
  await page.getByLabel('Hold the rows?').check();
  await page.getByLabel('Reason').fill('the wrong statement line');
  await page.getByRole('button', { name: 'Show what would be done' }).click();
  await page.getByText('Clearing account 2190', { exact: true }).waitFor();
  await page.getByText('warning.undo_opens_clearing').waitFor();
  await page.getByRole('button', { name: 'Undo', exact: true }).click();
  await page.getByRole('button', { name: 'Yes, undo' }).click();
  await page.getByText('Some of 20260531.001 is undone, some stays').waitFor();
  expect(await lender.xero.liveDocuments()).toHaveLength(3);
  await page.getByRole('link', { name: 'Open the batch' }).click();
  await page.getByRole('button', { name: 'Release 1 held rows' }).click();
  await page.getByText('1 rows wait for export again').waitFor();
  await page.goto('/batches/20260531.001/documents/4');
  await page.getByText('the wrong statement line').waitFor();
});

it('discards a batch that was never sent, by keyboard alone', async () => {
  const { signedIn, lender } = await openOffice();
  await lender.planned();
  const page = await signedIn();
  await page.goto('/batches/20260531.001');
  await enterOn(page, page.getByRole('link', { name: 'Undo' }));
  await enterOn(page, page.getByRole('button', { name: 'Show what would be done' }));
  await page.getByText('withdrawn: it never reached Xero').first().waitFor();
  await enterOn(page, page.getByRole('button', { name: 'Undo', exact: true }));
  await enterOn(page, page.getByRole('button', { name: 'Yes, undo' }));
  await page.getByText('20260531.001 is discarded').waitFor();
});
