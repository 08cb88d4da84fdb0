import { randomInt } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { openApp } from '../../../src/app.ts';
import { type ConfigurationInput, configurationSchema } from '../../../src/domain/configuration.ts';
import type { Mode } from '../../../src/domain/settings.ts';
import { applyConfiguration } from '../../../src/store/catalog-writer.ts';
import { startTwin, type Twin } from '../../../src/twin/start.ts';
import { appOf, type Choice, goThroughConsent } from '../../contract/twin-consent.ts';
import { twinApi } from '../../twin-api.ts';
import { NO_BROWSER, openBrowser } from './browser.ts';
import { inBrowser } from './office.ts';
import { type Program, runProgram } from './program.ts';

const AUTHORIZE = /^(https?:\/\/\S+\/identity\/connect\/authorize\?\S+)$/m;

/** A computer with the program on it, and a twin that is Xero for it. */
interface Computer {
  readonly twin: Twin;
  readonly folder: string;
  readonly redirectUri: string;
  run(words: readonly string[], env?: Record<string, string>): Program;
}

async function computer(
  mode: Mode,
  settings: ConfigurationInput['settings'] = {},
): Promise<Computer> {
  const folder = mkdtempSync(join(tmpdir(), 'tieout-connect-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const twin = await startTwin();
  onTestFinished(() => twin.close());
  const { redirectUri = `http://localhost:${randomInt(20_000, 32_000)}/xero/callback` } = settings;
  for (const kind of ['web', 'desktop']) {
    const { clientId } = appOf(twin, kind);
    await twinApi(twin).control('PUT', `/apps/${clientId}`, { redirectUris: [redirectUri] });
  }
  const app = await openApp({ dataFolder: folder, mode, actor: 'os:tester', env: {} });
  const clientId = appOf(twin, 'web').clientId;
  const all = { twinUrl: twin.apiUrl, clientId, ...settings, redirectUri };
  const configuration = configurationSchema.parse({ version: 1, settings: all });
  await applyConfiguration(app.store, app.act(), configuration);
  await app.close();
  const place = ['--data', folder, '--mode', mode];
  const twinUrl = mode === 'production' ? { twinUrl: twin.apiUrl } : {};
  const run: Computer['run'] = (words, env = {}) =>
    runProgram({ words: [...words, ...place], env, ...twinUrl });
  return { twin, folder, redirectUri, run };
}

/** Where a browser comes back to, after the pages of the twin. */
async function cameBack({ twin }: Computer, program: Program, choice: Choice = {}): Promise<URL> {
  const address = await program.said(AUTHORIZE);
  return goThroughConsent(inBrowser(address, twin), choice);
}

describe.skipIf(NO_BROWSER !== '')(`a real browser${NO_BROWSER}`, () => {
  it.each([
    ['web', 'test'],
    ['desktop', 'test'],
    ['web', 'production'],
    ['desktop', 'production'],
  ] as const)('lets a %s app in, in %s mode', async (kind, mode) => {
    const at = await computer(mode);
    const { clientId, clientSecret } = appOf(at.twin, kind);
    const env = { TIEOUT_XERO_CLIENT_SECRET: clientSecret };
    const program = at.run(['connect', `--${kind}`, '--client-id', clientId, '--json'], env);
    const address = await program.said(AUTHORIZE);
    const browser = await openBrowser();
    await browser.open(inBrowser(address, at.twin));
    await browser.press('Aroha Ngata');
    expect(await browser.text()).toContain(`tieout ${kind} would like to`);
    await browser.choose('Organisation', 'Kauri Finance (NZ)');
    await browser.press('Allow access');
    expect(await browser.text()).toMatch(/^Back from Xero\./);
    expect(await browser.url()).toBe(new URL('/connected', at.redirectUri).href);

    const callbacks = browser.passed.filter(({ url }) => url.startsWith(`${at.redirectUri}?`));
    expect(callbacks.map(({ httpStatus }) => httpStatus)).toEqual([302]);
    const authorizationCode = new URL(callbacks[0]?.url ?? '').searchParams.get('code') ?? '';
    expect(authorizationCode.length).toBeGreaterThan(20);
    expect(browser.referrers.join()).not.toContain(authorizationCode);

    const { exitCode, stdout, stderr } = await program.ended();
    expect(exitCode).toBe(0);
    expect(JSON.parse(stdout)).toMatchObject({
      connection: { mode, grant: kind, clientId, organisationName: 'Kauri Finance (NZ)' },
      ...{ warnings: [], problems: [] },
    });
    expect(stderr).toContain(`Redirect URI, letter by letter as in the app:  ${at.redirectUri}`);
    for (const secret of [authorizationCode, clientSecret].filter((one) => one !== '')) {
      expect(stdout + stderr).not.toContain(secret);
    }
  });

  it('says so where somebody cancels', async () => {
    const at = await computer('test');
    const program = at.run(['connect', '--json']);
    const browser = await openBrowser();
    await browser.open(await program.said(AUTHORIZE));
    await browser.press('Ben Whittaker');
    await browser.press('Cancel');
    expect(await browser.text()).toMatch(/^Back from Xero\./);
    const { exitCode, stdout } = await program.ended();
    expect(exitCode).toBe(1);
    expect(JSON.parse(stdout)).toMatchObject({
      connection: null,
      problems: [{ code: 'xero_consent.cancelled' }],
    });
  });
});

describe('a custom connection', () => {
  it.each(['test', 'production'] as const)('needs no browser, in %s mode', async (mode) => {
    const at = await computer(mode);
    const { clientId, clientSecret } = appOf(at.twin, 'custom');
    const program = at.run(['connect', '--custom', '--client-id', clientId, '--json']);
    program.type(clientSecret);
    const { exitCode, stdout, stderr } = await program.ended();
    expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: '' });
    expect(JSON.parse(stdout)).toMatchObject({
      connection: { mode, grant: 'custom', organisationName: 'Kauri Finance (NZ)' },
    });
    expect(stdout).not.toContain(clientSecret);
  });

  it('says to a person what it is connected to, and what comes next', async () => {
    const at = await computer('production');
    const { clientId, clientSecret } = appOf(at.twin, 'custom');
    const words = ['connect', '--custom', '--client-id', clientId];
    const program = at.run(words, { TIEOUT_XERO_CLIENT_SECRET: clientSecret });
    const { stdout } = await program.ended();
    expect(stdout).toMatch(/^Connected to Xero\.\n\nConnection of {2}the global settings\n/);
    expect(stdout).toMatch(/Organisation +Kauri Finance \(NZ\) \([0-9a-f-]{36}\)\n/);
    expect(stdout).toContain(`custom connection ${clientId}`);
    expect(stdout).toMatch(/\n\nNext: tieout verify\n$/);
  });

  it('has no secret where nobody types one', async () => {
    const at = await computer('production');
    const program = at.run(['connect', '--custom', '--json']);
    program.endInput();
    const { exitCode, stdout } = await program.ended();
    expect(exitCode).toBe(1);
    expect(JSON.parse(stdout)).toMatchObject({ problems: [{ code: 'client_secret.missing' }] });
  });
});

