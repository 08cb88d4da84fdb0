import { describe, expect, it } from 'vitest';
import { catalogOf, lenderWith } from '../../test/domain/lender.ts';
import { trackingCategory } from '../../test/domain/organisation.ts';
import type { OptionBasis } from './settings.ts';
import { missingTracking, trackingProblems, wantedTracking } from './wanted-tracking.ts';

const { catalog } = catalogOf(lenderWith());
const slot = (basis: OptionBasis, name: string) => ({ basis, name });
const NONE = slot('none', '');
const BRANCH = { name: 'Branch', options: ['EAST', 'WEST'] };
const codesOf = (found: { problems: { code: string }[] }) => found.problems.map((one) => one.code);

describe('tracking that settings ask for', () => {
  it('is an option for each branch or department, by id', () => {
    const settings = {
      trackingA: slot('department', 'Department'),
      trackingB: slot('branch', 'Branch'),
    };
    expect(wantedTracking([settings], catalog)).toEqual([
      { name: 'Department', options: ['LOANS', 'LEASES'] },
      BRANCH,
    ]);
  });

  it('is nothing for a basis of none', () => {
    expect(
      wantedTracking([{ trackingA: slot('none', 'Unused'), trackingB: NONE }], catalog),
    ).toEqual([]);
  });

  it('holds the branches of one entity, and those of all entities', () => {
    const shared = lenderWith({ branches: [{ id: 'ALL' }, { id: 'N1', entity: 'N' }] });
    const settings = { trackingA: slot('branch', 'Branch'), trackingB: NONE };
    const [category] = wantedTracking([settings], catalogOf(shared).catalog, 'M');
    expect(category?.options).toEqual(['EAST', 'WEST', 'ALL']);
  });

  it('puts what two entities want of one category together', () => {
    const one = { trackingA: slot('branch', 'Where'), trackingB: NONE };
    const other = { trackingA: slot('department', 'where '), trackingB: NONE };
    expect(wantedTracking([one, other], catalog)).toEqual([
      { name: 'Where', options: ['EAST', 'WEST', 'LOANS', 'LEASES'] },
    ]);
  });
});

describe('tracking that an organisation lacks', () => {
  const names = { entity: 'M', organisation: 'Lender Limited' };

  it('is nothing where all of it is there, whatever the case of the names', () => {
    const existing = [trackingCategory('BRANCH', ['East', 'west'])];
    expect(missingTracking([BRANCH], existing)).toEqual({ missing: [], problems: [] });
    expect(trackingProblems([BRANCH], existing, names)).toEqual([]);
  });

  it('names each missing option', () => {
    const existing = [trackingCategory('Branch', ['EAST'])];
    expect(missingTracking([BRANCH], existing).missing).toMatchObject([{ options: ['WEST'] }]);
    expect(trackingProblems([BRANCH], existing, names)).toMatchObject([
      { code: 'tracking.option_missing', facts: { category: 'Branch', option: 'WEST' } },
    ]);
  });

  it('names a missing category once, not its options too', () => {
    expect(missingTracking([BRANCH], []).missing).toMatchObject([
      { name: 'Branch', options: ['EAST', 'WEST'], trackingCategoryId: undefined },
    ]);
    expect(codesOf({ problems: trackingProblems([BRANCH], [], names) })).toEqual([
      'tracking.category_missing',
    ]);
  });

  it('counts the categories that would be made before it', () => {
    const existing = [trackingCategory('Region', [])];
    const other = { name: 'Department', options: [] };
    expect(codesOf(missingTracking([BRANCH], existing))).toEqual([]);
    expect(codesOf(missingTracking([BRANCH, other], existing))).toEqual([
      'tracking.too_many_categories',
    ]);
  });

  it('refuses more options than Xero takes', () => {
    const options = Array.from({ length: 101 }, (_, index) => `B${index}`);
    expect(codesOf(missingTracking([{ name: 'Branch', options }], []))).toEqual([
      'tracking.too_many_options',
    ]);
  });
});
