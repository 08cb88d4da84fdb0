import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { buildServer } from '../../../src/api/routes/server.ts';
import { openServed, PASSWORD, SESSION, type Served, signIn, withPassword } from './served.ts';

const MINUTE_MS = 60_000;

describe('signing in', () => {
  it('is refused alike for a wrong id, a wrong password, none yet, and a disabled user', async () => {
    const served = await openServed();
    await withPassword(served, 'ANN');
    await withPassword(served, 'OLD');
    await served.linkFor('NEW');
    const chief = await served.hired('CHIEF', 'administrator');
    const body = { isDisabled: true, basedOn: '2' };
    expect((await served.call('PUT', '/api/v1/users/OLD', { cookie: chief, body })).status).toBe(
      200,
    );
    const refused = [
      await signIn(served, 'NOBODY'),
      await signIn(served, 'ANN', 'another four words'),
      await signIn(served, 'OLD'),
      await signIn(served, 'NEW'),
    ];
    for (const answer of refused) {
      expect(answer).toMatchObject({ status: 401, code: 'sign_in.wrong' });
      expect(answer.text).toBe(refused[0]?.text);
      expect(answer.headers['set-cookie']).toBeUndefined();
    }
    expect((await signIn(served, ' ann ')).status).toBe(200);
  });

  it('takes the same letters however they were typed', async () => {
    const served = await openServed();
    const secret = await served.linkFor('ZOË');
    const password = 'caf\u00e9 caf\u00e9 caf\u00e9';
    await served.call('POST', '/api/v1/password', { body: { secret, password } });
    expect((await signIn(served, 'zoë', password.normalize('NFD'))).status).toBe(200);
  });

  it('waits longer after each wrong password in a row, and never for good', async () => {
    const served = await openServed();
    await withPassword(served, 'ANN');
    const wrong = () => signIn(served, 'ANN', 'another four words');
    for (let tries = 1; tries <= 5; tries += 1) expect((await wrong()).code).toBe('sign_in.wrong');
    expect(await signIn(served, 'ANN')).toMatchObject({
      status: 429,
      code: 'sign_in.too_many_tries',
      json: { problems: [{ facts: { tries: 5, seconds: 5 } }] },
    });
    served.pass(5_000);
    expect((await wrong()).code).toBe('sign_in.wrong');
    const again = await signIn(served, 'ANN');
    expect(again.json).toMatchObject({ problems: [{ facts: { tries: 6, seconds: 10 } }] });
    served.pass(10_000);
    expect((await signIn(served, 'ANN')).status).toBe(200);
    expect((await wrong()).code).toBe('sign_in.wrong');
    expect((await signIn(served, 'ANN')).status).toBe(200);
  });

  it('makes whoever tries many ids from one address wait too', async () => {
    const served = await openServed();
    for (const user of ['A', 'B', 'C', 'D', 'E']) await signIn(served, user);
    expect((await signIn(served, 'F')).code).toBe('sign_in.too_many_tries');
    served.pass(15 * MINUTE_MS);
    expect((await signIn(served, 'F')).code).toBe('sign_in.wrong');
  });

  it('knows addresses apart behind a web server that passes requests on', async () => {
    const served = await openServed();
    const from = (address: string) =>
      served.call('POST', SESSION, {
        body: { user: address, password: PASSWORD },
        headers: { 'x-forwarded-for': address },
      });
    for (let tries = 1; tries <= 5; tries += 1) await from('192.0.2.1');
    expect((await from('192.0.2.1')).code).toBe('sign_in.too_many_tries');
    expect((await from('192.0.2.2')).code).toBe('sign_in.wrong');
  });

  it('keeps no password that was typed in place of the user id', async () => {
    const served = await openServed();
    await signIn(served, PASSWORD, '');
    const { reader } = served.app.store;
    const failures = await reader.selectFrom('sign_in_failure').selectAll().execute();
    const audit = await reader.selectFrom('audit').selectAll().execute();
    expect(failures).toHaveLength(2);
    expect(JSON.stringify([failures, audit]).toUpperCase()).not.toContain(PASSWORD.toUpperCase());
  });

  it('gives a cookie that no script reads and no other site sends', async () => {
    const served = await openServed();
    await withPassword(served, 'ANN');
    const { headers } = await signIn(served, 'ANN');
    const [secret, ...attributes] = headers['set-cookie']?.split('; ') ?? [];
    expect(secret).toMatch(/^tieout_session=[\w-]{43}$/);
    expect(attributes.sort()).toEqual(['HttpOnly', 'Path=/', 'SameSite=Strict']);
  });

  it('marks the cookie for TLS alone where the app has an address of its own', async () => {
    const { app, linkFor } = await openServed();
    await withPassword({ app, linkFor } as Served, 'ANN');
    const webFolder = mkdtempSync(join(tmpdir(), 'tieout-web-'));
    onTestFinished(() => rmSync(webFolder, { recursive: true }));
    const server = await buildServer({
      ...{ store: app.store, now: () => app.act().at, webFolder, isSecure: true },
      contextFor: () => app,
    } as Parameters<typeof buildServer>[0]);
    onTestFinished(() => server.close());
    const payload = { user: 'ANN', password: PASSWORD };
    const { headers } = await server.inject({ method: 'POST', url: SESSION, payload });
    expect(headers['set-cookie']).toMatch(/^__Host-tieout_session=/);
    expect(headers['set-cookie']).toContain('Secure');
    expect(headers['strict-transport-security']).toContain('max-age=');
    const page = await server.inject({ method: 'GET', url: '/' });
    expect(page.json()).toMatchObject({ problems: [{ code: 'pages.not_built' }] });
  });
});
