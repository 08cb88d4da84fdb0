/** How sure a text is: official, staff, evidence of a recording, third party, or inferred. */
export type Confidence = 'official' | 'staff' | 'recorded' | 'third party' | 'inferred';

/** Xero's own words, `{0}` and `{1}` filled in: one table, so that a real answer can correct it. */
export const MESSAGES = {
  validation: ['A validation exception occurred', 'official'],
  unbalanced: ['The total debits ({0}) must equal total credits ({1})', 'official'],
  lineRemoved: [
    "Account code '{0}' has been removed as it does not match a recognised account.",
    'official',
  ],
  accountNotValid: ["Account code '{0}' is not a valid code for this document.", 'recorded'],
  accountArchived: [
    "Account code '{0}' has been archived, or has been deleted. Each line item must reference a valid account.",
    'recorded',
  ],
  accountMissing: ['The account code or ID must be specified', 'third party'],
  accountReserved: ["Account code '{0}' cannot be used in a manual journal.", 'inferred'],
  taxTypeNotForAccount: [
    "The TaxType code '{0}' cannot be used with account code '{1}'.",
    'official',
  ],
  taxTypeUnknown: [
    'The TaxType code {0} does not exist or cannot be used for this type of transaction.',
    'recorded',
  ],
  periodLocked: [
    'The document date cannot be before the period lock date, currently set at {0}',
    'recorded',
  ],
  yearLocked: [
    'The document date cannot be before the end of year lock date, currently set at {0}',
    'recorded',
  ],
  narrationMissing: ['The Narration must be specified.', 'inferred'],
  narrationTooLong: ['The Narration must not be longer than {0} characters.', 'inferred'],
  tooFewJournalLines: ['At least two journal lines must be specified.', 'recorded'],
  statusNotApplicable: ["The status '{0}' cannot be applied to the document", 'recorded'],
  journalNotFound: [
    'An existing Manual Journal with the specified ManualJournalID could not be found',
    'inferred',
  ],
  trackingCategoryMissing: ["There is no ACTIVE tracking category with the name '{0}'", 'recorded'],
  trackingOptionMissing: ["There is no ACTIVE tracking option with the name '{0}'", 'inferred'],
  trackingOptionDoubled: [
    'For each specified tracking option the name must be unique.',
    'recorded',
  ],
  trackingTooMany: ['A line may have at most two tracking categories.', 'inferred'],
  trackingCategoryNameTaken: ['A tracking category with the name {0} already exists.', 'inferred'],
  trackingOptionNameTaken: ['A tracking option with the name {0} already exists.', 'inferred'],
  trackingNameMissing: ['The tracking name must be specified.', 'inferred'],
  trackingNameTooLong: ['The tracking name must not be longer than 100 characters.', 'inferred'],
  trackingTooManyActive: ['There can be at most 2 ACTIVE tracking categories.', 'inferred'],
  trackingTooManyInAll: ['There can be at most 4 tracking categories.', 'inferred'],
  trackingTooManyOptions: ['A tracking category can have at most 100 options.', 'inferred'],
  trackingInUse: ['The tracking category or option is in use and cannot be deleted.', 'inferred'],
  contactIdentityMissing: [
    'The Contact must contain at least 1 of the following elements to identify the contact: Name, ContactID, ContactNumber',
    'official',
  ],
  contactMissing: ['A Contact must be specified for this type of transaction', 'third party'],
  contactUnknown: ['The contact with the specified ContactID could not be found.', 'inferred'],
  contactArchived: [
    'The contact with the specified contact details has been archived. The contact must be un-archived before creating new invoices or credit notes.',
    'third party',
  ],
  contactNameTaken: [
    'The contact name {0} is already assigned to another contact. The contact name must be unique across all active contacts.',
    'official',
  ],
  contactNameMissing: ['The Contact Name must be specified.', 'inferred'],
  contactFieldTooLong: ['{0} must not be longer than {1} characters.', 'inferred'],
  currencyNotSubscribed: ['Organisation is not subscribed to currency {0}', 'third party'],
  accountNameTaken: ['Please enter a unique Name.', 'official'],
  accountCodeTaken: ['Please enter a unique Code.', 'inferred'],
  accountCodeTooLong: ['Account Code is too long. Maximum of 10 characters allowed', 'recorded'],
  accountNameMissing: ['The account Name must be specified.', 'inferred'],
  accountNameTooLong: ['The account Name must not be longer than 150 characters.', 'inferred'],
  accountTypeMissing: ['The account Type must be specified.', 'inferred'],
  accountNumberMissing: ['A BankAccountNumber must be specified for a bank account.', 'inferred'],
  accountIsSystem: ['A system account cannot be changed in this way.', 'inferred'],
  accountInUse: ['The account is in use and cannot be deleted.', 'inferred'],
  archiveAlone: ['Archiving an account must be the only change.', 'inferred'],
  bankAccountMissing: ['A valid BankAccount must be specified.', 'inferred'],
  bankTransactionType: ['The Type {0} cannot be created through this endpoint.', 'inferred'],
  bankTransactionNotFound: [
    'An existing Bank Transaction with the specified BankTransactionID could not be found',
    'inferred',
  ],
  bankTransactionReconciled: [
    'This Bank Transaction cannot be edited as it has been reconciled with a Bank Statement.',
    'inferred',
  ],
  lineItemsMissing: ['One or more line items must be specified', 'inferred'],
  descriptionMissing: ['Description must be specified', 'inferred'],
  lineAmountMissing: ['The line needs a Quantity and UnitAmount, or a LineAmount.', 'inferred'],
  quantityNotPositive: ['The Quantity must be greater than zero.', 'inferred'],
  unitAmountZero: ['The UnitAmount must not be zero.', 'inferred'],
  lineTotalDiffers: ['The line total {0} does not match the expected line total {1}', 'inferred'],
  taxTotalDiffers: ['The tax amount {0} does not match the expected tax amount {1}', 'inferred'],
  totalNotPositive: ['The document total must be greater than zero.', 'inferred'],
  referenceTooLong: ['The Reference must not be longer than 255 characters.', 'inferred'],
  lineAmountTooLarge: [
    'The line amount must be between -9,999,999,999.99 and 9,999,999,999.99.',
    'inferred',
  ],
  lineDescriptionTooLong: [
    'The line description must not be longer than 4000 characters.',
    'inferred',
  ],
  taxRateNotFound: ['A tax rate with the specified TaxType could not be found.', 'inferred'],
  taxRateIsSystem: ['A system tax rate cannot be changed.', 'inferred'],
  taxRateNameMissing: ['The tax rate Name must be specified.', 'inferred'],
  taxRateReportMissing: ['The ReportTaxType must be specified.', 'inferred'],
  taxRateComponentsMissing: [
    'Tax components with a Name and a Rate must be specified.',
    'inferred',
  ],
  historyNotFound: [
    'The document with the supplied id was not found for this endpoint.',
    'official',
  ],
  noteMissing: ['The Details of a note must be specified.', 'inferred'],
  noteTooLong: ['A note must not be longer than {0} characters.', 'inferred'],
  attachmentName: ['The file name has a character that is not allowed.', 'inferred'],
  attachmentEmpty: ['The attachment has no content.', 'inferred'],
  attachmentsTooMany: ['A document can have at most 10 attachments.', 'inferred'],
  idempotencyClash: ['Idempotency Key: {0} is used with a different request.', 'third party'],
  idempotencyTooLong: ['Idempotency Key: {0} with length {1} is too long.', 'third party'],
  userRights: [
    'The User specified does not have the correct permissions to perform this action',
    'third party',
  ],
  signInRedirectUri: ['unauthorized_client : Invalid redirect_uri', 'recorded'],
  signInUnknownClient: ['unauthorized_client : Unknown client or client not enabled', 'recorded'],
  signInScopeNotAllowed: ['unauthorized_client : Invalid scope for client', 'recorded'],
  signInScopeUnknown: ['invalid_scope : Invalid scope', 'inferred'],
  signInScopeMissing: ['invalid_request : Missing scope', 'inferred'],
  signInResponseType: ['invalid_request : Missing or unsupported response_type', 'inferred'],
  signInChallengeMissing: ['invalid_request : code challenge required', 'inferred'],
  signInChallengeMethod: ['invalid_request : Transform algorithm not supported', 'inferred'],
  signInConnectionLimit: [
    '{0} needs to complete certification before they can connect to more Xero organisations',
    'recorded',
  ],
  signInUncertifiedApps: [
    '{0} cannot connect: two uncertified apps are connected to {1} already',
    'inferred',
  ],
  tooManyRecords: ['More than 100000 records match; use paging or a narrower filter.', 'inferred'],
} as const satisfies Record<string, readonly [text: string, confidence: Confidence]>;

export type MessageKey = keyof typeof MESSAGES;

export function message(key: MessageKey, ...values: (string | number)[]): string {
  return MESSAGES[key][0].replace(/\{(\d)\}/g, (_all, at: string) => String(values[Number(at)]));
}
