import type { Category, OptionRow } from '../books/tracking.ts';

export function categoryJson(category: Category, withArchived: boolean): object {
  const shown = category.options.filter((option) => withArchived || option.status === 'ACTIVE');
  return {
    Name: category.name,
    Status: category.status,
    TrackingCategoryID: category.category_id,
    Options: shown.map(optionJson),
  };
}

export function optionJson(option: OptionRow): object {
  return {
    TrackingOptionID: option.option_id,
    Name: option.name,
    Status: option.status,
    HasValidationErrors: false,
    IsDeleted: false,
    IsArchived: option.status === 'ARCHIVED',
    IsActive: option.status === 'ACTIVE',
  };
}
