/**
 * Tracking categories and their options.
 *
 * @see https://developer.xero.com/documentation/api/accounting/trackingcategories
 */
export interface WireTrackingCategory {
  readonly TrackingCategoryID: string;
  readonly Name: string;
  readonly Status: TrackingStatus;
  readonly Options: readonly WireTrackingOption[];
}

/** One value of a category. The answer to a new option stands under `Options`. */
export interface WireTrackingOption {
  readonly TrackingOptionID: string;
  readonly Name: string;
  readonly Status: TrackingStatus;
  readonly HasValidationErrors?: boolean;
  readonly IsDeleted?: boolean;
  readonly IsArchived?: boolean;
  readonly IsActive?: boolean;
}

/** Tracking of a line: sent with names and ids both, because ids alone were once ignored. */
export interface WireLineTracking {
  readonly Name: string;
  readonly Option: string;
  readonly TrackingCategoryID?: string;
  readonly TrackingOptionID?: string;
}

/** At most two categories are ACTIVE; archived ones count among the four in all. */
const TRACKING_STATUSES = ['ACTIVE', 'ARCHIVED', 'DELETED'] as const;
export type TrackingStatus = (typeof TRACKING_STATUSES)[number];
