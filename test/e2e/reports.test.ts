import type { Page } from 'playwright-core';
import { expect, it } from 'vitest';
import { CONFIGURATION, type Lender } from '../scenarios/export/lender.ts';
import { shot } from './exporting.ts';
import { enterOn, tabTo } from './keyboard.ts';
import { axeViolations, openOffice, withBrowser } from './office.ts';

withBrowser();

it('ties out what somebody edited in Xero, says why it differs, and keeps the result', async () => {
  const { lender, signedIn } = await openOffice();
  await exported(lender);
  await edit(lender);
  const page = await signedIn();
  await page.getByRole('link', { name: 'Tie out', exact: true }).click();
  await page.getByLabel('Date').fill('2026-05-15');
  await page.getByRole('button', { name: 'Tie out' }).click();
  await page.getByText('Ties to the cent').waitFor();
  const row = page.getByRole('row').filter({ hasText: 'edited in Xero' }).first();
  await row.getByRole('button', { name: /^Details of/ }).click();
  await page.getByText('Somebody changed, voided, deleted').first().waitFor();
  await page.getByRole('link', { name: '20260531.001/1' }).waitFor();
  await beSound(page, 'tie-out');
  const made = page.getByRole('region', { name: 'Tie-outs made' });
  expect(await made.getByRole('row').count()).toBe(2);
  await page.reload();
  await page.getByText('Ties to the cent').waitFor();
  await page.getByRole('link', { name: 'tieout' }).click();
  await page.getByRole('link', { name: 'Tie-out by account' }).click();
  expect(await page.getByLabel('Date').inputValue()).toBe('2026-05-15');
});

it('shows what nobody can explain first, with what it means, and draws it over time', async () => {
  const { lender, signedIn } = await openOffice();
  await exported(lender);
  await invoiceOnControlAccount(lender);
  const page = await signedIn();
  await page.goto('/reports/tie-out?entity=M&date=2026-05-31');
  await enterOn(page, page.getByRole('button', { name: 'Tie out' }));
  await page.getByText('Does not tie').waitFor();
  const first = page.getByRole('region', { name: 'Accounts of the tie-out' }).getByRole('row');
  expect(await first.nth(1).textContent()).toContain('1100');
  await page.getByText('Look first at the accounts at the top').waitFor();
  const drawn = page.getByRole('table', { name: 'Unexplained over time' });
  expect(await drawn.getByRole('row').count()).toBe(2);
  await beSound(page, 'tie-out-unexplained');
});

