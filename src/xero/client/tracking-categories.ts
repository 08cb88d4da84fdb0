import type { TrackingCategory, TrackingOption } from '../../domain/organisation.ts';
import type { Outcome } from '../../domain/problem.ts';
import { ACCOUNTING_PATHS } from '../contract/endpoints.ts';
import type { WireTrackingCategory, WireTrackingOption } from '../contract/tracking-categories.ts';
import type { TenantCalls } from './call.ts';
import { type Fields, optionalListOf, optionalTextOf, textOf } from './fields.ts';
import { createOne, readList } from './lists.ts';
import { accountingPath } from './paths.ts';

/**
 * All tracking categories with their options, archived ones included: they count in the limits.
 *
 * @see https://developer.xero.com/documentation/api/accounting/trackingcategories
 */
export function listTrackingCategories(calls: TenantCalls): Promise<Outcome<TrackingCategory[]>> {
  const query = { includeArchived: true };
  return readList(calls, { ...CATEGORIES, query }, categoryFrom);
}

/** Problem: `xero_call.validation_failed`, when the name is taken or a limit is reached. */
export function createTrackingCategory(
  calls: TenantCalls,
  name: string,
): Promise<Outcome<TrackingCategory>> {
  return createOne(calls, { ...CATEGORIES, body: { Name: name.trim() } }, categoryFrom);
}

/** Problems as for a category. Xero breaks on a trailing blank in the name, so it is trimmed. */
export function createTrackingOption(
  calls: TenantCalls,
  trackingCategoryId: string,
  name: string,
): Promise<Outcome<TrackingOption>> {
  const path = accountingPath(ACCOUNTING_PATHS.trackingCategories, trackingCategoryId, 'Options');
  return createOne(calls, { path, list: 'Options', body: { Name: name.trim() } }, optionFrom);
}

const CATEGORIES = {
  path: accountingPath(ACCOUNTING_PATHS.trackingCategories),
  list: 'TrackingCategories',
};

function categoryFrom(wire: Fields<WireTrackingCategory>): TrackingCategory {
  return {
    trackingCategoryId: textOf(wire, 'TrackingCategoryID'),
    name: textOf(wire, 'Name'),
    isActive: textOf(wire, 'Status') === 'ACTIVE',
    options: optionalListOf<WireTrackingOption>(wire, 'Options').map(optionFrom),
  };
}

function optionFrom(wire: Fields<WireTrackingOption>): TrackingOption {
  return {
    trackingOptionId: textOf(wire, 'TrackingOptionID'),
    name: textOf(wire, 'Name'),
    isActive: optionalTextOf(wire, 'Status') === 'ACTIVE',
  };
}
