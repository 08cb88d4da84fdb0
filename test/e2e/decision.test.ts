import { expect, it } from 'vitest';
import type { Lender } from '../scenarios/export/lender.ts';
import { shot } from './exporting.ts';
import { axeViolations, openOffice, withBrowser } from './office.ts';

withBrowser();

/** Does something in Xero between the answer to the journals and their reading back. */
function afterJournals({ tap }: Lender, act: () => Promise<unknown>): void {
  tap.afterAnswer = async ({ method, path }) => {
    if (method !== 'PUT' || !path.includes('/ManualJournals')) return;
    tap.afterAnswer = () => undefined;
    await act();
  };
}

it('takes a journal that somebody edited in Xero as it stands, with the reason', async () => {
  const { signedIn, lender } = await openOffice();
  const exportId = await lender.planned();
  afterJournals(lender, async () => {
    const journals = await lender.xero.list<{ ManualJournalID: string; Narration: string }>(
      'ManualJournals',
    );
    const own = journals.find(({ Narration }) => Narration.includes(`${exportId}/1 `));
    const ManualJournalID = own?.ManualJournalID;
    const changed = { ManualJournalID, Narration: `${own?.Narration} (moved)` };
    await lender.xero.api('POST', `/ManualJournals/${ManualJournalID}`, {
      ManualJournals: [changed],
    });
  });
  const page = await signedIn();
  await page.goto(`/batches/${exportId}`);
  await page.getByRole('button', { name: 'Send to the twin' }).click();
  await page.getByText('Some documents need a person').waitFor();
  await page.goto(`/batches/${exportId}/documents/1`);
  await page.getByText('Differs from what was sent', { exact: true }).waitFor();
  expect(await page.getByRole('button', { name: 'Decide' }).isDisabled()).toBe(true);
  await page.getByLabel('Reason').fill('the bank asked for <b>that</b> text');
  await page.getByRole('button', { name: 'Look in Xero first' }).click();
  await page.getByText(/would stand for it/).waitFor();
  await shot(page, 'decision');
  expect(await axeViolations(page)).toEqual([]);
  await page.getByRole('button', { name: 'Decide' }).click();
  await page.getByText('Differs, and was accepted').waitFor();
  await page.getByText('the bank asked for <b>that</b> text').waitFor();
  expect((await lender.parts(exportId))[0]).toMatchObject({ state: 'confirmed' });
  await page.goto(`/batches/${exportId}`);
  await page.getByText(`${exportId} is complete`).waitFor();
});

it('pauses a sending between two calls; a person resumes it', async () => {
  const { signedIn, lender } = await openOffice();
  const exportId = await lender.planned();
  const page = await signedIn();
  const arrived = Promise.withResolvers<void>();
  const leave = Promise.withResolvers<void>();
  afterJournals(lender, async () => {
    arrived.resolve();
    await leave.promise;
  });
  await page.goto(`/export/${exportId}`);
  await page.getByRole('button', { name: 'Send to the twin' }).click();
  await arrived.promise;
  await page.reload();
  await page.getByRole('button', { name: 'Pause' }).click();
  await page.getByRole('button', { name: 'Pausing after the calls under way' }).waitFor();
  leave.resolve();
  await page.getByText('It was paused by CLERK.').waitFor();
  expect(await axeViolations(page)).toEqual([]);
  await page.getByRole('button', { name: 'Resume now' }).click();
  await page.getByText(`${exportId} is complete`).waitFor();
  expect(await lender.xero.liveDocuments()).toHaveLength(4);
});
