import { expect, it } from 'vitest';
import { TRANSACTION_COLUMNS } from '../scenarios/export/lender.ts';
import { axeViolations, openOffice, withBrowser } from './office.ts';

withBrowser();

it('tells what waits, what was exported and what ties, and leads to the batch', async () => {
  const { lender, signedIn } = await openOffice();
  const page = await signedIn();
  const entity = page.getByRole('region', { name: 'M', exact: true });
  await entity.getByText('4 transactions').waitFor();
  await entity.getByText('The oldest of 2026-05-01').waitFor();
  await entity.getByText('None made yet').waitFor();
  const waiting = page.getByRole('table', { name: 'Waiting transactions by day' });
  const days = await waiting.getByRole('row').allTextContents();
  expect(days).toEqual(['DayTransactions', '2026-05-011', '2026-05-022', '2026-05-031']);
  expect(await axeViolations(page)).toEqual([]);
  const exportId = await lender.planned();
  await lender.send(exportId);
  await lender.tieOut();
  await page.reload();
  await entity.getByText('Ties to the cent').waitFor();
  await entity.getByText('Nothing waits').waitFor();
  const exported = page.getByRole('table', { name: 'Exported totals by month' });
  const months = await exported.getByRole('row').allTextContents();
  const total = (await lender.parts(exportId)).reduce((sum, part) => sum + Number(part.total), 0);
  expect(months).toEqual(['MonthTotal', `2026-05${total.toFixed(2)}`]);
  await page.getByRole('button', { name: 'Dark colours' }).click();
  expect(await axeViolations(page)).toEqual([]);
  await entity.getByRole('link', { name: exportId }).press('Enter');
  await page.getByRole('heading', { name: exportId, level: 1 }).waitFor();
});

it('names a document that Xero refused, and counts what comes in afterwards', async () => {
  const { lender, signedIn } = await openOffice();
  const exportId = await lender.planned();
  lender.tap.beforeRequest = async ({ method, path }) => {
    if (method !== 'PUT' || !path.includes('/ManualJournals')) return;
    lender.tap.beforeRequest = () => undefined;
    await lender.xero.inBooks('PUT', '/lock-dates', { endOfYearLockDate: '2026-05-01' });
  };
  await lender.send(exportId);
  const page = await signedIn();
  await page.getByRole('list', { name: 'Needs attention' }).getByText('rejected by Xero').waitFor();
  await lender.import('transactions', `${TRANSACTION_COLUMNS}\nT9,2026-05-09,L1,INT,5.00,,\n`);
  await page.reload();
  await page.getByText('1 transaction', { exact: true }).waitFor();
});
