import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { valueIn } from '../test/outcomes.ts';
import { type App, type AppOptions, openApp, type ServedTwin } from './app.ts';
import { type ConfigurationInput, configurationSchema } from './domain/configuration.ts';
import { applyConfiguration } from './store/catalog-writer.ts';

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
  async function production(
    settings: ConfigurationInput['settings'],
    more: Partial<AppOptions> = {},
  ) {
    const addresses: string[] = [];
    const opened = await books({
      mode: 'production',
      env: { TIEOUT_XERO_CLIENT_SECRET: custom().clientSecret },
      fetch: (input, init) => {
        addresses.push(String(input));
        return fetch(String(input).replace(XERO, xero.apiUrl), init);
      },
      ...more,
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

  it('leads in production to Xero alone, with the secret of the environment', async () => {
    const { app, folder, addresses } = await production({
      clientId: custom().clientId,
      tenant: tenant(),
    });
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
    const { app, addresses } = await production({ clientId: custom().clientId, tenant: tenant() });
    const first = valueIn(await app.connect());
    expect(valueIn(await app.connect('M'))).toBe(first);
    expect(addresses).toHaveLength(2);
  });

  it.each([
    ['chosen', '', 'tenant.not_chosen'],
    ['one that the connection reaches', 'f3b5a2d0', 'tenant.not_reachable'],
  ])(
    'is refused while the Tenant is not %s, and those that are reached are named',
    async (_, wanted, refusal) => {
      const { app } = await production({ clientId: custom().clientId, tenant: wanted });
      expect(await app.connect('M')).toMatchObject({
        problems: [{ code: refusal, facts: { reachable: `Kauri Finance (NZ) (${tenant()})` } }],
      });
    },
  );

  it('is refused without Client Id and secret, both named', async () => {
    const { app, addresses } = await production({}, { env: {} });
    expect(await app.connect('M')).toMatchObject({
      problems: [
        { code: 'client_id.missing', facts: { scope: 'entity M' } },
        { code: 'client_secret.missing' },
      ],
    });
    expect(addresses).toEqual([]);
  });

  it('is refused with a wrong secret, which is not repeated', async () => {
    const env = { TIEOUT_XERO_CLIENT_SECRET: 'wrong-s3cret' };
    const { app } = await production({ clientId: custom().clientId, tenant: tenant() }, { env });
    const refused = await app.connect('M');
    expect(refused).toMatchObject({ problems: [{ code: 'xero_sign_in.credentials_wrong' }] });
    expect(JSON.stringify(refused)).not.toContain('s3cret');
  });

  it('is that of the entity where it overrides the global credentials and Tenant', async () => {
    const { app } = await production({ clientId: 'other', tenant: 'other' });
    const override = { code: 'M', clientId: custom().clientId, tenant: tenant() };
    await configure(app, { version: 1, entities: [override] });
    expect(valueIn(await app.connect('M')).tenantId).toBe(tenant());
    expect(await app.connect()).toMatchObject({ ok: false });
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
