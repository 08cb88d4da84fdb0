import { describe, expect, it } from 'vitest';
import { listConnectionFacts } from '../../../src/store/connection-reader.ts';
import { disconnect } from '../../../src/tasks/connection/disconnect.ts';
import { showConnections, showTenants } from '../../../src/tasks/connection/show-connections.ts';
import { loadAudit } from '../../audit.ts';
import { tokensFor } from '../../contract/twin-consent.ts';
import { valueIn } from '../../outcomes.ts';
import { codeOf, type Office, openOffice } from './office.ts';

/** The links of an app to organisations that a person would see in Xero. */
async function linksOf(office: Office, kind: 'web' | 'custom'): Promise<number> {
  const all = await office.xero.control<{ clientId: string }[]>('GET', '/connections');
  return all.filter(({ clientId }) => clientId === office.appOf(kind).clientId).length;
}

describe('disconnect', () => {
  it('ends the link and the authorisation at Xero, and forgets the secrets here', async () => {
    const office = await openOffice();
    valueIn(await office.connect());
    const { client } = valueIn(await office.app.connect());
    const refreshToken = office.wire.tokens[1];
    expect(await linksOf(office, 'web')).toBe(1);
    expect(valueIn(await disconnect(office.app, { entity: '', isForgotten: false }))).toEqual({
      ...{ organisationName: 'Kauri Finance (NZ)', warnings: [] },
    });
    expect(await linksOf(office, 'web')).toBe(0);
    const made = office.wire.seen.slice(-2).map(({ method, url }) => `${method} ${url}`);
    expect(made).toEqual([
      expect.stringMatching(/^DELETE https:\/\/api\.xero\.com\/connections\/[0-9a-f-]{36}$/),
      'POST https://identity.xero.com/connect/revocation',
    ]);
    const refused = await tokensFor(office.twin, office.appOf('web'), {
      ...{ grant_type: 'refresh_token', refresh_token: refreshToken },
    });
    expect(refused.body).toEqual({ error: 'invalid_grant' });
    expect(await listConnectionFacts(office.app.store.reader, 'production')).toEqual([]);
    expect(codeOf(await office.app.connect())).toBe('connection.missing');
    expect(await client.readOrganisation()).toMatchObject({ ok: false });
    const trail = await loadAudit(office.app.store.reader);
    expect(trail.at(-1)).toMatchObject({ action: 'connection.removed', actor: 'os:tester' });
  });

  it('renews the sign-in first where it has to', async () => {
    const office = await openOffice();
    valueIn(await office.connect());
    await office.pass(5 * 86_400_000);
    expect(
      valueIn(await disconnect(office.app, { entity: '', isForgotten: false })).warnings,
    ).toEqual([]);
    expect(await linksOf(office, 'web')).toBe(0);
  });

  it('of a custom connection ends its link', async () => {
    const office = await openOffice();
    valueIn(await office.connectCustom());
    expect(
      valueIn(await disconnect(office.app, { entity: '', isForgotten: false })).warnings,
    ).toEqual([]);
    expect(await linksOf(office, 'custom')).toBe(0);
    expect(await listConnectionFacts(office.app.store.reader, 'production')).toEqual([]);
  });

  it("of an entity's own leaves the global one", async () => {
    const office = await openOffice();
    const { clientId, clientSecret: secret } = await office.xero.control<{
      clientId: string;
      clientSecret: string;
    }>('POST', '/apps', {
      ...{ kind: 'web', name: 'of M', redirectUris: ['http://localhost:4600/xero/callback'] },
    });
    await office.configure({ entities: [{ code: 'M', clientId }] });
    valueIn(await office.connect());
    valueIn(await office.connect({ entity: 'M', clientId, secret }));
    valueIn(await disconnect(office.app, { entity: 'M', isForgotten: false }));
    valueIn(await office.app.connect());
    expect(codeOf(await office.app.connect('M'))).toBe('connection.missing');
  });

  it('keeps all while Xero cannot be reached, and forgets when told to, with what is left to do', async () => {
    const office = await openOffice();
    valueIn(await office.connect());
    office.wire.instead = () => {
      throw new TypeError('fetch failed', { cause: { code: 'ECONNREFUSED' } });
    };
    const codes = ['xero_call.unreachable', 'xero_sign_in.unavailable'];
    const problems = codes.map((code) => ({ code }));
    const kept = await disconnect(office.app, { entity: '', isForgotten: false });
    expect(kept).toMatchObject({ ok: false, problems });
    expect(await listConnectionFacts(office.app.store.reader, 'production')).toHaveLength(1);
    const { warnings } = valueIn(await disconnect(office.app, { entity: '', isForgotten: true }));
    expect(warnings.map(({ code }) => code)).toEqual(codes);
    expect(await listConnectionFacts(office.app.store.reader, 'production')).toEqual([]);
  });

  it('says each thing once where the authorisation has ended before', async () => {
    const office = await openOffice();
    valueIn(await office.connect());
    await office.xero.control('POST', '/tokens/expire', { kind: 'refresh' });
    await office.pass(31 * 60_000);
    const { warnings } = valueIn(await disconnect(office.app, { entity: '', isForgotten: false }));
    expect(warnings.map(({ code }) => code)).toEqual(['xero_connection.ended']);
  });

  it('of what is not there says so', async () => {
    const office = await openOffice();
    expect(codeOf(await disconnect(office.app, { entity: '', isForgotten: false }))).toBe(
      'connection.missing',
    );
  });

  it('lets the books move to another organisation', async () => {
    const office = await openOffice();
    valueIn(await office.connect());
    await office.xero.control('POST', '/organisations', { name: 'Other Lender' });
    valueIn(await disconnect(office.app, { entity: '', isForgotten: false }));
    const { connection } = valueIn(await office.connect({ organisation: 'Other Lender' }));
    expect(connection.organisationName).toBe('Other Lender');
  });
});

