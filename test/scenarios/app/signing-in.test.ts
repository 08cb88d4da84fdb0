import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { buildServer } from '../../../src/api/routes/server.ts';
import { findPasswordHash, findUser } from '../../../src/store/people-reader.ts';
import {
  type Answer,
  cookieOf,
  openServed,
  PASSWORD,
  type Served,
  withPassword,
} from './served.ts';

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const SESSION = '/api/v1/session';

const signIn = ({ call }: Served, user: string, password = PASSWORD): Promise<Answer> =>
  call('POST', SESSION, { body: { user, password } });

/** Whose session a cookie is; blank for nobody's. */
async function whoseIs({ call }: Served, cookie: string): Promise<string> {
  const { session } = (await call('GET', SESSION, { cookie })).json as {
    session: { user: { code: string } } | null;
  };
  return session?.user.code ?? '';
}

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

describe('a session', () => {
  it('is missing where there is no cookie, a made-up one, or one that signed out', async () => {
    const served = await openServed();
    const cookie = await served.hired('ANN', 'normal');
    expect(await whoseIs(served, cookie)).toBe('ANN');
    const out = await served.call('DELETE', SESSION, { cookie, body: {} });
    expect(out.headers['set-cookie']).toMatch(/^tieout_session=;/);
    for (const wrong of [cookie, 'tieout_session=made-up', 'tieout_session=', '']) {
      expect(await whoseIs(served, wrong)).toBe('');
      const answer = await served.call('GET', '/api/v1/exports', { cookie: wrong });
      expect(answer).toMatchObject({ status: 401, code: 'session.missing' });
    }
  });

  it('ends an hour after the last request, and after twelve hours in any case', async () => {
    const served = await openServed();
    const [idle, busy] = [
      await served.hired('IDLE', 'normal'),
      await served.hired('BUSY', 'normal'),
    ];
    served.pass(59 * MINUTE_MS);
    expect(await whoseIs(served, busy)).toBe('BUSY');
    served.pass(2 * MINUTE_MS);
    expect(await whoseIs(served, idle)).toBe('');
    for (let times = 1; times <= 13; times += 1) {
      expect(await whoseIs(served, busy)).toBe('BUSY');
      served.pass(54 * MINUTE_MS);
    }
    expect(await whoseIs(served, busy)).toBe('');
  });

  it('ends at once when its user is disabled, or chooses another password', async () => {
    const served = await openServed();
    const chief = await served.hired('CHIEF', 'administrator');
    const ann = await served.hired('ANN', 'normal');
    const bob = await served.hired('BOB', 'normal');
    const body = { isDisabled: true, basedOn: '2' };
    await served.call('PUT', '/api/v1/users/ANN', { cookie: chief, body });
    expect(await whoseIs(served, ann)).toBe('');
    await withPassword(served, 'BOB');
    expect(await whoseIs(served, bob)).toBe('');
  });

  it('is a new one after its user changed the password, by the present one alone', async () => {
    const served = await openServed();
    await withPassword(served, 'ANN');
    const [here, there] = [
      cookieOf(await signIn(served, 'ANN')),
      cookieOf(await signIn(served, 'ANN')),
    ];
    const change = (current: string, password: string) =>
      served.call('PUT', `${SESSION}/password`, { cookie: here, body: { current, password } });
    expect((await change('another four words', 'six other words for it')).code).toBe(
      'password.current_wrong',
    );
    expect((await change(PASSWORD, 'short')).code).toBe('password.too_short');
    const changed = await change(PASSWORD, 'six other words for it');
    expect(await whoseIs(served, cookieOf(changed))).toBe('ANN');
    expect([await whoseIs(served, here), await whoseIs(served, there)]).toEqual(['', '']);
    expect((await signIn(served, 'ANN')).code).toBe('sign_in.wrong');
  });

  it('does not let a thief guess the present password', async () => {
    const served = await openServed();
    await withPassword(served, 'ANN');
    const cookie = cookieOf(await signIn(served, 'ANN'));
    const body = { current: 'another four words', password: 'six other words for it' };
    const guess = () => served.call('PUT', `${SESSION}/password`, { cookie, body });
    for (let tries = 1; tries <= 5; tries += 1) await guess();
    expect((await guess()).code).toBe('sign_in.too_many_tries');
  });
});

