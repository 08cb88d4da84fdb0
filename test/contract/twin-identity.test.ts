import { request } from 'node:http';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  basic,
  elements,
  openSession,
  requestToken,
  type Session,
  send,
  signIn,
} from './twin-session.ts';

let xero: Session;
beforeAll(async () => {
  xero = await openSession({ seed: 'demo-nz' });
});
afterAll(() => xero.twin.close());

function app(kind: 'web' | 'desktop' | 'custom') {
  const found = xero.twin.apps.find((each) => each.kind === kind);
  if (found === undefined) throw new Error(`There is no ${kind} app.`);
  return found;
}

const CREDENTIALS = { grant_type: 'client_credentials' };

describe('the token endpoint', () => {
  it('grants what a custom connection asks for', async () => {
    const { clientId, clientSecret } = app('custom');
    const scope = 'accounting.settings.read accounting.contacts.read';
    const form = { ...CREDENTIALS, scope };
    const reply = await requestToken(xero.twin, {
      authorization: basic(clientId, clientSecret),
      form,
    });
    expect(reply.body).toMatchObject({ expires_in: 1800, token_type: 'Bearer', scope });
    expect(reply.body).not.toHaveProperty('refresh_token');
    const claims = JSON.parse(
      Buffer.from(reply.body.access_token?.split('.')[1] ?? '', 'base64url').toString(),
    );
    expect(claims).toMatchObject({ client_id: clientId, scope: scope.split(' ') });
    expect(claims.exp - claims.nbf).toBe(1800);
  });

  const custom = () => basic(app('custom').clientId, app('custom').clientSecret);
  it.each([
    ['a wrong secret', () => basic(app('custom').clientId, 'x'), CREDENTIALS, 'invalid_client'],
    ['an unknown client', () => basic('nobody', 'x'), CREDENTIALS, 'invalid_client'],
    ['no client', () => basic('', ''), CREDENTIALS, 'unauthorized_client'],
    ['no grant', custom, {}, 'unsupported_grant_type'],
    ['an unknown grant', custom, { grant_type: 'password' }, 'unsupported_grant_type'],
    [
      'a web app',
      () => basic(app('web').clientId, app('web').clientSecret),
      CREDENTIALS,
      'unauthorized_client',
    ],
    [
      'a broad scope',
      custom,
      { ...CREDENTIALS, scope: 'accounting.transactions' },
      'invalid_scope',
    ],
  ])('refuses %s', async (_case, authorization, form, error) => {
    const request = { authorization: authorization(), form: form as Record<string, string> };
    const reply = await requestToken(xero.twin, request);
    expect([reply.httpStatus, reply.body.error]).toEqual([400, error]);
  });

  it('does not understand JSON', async () => {
    const reply = await send(`${xero.twin.identityUrl}/connect/token`, {
      method: 'POST',
      body: { grant_type: 'client_credentials' },
      headers: { 'content-type': 'application/json', authorization: custom() },
    });
    expect(reply.body).toEqual({ error: 'unsupported_grant_type' });
  });
});

describe('a call', () => {
  it('is refused without a valid token', async () => {
    for (const authorization of ['', 'Bearer nonsense', custom401()]) {
      const reply = await xero.get('/Organisation', { headers: { authorization } });
      expect(reply.httpStatus).toBe(401);
      expect(reply.body).toMatchObject({
        Title: 'Unauthorized',
        Detail: 'AuthenticationUnsuccessful',
      });
      expect(reply.headers.get('www-authenticate')).toBe('Bearer error=invalid_token');
    }
  });

  it('is refused for a tenant that is not connected, and for none with a web app', async () => {
    const other = xero.twin.organisations[1]?.tenantId ?? '';
    const reply = await xero.get('/Organisation', { headers: { 'xero-tenant-id': other } });
    expect(reply.httpStatus).toBe(403);
    expect(reply.body).toMatchObject({ Title: 'Forbidden', Detail: 'AuthenticationUnsuccessful' });
  });

  it('needs no tenant header on a custom connection', async () => {
    const url = `${xero.twin.apiUrl}/api.xro/2.0/Organisation`;
    const headers = { authorization: `Bearer ${xero.token}` };
    expect((await send(url, { method: 'GET', headers })).httpStatus).toBe(200);
  });

  it('is refused for a scope that the token lacks', async () => {
    const token = await signIn(xero.twin, 'accounting.settings.read');
    const headers = { authorization: `Bearer ${token}` };
    expect((await xero.get('/Accounts', { headers })).httpStatus).toBe(200);
    const write = await xero.put('/Accounts', { Name: 'x' }, { headers });
    expect([write.httpStatus, (write.body as { Detail: string }).Detail]).toEqual([
      401,
      'AuthorizationUnsuccessful',
    ]);
    for (const path of ['/ManualJournals', '/Contacts', '/Reports/TrialBalance']) {
      expect((await xero.get(path, { headers })).httpStatus).toBe(401);
    }
  });

  it('is refused for a person without reporting rights', async () => {
    const userId = xero.twin.users[0]?.userId ?? '';
    const path = `/users/${userId}/roles/${xero.tenantId}`;
    await xero.control('PUT', path, { role: 'standard' });
    expect((await xero.get('/ManualJournals')).httpStatus).toBe(403);
    expect((await xero.get('/Accounts')).httpStatus).toBe(200);
    await xero.control('PUT', path, { role: 'standardWithReports' });
    expect((await xero.get('/ManualJournals')).httpStatus).toBe(200);
  });

  it('is refused while the organisation is offline', async () => {
    const path = `/organisations/${xero.tenantId}/state`;
    await xero.control('PUT', path, { isOffline: true });
    const reply = await xero.get('/Organisation');
    expect([reply.httpStatus, reply.text]).toEqual([503, 'The Organisation is offline']);
    await xero.control('PUT', path, { isOffline: false });
  });

  it('is refused in XML, which the twin does not speak', async () => {
    const reply = await xero.get('/Organisation', { headers: { accept: 'application/xml' } });
    expect(reply.httpStatus).toBe(406);
  });

  it('says when its token expired', async () => {
    const old = await openSession();
    await old.control('POST', '/clock', { moveMs: 30 * 60_000 + 1000 });
    const reply = await old.get<{ Detail: string }>('/Organisation');
    expect(reply.httpStatus).toBe(401);
    expect(reply.body.Detail).toMatch(
      /^TokenExpired: token expired at \d\d\/\d\d\/\d{4} \d\d:\d\d:\d\d$/,
    );
    await old.twin.close();
  });
});

