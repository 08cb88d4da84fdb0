import { expect, it } from 'vitest';
import { CONFIGURATION, TRANSACTION_COLUMNS } from '../scenarios/export/lender.ts';
import { exportAll, openPreview, shot } from './exporting.ts';
import { axeViolations, openOffice, withBrowser } from './office.ts';

withBrowser();

it('leads from a batch to its document, line, posting and transaction, and back', async () => {
  const { signedIn } = await openOffice();
  const page = await signedIn();
  await exportAll(page);
  await page.goto('/batches');
  await page.getByRole('link', { name: '20260531.001' }).click();
  await page.getByRole('heading', { name: 'History' }).waitFor();
  await shot(page, 'batch');
  expect(await axeViolations(page)).toEqual([]);
  await page.getByRole('link', { name: 'Document 4' }).click();
  await page.getByText('Equal to what was sent', { exact: true }).waitFor();
  await shot(page, 'document');
  expect(await axeViolations(page)).toEqual([]);
  await page.getByRole('link', { name: 'Bank side' }).click();
  await page.getByRole('link', { name: 'T3' }).waitFor();
  await page.reload();
  await shot(page, 'postings');
  expect(await axeViolations(page)).toEqual([]);
  await page.getByRole('link', { name: 'T3' }).click();
  await page.getByRole('heading', { name: 'Transaction T3' }).waitFor();
  await shot(page, 'row');
  expect(await axeViolations(page)).toEqual([]);
  const rows = await page.getByRole('row').allTextContents();
  expect(rows.filter((row) => row.includes('Bank transaction 4'))).toHaveLength(2);
  expect(rows.filter((row) => row.includes('Manual journal 2'))).toHaveLength(2);
  await page
    .getByRole('link', { name: /Manual journal 2/ })
    .first()
    .click();
  await page.getByRole('link', { name: 'Document 2' }).click();
  await page.getByRole('heading', { name: 'Manual journal 2' }).waitFor();
});

it('opens a document where it stands in Xero', async () => {
  const { signedIn, lender } = await openOffice();
  const page = await signedIn();
  await exportAll(page);
  await page.goto('/batches/20260531.001/documents/1');
  const link = page.getByRole('link', { name: 'Open in the twin' });
  const address = (await link.getAttribute('href')) ?? '';
  const [journal] = (await lender.xero.documents()).filter((one) => address.endsWith(one.id));
  expect(journal?.text).toContain('20260531.001/1');
  expect(await (await page.request.get(address)).text()).toContain('20260531.001/1');
});

it('gives a batch as files', async () => {
  const { signedIn } = await openOffice();
  const page = await signedIn();
  await exportAll(page);
  await page.goto('/batches/20260531.001');
  for (const [name, file] of [
    ['CSV of all lines', '20260531.001.csv'],
    ['CSV of all postings', '20260531.001-postings.csv'],
    ['Excel workbook', '20260531.001.xlsx'],
  ] as const) {
    await page.getByRole('button', { name: 'Files' }).click();
    const coming = page.waitForEvent('download');
    await page.getByRole('menuitem', { name }).click();
    const download = await coming;
    expect(download.suggestedFilename()).toBe(file);
    expect(await download.failure()).toBeNull();
  }
});