describe('a link to choose a password', () => {
  const choose = ({ call }: Served, secret: string, password = PASSWORD): Promise<Answer> =>
    call('POST', '/api/v1/password', { body: { secret, password } });

  it('of the first administrator is printed until one can sign in', async () => {
    const served = await openServed();
    const secret = served.firstAdministratorLink?.split('#')[1] ?? '';
    expect((await served.call('GET', SESSION)).json).toMatchObject({ hasAdministrator: false });
    expect((await choose(served, secret)).json).toEqual({ user: 'ADMIN' });
    expect((await served.call('GET', SESSION)).json).toMatchObject({ hasAdministrator: true });
    expect((await signIn(served, 'admin')).status).toBe(200);
  });

  it('works once, for a day, and not after a newer one', async () => {
    const served = await openServed();
    const refused = { status: 422, code: 'link.not_valid' };
    const used = await withPassword(served, 'ANN');
    expect(await choose(served, used)).toMatchObject(refused);
    expect(await choose(served, 'made up')).toMatchObject(refused);
    const replaced = await served.linkFor('ANN');
    const newer = await served.linkFor('ANN');
    expect(await choose(served, replaced)).toMatchObject(refused);
    served.pass(24 * HOUR_MS + 1);
    expect(await choose(served, newer)).toMatchObject(refused);
    const last = await served.linkFor('ANN');
    served.pass(24 * HOUR_MS - MINUTE_MS);
    expect((await choose(served, last)).status).toBe(200);
  });

  it('ends when its user is disabled, or gets another level', async () => {
    const served = await openServed();
    const cookie = await served.hired('CHIEF', 'administrator');
    for (const change of [{ isDisabled: true }, { level: 'administrator' }]) {
      const secret = await served.linkFor('ANN');
      const { version } = (await findUser(served.app.store.reader, 'ANN')) ?? {};
      const body = { isDisabled: false, basedOn: String(version), ...change };
      const changed = await served.call('PUT', '/api/v1/users/ANN', { cookie, body });
      expect(changed.status).toBe(200);
      expect((await choose(served, secret)).code).toBe('link.not_valid');
    }
  });

  it('takes a password of 12 to 256 letters, whatever they are', async () => {
    const served = await openServed();
    const secret = await served.linkFor('ANN');
    expect((await choose(served, secret, 'a'.repeat(11))).code).toBe('password.too_short');
    expect((await choose(served, secret, '🔑'.repeat(11))).code).toBe('password.too_short');
    expect((await choose(served, secret, 'a'.repeat(257))).code).toBe('password.too_long');
    expect((await choose(served, secret, '🔑'.repeat(256))).status).toBe(200);
  });
});

describe('a request', () => {
  it('that changes something must come from a page of the app', async () => {
    const served = await openServed();
    const cookie = await served.hired('ANN', 'normal');
    const put = (headers: Record<string, string>) =>
      served.call('PUT', `${SESSION}/mode`, { cookie, headers, body: { mode: 'test' } });
    const { host } = new URL(served.url);
    const refused = [
      { 'sec-fetch-site': 'cross-site' },
      { 'sec-fetch-site': 'same-site' },
      { 'sec-fetch-site': 'none' },
      { origin: 'https://elsewhere.example' },
      { origin: 'null' },
      { origin: `http://${host}`, 'sec-fetch-site': 'cross-site' },
    ];
    for (const headers of refused) {
      expect(await put(headers)).toMatchObject({ status: 403, code: 'request.from_elsewhere' });
    }
    const taken = [{ 'sec-fetch-site': 'same-origin' }, { origin: `http://${host}` }, {}];
    for (const headers of taken) expect((await put(headers)).status).toBe(200);
    expect((await signInFrom(served, 'cross-site')).code).toBe('request.from_elsewhere');
  });

  it('of another form is not understood, and says where', async () => {
    const served = await openServed();
    const post = (body: unknown) => served.call('POST', SESSION, { body });
    for (const body of [
      '{',
      '[]',
      { user: 7 },
      { user: 'ANN' },
      { user: 'A'.repeat(101), password: '' },
    ]) {
      expect(await post(body)).toMatchObject({ status: 400, code: 'request.not_understood' });
    }
    const both = (await post({})).json as { problems: unknown[] };
    expect(both.problems).toHaveLength(2);
    const large = await post({ user: 'ANN', password: 'a'.repeat(3 * 1024 * 1024) });
    expect(large.code).toBe('request.not_understood');
  });

  it('for what is not there is told so, and never where files lie', async () => {
    const served = await openServed();
    for (const path of [
      '/api/v1/nothing',
      '/nothing.js',
      '/..%2f..%2fpackage.json',
      '/api/../x.ts',
    ]) {
      const answer = await served.call('GET', path);
      expect(answer).toMatchObject({ status: 404, code: 'page.unknown' });
    }
    expect((await served.call('POST', '/batches', { body: {} })).code).toBe('page.unknown');
  });

  it('is answered with headers that keep other pages and caches out', async () => {
    const served = await openServed();
    const cookie = await served.hired('ANN', 'normal');
    const good = await served.call('GET', SESSION, { cookie });
    const bad = await served.call('GET', '/api/v1/exports');
    const page = await served.call('GET', '/');
    for (const { headers } of [good, bad, page]) {
      const policy = headers['content-security-policy'] ?? '';
      expect(policy).toContain("script-src 'self';");
      expect(policy).toContain("frame-ancestors 'none'");
      expect(policy).not.toContain('unsafe-eval');
      expect(headers).toMatchObject({
        'x-content-type-options': 'nosniff',
        'x-frame-options': 'DENY',
        'referrer-policy': 'no-referrer',
      });
      expect(headers['x-powered-by']).toBeUndefined();
    }
    expect(good.headers['cache-control']).toBe('no-store');
    expect(bad.headers['cache-control']).toBe('no-store');
    expect(bad.headers['content-type']).toContain('application/problem+json');
  });
});

