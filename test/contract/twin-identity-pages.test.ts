import { afterAll, beforeAll, expect, it } from 'vitest';
import { signInPerson } from './twin-consent.ts';
import { postForm, showPage } from './twin-forms.ts';
import { openSession, type Session } from './twin-session.ts';

let xero: Session;
beforeAll(async () => {
  xero = await openSession();
});
afterAll(() => xero.twin.close());

it('apps are made, changed and deleted on their page', async () => {
  const made = await postForm(xero, '/apps', {
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
  await postForm(xero, `/apps/${clientId}`, {
    redirectUris: 'https://mine.test/three',
    isEnabled: 'on',
  });
  const changed = await showPage(xero, '/apps');
  expect(changed.text).toContain('https://mine.test/three');
  expect(changed.text).not.toContain('https://mine.test/one');
  const secret = /client secret <code>([\w-]+)</.exec(section)?.[1] ?? '';
  expect((await postForm(xero, `/apps/${clientId}/secret`)).text).not.toContain(secret);
  expect((await postForm(xero, `/apps/${clientId}/delete`)).text).not.toContain(String(clientId));
});

it('what cannot be done is said on a page of its own', async () => {
  const reply = await postForm(xero, '/apps', {
    name: 'x',
    kind: 'web',
    scopeSet: 'granular',
    redirectUris: 'http://127.0.0.1/',
  });
  expect(reply.httpStatus).toBe(400);
  expect(reply.text).toContain('must begin with https:// or http://localhost');
  expect((await postForm(xero, '/clock', { hours: 'x' })).httpStatus).toBe(400);
});

it('users get roles, and are taken out of an organisation', async () => {
  const added = await postForm(xero, '/users', { name: 'Carla Moana' });
  expect(added.text).toContain('carla.moana@example.test');
  const [, ben] = xero.twin.users;
  const path = `/users/${ben?.userId}/roles/${xero.tenantId}`;
  const changed = await postForm(xero, path, { role: 'readOnly' });
  expect(changed.text).toContain('<option value="readOnly" selected>Read only</option>');
  const removed = await postForm(xero, `${path}/remove`);
  expect(removed.text.match(/Not in this organisation/g)).toHaveLength(2);
});

it('connections are seen and ended, and tokens expire', async () => {
  const web = xero.twin.apps.find(({ kind }) => kind === 'web');
  if (web === undefined) throw new Error('There is no web app.');
  const tokens = await signInPerson(xero.twin, web);
  const headers = { authorization: `Bearer ${tokens.access_token}` };
  const shown = (await showPage(xero, '/connections')).text;
  const row = shown.slice(shown.indexOf('<td>tieout web</td>'));
  const id = /connections\/([\w-]+)\/disconnect/.exec(row)?.[1];
  expect((await postForm(xero, `/connections/${id}/disconnect`)).text).not.toContain('tieout web');
  expect((await xero.get('/Organisation', { headers })).httpStatus).toBe(403);
  await postForm(xero, `/apps/${web.clientId}/expire`, { kind: 'access', clientId: web.clientId });
  expect((await xero.get('/Organisation', { headers })).httpStatus).toBe(401);
});

it('lock dates and the clock are set', async () => {
  const locked = await postForm(xero, `/${xero.tenantId}/lock-dates`, {
    periodLockDate: '2026-03-31',
    endOfYearLockDate: '',
  });
  expect(locked.text).toContain('name="periodLockDate" value="2026-03-31"');
  await postForm(xero, '/clock', { hours: '48' });
  const clock = await xero.control<{ now: string }>('GET', '/clock');
  expect(Date.parse(clock.body.now) - Date.now()).toBeGreaterThan(47 * 3_600_000);
});
