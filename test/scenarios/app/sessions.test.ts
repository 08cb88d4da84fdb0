import { describe, expect, it } from 'vitest';
import {
  cookieOf,
  openServed,
  PASSWORD,
  SESSION,
  type Served,
  signIn,
  withPassword,
} from './served.ts';

const MINUTE_MS = 60_000;

/** Whose session a cookie is; blank for nobody's. */
async function whoseIs({ call }: Served, cookie: string): Promise<string> {
  const { session } = (await call('GET', SESSION, { cookie })).json as {
    session: { user: { code: string } } | null;
  };
  return session?.user.code ?? '';
}

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