async function signInFrom({ call }: Served, site: string): Promise<Answer> {
  const body = { user: 'ANN', password: PASSWORD };
  return call('POST', SESSION, { body, headers: { 'sec-fetch-site': site } });
}

describe('users', () => {
  it('are added, found and changed, each refusal with its problem', async () => {
    const served = await openServed();
    const cookie = await served.hired('CHIEF', 'administrator');
    const post = (path: string, body: unknown) => served.call('POST', path, { cookie, body });
    const add = (user: string) => post('/api/v1/users', { user, name: '', level: 'normal' });
    expect((await add('ann')).json).toMatchObject({ user: 'ANN' });
    expect(await add('Ann')).toMatchObject({ status: 409, code: 'user.exists' });
    for (const user of ['', 'two words', 'a/b', '<b>']) {
      expect((await add(user)).code).toBe('user.id_not_usable');
    }
    const unknown = await post('/api/v1/users/NOBODY/link', {});
    expect(unknown).toMatchObject({ status: 404, code: 'user.unknown' });
    const put = (user: string, body: object) =>
      served.call('PUT', `/api/v1/users/${user}`, { cookie, body: { basedOn: '1', ...body } });
    expect((await put('NOBODY', {})).code).toBe('user.unknown');
    expect((await put('ann', { name: 'Ann' })).json).toMatchObject({ version: '2' });
    expect(await put('ann', { name: 'An' })).toMatchObject({
      status: 409,
      code: 'record.changed_meanwhile',
    });
  });

  it('always have an administrator who can sign in', async () => {
    const served = await openServed();
    await withPassword(served, 'ONE', 'administrator');
    await served.linkFor('OTHER', 'administrator');
    const cookie = cookieOf(await signIn(served, 'ONE'));
    const put = (body: object) => served.call('PUT', '/api/v1/users/ONE', { cookie, body });
    for (const change of [{ isDisabled: true }, { level: 'normal' }]) {
      const answer = await put({ ...change, basedOn: '2' });
      expect(answer.code).toBe('user.last_administrator');
    }
    await withPassword(served, 'OTHER');
    expect((await put({ level: 'normal', basedOn: '2' })).status).toBe(200);
  });

  it('who administer users neither make nor change administrators', async () => {
    const served = await openServed();
    await withPassword(served, 'CHIEF', 'administrator');
    const cookie = await served.hired('PORTER', 'userAdministrator');
    const refused = [
      served.call('POST', '/api/v1/users/CHIEF/link', { cookie, body: {} }),
      served.call('PUT', '/api/v1/users/CHIEF', {
        cookie,
        body: { isDisabled: true, basedOn: '2' },
      }),
      served.call('PUT', '/api/v1/users/PORTER', {
        cookie,
        body: { level: 'administrator', basedOn: '2' },
      }),
      served.call('POST', '/api/v1/users', {
        cookie,
        body: { user: 'ANN', name: '', level: 'administrator' },
      }),
    ];
    for (const answer of await Promise.all(refused)) expect(answer.code).toBe('user.above_level');
  });

  it('leave no secret in any answer about them', async () => {
    const served = await openServed();
    const used = await withPassword(served, 'ANN');
    const cookie = await served.hired('CHIEF', 'administrator');
    const waiting = await served.linkFor('BOB');
    const { store } = served.app;
    const ann = await findUser(store.reader, 'ANN');
    const hash = (await findPasswordHash(store.reader, ann?.userId ?? 0)) ?? '';
    expect(hash).toMatch(/^\$argon2id\$/);
    const answers = [
      await served.call('GET', '/api/v1/users', { cookie }),
      await served.call('GET', SESSION, { cookie }),
      await signIn(served, 'ANN'),
      await signIn(served, 'ANN', 'another four words'),
    ];
    const secrets = [
      PASSWORD,
      'another four words',
      hash,
      used,
      waiting,
      cookie.split('=')[1] ?? '',
    ];
    const seen = answers.filter(({ text }) => secrets.some((secret) => text.includes(secret)));
    expect(seen).toEqual([]);
    const audit = await store.reader.selectFrom('audit').selectAll().execute();
    const written = JSON.stringify(audit);
    expect(secrets.filter((secret) => written.includes(secret))).toEqual([]);
  });
});
