import { describe, expect, it } from 'vitest';
import {
  DEFAULT_SETTINGS,
  entityOverrideSchema,
  resolveSettings,
  settingsSchema,
} from './settings.ts';

const GLOBAL = {
  ...DEFAULT_SETTINGS,
  tenant: 'global-tenant',
  defaultContact: 'BORROWERS',
  trackingA: { basis: 'branch', name: 'Branch' },
  trackingB: { basis: 'department', name: 'Department' },
} as const;

const resolved = (override: object) =>
  resolveSettings(
    { ...GLOBAL, streams: [...DEFAULT_SETTINGS.streams] },
    entityOverrideSchema.parse(override),
  );

describe('settings in force for an entity', () => {
  it('are the global ones where it replaces nothing', () => {
    expect(resolved({})).toEqual(GLOBAL);
  });

  it('are its own, field by field; a blank inherits', () => {
    const own = {
      tenant: 'own',
      clientId: 'app',
      defaultContact: '',
      accountStructure: '[Entity]',
    };
    expect(resolved(own)).toMatchObject({
      ...{ tenant: 'own', clientId: 'app', defaultContact: 'BORROWERS' },
      accountStructure: '[Entity]',
    });
  });

  it.each([
    [{ basis: 'global' }, { basis: 'branch', name: 'Branch' }],
    [
      { basis: 'global', name: 'Region' },
      { basis: 'branch', name: 'Region' },
    ],
    [{ basis: 'none' }, { basis: 'none', name: 'Branch' }],
    [
      { basis: 'department', name: 'Team' },
      { basis: 'department', name: 'Team' },
    ],
    [{ basis: 'department' }, { basis: 'department', name: 'Branch' }],
  ])('tracking A of %j is %j', (trackingA, expected) => {
    expect(resolved({ trackingA }).trackingA).toEqual(expected);
    expect(resolved({ trackingA }).trackingB).toEqual(GLOBAL.trackingB);
  });

  it('have defaults that are themselves valid', () => {
    expect(settingsSchema.parse(DEFAULT_SETTINGS)).toEqual(DEFAULT_SETTINGS);
  });

  it('let the twin stand on this machine only', () => {
    const isAllowed = (twinUrl: string) =>
      settingsSchema.safeParse({ ...DEFAULT_SETTINGS, twinUrl }).success;
    const addresses = ['', 'http://127.0.0.1:8080', 'http://localhost/', 'http://[::1]:9'];
    expect(addresses.map(isAllowed)).toEqual(addresses.map(() => true));
    const others = ['https://api.xero.com', 'http://127.0.0.1.evil.example', 'http://10.0.0.1'];
    expect(others.map(isAllowed)).toEqual(others.map(() => false));
  });
});
