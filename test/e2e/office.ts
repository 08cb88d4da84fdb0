import { existsSync } from 'node:fs';
import axe, { type AxeResults } from 'axe-core';
import { type Browser, chromium, type Page } from 'playwright-core';
import { afterAll, beforeAll, onTestFinished } from 'vitest';
import type { UserLevel } from '../../src/domain/people.ts';
import { addUser } from '../../src/store/people-writer.ts';
import { choosePasswordTask, makePasswordLinkTask } from '../../src/tasks/people/password-link.ts';
import { valueIn } from '../outcomes.ts';
import { type Lender, type LenderOptions, openLender } from '../scenarios/export/lender.ts';

/** A lender whose app is served, and people with browsers. */
export interface Office {
  readonly lender: Lender;
  readonly url: string;
  readonly firstAdministratorLink: string | null;
  /** A browser of its own in which somebody is signed in, in test mode. */
  signedIn(who?: { code?: string; level?: UserLevel }): Promise<Page>;
  /** A browser in which nobody is. */
  visitor(): Promise<Page>;
}

const PASSWORD = 'four words in a row';
const PLACES = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'];

let browser: Browser;

/** Starts the browser of this file's tests: the one of CHROMIUM, or the system's. */
export function withBrowser(): void {
  beforeAll(async () => {
    const executablePath = process.env.CHROMIUM ?? PLACES.find((path) => existsSync(path));
    if (executablePath === undefined) {
      throw new Error(`No Chromium at ${PLACES.join(', ')}; install it, or set CHROMIUM.`);
    }
    browser = await chromium.launch({ executablePath, args: ['--no-sandbox'] });
  });
  afterAll(() => browser.close());
}

/** Opens the office; everything of it ends with the test. */
export async function openOffice(options: LenderOptions = {}): Promise<Office> {
  const lender = await openLender(options);
  const served = valueIn(await lender.app.serve({ host: '127.0.0.1', port: 0 }));
  onTestFinished(() => served.close());
  const { url, firstAdministratorLink } = served;
  const visitor = async (): Promise<Page> => {
    const context = await browser.newContext({ baseURL: url, locale: 'en-NZ' });
    onTestFinished(() => context.close());
    return context.newPage();
  };
  return {
    lender,
    url,
    firstAdministratorLink,
    visitor,
    signedIn: async ({ code = 'CLERK', level = 'administrator' } = {}) => {
      await hire(lender, code, level);
      const page = await visitor();
      await page.request.post('/api/v1/session', { data: { user: code, password: PASSWORD } });
      await page.request.put('/api/v1/session/mode', { data: { mode: 'test' } });
      await page.goto('/');
      await page.getByRole('heading', { level: 1 }).waitFor();
      return page;
    },
  };
}

async function hire({ app }: Lender, code: string, level: UserLevel): Promise<void> {
  const added = await addUser(app.store, app.act(), { code, name: `${code} of the office`, level });
  if (!added.ok) return;
  const secret = valueIn(await makePasswordLinkTask(app.store, app.act(), code));
  valueIn(await choosePasswordTask(app.store, app.act(), { secret, password: PASSWORD }));
}

/** What axe finds wrong on a page by WCAG 2.2 AA, one line each. */
export async function axeViolations(page: Page): Promise<string[]> {
  await page.evaluate(axe.source);
  const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'];
  const { violations } = await page.evaluate<AxeResults>(
    `axe.run({ runOnly: ${JSON.stringify(tags)} })`,
  );
  return violations.flatMap(({ id, nodes }) => nodes.map((node) => `${id}: ${node.html}`));
}