const HEADLESS = { redirectUri: 'https://books.example.test/xero/callback' };

describe('a computer without a browser', () => {
  it('takes the address that is pasted, after a wrong one and a foreign one', async () => {
    const at = await computer('production', HEADLESS);
    const program = at.run(['connect', '--json']);
    program.type(appOf(at.twin, 'web').clientSecret);
    const back = await cameBack(at, program);
    expect(program.output().stderr).toContain('paste here the address');
    program.type('what is this?');
    await program.said(/is not the address that Xero came back to/);
    const foreign = new URL(back);
    foreign.searchParams.set('state', 'foreign');
    program.type(foreign.href);
    await program.said(/does not belong to a sign-in that was begun here/);
    program.type(back.href);
    const { exitCode, stdout, stderr } = await program.ended();
    expect(exitCode).toBe(0);
    expect(JSON.parse(stdout)).toMatchObject({ connection: { grant: 'web' }, problems: [] });
    expect(stdout + stderr).not.toContain(back.searchParams.get('code'));
  });

  it('takes it while it also waits for a browser of its own', async () => {
    const at = await computer('test');
    const program = at.run(['connect', '--desktop', '--json']);
    program.type((await cameBack(at, program)).href);
    expect((await program.ended()).exitCode).toBe(0);
  });

  it('gives up where nobody can paste any more', async () => {
    const at = await computer('test', HEADLESS);
    const program = at.run(['connect', '--json']);
    await program.said(AUTHORIZE);
    program.endInput();
    const { exitCode, stdout } = await program.ended();
    expect(exitCode).toBe(1);
    expect(JSON.parse(stdout)).toMatchObject({ problems: [{ code: 'xero_consent.too_late' }] });
  });

  it.each([
    ['Error: unauthorized_client : Invalid redirect_uri', 'xero_consent.redirect_uri_unknown'],
    [
      'Error: unauthorized_client : Unknown client or client not enabled',
      'xero_consent.client_unknown',
    ],
    ['Error: unauthorized_client : Invalid scope for client', 'xero_consent.scope_refused'],
    ['', 'xero_consent.unexplained'],
  ])('explains a page of Xero that is pasted: %s', async (line, wanted) => {
    const at = await computer('test', HEADLESS);
    const program = at.run(['connect', '--json']);
    await program.said(AUTHORIZE);
    program.type(
      [
        'Sorry, something went wrong',
        '',
        'Go back and try again. If the issue continues, check out our Status Page.',
        '',
        'Error code: 500',
        line,
      ].join('\n'),
    );
    const { exitCode, stdout } = await program.ended();
    expect(exitCode).toBe(1);
    const { problems } = JSON.parse(stdout);
    expect(problems).toMatchObject([{ code: wanted }]);
    expect(JSON.stringify(problems)).toContain(appOf(at.twin, 'web').clientId);
  });
});

