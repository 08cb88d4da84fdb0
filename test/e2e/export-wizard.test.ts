import { describe, expect, it } from 'vitest';
import { CONFIGURATION, type Lender } from '../scenarios/export/lender.ts';
import { openOptions, openPreview, shot } from './exporting.ts';
import { enterOn, tabTo } from './keyboard.ts';
import { axeViolations, openOffice, withBrowser } from './office.ts';

withBrowser();

const DONE = '20260531.001 is complete';

async function batchesOf({ app }: Lender): Promise<string[]> {
  const rows = await app.store.reader.selectFrom('batch').select('export_id').execute();
  return rows.map((row) => row.export_id);
}

describe('the main job', () => {
  it('goes by mouse, and is found again after a reload at each step', async () => {
    const { signedIn, lender } = await openOffice();
    const page = await signedIn();
    await page.setViewportSize({ width: 1200, height: 800 });
    await page.getByRole('button', { name: 'Process' }).click();
    await page.getByRole('menuitem', { name: 'Export General Ledger' }).click();
    await page.getByRole('radio', { name: 'Create a new batch' }).waitFor();
    await page.reload();
    await shot(page, 'wizard-1-start');
    await page.getByRole('button', { name: 'Next' }).click();
    await page.getByLabel('Up to').fill('2026-05-31');
    await page.getByRole('combobox', { name: 'Export Id' }).fill('[YYYYMM].[Seq]');
    await page.getByText('For example 202605.001').waitFor();
    await page.getByRole('combobox', { name: 'Export Id' }).fill('[YYYYMMDD].[Seq]');
    await page.reload();
    expect(await page.getByLabel('Up to').inputValue()).toBe('2026-05-31');
    await shot(page, 'wizard-2-options');
    expect(await axeViolations(page)).toEqual([]);
    await page.getByRole('button', { name: 'Preview' }).click();
    await page.getByText('Nothing stands in the way').waitFor();
    await page.reload();
    await page.getByText('Nothing stands in the way').waitFor();
    await shot(page, 'wizard-3-preview');
    expect(await axeViolations(page)).toEqual([]);
    expect(await page.getByLabel('Totals').textContent()).toContain('382.50');
    expect(await batchesOf(lender)).toEqual([]);
    await page.getByRole('button', { name: 'Only make the batch' }).click();
    await page.getByText('Nothing has left yet').waitFor();
    await page.reload();
    await shot(page, 'wizard-4-send');
    expect(await axeViolations(page)).toEqual([]);
    await page.getByRole('button', { name: 'Send to the twin' }).click();
    await page.getByText(DONE).waitFor();
    await page.reload();
    await page.getByText(DONE).waitFor();
    await page.getByRole('button', { name: 'Tie out' }).click();
    await page.getByText('Tied out at 2026-05-31: 0.00 unexplained').waitFor();
    await shot(page, 'wizard-5-result');
    expect(await axeViolations(page)).toEqual([]);
    expect(await lender.xero.liveDocuments()).toHaveLength(4);
  });

  it('goes by keyboard alone', async () => {
    const { signedIn, lender } = await openOffice();
    const page = await signedIn();
    await enterOn(page, page.getByRole('button', { name: 'Process' }));
    await page.getByRole('menuitem', { name: 'Export General Ledger' }).waitFor();
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Enter');
    await enterOn(page, page.getByRole('button', { name: 'Next' }));
    await tabTo(page, page.getByLabel('Up to'));
    await page.keyboard.type('05312026');
    await enterOn(page, page.getByRole('button', { name: 'Preview' }));
    await enterOn(page, page.getByRole('button', { name: 'Send to the twin' }));
    await page.getByText(DONE).waitFor();
    await enterOn(page, page.getByRole('button', { name: 'Tie out' }));
    await page.getByText('0.00 unexplained').waitFor();
    await enterOn(page, page.getByRole('link', { name: 'Document 1' }));
    await enterOn(page, page.getByRole('link', { name: 'Line 1' }));
    await enterOn(page, page.getByRole('link', { name: 'T1' }));
    await page.getByRole('heading', { name: 'Transaction T1' }).waitFor();
    expect(await lender.xero.liveDocuments()).toHaveLength(4);
  });

  it('fits a telephone, and dark colours', async () => {
    const { signedIn } = await openOffice();
    const page = await signedIn();
    await page.setViewportSize({ width: 360, height: 740 });
    await openPreview(page);
    await page.emulateMedia({ colorScheme: 'dark' });
    await shot(page, 'wizard-3-preview-360-dark');
    expect(await axeViolations(page)).toEqual([]);
    const width = await page.evaluate<number>('document.documentElement.scrollWidth');
    expect(width).toBeLessThanOrEqual(360);
  });
});

