import { expect, it } from 'vitest';
import { configurationSchema } from '../../../src/domain/configuration.ts';
import { loadCatalog, loadSettings } from '../../../src/store/catalog-reader.ts';
import { applyConfiguration } from '../../../src/store/catalog-writer.ts';
import { findUser } from '../../../src/store/people-reader.ts';
import { preferMode } from '../../../src/store/people-writer.ts';
import { openServed, type Served } from './served.ts';

const SETTINGS = '/api/v1/settings';
const CLIENT_ID = '0123456789ABCDEF0123456789ABCDEF';
const SECRET = 'a-canary-that-must-never-be-seen-again-4711';

const CREDENTIALS = {
  ...{ grant: 'web', clientId: CLIENT_ID, secret: SECRET, note: 'Client secret 1' },
  tenant: '6f1d4a2e-0000-4000-8000-000000000001',
};

async function inProduction({ app }: Served, code: string): Promise<void> {
  const user = await findUser(app.store.reader, code);
  if (user === undefined) throw new Error(`no ${code}`);
  await preferMode(app.store, app.act(), { user, mode: 'production' });
}

async function versionOf({ call }: Served, cookie: string, path = SETTINGS): Promise<string> {
  return String((await call('GET', path, { cookie })).json.version);
}

it('a client secret is sealed, told by its end, and in no answer and no row', async () => {
  const served = await openServed();
  const cookie = await served.hired('ANN', 'administrator');
  await inProduction(served, 'ANN');
  const basedOn = await versionOf(served, cookie);
  const body = { basedOn, settings: {}, credentials: CREDENTIALS };
  const saved = await served.call('PUT', SETTINGS, { cookie, body });
  expect(saved.status).toBe(200);
  const read = await served.call('GET', SETTINGS, { cookie });
  expect(read.json.credentials).toMatchObject({
    clientId: CLIENT_ID,
    tenant: CREDENTIALS.tenant,
    secret: { lastFour: '4711', enteredBy: 'user:ANN', note: 'Client secret 1' },
  });
  const { reader } = served.app.store;
  const rows = JSON.stringify([
    await reader.selectFrom('xero_app').selectAll().execute(),
    await reader.selectFrom('audit').selectAll().execute(),
    await reader.selectFrom('setting').selectAll().execute(),
  ]);
  expect(`${saved.text}${read.text}${rows}`).not.toContain(SECRET);
  expect(rows).toContain('v1.');
});

it('a blank secret keeps the one that is there, and a conflict keeps everything', async () => {
  const served = await openServed();
  const cookie = await served.hired('ANN', 'administrator');
  await inProduction(served, 'ANN');
  const first = await versionOf(served, cookie);
  const put = (basedOn: string, credentials: object) =>
    served.call('PUT', SETTINGS, { cookie, body: { basedOn, settings: {}, credentials } });
  await put(first, CREDENTIALS);
  const late = await put(first, { ...CREDENTIALS, secret: '', note: 'late' });
  expect(late).toMatchObject({ status: 409, code: 'record.changed_meanwhile' });
  await put(await versionOf(served, cookie), { ...CREDENTIALS, secret: '', note: 'newer' });
  const { json } = await served.call('GET', SETTINGS, { cookie });
  expect(json.credentials).toMatchObject({ secret: { lastFour: '4711', note: 'newer' } });
});

it('credentials of test mode belong to the twin and touch nothing of production', async () => {
  const served = await openServed();
  const cookie = await served.hired('ANN', 'administrator');
  const basedOn = await versionOf(served, cookie);
  const credentials = { ...CREDENTIALS, tenant: '' };
  await served.call('PUT', SETTINGS, { cookie, body: { basedOn, settings: {}, credentials } });
  expect((await loadSettings(served.app.store.reader)).clientId).toBe('');
  const read = await served.call('GET', SETTINGS, { cookie });
  expect(read.json.credentials).toMatchObject({ clientId: CLIENT_ID });
  await inProduction(served, 'ANN');
  const real = await served.call('GET', SETTINGS, { cookie });
  expect(real.json.credentials).toMatchObject({ clientId: '', secret: null });
});