describe('the port of the callback', () => {
  it('answers every callback by a redirect, a wrong one too, and goes on waiting', async () => {
    const at = await computer('test');
    const program = at.run(['connect', '--json']);
    const back = await cameBack(at, program);
    const get = (address: string | URL, method = 'GET') =>
      fetch(address, { method, redirect: 'manual' });
    const foreign = [
      `${at.redirectUri}?code=x&state=y`,
      `${at.redirectUri}?error=access_denied&state=y`,
      `${at.redirectUri}?${encodeURIComponent('Error code: 500')}`,
      `${at.redirectUri}?a=invalid_scope`,
    ];
    for (const address of foreign) {
      const answer = await get(address);
      expect([answer.status, answer.headers.get('location')]).toEqual([302, '/connected']);
      expect(await answer.text()).toBe('');
    }
    expect((await get(at.redirectUri)).status).toBe(404);
    expect((await get(new URL('/other?code=x', at.redirectUri))).status).toBe(404);
    expect((await get(back, 'POST')).status).toBe(405);
    const answer = await get(back);
    expect(Object.fromEntries(answer.headers)).toMatchObject({
      ...{ location: '/connected', 'cache-control': 'no-store', 'referrer-policy': 'no-referrer' },
    });
    expect((await program.ended()).exitCode).toBe(0);
  });

  it('that is taken is no loss: the address is pasted', async () => {
    const at = await computer('test');
    const first = at.run(['connect', '--json']);
    await first.said(/Waiting for the browser/);
    const second = at.run(['connect', '--json']);
    await second.said(/When the browser has come back, paste/);
    second.type((await cameBack(at, second)).href);
    expect((await second.ended()).exitCode).toBe(0);
  });

  it('does not end the sign-in of another program that waits', async () => {
    const at = await computer('test');
    const first = at.run(['connect', '--json']);
    await first.said(/Waiting for the browser/);
    const second = at.run(['connect', '--json']);
    await second.said(/When the browser has come back, paste/);
    await fetch(await cameBack(at, second));
    await first.said(/does not belong to a sign-in that was begun here/);
    await fetch(await cameBack(at, first));
    expect((await first.ended()).exitCode).toBe(0);
  });
});
