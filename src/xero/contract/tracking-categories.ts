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

export interface WireTrackingOption {
  readonly TrackingOptionID: string;
  readonly Name: string;
  readonly Status: TrackingStatus;
  readonly HasValidationErrors?: boolean;
  readonly IsDeleted?: boolean;
  readonly IsArchived?: boolean;
  readonly IsActive?: boolean;
}

export interface WireTrackingCategories {
  readonly TrackingCategories: readonly WireTrackingCategory[];
}

/** The answer to a new option stands under `Options`. */
export interface WireTrackingOptions {
  readonly Options: readonly WireTrackingOption[];
}

/** Tracking of a line: sent with names and ids both, because ids alone were once ignored. */
export interface WireLineTracking {
  readonly Name: string;
  readonly Option: string;
  readonly TrackingCategoryID?: string;
  readonly TrackingOptionID?: string;
}

export const TRACKING_STATUSES = ['ACTIVE', 'ARCHIVED', 'DELETED'] as const;
export type TrackingStatus = (typeof TRACKING_STATUSES)[number];
