import type { ValidationError } from './envelopes.ts';
import type { WireDate } from './numbers.ts';

/**
 * Contacts. Only ACTIVE ones can be used on a document.
 *
 * @see https://developer.xero.com/documentation/api/accounting/contacts
 */
export interface WireContact {
  readonly ContactID: string;
  readonly ContactNumber?: string;
  /** The user's own number for the contact, at most 50 characters; how loan clients are found. */
  readonly AccountNumber?: string;
  readonly ContactStatus: ContactStatus;
  readonly Name: string;
  readonly EmailAddress?: string;
  readonly Addresses?: readonly object[];
  readonly Phones?: readonly object[];
  readonly ContactGroups?: readonly object[];
  readonly ContactPersons?: readonly object[];
  readonly IsSupplier?: boolean;
  readonly IsCustomer?: boolean;
  readonly HasAttachments?: boolean;
  readonly HasValidationErrors?: boolean;
  readonly UpdatedDateUTC: WireDate;
  readonly ValidationErrors?: readonly ValidationError[];
}

/** Archived contacts are listed only with `includeArchived=true`. */
const CONTACT_STATUSES = ['ACTIVE', 'ARCHIVED', 'GDPRREQUEST'] as const;
export type ContactStatus = (typeof CONTACT_STATUSES)[number];