function custom401(): string {
  return basic(app('custom').clientId, app('custom').clientSecret);
}

describe('other sites', () => {
  const origin = (headers: Record<string, string>) =>
    send(`${xero.twin.controlUrl}/limits`, { method: 'GET', headers });

  it('are kept away, the twin itself is not', async () => {
    expect((await origin({ origin: 'https://elsewhere.test' })).httpStatus).toBe(403);
    expect((await origin({ origin: xero.twin.apiUrl })).httpStatus).toBe(200);
    expect(await statusWithHost('elsewhere.test')).toBe(403);
    expect(await statusWithHost('localhost:80')).toBe(200);
  });

  /** fetch sets Host itself, so this one goes by the plain client. */
  function statusWithHost(host: string): Promise<number | undefined> {
    return new Promise((resolve, reject) => {
      const url = `${xero.twin.controlUrl}/limits`;
      request(url, { headers: { host } }, (answer) => {
        answer.resume();
        resolve(answer.statusCode);
      })
        .on('error', reject)
        .end();
    });
  }
});

describe('connections', () => {
  it('are listed and can be ended', async () => {
    const own = await openSession();
    const headers = { authorization: `Bearer ${own.token}` };
    const url = `${own.twin.apiUrl}/connections`;
    const listed = await send<{ id: string; authEventId: string }[]>(url, {
      method: 'GET',
      headers,
    });
    expect(listed.body).toHaveLength(1);
    expect(listed.body[0]).toMatchObject({ tenantId: own.tenantId, tenantType: 'ORGANISATION' });
    expect(listed.body[0]).toHaveProperty(
      'createdDateUtc',
      expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{7}$/),
    );
    const other = await send(`${url}?authEventId=00000000-0000-0000-0000-000000000000`, {
      method: 'GET',
      headers,
    });
    expect(other.body).toEqual([]);
    const id = listed.body[0]?.id;
    expect((await send(`${url}/${id}`, { method: 'DELETE', headers })).httpStatus).toBe(204);
    expect((await send(`${url}/${id}`, { method: 'DELETE', headers })).httpStatus).toBe(404);
    expect((await own.get('/Organisation')).httpStatus).toBe(403);
    await own.twin.close();
  });
});

describe('the organisation', () => {
  it('shows its lock dates only where they are set', async () => {
    const before = await xero.get('/Organisation');
    expect(elements(before, 'Organisations')[0]).toMatchObject({
      Name: 'Demo Company (NZ)',
      BaseCurrency: 'NZD',
      FinancialYearEndMonth: 3,
      OrganisationID: xero.tenantId,
    });
    expect(elements(before, 'Organisations')[0]).not.toHaveProperty('PeriodLockDate');
    const path = `/organisations/${xero.tenantId}/lock-dates`;
    await xero.control('PUT', path, { periodLockDate: '2025-12-31' });
    const after = await xero.get('/Organisation');
    expect(elements(after, 'Organisations')[0]).toHaveProperty(
      'PeriodLockDate',
      `/Date(${Date.UTC(2025, 11, 31)}+0000)/`,
    );
    await xero.control('PUT', path, { periodLockDate: null });
  });

  it('says what the person may do', async () => {
    const reply = await xero.get('/Organisation/Actions');
    expect(elements(reply, 'Actions')).toContainEqual({
      Name: 'ApproveTransactionsBeforePeriodLockDate',
      Status: 'NOT-ALLOWED',
    });
    expect((await xero.post('/Organisation', {})).httpStatus).toBe(501);
  });
});
