import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { valueIn } from '../test/outcomes.ts';
import { type App, type AppOptions, openApp, type ServedTwin } from './app.ts';
import { type ConfigurationInput, configurationSchema } from './domain/configuration.ts';
import { applyConfiguration } from './store/catalog-writer.ts';
import { connectCustom } from './tasks/connection/connect-custom.ts';

const XERO = /^https:\/\/(identity|api)\.xero\.com/;

describe('the way to an organisation', () => {
  const home = newFolder();
  let xero: ServedTwin;
  let app: App;
  beforeAll(async () => {
    app = await openApp({ dataFolder: home, mode: 'test', actor: 'os:tester', env: {} });
    xero = valueIn(await app.serveTwin({ port: 0, isReset: false }));
  });
  afterAll(async () => {
    await xero.close();
    await app.close();
    rmSync(home, { recursive: true, force: true });
  });

  /** Books in production mode whose calls to Xero end at a twin; every address is noted. */
  async function production(settings: ConfigurationInput['settings']) {
    const addresses: string[] = [];
    const opened = await books({
      mode: 'production',
      fetch: (input, init) => {
        addresses.push(String(input));
        return fetch(String(input).replace(XERO, xero.apiUrl), init);
      },
    });
    await configure(opened.app, { version: 1, settings, entities: [{ code: 'M' }] });
    return { ...opened, addresses };
  }

  const custom = () => {
    const found = xero.apps.find((one) => one.kind === 'custom');
    if (found === undefined) throw new Error('the twin has no custom app');
    return found;
  };
  const tenant = () => xero.organisations[0]?.tenantId ?? '';

  const connect = (app: App, wanted: { entity?: string; secret?: string } = {}) =>
    connectCustom(app, {
      entity: wanted.entity ?? '',
      grant: 'custom',
      scopeSet: 'granular',
      clientId: '',
      askSecret: async () => wanted.secret ?? custom().clientSecret,
    });

  it('leads in production to Xero alone, and keeps the secret sealed', async () => {
    const { app, folder, addresses } = await production({
      clientId: custom().clientId,
      tenant: tenant(),
    });
    valueIn(await connect(app));
    const { client, organisationName, tenantId } = valueIn(await app.connect('M'));
    expect({ organisationName, tenantId }).toEqual({
      organisationName: 'Kauri Finance (NZ)',
      tenantId: tenant(),
    });
    valueIn(await client.readOrganisation());
    expect(addresses.length).toBeGreaterThan(2);
    for (const address of addresses) expect(address).toMatch(XERO);
    expect(app.testOrganisation).toBeUndefined();
    expect(existsSync(join(folder, 'twin'))).toBe(false);
    expect(textIn(folder)).not.toContain(custom().clientSecret);
  });

  it('is the same for all who ask for one organisation, token and pace included', async () => {
    const { app, addresses } = await production({ clientId: custom().clientId });
    valueIn(await connect(app));
    addresses.length = 0;
    const first = valueIn(await app.connect());
    expect(valueIn(await app.connect('M'))).toBe(first);
    expect(addresses).toHaveLength(2);
  });

  it('is refused while the Tenant is not one that is reached, and those are named', async () => {
    const { app } = await production({ clientId: custom().clientId });
    valueIn(await connect(app));
    await configure(app, { version: 1, settings: { tenant: 'f3b5a2d0' } });
    expect(await app.connect('M')).toMatchObject({
      problems: [
        {
          code: 'tenant.not_reachable',
          facts: { reachable: `Kauri Finance (NZ) (${tenant()})` },
        },
      ],
    });
  });

  it('is refused before anybody connected, without a call', async () => {
    const { app, addresses } = await production({});
    expect(await app.connect('M')).toMatchObject({ problems: [{ code: 'connection.missing' }] });
    expect(addresses).toEqual([]);
  });

  it('is not made without Client Id, without secret, or with a wrong one', async () => {
    const { app, addresses } = await production({});
    expect(await connect(app)).toMatchObject({ problems: [{ code: 'client_id.missing' }] });
    await configure(app, { version: 1, settings: { clientId: custom().clientId } });
    expect(await connect(app, { secret: ' ' })).toMatchObject({
      problems: [{ code: 'client_secret.missing' }],
    });
    expect(addresses).toEqual([]);
    const refused = await connect(app, { secret: 'wrong-s3cret' });
    expect(refused).toMatchObject({ problems: [{ code: 'xero_sign_in.credentials_wrong' }] });
    expect(JSON.stringify(refused)).not.toContain('s3cret');
  });

  it('is that of the entity where it overrides the global credentials and Tenant', async () => {
    const { app } = await production({ clientId: 'other', tenant: 'other' });
    const override = { code: 'M', clientId: custom().clientId, tenant: tenant() };
    await configure(app, { version: 1, entities: [override] });
    valueIn(await connect(app, { entity: 'M' }));
    expect(valueIn(await app.connect('M')).tenantId).toBe(tenant());
    expect(await app.connect()).toMatchObject({ ok: false });
  });

  it('is refused while the settings name another app than the one that connected', async () => {
    const { app } = await production({ clientId: custom().clientId });
    valueIn(await connect(app));
    await configure(app, { version: 1, settings: { clientId: 'other' } });
    expect(await app.connect()).toMatchObject({ problems: [{ code: 'connection.other_app' }] });
  });

  it('is unknown for an unknown entity', async () => {
    const { app } = await production({});
    expect(await app.connect('X')).toMatchObject({ problems: [{ code: 'entity.unknown' }] });
  });
});