it('finds by a watch what was edited, and leads to the document', async () => {
  const { lender, signedIn } = await openOffice();
  await exported(lender);
  const page = await signedIn();
  await page.goto('/reports/watch');
  await enterOn(page, page.getByRole('button', { name: 'Watch' }));
  await page.getByText('All are as they were sent').waitFor();
  await edit(lender);
  await enterOn(page, page.getByRole('button', { name: 'Watch' }));
  await page.getByText('One document is not as it should be').waitFor();
  await page.getByText('date: sent "2026-05-01", found "2026-05-20"').waitFor();
  await beSound(page, 'watch');
  await enterOn(page, page.getByRole('link', { name: /^20260531\.001\// }));
  await page.getByRole('heading', { name: 'History' }).waitFor();
});

it('shows the calls to Xero with what was sent and answered', async () => {
  const settings = { ...CONFIGURATION.settings, logAllRequests: true };
  const { lender, signedIn } = await openOffice({ configuration: { settings } });
  await exported(lender);
  await lender.app.writeRequestLog();
  const page = await signedIn();
  await page.goto('/reports/request-log');
  const sent = page.getByRole('button', { name: /^PUT .*ManualJournals/ });
  await sent.waitFor();
  await beSound(page, 'request-log');
  await enterOn(page, sent);
  const drawer = page.getByRole('dialog');
  await drawer.getByText('"Narration"').first().waitFor();
  await drawer.getByText('"ManualJournalID"').first().waitFor();
  await beSound(page, 'request');
  await page.keyboard.press('Escape');
  await drawer.waitFor({ state: 'hidden' });
  await tabTo(page, page.getByRole('checkbox', { name: 'Failed only' }));
  await page.keyboard.press('Space');
  await page.getByText('No call is kept.').waitFor();
});

it('leads from a problem to its entry among all of them, and finds by words', async () => {
  const { signedIn } = await openOffice();
  const page = await signedIn();
  await page.goto('/reports/tie-out?entity=M&date=2020-01-01');
  await page.getByRole('button', { name: 'Tie out' }).click();
  const opening = page.context().waitForEvent('page');
  await page.getByRole('link', { name: 'tie_out.before_start' }).click();
  const help = await opening;
  const entry = help.getByRole('article', { name: 'tie_out.before_start' });
  await entry.waitFor();
  await expect.poll(() => entry.evaluate((one) => one.matches(':focus'))).toBe(true);
  const box = await entry.boundingBox();
  const height = help.viewportSize()?.height ?? 0;
  expect((box?.y ?? -1) >= 0 && (box?.y ?? 0) + (box?.height ?? 0) <= height).toBe(true);
  const groups = await help.getByRole('heading', { level: 2 }).allTextContents();
  expect(groups.slice(0, 3)).toEqual(['Initialise', 'Verify', 'Export']);
  expect(await axeViolations(help)).toEqual([]);
  await help.getByRole('searchbox', { name: 'Search' }).fill('client secret incorrect zzz');
  await help.getByText(/^0 of \d+$/).waitFor();
  await help.getByRole('searchbox', { name: 'Search' }).fill('tenant chosen');
  await help.getByRole('article', { name: 'tenant.not_chosen' }).waitFor();
  await help.getByText('No Tenant is chosen for ‹scope›').waitFor();
  await beSound(help, 'errors');
});

it('says which program this is, and what nobody promises, to everybody', async () => {
  const { signedIn } = await openOffice();
  const page = await signedIn({ level: 'userAdministrator' });
  await page.getByRole('button', { name: 'Help' }).click();
  await page.getByRole('menuitem', { name: 'About' }).click();
  await page.getByText('0.1.0').waitFor();
  await page.getByText('fit for a particular purpose').waitFor();
  await page.getByText('The law, its rates').waitFor();
  await page.getByRole('row').filter({ hasText: 'Australia' }).waitFor();
  await beSound(page, 'about');
  expect(await page.getByRole('button', { name: 'Reports' }).count()).toBe(0);
});

async function exported(lender: Lender): Promise<void> {
  await lender.send(await lender.planned());
}

/** Somebody moves the journal of 1 May to another day in Xero. */
async function edit(lender: Lender): Promise<void> {
  const journals = (await lender.xero.documents()).filter(({ lines }) => lines.length > 1);
  const [first] = journals.toSorted((one, other) => (one.date < other.date ? -1 : 1));
  await lender.xero.inBooks('POST', `/manual-journals/${first?.id}`, { Date: '2026-05-20' });
}

/** A bill of somebody else on an account that is ours alone; no document listing shows it. */
async function invoiceOnControlAccount({ xero }: Lender): Promise<void> {
  await xero.inBooks('POST', '/invoices', {
    contactName: 'Walk-in',
    date: '2026-05-20',
    lines: [{ accountCode: '1100', amount: '40.00', taxType: 'NONE' }],
  });
}

/** No violation in light and dark, and nothing wider than a telephone. */
async function beSound(page: Page, name: string): Promise<void> {
  expect(await axeViolations(page)).toEqual([]);
  await shot(page, name);
  await page.emulateMedia({ colorScheme: 'dark' });
  await page.waitForTimeout(300);
  expect(await axeViolations(page)).toEqual([]);
  await page.setViewportSize({ width: 360, height: 740 });
  await page.emulateMedia({ colorScheme: 'light' });
  const width = await page.evaluate<number>('document.documentElement.scrollWidth');
  expect(width).toBeLessThanOrEqual(360);
  await shot(page, `${name}-narrow`);
  await page.setViewportSize({ width: 1280, height: 720 });
}
