import type { Catalog } from '../domain/catalog.ts';
import type { GlobalSettings, OptionBasis } from '../domain/settings.ts';
import { sameName } from '../domain/tracking.ts';

/** A tracking category and the options that it needs. */
export interface WantedCategory {
  readonly name: string;
  readonly options: readonly string[];
}

/** The categories that settings ask for, each with an option for every branch or department. */
export function wantedTracking(
  effective: readonly Pick<GlobalSettings, 'trackingA' | 'trackingB'>[],
  catalog: Pick<Catalog, 'branches' | 'departments'>,
): WantedCategory[] {
  const wanted: { name: string; options: string[] }[] = [];
  for (const { basis, name } of effective.flatMap((one) => [one.trackingA, one.trackingB])) {
    if (basis === 'none' || name === '') continue;
    const category = wanted.find((one) => sameName(one.name, name));
    const options = optionsOf(basis, catalog);
    if (category === undefined) wanted.push({ name, options });
    else category.options = [...new Set([...category.options, ...options])];
  }
  return wanted;
}

function optionsOf(
  basis: Exclude<OptionBasis, 'none'>,
  { branches, departments }: Pick<Catalog, 'branches' | 'departments'>,
): string[] {
  return [...(basis === 'branch' ? branches : departments).keys()];
}