it('shows markup in names, texts and the words of Xero as text', async () => {
  const markup = '<img src=x onerror="document.title=1">';
  const elements = CONFIGURATION.elements?.map((one) =>
    one.code === 'FEE' ? { ...one, description: `Fee ${markup}` } : one,
  );
  const entities = [{ code: 'M', description: `Main ${markup}`, startDate: '2026-04-01' }];
  const { signedIn, lender } = await openOffice({ configuration: { elements, entities } });
  await lender.import(
    'accounts',
    `account_id,client_id,client_name,account_type,entity,branch,department\nL1,C1,"Ann ${markup.replaceAll('"', '""')}",LOAN,M,EAST,\n`,
  );
  lender.tap.afterAnswer = async ({ method, path }) => {
    if (method !== 'PUT' || !path.includes('/ManualJournals')) return;
    lender.tap.afterAnswer = () => undefined;
    const [journal] = await lender.xero.list<{ ManualJournalID: string }>('ManualJournals');
    const ManualJournalID = journal?.ManualJournalID;
    await lender.xero.api('POST', `/ManualJournals/${ManualJournalID}`, {
      ManualJournals: [{ ManualJournalID, Narration: `Edited ${markup}` }],
    });
  };
  const page = await signedIn();
  await page.goto('/export/new?step=options');
  await page.getByLabel('Up to').fill('2026-05-31');
  await page.getByRole('button', { name: 'Preview' }).click();
  await page.getByText(`Main ${markup}`).first().waitFor();
  await page.getByRole('button', { name: 'Send to the twin' }).click();
  await page.getByText('Some documents need a person').waitFor();
  expect(await page.getByRole('main').textContent()).toContain(`Edited ${markup}`);
  await shot(page, 'attention');
  expect(await axeViolations(page)).toEqual([]);
  for (const part of [1, 2, 3]) {
    await page.goto(`/batches/20260531.001/documents/${part}`);
    await page.getByText(`Main ${markup}`).first().waitFor();
    expect(await page.locator('img').count()).toBe(0);
  }
  await page.goto('/rows/1');
  await page.getByText(`Ann ${markup}`).waitFor();
  expect(await page.locator('img').count()).toBe(0);
});

it('says of what is not there that it is not there', async () => {
  const { signedIn } = await openOffice();
  const page = await signedIn();
  for (const [address, code] of [
    ['/batches/20260531.009', 'batch.unknown'],
    ['/rows/4711', 'row.unknown'],
  ] as const) {
    await page.goto(address);
    await page.getByRole('alert').getByText(code).waitFor();
    expect(await axeViolations(page)).toEqual([]);
  }
});

it('leads from what stops a batch to the page that mends it, and goes on after the mending', async () => {
  const { signedIn, lender } = await openOffice();
  const page = await signedIn();
  await openPreview(page);
  await page.getByRole('button', { name: 'Only make the batch' }).click();
  await page.getByRole('link', { name: 'Open the batch' }).click();
  await page.getByRole('heading', { name: 'History' }).waitFor();
  await lender.xero.inBooks('PUT', '/lock-dates', { endOfYearLockDate: '2026-05-01' });
  await page.getByRole('button', { name: 'Send to the twin' }).click();
  await page.getByText('lock_date.period_closed').waitFor();
  expect(await lender.xero.liveDocuments()).toEqual([]);
  await lender.xero.inBooks('PUT', '/lock-dates', { endOfYearLockDate: null });
  await page.reload();
  await page.getByRole('button', { name: 'Send to the twin' }).click();
  await page.getByText('20260531.001 is complete').waitFor();
  await lender.configure({ settings: { defaultContact: 'NOBODY' } });
  await lender.import(
    'transactions',
    `${TRANSACTION_COLUMNS}\nT9,2026-05-04,L1,PAY,-5.00,BNZ,DD9\n`,
  );
  await openPreview(page);
  await page.getByText('contact.default_missing').waitFor();
  await page.getByRole('link', { name: 'Open GL and Accounting' }).click();
  await page
    .getByRole('combobox', { name: 'Default Contact' })
    .or(page.getByLabel('Default Contact'))
    .first()
    .waitFor();
  await page.goBack();
  await page.getByText('contact.default_missing').waitFor();
});

it('answers a pause of what does not run, and keeps the acts from those who only read', async () => {
  const { signedIn, lender } = await openOffice();
  const exportId = await lender.planned();
  const page = await signedIn();
  const paused = await page.request.delete(`/api/v1/exports/${exportId}/sending`, { data: {} });
  expect(await paused.json()).toEqual({ wasRunning: false });
  const reader = await signedIn({ code: 'READER', level: 'readOnly' });
  await reader.goto(`/batches/${exportId}`);
  const send = reader.getByRole('button', { name: 'Send to the twin' });
  await send.waitFor();
  expect(await send.isDisabled()).toBe(true);
  await reader.getByText('Your level is Read Only').waitFor();
  expect(await axeViolations(reader)).toEqual([]);
});
