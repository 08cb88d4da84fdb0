import type { Page } from 'playwright-core';

/** The wizard at its options, with a day chosen. */
export async function openOptions(page: Page, upTo = '2026-05-31'): Promise<void> {
  await page.goto('/export/new?step=options');
  await page.getByLabel('Up to').fill(upTo);
}

/** The wizard at its preview, which has come. */
export async function openPreview(page: Page, upTo = '2026-05-31'): Promise<void> {
  await openOptions(page, upTo);
  await page.getByRole('button', { name: 'Preview' }).click();
  await page.getByRole('button', { name: 'Preview again' }).waitFor();
}

/** Exports everything by the wizard. */
export async function exportAll(page: Page, exportId = '20260531.001'): Promise<void> {
  await openPreview(page);
  await page.getByRole('button', { name: 'Send to the twin' }).click();
  await page.getByText(`${exportId} is complete`).waitFor();
}

/** Keeps a picture of a page where SHOTS names a folder, to be looked at. */
export async function shot(page: Page, name: string): Promise<void> {
  const { SHOTS } = process.env;
  if (SHOTS !== undefined) await page.screenshot({ path: `${SHOTS}/${name}.png`, fullPage: true });
}
