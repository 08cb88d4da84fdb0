import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import {
  authorizeUrl,
  goThroughConsent,
  openPage,
  signInPerson,
  type TwinApp,
  tokensFor,
} from './twin-consent.ts';
import { openSession, type Reply, type Session, send } from './twin-session.ts';

interface Connection {
  id: string;
  authEventId: string;
  tenantId: string;
  tenantName: string;
  createdDateUtc: string;
  updatedDateUtc: string;
}

let xero: Session;
let web: TwinApp;
beforeAll(async () => {
  xero = await openSession({ seed: 'demo-nz' });
});
afterAll(() => xero.twin.close());
beforeEach(async () => {
  web = await makeApp();
});

async function makeApp(changes: object = {}): Promise<TwinApp> {
  const wanted = {
    kind: 'web',
    name: 'Lender',
    redirectUris: ['https://lender.test/callback'],
    isCertified: true,
    ...changes,
  };
  const reply = await xero.control<TwinApp>('POST', '/apps', wanted);
  expect(reply.httpStatus).toBe(200);
  return reply.body;
}

const bearer = (token: string | undefined) => ({ authorization: `Bearer ${token}` });

async function connectionsOf(token: string | undefined, query = ''): Promise<Connection[]> {
  const url = `${xero.twin.apiUrl}/connections${query}`;
  return (await send<Connection[]>(url, { method: 'GET', headers: bearer(token) })).body;
}

const refresh = (app: TwinApp, refreshToken: string | undefined) =>
  tokensFor(xero.twin, app, { grant_type: 'refresh_token', refresh_token: refreshToken });

const readOrganisation = (token: string | undefined) =>
  xero.get('/Organisation', { headers: bearer(token) });

