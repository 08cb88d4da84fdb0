import { afterAll, beforeAll, expect, it } from 'vitest';
import { signInPerson } from './twin-consent.ts';
import { openSession, type Reply, type Session, send } from './twin-session.ts';

let xero: Session;
beforeAll(async () => {
  xero = await openSession();
});
afterAll(() => xero.twin.close());

const page = (path: string) => send(`${xero.twin.pagesUrl}${path}`, { method: 'GET' });

/** Posts a form as the page does; a page that did something sends the browser back. */
function post(path: string, fields: Record<string, string> = {}): Promise<Reply<unknown>> {
  return send(`${xero.twin.pagesUrl}${path}`, {
    method: 'POST',
    body: new URLSearchParams(fields).toString(),
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
  });
}

it('apps are made, changed and deleted on their page', async () => {
  const made = await post('/apps', {
    name: '<i>Mine</i>',
    kind: 'web',
    scopeSet: 'broad',
    redirectUris: 'https://mine.test/one\r\nhttps://mine.test/two',
    tenantId: xero.tenantId,
  });
  expect(made.text).toContain('&lt;i&gt;Mine&lt;/i&gt;');
  const section = made.text.slice(made.text.indexOf('&lt;i&gt;Mine'));
  expect(section).toContain('https://mine.test/one\nhttps://mine.test/two');
  expect(section).toContain('accounting.transactions ');
  const clientId = /Client id <code>(\w+)</.exec(section)?.[1];
  await post(`/apps/${clientId}`, { redirectUris: 'https://mine.test/three', isEnabled: 'on' });
  const changed = await page('/apps');
  expect(changed.text).toContain('https://mine.test/three');
  expect(changed.text).not.toContain('https://mine.test/one');
  const secret = /client secret <code>([\w-]+)</.exec(section)?.[1] ?? '';
  expect((await post(`/apps/${clientId}/secret`)).text).not.toContain(secret);
  expect((await post(`/apps/${clientId}/delete`)).text).not.toContain(String(clientId));
});

it('what cannot be done is said on a page of its own', async () => {
  const reply = await post('/apps', {
    name: 'x',
    kind: 'web',
    scopeSet: 'granular',
    redirectUris: 'http://127.0.0.1/',
  });
  expect(reply.httpStatus).toBe(400);
  expect(reply.text).toContain('must begin with https:// or http://localhost');
  expect((await post('/clock', { hours: 'x' })).httpStatus).toBe(400);
});

it('users get roles, and are taken out of an organisation', async () => {
  const added = await post('/users', { name: 'Carla Moana' });
  expect(added.text).toContain('carla.moana@example.test');
  const [, ben] = xero.twin.users;
  const path = `/users/${ben?.userId}/roles/${xero.tenantId}`;
  const changed = await post(path, { role: 'readOnly' });
  expect(changed.text).toContain('<option value="readOnly" selected>Read only</option>');
  const removed = await post(`${path}/remove`);
  expect(removed.text.match(/Not in this organisation/g)).toHaveLength(2);
});

it('connections are seen and ended, and tokens expire', async () => {
  const web = xero.twin.apps.find(({ kind }) => kind === 'web');
  if (web === undefined) throw new Error('There is no web app.');
  const tokens = await signInPerson(xero.twin, web);
  const headers = { authorization: `Bearer ${tokens.access_token}` };
  const shown = (await page('/connections')).text;
  const row = shown.slice(shown.indexOf('<td>tieout web</td>'));
  const id = /connections\/([\w-]+)\/disconnect/.exec(row)?.[1];
  expect((await post(`/connections/${id}/disconnect`)).text).not.toContain('tieout web');
  expect((await xero.get('/Organisation', { headers })).httpStatus).toBe(403);
  await post(`/apps/${web.clientId}/expire`, { kind: 'access', clientId: web.clientId });
  expect((await xero.get('/Organisation', { headers })).httpStatus).toBe(401);
});

it('lock dates and the clock are set', async () => {
  const locked = await post(`/${xero.tenantId}/lock-dates`, {
    periodLockDate: '2026-03-31',
    endOfYearLockDate: '',
  });
  expect(locked.text).toContain('name="periodLockDate" value="2026-03-31"');
  await post('/clock', { hours: '48' });
  const clock = await xero.control<{ now: string }>('GET', '/clock');
  expect(Date.parse(clock.body.now) - Date.now()).toBeGreaterThan(47 * 3_600_000);
});
