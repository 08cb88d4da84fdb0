import { describe, expect, it, onTestFinished } from 'vitest';
import { type App, openApp } from '../../../src/app.ts';
import type { Mode } from '../../../src/domain/settings.ts';
import { connectCustom } from '../../../src/tasks/connection/connect-custom.ts';
import { beginConsent, endConsent } from '../../../src/tasks/connection/sign-in.ts';
import { appOf, goThroughConsent } from '../../contract/twin-consent.ts';
import { valueIn } from '../../outcomes.ts';
import { openDesk } from '../cli/tieout.ts';
import { codeOf, inBrowser, type Office, openOffice } from './office.ts';

const REAL = { clientId: 'REAL-APP', secret: 'canary-real-secret' };

/** The same books in another mode, and everything that leaves them. */
async function inMode(office: Office, mode: Mode): Promise<{ app: App; left: string[] }> {
  const left: string[] = [];
  const app = await openApp({
    ...{ dataFolder: office.folder, mode, actor: 'os:tester' },
    env: { TIEOUT_XERO_CLIENT_SECRET: REAL.secret },
    fetch: async (input, init) => {
      const authorization = new Headers(init?.headers).get('authorization') ?? '';
      const decoded = Buffer.from(authorization.replace('Basic ', ''), 'base64').toString('latin1');
      left.push(`${input} ${authorization} ${decoded} ${init?.body ?? ''}`);
      if (!String(input).startsWith('http://127.0.0.1:')) return Response.error();
      return fetch(input, init);
    },
  });
  onTestFinished(() => app.close());
  return { app, left };
}

const wanted = (grant: 'web' | 'custom', clientId = '') => ({
  ...{ entity: '', grant, clientId, scopeSet: 'granular' as const },
  askSecret: async () => REAL.secret,
});

describe('test mode', () => {
  it('uses an app of the twin, though the settings name one of Xero', async () => {
    const office = await openOffice({ settings: { clientId: REAL.clientId } });
    const { app, left } = await inMode(office, 'test');
    const { connection } = valueIn(await connectCustom(app, wanted('custom')));
    expect(connection).toMatchObject({ mode: 'test', grant: 'custom' });
    expect(connection.clientId).not.toBe(REAL.clientId);
    valueIn(await app.connect('M'));
    expect(left.join('\n')).not.toMatch(/REAL-APP|canary/);
    expect(left.every((one) => one.startsWith('http://127.0.0.1:'))).toBe(true);
  });

  it('asks for no secret of an app that the twin does not have', async () => {
    const office = await openOffice();
    const { app, left } = await inMode(office, 'test');
    for (const connecting of [
      connectCustom(app, wanted('custom', REAL.clientId)),
      beginConsent(app, { ...wanted('web', REAL.clientId), session: 's' }),
    ]) {
      expect(await connecting).toMatchObject({
        problems: [
          {
            code: 'client_id.not_of_twin',
            message: expect.stringContaining('REAL-APP'),
            remedy: expect.stringContaining('its secret is not asked for here'),
          },
        ],
      });
    }
    expect(left).toEqual([]);
  });

  it('neither sees nor takes over a connection of production', async () => {
    const office = await openOffice();
    valueIn(await office.connect());
    const { app, left } = await inMode(office, 'test');
    valueIn(await app.connect('M'));
    for (const token of office.wire.tokens) expect(left.join('\n')).not.toContain(token);
    await app.store.transact(app.act(), async (tx, audit) => {
      await tx.updateTable('connection').set({ mode: 'test' }).execute();
      await audit('test', 'change by hand');
    });
    const again = await inMode(office, 'test');
    expect(codeOf(await again.app.connect('M'))).toBe('sealed.unreadable');
    expect(again.left).toEqual([]);
  });

  it('takes no sign-in that production began', async () => {
    const office = await openOffice();
    const { address } = valueIn(await office.begin());
    const { href: text } = await goThroughConsent(inBrowser(address, office.twin));
    const { app } = await inMode(office, 'test');
    const session = 'the session of the one who began';
    expect(codeOf(await endConsent(app, { text, session }))).toBe('xero_consent.state_wrong');
    valueIn(await office.end(text));
  });
});

describe('production', () => {
  it('neither sees nor uses a connection of test mode, and asks no twin', async () => {
    const office = await openOffice({ settings: { twinUrl: 'http://127.0.0.1:9' } });
    await office.configure({ settings: { twinUrl: office.twin.apiUrl } });
    const test = await inMode(office, 'test');
    valueIn(await connectCustom(test.app, wanted('custom')));
    const real = await inMode(office, 'production');
    expect(codeOf(await real.app.connect('M'))).toBe('connection.missing');
    const { clientId } = appOf(office.twin, 'custom');
    const refused = await connectCustom(real.app, wanted('custom', clientId));
    expect(codeOf(refused)).toMatch(/^xero_sign_in\.unavailable$/);
    expect(real.left.length).toBeGreaterThan(0);
    for (const one of real.left) expect(one).toMatch(/^https:\/\/identity\.xero\.com\//);
  });
});

describe('the address of the twin', () => {
  it.each([
    'http://169.254.169.254',
    'http://169.254.169.254/latest/meta-data',
    'http://192.168.0.1:4600',
    'http://0.0.0.0:4600',
    'https://api.xero.com',
    'https://identity.xero.com',
    'http://localhost.evil.example',
    'http://localhost:4600@evil.example',
    'http://127.0.0.1.evil.example',
    'http://127.1.1.1.evil.example:80',
    'http://user:canary@127.0.0.1:4600',
    'http://127.0.0.1:4600/?x=1',
    'http://127.0.0.1:4600/#x',
    'file:///etc/passwd',
    'ftp://127.0.0.1',
    'javascript:alert(1)',
    'localhost:4600',
    '//127.0.0.1:4600',
    'http://[::ffff:169.254.169.254]',
  ])('is never %s', async (twinUrl) => {
    const desk = openDesk();
    const file = desk.write('c.json', JSON.stringify({ version: 1, settings: { twinUrl } }));
    const applied = await desk.json<{ problems: { code: string }[] }>('config', 'apply', file);
    expect(applied.exitCode).toBe(1);
    expect(applied.problems.map(({ code }) => code)).toEqual(['configuration.value_invalid']);
  });

  it('that somebody wrote into the database is not spoken to either', async () => {
    const office = await openOffice();
    await office.app.store.transact(office.app.act(), async (tx, audit) => {
      const value = JSON.stringify('http://169.254.169.254');
      await tx.insertInto('setting').values({ key: 'twinUrl', value }).execute();
      await audit('test', 'change by hand');
    });
    await expect(inMode(office, 'test')).rejects.toThrow(/an address on this machine/);
  });
});