describe('test mode', () => {
  it('leads to the twin of the data folder, whatever production is set to', async () => {
    const addresses: string[] = [];
    const { app, folder } = await books({
      mode: 'test',
      env: { TIEOUT_XERO_CLIENT_SECRET: 'real-s3cret' },
      fetch: (input, init) => {
        addresses.push(String(input), JSON.stringify([...new Headers(init?.headers)]));
        return fetch(input, init);
      },
    });
    const settings = { clientId: 'real-client', tenant: 'real-tenant' };
    await configure(app, { version: 1, settings, entities: [{ code: 'M' }] });
    expect(existsSync(join(folder, 'twin'))).toBe(false);
    const { organisationName } = valueIn(await app.connect('M'));
    expect(organisationName).toBe('Kauri Finance (NZ)');
    for (const address of addresses.filter((one) => one.startsWith('http'))) {
      expect(address).toMatch(/^http:\/\/127\.0\.0\.1:\d+\//);
    }
    expect(addresses.join()).not.toContain(
      Buffer.from('real-client:real-s3cret').toString('base64'),
    );
  });

  it('wins where it is forced', async () => {
    const { app, folder } = await books({ mode: 'production' });
    await configure(app, { version: 1, settings: { forceTestMode: true } });
    const again = await openIn(folder, { mode: 'production' });
    expect(again.mode).toBe('test');
    expect(again.act()).toMatchObject({ mode: 'test', actor: 'os:tester' });
  });

  it('starts with the organisation that the configuration asks for', async () => {
    const { app } = await books({ mode: 'test' });
    const testOrganisation = { seed: 'empty', name: 'Gum Loans', country: 'AU' } as const;
    await configure(app, { version: 1, testOrganisation });
    expect(app.testOrganisation?.isFixed()).toBe(false);
    const { client } = valueIn(await app.connect());
    expect(valueIn(await client.readOrganisation())).toMatchObject({
      name: 'Gum Loans',
      countryCode: 'AU',
      baseCurrency: 'AUD',
    });
    expect(app.testOrganisation?.isFixed()).toBe(true);
  });
});

async function books(options: Pick<AppOptions, 'mode'> & Partial<AppOptions>) {
  const folder = newFolder();
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return { app: await openIn(folder, options), folder };
}

async function openIn(folder: string, options: Pick<AppOptions, 'mode'> & Partial<AppOptions>) {
  const app = await openApp({ dataFolder: folder, actor: 'os:tester', env: {}, ...options });
  onTestFinished(() => app.close());
  return app;
}

async function configure(app: App, configuration: ConfigurationInput): Promise<void> {
  await applyConfiguration(app.store, app.act(), configurationSchema.parse(configuration));
}

function newFolder(): string {
  return mkdtempSync(join(tmpdir(), 'tieout-app-'));
}

function textIn(folder: string): string {
  const files = readdirSync(folder, { recursive: true, withFileTypes: true });
  return files
    .filter((file) => file.isFile())
    .map((file) => readFileSync(join(file.parentPath, file.name), 'latin1'))
    .join('\n');
}