describe('an app', () => {
  it.each([
    ['http://127.0.0.1:4600/callback', 'must begin with https:// or http://localhost'],
    ['http://lender.test/callback', 'must begin with https:// or http://localhost'],
    ['tieout://callback', 'must begin with https:// or http://localhost'],
    ['/callback', 'is not an absolute address'],
    ['https://*.lender.test/callback', 'may not hold'],
    ['https://lender.test/#here', 'may not hold'],
  ])('may not have the redirect URI %s', async (redirectUri, words) => {
    const wanted = { kind: 'web', name: 'x', redirectUris: [redirectUri] };
    const reply = await xero.control<{ message: string }>('POST', '/apps', wanted);
    expect(reply.httpStatus).toBe(400);
    expect(reply.body.message).toContain(words);
  });

  it('may have fifty redirect URIs and no more', async () => {
    const many = (count: number) =>
      Array.from({ length: count }, (_, at) => `https://lender.test/${at}`);
    await makeApp({ redirectUris: many(50) });
    const wanted = { kind: 'web', name: 'x', redirectUris: many(51) };
    const reply = await xero.control<{ message: string }>('POST', '/apps', wanted);
    expect(reply.body.message).toContain('50 redirect URIs, not 51');
  });

  it('of the time before March 2026 has broad scopes that stand for the granular ones', async () => {
    const older = await makeApp({ scopeSet: 'broad' });
    const scope = 'accounting.transactions accounting.reports.read';
    const tokens = await signInPerson(xero.twin, older, { scope });
    const headers = bearer(tokens.access_token);
    for (const path of ['/ManualJournals', '/BankTransactions', '/Reports/TrialBalance']) {
      expect((await xero.get(path, { headers })).httpStatus).toBe(200);
    }
    expect((await xero.get('/Accounts', { headers })).httpStatus).toBe(401);
  });

  it('that is disabled, or whose secret changed, is refused from then on', async () => {
    const tokens = await signInPerson(xero.twin, web);
    await xero.control('POST', `/apps/${web.clientId}/secret`);
    expect((await refresh(web, tokens.refresh_token)).body).toEqual({ error: 'invalid_client' });
    await xero.control('PUT', `/apps/${web.clientId}`, { isEnabled: false });
    const page = await openPage(authorizeUrl(xero.twin, web));
    expect(page.text).toContain('Unknown client or client not enabled');
  });

  it('that is deleted takes its tokens along', async () => {
    const tokens = await signInPerson(xero.twin, web);
    await xero.control('DELETE', `/apps/${web.clientId}`);
    expect((await readOrganisation(tokens.access_token)).httpStatus).toBe(401);
    expect((await xero.control('DELETE', `/apps/${web.clientId}`)).httpStatus).toBe(400);
  });

  it('of each kind has what belongs to it', async () => {
    const made = await makeApp({ kind: 'desktop', scopes: ['openid', 'accounting.settings'] });
    expect(made).toMatchObject({ clientSecret: '', scopes: ['openid', 'accounting.settings'] });
    expect((await xero.control<TwinApp[]>('GET', '/apps')).body).toContainEqual(made);
    const custom = { kind: 'custom', name: 'x', tenantId: xero.tenantId };
    const bound = await xero.control<TwinApp>('POST', '/apps', custom);
    const form = { grant_type: 'client_credentials' };
    expect((await tokensFor(xero.twin, bound.body, form)).httpStatus).toBe(200);
    const without = await xero.control('POST', '/apps', { kind: 'custom', name: 'x' });
    expect(without.httpStatus).toBe(400);
  });

  it('that is a custom connection reaches its organisation again once it is authorised again', async () => {
    const custom = xero.twin.apps.find(({ kind }) => kind === 'custom') as TwinApp;
    const token = async () =>
      (await tokensFor(xero.twin, custom, { grant_type: 'client_credentials' })).body.access_token;
    const [link] = await connectionsOf(await token());
    await xero.control('DELETE', `/connections/${link?.id}`);
    expect(await connectionsOf(await token())).toEqual([]);
    await xero.control('POST', `/apps/${custom.clientId}/authorise`);
    expect(await connectionsOf(await token())).toMatchObject([{ tenantId: link?.tenantId }]);
    const refused = await xero.control('POST', `/apps/${web.clientId}/authorise`);
    expect(refused.httpStatus).toBe(400);
  });

  it('lists and ends its connections without a person', async () => {
    await signInPerson(xero.twin, web);
    const form = { grant_type: 'client_credentials', scope: 'app.connections' };
    const { body } = await tokensFor(xero.twin, web, form);
    const [connection] = await connectionsOf(body.access_token);
    expect(connection?.tenantName).toBe('Demo Company (NZ)');
    expect((await readOrganisation(body.access_token)).httpStatus).toBe(401);
  });
});

describe('the limits of connections', () => {
  it('stop an app at its own limit, and let it renew what it has', async () => {
    const small = await makeApp({ connectionLimit: 1 });
    await signInPerson(xero.twin, small, { organisation: 'Demo Company' });
    await signInPerson(xero.twin, small, { organisation: 'Demo Company', user: 'Ben Whittaker' });
    const url = authorizeUrl(xero.twin, small);
    await expect(goThroughConsent(url, { organisation: 'Locked' })).rejects.toThrow(
      'Lender needs to complete certification before they can connect to more Xero organisations',
    );
  });

  it('stop a third uncertified app of one organisation', async () => {
    const made = await xero.control<{ tenantId: string }>('POST', '/organisations', {
      name: 'Full',
    });
    expect(made.httpStatus).toBe(200);
    for (const name of ['One', 'Two']) {
      const app = await makeApp({ name, isCertified: false });
      await signInPerson(xero.twin, app, { organisation: 'Full' });
    }
    const third = authorizeUrl(xero.twin, await makeApp({ name: 'Three', isCertified: false }));
    const consent = goThroughConsent(third, { organisation: 'Full' });
    await expect(consent).rejects.toThrow('two uncertified apps are connected to Full already');
    await signInPerson(xero.twin, web, { organisation: 'Full' });
  });
});

