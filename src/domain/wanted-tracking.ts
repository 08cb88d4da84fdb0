import type { Catalog } from './catalog.ts';
import { checkCategoryRoom, checkOptionRoom, missingOptions } from './check-tracking.ts';
import type { TrackingCategory } from './organisation.ts';
import { type Problem, problem } from './problem.ts';
import type { GlobalSettings, OptionBasis } from './settings.ts';
import { findCategory, sameName } from './tracking.ts';

/** A tracking category and the options that it needs, named as in our lists. */
export interface WantedCategory {
  readonly name: string;
  readonly options: readonly string[];
}

/** What an organisation lacks of one wanted category. */
export interface MissingTracking extends WantedCategory {
  /** Undefined where the category itself is missing. */
  readonly trackingCategoryId: string | undefined;
}

/** The categories that settings ask for, each with an option for every branch or department. */
export function wantedTracking(
  effective: readonly Pick<GlobalSettings, 'trackingA' | 'trackingB'>[],
  catalog: Pick<Catalog, 'branches' | 'departments'>,
  entity = '',
): WantedCategory[] {
  const wanted: { name: string; options: string[] }[] = [];
  for (const { basis, name } of effective.flatMap((one) => [one.trackingA, one.trackingB])) {
    if (basis === 'none' || name === '') continue;
    const category = wanted.find((one) => sameName(one.name, name));
    const options = optionsOf(basis, catalog, entity);
    if (category === undefined) wanted.push({ name, options });
    else category.options = [...new Set([...category.options, ...options])];
  }
  return wanted;
}

/** What is missing of the wanted categories, and every limit of Xero that stands in its way. */
export function missingTracking(
  wanted: readonly WantedCategory[],
  existing: readonly TrackingCategory[],
): { missing: MissingTracking[]; problems: Problem[] } {
  const missing: MissingTracking[] = [];
  const problems: Problem[] = [];
  let trackingCategories = existing;
  for (const { name, options } of wanted) {
    const found = findCategory(name, { trackingCategories });
    const category = found ?? newCategory(name);
    const added = missingOptions(options, category);
    if (found === undefined) problems.push(...checkCategoryRoom(name, { trackingCategories }));
    problems.push(...checkOptionRoom(category, added.length));
    if (found === undefined) trackingCategories = [...trackingCategories, category];
    if (found !== undefined && added.length === 0) continue;
    missing.push({ name, options: added, trackingCategoryId: found?.trackingCategoryId });
  }
  return { missing, problems };
}

/** The same for a person: each category and option that is not there. */
export function trackingProblems(
  wanted: readonly WantedCategory[],
  existing: readonly TrackingCategory[],
  { entity, organisation }: { entity: string; organisation: string },
): Problem[] {
  const { missing, problems } = missingTracking(wanted, existing);
  const absent = missing.flatMap(({ name: category, options, trackingCategoryId }) =>
    trackingCategoryId === undefined
      ? [problem('tracking.category_missing', { category, organisation, entity })]
      : options.map((option) => problem('tracking.option_missing', { category, option, entity })),
  );
  return [...problems, ...absent];
}

function newCategory(name: string): TrackingCategory {
  return { trackingCategoryId: '', name, isActive: true, options: [] };
}

/** A branch that names no entity belongs to all of them. */
function optionsOf(
  basis: Exclude<OptionBasis, 'none'>,
  { branches, departments }: Pick<Catalog, 'branches' | 'departments'>,
  entity: string,
): string[] {
  if (basis === 'department') return [...departments.keys()];
  const all = [...branches.values()];
  return all
    .filter((branch) => entity === '' || branch.entity === '' || branch.entity === entity)
    .map(({ id }) => id);
}
