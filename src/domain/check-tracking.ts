import type { CheckedDocument } from './check-accounts.ts';
import type { OrganisationFacts } from './organisation.ts';
import type { PlanInput } from './plan-input.ts';
import { type Problem, problem } from './problem.ts';
import { categoryOfBothSlots, findCategory, sameName, TRACKING_LIMITS } from './tracking.ts';

type Against = Pick<PlanInput, 'facts' | 'settings'> & {
  readonly entity: Pick<PlanInput['entity'], 'code'>;
};

/** Tracking categories and options that the documents need and the organisation lacks. */
export function checkTracking(input: Against, documents: readonly CheckedDocument[]): Problem[] {
  const needed = new Map<string, Set<string>>();
  const add = (category: string, option: string) => {
    if (option !== '') needed.set(category, (needed.get(category) ?? new Set()).add(option));
  };
  for (const { categoryA, optionA, categoryB, optionB } of documents.flatMap((one) => one.lines)) {
    add(categoryA, optionA);
    add(categoryB, optionB);
  }
  return [
    ...checkSlots(input),
    ...[...needed].flatMap(([category, options]) => checkCategory(input, category, [...options])),
  ];
}

function checkSlots({ settings, entity }: Against): Problem[] {
  const category = categoryOfBothSlots(settings);
  if (category === undefined) return [];
  return [problem('tracking.one_category_twice', { category, entity: entity.code })];
}

function checkCategory(
  { facts, entity }: Against,
  name: string,
  needed: readonly string[],
): Problem[] {
  const category = findCategory(name, facts);
  if (category === undefined) {
    const organisation = facts.organisation.name;
    return [
      problem('tracking.category_missing', {
        category: name,
        organisation,
        entity: entity.code,
      }),
      ...checkCategoryRoom(name, facts),
    ];
  }
  const missing = missingOptions(needed, category);
  return [
    ...missing.map((option) =>
      problem('tracking.option_missing', { category: name, option, entity: entity.code }),
    ),
    ...checkOptionRoom(category, missing.length),
  ];
}

/** The options of a list that a category does not hold as active ones. */
export function missingOptions(
  needed: readonly string[],
  category: OrganisationFacts['trackingCategories'][number],
): string[] {
  const active = category.options.filter((option) => option.isActive);
  return needed.filter((option) => !active.some((one) => sameName(one.name, option)));
}

/** Refuses a third active category, or a fifth in all, before Xero is asked. */
export function checkCategoryRoom(
  category: string,
  { trackingCategories }: Pick<OrganisationFacts, 'trackingCategories'>,
): Problem[] {
  const active = trackingCategories.filter((one) => one.isActive).length;
  const kind = active >= TRACKING_LIMITS.active ? 'active' : 'in all';
  const limit = kind === 'active' ? TRACKING_LIMITS.active : TRACKING_LIMITS.total;
  const isFull = kind === 'active' || trackingCategories.length >= TRACKING_LIMITS.total;
  return isFull ? [problem('tracking.too_many_categories', { category, kind, limit })] : [];
}

/** Refuses a 101st option before Xero is asked. */
export function checkOptionRoom(
  category: OrganisationFacts['trackingCategories'][number],
  added: number,
): Problem[] {
  const needed = category.options.length + added;
  const { options: limit } = TRACKING_LIMITS;
  if (needed <= limit || added === 0) return [];
  return [problem('tracking.too_many_options', { category: category.name, needed, limit })];
}
