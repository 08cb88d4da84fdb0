import { describe, expect, it } from 'vitest';
import { findPasswordHash, findUser } from '../../../src/store/people-reader.ts';
import { cookieOf, openServed, PASSWORD, SESSION, signIn, withPassword } from './served.ts';

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
