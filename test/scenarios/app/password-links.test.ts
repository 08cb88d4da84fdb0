import { describe, expect, it } from 'vitest';
import { findUser } from '../../../src/store/people-reader.ts';
import {
  type Answer,
  openServed,
  PASSWORD,
  SESSION,
  type Served,
  signIn,
  withPassword,
} from './served.ts';

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;

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
