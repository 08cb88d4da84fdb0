import type { LineOptions } from './bundle.ts';
import type { OrganisationFacts, TrackingCategory } from './organisation.ts';
import type { LineTracking } from './planned-document.ts';
import type { GlobalSettings } from './settings.ts';

/** The tracking categories that Xero takes: active at once, in all, and options of each. */
export const TRACKING_LIMITS = { active: 2, total: 4, options: 100 } as const;

type Dimensions = { readonly branch: string; readonly department: string };

/** The options of both slots for a branch and department; blank where a slot is not used. */
export function lineOptions(
  { trackingA, trackingB }: Pick<GlobalSettings, 'trackingA' | 'trackingB'>,
  at: Dimensions,
): LineOptions {
  const optionA = optionOf(trackingA, at);
  const optionB = optionOf(trackingB, at);
  return {
    categoryA: optionA === '' ? '' : trackingA.name,
    optionA,
    categoryB: optionB === '' ? '' : trackingB.name,
    optionB,
  };
}

function optionOf(choice: GlobalSettings['trackingA'], at: Dimensions): string {
  return choice.basis === 'none' ? '' : at[choice.basis];
}

/** Both options as Xero wants them on a line, found by name in the organisation just read. */
export function lineTracking(options: LineOptions, facts: OrganisationFacts): LineTracking[] {
  return [
    findTracking(options.categoryA, options.optionA, facts),
    findTracking(options.categoryB, options.optionB, facts),
  ].filter((found) => found !== undefined);
}

/** The category that both slots name: Xero takes one option of a category on a line, not two. */
export function categoryOfBothSlots({
  trackingA,
  trackingB,
}: Pick<GlobalSettings, 'trackingA' | 'trackingB'>): string | undefined {
  const isUsed = trackingA.basis !== 'none' && trackingB.basis !== 'none';
  const isSame = isUsed && trackingA.name !== '' && sameName(trackingA.name, trackingB.name);
  return isSame ? trackingA.name : undefined;
}

/** The active category of a name, compared as Xero does: without regard to case. */
export function findCategory(
  name: string,
  facts: Pick<OrganisationFacts, 'trackingCategories'>,
): TrackingCategory | undefined {
  return facts.trackingCategories.find((one) => one.isActive && sameName(one.name, name));
}

/** Xero compares names of categories and options without regard to case. */
export function sameName(first: string, second: string): boolean {
  return first.trim().toLowerCase() === second.trim().toLowerCase();
}

function findTracking(
  category: string,
  option: string,
  facts: OrganisationFacts,
): LineTracking | undefined {
  if (option === '') return undefined;
  const found = findCategory(category, facts);
  const foundOption = found?.options.find((one) => one.isActive && sameName(one.name, option));
  return {
    trackingCategoryId: found?.trackingCategoryId ?? '',
    category: found?.name ?? category,
    trackingOptionId: foundOption?.trackingOptionId ?? '',
    option: foundOption?.name ?? option,
  };
}