it('what is no client id, or no tenant of the twin, is refused and not repeated', async () => {
  const served = await openServed();
  const cookie = await served.hired('ANN', 'administrator');
  const basedOn = await versionOf(served, cookie);
  const put = (credentials: object) =>
    served.call('PUT', SETTINGS, { cookie, body: { basedOn, settings: {}, credentials } });
  const malformed = await put({ ...CREDENTIALS, clientId: SECRET });
  expect(malformed).toMatchObject({ status: 422, code: 'client_id.malformed' });
  expect(malformed.text).not.toContain(SECRET);
  expect(await put(CREDENTIALS)).toMatchObject({ status: 422, code: 'tenant.not_reachable' });
});

it('problems of a page name its fields as the screen does', async () => {
  const served = await openServed();
  const cookie = await served.hired('ANN', 'administrator');
  const basedOn = await versionOf(served, cookie);
  const settings = { exemptGstCode: 'NOPE', trackingA: { basis: 'branch', name: '' } };
  const refused = await served.call('PUT', SETTINGS, { cookie, body: { basedOn, settings } });
  expect(refused.status).toBe(422);
  expect(refused.text).toContain('Exempt Code: there is no \\"NOPE\\" in gstCodes');
  expect(refused.text).toContain('Tracking Category A: the option basis is branch');
});

it('an entity is added once, changed whole, and keeps what the page does not show', async () => {
  const served = await openServed();
  const cookie = await served.hired('ANN', 'administrator');
  const { store, act } = served.app;
  const entities = [{ code: 'M', clientId: CLIENT_ID }];
  const configuration = configurationSchema.parse({ version: 1, entities });
  await applyConfiguration(store, act(), configuration);
  const again = await served.call('POST', '/api/v1/entities', {
    cookie,
    body: { entity: { code: 'M', trackingA: {}, trackingB: {} } },
  });
  expect(again).toMatchObject({ status: 409, code: 'entity.exists' });
  const { json } = await served.call('GET', '/api/v1/entities/M', { cookie });
  const entity = { ...(json.entity as object), description: 'Main' };
  const body = { basedOn: json.version, entity };
  const saved = await served.call('PUT', '/api/v1/entities/M', { cookie, body });
  expect(saved.status).toBe(200);
  const stored = (await loadCatalog(store.reader)).entities.get('M');
  expect(stored).toMatchObject({ description: 'Main', clientId: CLIENT_ID });
  const stale = await served.call('PUT', '/api/v1/entities/M', { cookie, body });
  expect(stale).toMatchObject({ status: 409, code: 'record.changed_meanwhile' });
  const unknown = await served.call('PUT', '/api/v1/entities/Q', { cookie, body });
  expect(unknown).toMatchObject({ status: 404, code: 'entity.unknown' });
});

it('a browser that comes back is sent on at once, with nothing of the code left', async () => {
  const served = await openServed();
  for (const query of ['code=canary&state=s', 'error=access_denied&state=s']) {
    const back = await served.call('GET', `/xero/callback?${query}`);
    expect(back).toMatchObject({ status: 302, text: '' });
    expect(back.headers['cache-control']).toBe('no-store');
    expect(back.headers['referrer-policy']).toBe('no-referrer');
    expect(back.headers.location).toMatch(/^\/xero\/back#[0-9a-f-]{36}$/);
  }
  const cookie = await served.hired('ANN', 'administrator');
  const finish = (answer: string) =>
    served.call('POST', '/api/v1/connection/sign-in/finish', { cookie, body: { answer } });
  expect(await finish('made-up')).toMatchObject({ code: 'xero_consent.used' });
  const back = await served.call('GET', '/xero/callback?code=canary&state=made-up');
  const answer = back.headers.location?.split('#')[1] ?? '';
  const refused = await finish(answer);
  expect(refused.code).toBe('xero_consent.state_wrong');
  expect(refused.text).not.toContain('canary');
  expect((await finish(answer)).code).toBe('xero_consent.used');
});

it('an entity without credentials of its own cannot be signed in for', async () => {
  const served = await openServed();
  const cookie = await served.hired('ANN', 'administrator');
  const { store, act } = served.app;
  const configuration = configurationSchema.parse({ version: 1, entities: [{ code: 'M' }] });
  await applyConfiguration(store, act(), configuration);
  const begin = (entity: string) =>
    served.call('POST', '/api/v1/connection/sign-in', { cookie, body: { entity } });
  expect((await begin('M')).code).toBe('client_id.missing');
  expect((await begin('Q')).code).toBe('entity.unknown');
});