describe('connections of a person', () => {
  it('are told apart by the sign-in that made them', async () => {
    await signInPerson(xero.twin, web, { organisation: 'Demo' });
    const { access_token: token } = await signInPerson(xero.twin, web, { organisation: 'Locked' });
    const all = await connectionsOf(token);
    expect(all.map((row) => row.tenantName)).toEqual(['Demo Company (NZ)', 'Locked Company (NZ)']);
    const latest = all[1]?.authEventId;
    expect(await connectionsOf(token, `?authEventId=${latest}`)).toEqual([all[1]]);
    const other = await signInPerson(xero.twin, web, { user: 'Ben Whittaker' });
    expect(await connectionsOf(other.access_token)).toHaveLength(1);
  });

  it('keep their id and first date when they are made again', async () => {
    const { access_token: token } = await signInPerson(xero.twin, web);
    const [before] = await connectionsOf(token);
    expect(before?.updatedDateUtc).toBe(before?.createdDateUtc);
    const url = `${xero.twin.apiUrl}/connections/${before?.id}`;
    expect((await send(url, { method: 'DELETE', headers: bearer(token) })).httpStatus).toBe(204);
    expect((await readOrganisation(token)).httpStatus).toBe(403);
    await xero.control('POST', '/clock', { moveMs: 60_000 });
    const again = await signInPerson(xero.twin, web);
    const [after] = await connectionsOf(again.access_token);
    expect(after).toMatchObject({ id: before?.id, createdDateUtc: before?.createdDateUtc });
    expect(String(after?.updatedDateUtc) > String(before?.updatedDateUtc)).toBe(true);
    expect(after?.authEventId).not.toBe(before?.authEventId);
  });

  it('end from Xero’s side: the tenant is lost, and with the last one the refresh token', async () => {
    const tokens = await signInPerson(xero.twin, web);
    await xero.control(
      'DELETE',
      `/connections/${(await connectionsOf(tokens.access_token))[0]?.id}`,
    );
    expect(await connectionsOf(tokens.access_token)).toEqual([]);
    expect((await readOrganisation(tokens.access_token)).httpStatus).toBe(403);
    expect((await refresh(web, tokens.refresh_token)).body).toEqual({ error: 'invalid_grant' });
  });

  it('end with a revocation, all of that person’s and no one else’s', async () => {
    const other = await signInPerson(xero.twin, web, { user: 'Ben Whittaker' });
    const tokens = await signInPerson(xero.twin, web);
    expect((await revoke(web, tokens.refresh_token, 'wrong')).body).toEqual({
      error: 'invalid_client',
    });
    const reply = await revoke(web, tokens.refresh_token);
    expect([reply.httpStatus, reply.text]).toEqual([200, '']);
    expect((await refresh(web, tokens.refresh_token)).body).toEqual({ error: 'invalid_grant' });
    expect((await readOrganisation(tokens.access_token)).httpStatus).toBe(401);
    expect((await readOrganisation(other.access_token)).httpStatus).toBe(200);
    expect(await connectionsOf(other.access_token)).toHaveLength(1);
    expect((await revoke(web, 'nonsense')).httpStatus).toBe(200);
  });

  function revoke(
    app: TwinApp,
    token: string | undefined,
    clientSecret = app.clientSecret,
  ): Promise<Reply<unknown>> {
    const credentials = Buffer.from(`${app.clientId}:${clientSecret}`).toString('base64');
    return send(`${xero.twin.identityUrl}/connect/revocation`, {
      method: 'POST',
      body: new URLSearchParams({ token: token ?? '' }).toString(),
      headers: {
        'content-type': 'application/x-www-form-urlencoded',
        authorization: `Basic ${credentials}`,
      },
    });
  }

  it('lose their tokens when a person makes them expire', async () => {
    const tokens = await signInPerson(xero.twin, web);
    const expire = (kind: string) =>
      xero.control('POST', '/tokens/expire', { kind, clientId: web.clientId });
    expect((await expire('access')).body).toEqual({ expired: 1 });
    expect((await readOrganisation(tokens.access_token)).text).toContain('TokenExpired');
    await expire('refresh');
    expect((await refresh(web, tokens.refresh_token)).body).toEqual({ error: 'invalid_grant' });
  });
});
