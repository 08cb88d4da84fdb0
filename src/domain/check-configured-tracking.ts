import type { Catalog } from './catalog.ts';
import type { Configuration } from './configuration.ts';
import { type Problem, problem } from './problem.ts';
import { type GlobalSettings, resolveSettings } from './settings.ts';
import { categoryOfBothSlots } from './tracking.ts';

const SLOTS = ['trackingA', 'trackingB'] as const;

/** What the tracking of a configuration file is read against. */
export interface TrackingContext {
  /** The global settings once the file is applied. */
  readonly settings: GlobalSettings;
  readonly stored: Catalog['entities'];
  place(path: readonly (string | number)[]): string;
}

/**
 * Tracking without a name, and both slots on one category, for the global settings and for every
 * entity that they reach. Codes: `configuration.tracking_name_missing`, `.tracking_twice`.
 */
export function checkConfiguredTracking(
  configuration: Configuration,
  context: TrackingContext,
): Problem[] {
  const { settings } = context;
  const global = { given: configuration.settings ?? {}, resolved: settings, path: ['settings'] };
  const own = configuration.entities.map((given, index) => {
    const resolved = resolveSettings(settings, given);
    return { given, resolved, path: ['entities', index], of: `of entity ${given.code}` };
  });
  const inFile = new Set(configuration.entities.map((entity) => entity.code));
  const reached = [...context.stored.values()]
    .filter((entity) => !inFile.has(entity.code))
    .map((entity) => {
      const resolved = resolveSettings(settings, entity);
      return { ...global, resolved, of: `of entity ${entity.code}` };
    });
  return [
    ...[global, ...own].flatMap((one) => namesMissing(one, context)),
    ...namedTwice({ ...global, of: 'of the global settings' }, context),
    ...[...own, ...reached]
      .filter(({ resolved }) => !isSameTracking(resolved, settings))
      .flatMap((one) => namedTwice(one, context)),
  ];
}

type Tracking = { readonly basis: string; readonly name: string } | undefined;

interface Place {
  readonly given: { readonly trackingA?: Tracking; readonly trackingB?: Tracking };
  readonly resolved: GlobalSettings;
  readonly path: readonly (string | number)[];
}

function namesMissing({ given, resolved, path }: Place, { place }: TrackingContext): Problem[] {
  return SLOTS.flatMap((slot) => {
    const basis = given[slot]?.basis ?? 'global';
    if (basis === 'global' || basis === 'none' || resolved[slot].name !== '') return [];
    const facts = { place: place([...path, slot]), basis };
    return [problem('configuration.tracking_name_missing', facts)];
  });
}

function isSameTracking(one: GlobalSettings, other: GlobalSettings): boolean {
  return SLOTS.every(
    (slot) => one[slot].basis === other[slot].basis && one[slot].name === other[slot].name,
  );
}

/** Blames what the file itself says of tracking; what it says nothing of was checked before. */
function namedTwice(
  { given, resolved, path, of }: Place & { readonly of: string },
  { place }: TrackingContext,
): Problem[] {
  const category = categoryOfBothSlots(resolved);
  const slot = SLOTS.findLast((one) => given[one] !== undefined && given[one].basis !== 'global');
  if (category === undefined || (slot === undefined && path[0] === 'settings')) return [];
  const facts = { place: place([...path, slot ?? 'trackingB']), of, category };
  return [problem('configuration.tracking_twice', facts)];
}