describe('two people at once', () => {
  it('who send at the same moment get one batch', async () => {
    const { signedIn, lender } = await openOffice();
    const pages = [await signedIn({ code: 'ANN' }), await signedIn({ code: 'BOB' })];
    for (const page of pages) await openPreview(page);
    await Promise.all(
      pages.map((page) => page.getByRole('button', { name: 'Send to the twin' }).click()),
    );
    for (const page of pages) await page.getByText(DONE).waitFor();
    expect(await batchesOf(lender)).toEqual(['20260531.001']);
    expect(await lender.xero.liveDocuments()).toHaveLength(4);
  });

  it('get the same batch, also when the second one comes later', async () => {
    const { signedIn, lender } = await openOffice();
    const [ann, bob] = [await signedIn({ code: 'ANN' }), await signedIn({ code: 'BOB' })];
    await openPreview(ann);
    await openPreview(bob);
    await ann.getByRole('button', { name: 'Send to the twin' }).click();
    await ann.getByText(DONE).waitFor();
    await bob.getByRole('button', { name: 'Send to the twin' }).click();
    await bob.getByText(DONE).waitFor();
    expect(await batchesOf(lender)).toEqual(['20260531.001']);
    expect(await lender.xero.liveDocuments()).toHaveLength(4);
  });

  it('do not send what came in after they looked', async () => {
    const { signedIn, lender } = await openOffice();
    const page = await signedIn();
    await openPreview(page);
    await lender.import(
      'transactions',
      'transaction_id,date,account_id,element,amount\nT9,2026-05-04,L1,INT,1.00\n',
    );
    await page.getByRole('button', { name: 'Send to the twin' }).click();
    await page.getByText('Look before you send').waitFor();
    expect(await axeViolations(page)).toEqual([]);
    expect(await lender.xero.liveDocuments()).toEqual([]);
    await page.getByRole('button', { name: 'Send to the twin' }).click();
    await page.getByText(DONE).waitFor();
  });
});

describe('the options', () => {
  it('are read-only where the setting says so, and say why', async () => {
    const settings = { ...CONFIGURATION.settings, allowUserToModifyExportSettings: false };
    const { signedIn } = await openOffice({ configuration: { settings } });
    const page = await signedIn();
    await openOptions(page);
    expect(
      await page.getByRole('combobox', { name: 'Export Id' }).getAttribute('readonly'),
    ).not.toBeNull();
    expect(await page.getByLabel('Transfer journals?').isDisabled()).toBe(true);
    const why = page.getByText('Allow User to modify General Ledger Export settings?').first();
    expect(await why.isVisible()).toBe(true);
    expect(await axeViolations(page)).toEqual([]);
    await page.getByRole('button', { name: 'Preview' }).click();
    await page.getByText('Nothing stands in the way').waitFor();
  });

  it('may be looked at, but not sent, by somebody who only reads', async () => {
    const { signedIn } = await openOffice();
    const page = await signedIn({ code: 'READER', level: 'readOnly' });
    await openOptions(page);
    await page.getByRole('button', { name: 'Preview' }).click();
    expect(await page.getByRole('alert').textContent()).toContain('permission.missing');
  });
});

describe('the preview', () => {
  it('names what is held with its rows, what stops it, and leads to where that is mended', async () => {
    const { signedIn, lender } = await openOffice();
    const elements = CONFIGURATION.elements?.map((one) =>
      one.code === 'INT' ? { ...one, glAccount: '' } : one,
    );
    await lender.configure({ elements });
    await lender.xero.inBooks('PUT', '/accounts/4100/archived', {});
    const page = await signedIn();
    await openPreview(page);
    const text = await page.getByRole('main').textContent();
    expect(text).toContain('gl_account.archived');
    expect(text).toContain('1 row is held');
    await shot(page, 'wizard-3-problems');
    expect(await axeViolations(page)).toEqual([]);
    await page.getByRole('button', { name: /Element INT has no GL account/ }).click();
    await page.getByText('1 in journals: T4 of transactions.csv').waitFor();
    expect(await page.getByRole('button', { name: 'Send to the twin' }).count()).toBe(0);
    await lender.xero.inBooks('PUT', '/accounts/4100/archived', { archived: false });
    await page.getByRole('button', { name: 'Preview again' }).click();
    await page.getByText('Nothing stands in the way').waitFor();
  });

  it('says that nothing waits', async () => {
    const { signedIn } = await openOffice({ transactions: '' });
    const page = await signedIn();
    await openPreview(page);
    await page.getByText('Nothing of M waits for export up to 2026-05-31').waitFor();
    expect(await axeViolations(page)).toEqual([]);
  });

  it('asks for options that its address lacks', async () => {
    const { signedIn } = await openOffice();
    const page = await signedIn();
    await page.goto('/export/new?step=preview&entity=M');
    await page.getByText('Something is missing in the options').waitFor();
    await page.getByRole('link', { name: 'Open the options' }).click();
    await page.getByLabel('Up to').waitFor();
  });
});
