import { MAX_TRACKING_PER_LINE } from '../../xero/contract/limits.ts';
import type { Behaviours } from '../behaviours.ts';
import { type Category, type OptionRow, sameName } from '../books/tracking.ts';
import { message } from '../messages.ts';
import { internalErrorAnswer, Refusal } from '../wire/answers.ts';
import { guidField, textField } from '../wire/fields.ts';
import { type Incoming, isIncoming } from '../wire/json.ts';
import type { Chart } from './chart.ts';

export interface TrackingInput {
  categoryName: string | undefined;
  optionName: string | undefined;
  categoryId: string | undefined;
  optionId: string | undefined;
}

/** As a line's answer shows it. */
export interface LineTracking {
  Name: string;
  Option: string;
  TrackingCategoryID: string;
  TrackingOptionID: string;
}

/** Reads `Tracking` of a line; anything but a list makes Xero fail with a 500, as recorded. */
export function readTracking(line: Incoming): TrackingInput[] {
  const value = line.tracking ?? [];
  if (!Array.isArray(value)) throw new Refusal(internalErrorAnswer());
  return value.filter(isIncoming).map((tracking) => ({
    categoryName: textField(tracking, 'Name'),
    optionName: textField(tracking, 'Option'),
    categoryId: guidField(tracking, 'TrackingCategoryID'),
    optionId: guidField(tracking, 'TrackingOptionID'),
  }));
}

/** Finds the categories and options of a line; complaints go to `errors`. */
export function resolveTracking(
  chart: Chart,
  wanted: { tracking: TrackingInput[]; behaviours: Behaviours },
  errors: Set<string>,
): LineTracking[] {
  const used = wanted.tracking.filter(
    (input) => isNamed(input) || wanted.behaviours.trackingByIdOnly === 'honoured',
  );
  if (used.length > MAX_TRACKING_PER_LINE) errors.add(message('trackingTooMany'));
  const resolved: LineTracking[] = [];
  for (const input of used) {
    const tracking = resolveOne(chart, input, errors);
    if (tracking === undefined) continue;
    if (resolved.some((other) => other.TrackingCategoryID === tracking.TrackingCategoryID)) {
      errors.add(message('trackingOptionDoubled'));
    }
    resolved.push(tracking);
  }
  return resolved;
}

function isNamed(input: TrackingInput): boolean {
  return input.categoryName !== undefined;
}

function resolveOne(
  chart: Chart,
  input: TrackingInput,
  errors: Set<string>,
): LineTracking | undefined {
  const category = findCategory(chart.categories, input);
  if (category === undefined) {
    errors.add(message('trackingCategoryMissing', input.categoryName ?? input.categoryId ?? ''));
    return undefined;
  }
  const option = findOption(category.options, input);
  if (option === undefined) {
    errors.add(message('trackingOptionMissing', input.optionName ?? input.optionId ?? ''));
    return undefined;
  }
  return {
    Name: category.name,
    Option: option.name,
    TrackingCategoryID: category.category_id,
    TrackingOptionID: option.option_id,
  };
}

function findCategory(categories: Category[], input: TrackingInput): Category | undefined {
  const { categoryId, categoryName } = input;
  return categories.find(
    (category) =>
      category.status === 'ACTIVE' &&
      (categoryId === undefined
        ? sameName(category.name, categoryName ?? '')
        : category.category_id === categoryId),
  );
}

function findOption(options: OptionRow[], input: TrackingInput): OptionRow | undefined {
  const { optionId, optionName } = input;
  return options.find(
    (option) =>
      option.status === 'ACTIVE' &&
      (optionId === undefined
        ? sameName(option.name, optionName ?? '')
        : option.option_id === optionId),
  );
}
