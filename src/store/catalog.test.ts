import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ACT, ENGINES, newStore } from '../../test/stores.ts';
import { configurationSchema } from '../domain/configuration.ts';
import { DEFAULT_SETTINGS } from '../domain/settings.ts';
import { canonicalJson } from './canonical-json.ts';
import { loadCatalog, loadSegments, loadSettings, loadTestOrganisation } from './catalog-reader.ts';
import { applyConfiguration, compareConfiguration } from './catalog-writer.ts';
import type { Store } from './store.ts';

const FEE = { code: 'FEE', type: 'fee', glAccount: '4100', gstCode: 'OUT', gstRate: 15 };

const configuration = configurationSchema.parse({
  version: 1,
  settings: { tenant: 'T-1', trackingB: { basis: 'branch', name: 'Branch' } },
  entities: [{ code: 'M', description: 'Main Entity M', startDate: '2026-04-01' }],
  branches: [{ id: 'EAST', entity: 'M' }],
  elements: [FEE],
  testOrganisation: { seed: 'empty' },
});

describe.each(ENGINES)('reference data on %s', (engine) => {
  let store: Store;
  let remove: () => Promise<void>;
  beforeAll(async () => {
    ({ store, remove } = await newStore(engine));
  });
  afterAll(() => remove());

  it('starts with the default settings and an empty catalog', async () => {
    expect(await loadSettings(store.reader)).toEqual(DEFAULT_SETTINGS);
    expect((await loadCatalog(store.reader)).elements.size).toBe(0);
    expect(await loadTestOrganisation(store.reader)).toBeUndefined();
  });

  it('keeps what a configuration names and gives it back', async () => {
    const counts = await applyConfiguration(store, ACT, configuration);
    expect(counts).toEqual({ created: 6, changed: 0, unchanged: 0 });
    const catalog = await loadCatalog(store.reader);
    expect(catalog.elements.get('FEE')).toMatchObject({ glAccount: '4100', gstRate: '15' });
    expect(catalog.entities.get('M')?.itemId).toBeGreaterThan(0);
    expect(await loadSettings(store.reader)).toEqual({
      ...DEFAULT_SETTINGS,
      ...configuration.settings,
    });
    expect(await loadTestOrganisation(store.reader)).toEqual({ seed: 'empty' });
  });

  it('changes nothing the second time', async () => {
    const counts = await applyConfiguration(store, ACT, configuration);
    expect(counts).toEqual({ created: 0, changed: 0, unchanged: 6 });
  });

  it('changes an item under its id and says from what to what', async () => {
    const before = (await loadCatalog(store.reader)).elements.get('FEE');
    const changed = configurationSchema.parse({
      version: 1,
      elements: [{ ...FEE, glAccount: '4101' }],
    });
    expect(await compareConfiguration(store.reader, changed)).toMatchObject([
      { list: 'elements', key: 'FEE', from: expect.stringContaining('"4100"') },
    ]);
    const counts = await applyConfiguration(store, ACT, changed);
    expect(counts).toEqual({ created: 0, changed: 1, unchanged: 0 });
    const catalog = await loadCatalog(store.reader);
    expect(catalog.elements.get('FEE')).toEqual({ ...before, glAccount: '4101' });
    expect(catalog.branches.size).toBe(1);
    const trail = await store.reader
      .selectFrom('audit')
      .select('details')
      .where('subject', '=', 'elements/FEE')
      .orderBy('audit_id')
      .execute();
    expect(trail.map(({ details }) => details).at(-1)).toMatch(/4100.*4101/);
  });

  it('reads segments in codes', async () => {
    const catalog = await loadCatalog(store.reader);
    const ids = {
      entity_id: catalog.entities.get('M')?.itemId ?? 0,
      branch_id: catalog.branches.get('EAST')?.itemId ?? 0,
      department_id: 0,
      account_type_id: 0,
    };
    await store.transact(ACT, async (tx, audit) => {
      await tx.insertInto('segment').values(ids).execute();
      await audit('test', 'segment');
    });
    const [segment] = (await loadSegments(store.reader)).values();
    expect(segment).toMatchObject({ entity: 'M', branch: 'EAST', department: '', accountType: '' });
  });
});

describe('canonicalJson', () => {
  it.each([
    [{ b: 1, a: { d: [2, { y: 1, x: 2 }], c: undefined } }, '{"a":{"d":[2,{"x":2,"y":1}]},"b":1}'],
    [['b', 'a'], '["b","a"]'],
    [null, 'null'],
  ])('%j', (value, text) => expect(canonicalJson(value)).toBe(text));
});