describe('the organisations that a connection reaches', () => {
  it('are asked for anew each time, each with what Xero says of it', async () => {
    const office = await openOffice();
    valueIn(await office.connectCustom());
    const first = valueIn(await showTenants(office.app, ''));
    expect(first).toMatchObject({
      problems: [],
      tenants: [
        {
          ...{ tenantId: office.xero.tenantId, name: 'Kauri Finance (NZ)', isChosen: true },
          organisation: {
            ...{ legalName: expect.any(String), countryCode: 'NZ', baseCurrency: 'NZD' },
            ...{ financialYearEnd: { day: 31, month: 3 }, isDemoCompany: expect.any(Boolean) },
            version: expect.any(String),
          },
        },
      ],
    });
    await office.xero.inBooks('PUT', '/lock-dates', { periodLockDate: '2026-04-30' });
    await office.xero.control('POST', '/organisations', { name: 'Other Lender', connect: true });
    expect(valueIn(await showTenants(office.app, ''))).toMatchObject({
      tenants: [
        { isChosen: true, organisation: { periodLockDate: '2026-04-30' } },
        { name: 'Other Lender', isChosen: false, organisation: { name: 'Other Lender' } },
      ],
    });
  });

  it('are told though one of them does not answer', async () => {
    const office = await openOffice();
    valueIn(await office.connectCustom());
    const other = { name: 'Other Lender', connect: true };
    const { tenantId } = await office.xero.control<{ tenantId: string }>(
      ...(['POST', '/organisations', other] as const),
    );
    await office.xero.control('PUT', `/organisations/${tenantId}/state`, { isOffline: true });
    const shown = valueIn(await showTenants(office.app, ''));
    expect(shown.tenants.map(({ organisation }) => organisation?.name)).toEqual([
      'Kauri Finance (NZ)',
      undefined,
    ]);
    expect(shown.problems.map(({ code }) => code)).toEqual(['xero_call.organisation_offline']);
  });

  it('are none before anybody connected', async () => {
    const office = await openOffice();
    expect(codeOf(await showTenants(office.app, ''))).toBe('connection.missing');
    expect(valueIn(await showConnections(office.app, { isKeptAlive: true }))).toEqual({
      ...{ connections: [], problems: [], warnings: [] },
    });
  });
});
