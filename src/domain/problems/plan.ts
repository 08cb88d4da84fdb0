import { heldReasons } from './held.ts';
import { topic } from './table.ts';

/** What stops a plan as a whole, and what it only warns of. */
export const planProblems = topic({
  ...heldReasons,
  'settings.general_ledger_off': {
    message: 'Use General Ledger? is off.',
    remedy:
      'An administrator ticks Use General Ledger? (settings.useGeneralLedger of the configuration file; Global Settings, GL and Accounting).',
    retry: 'after_fix',
  },
  'settings.interface_off': {
    message: 'Use new Interface? is off, so only file exports are possible.',
    remedy:
      'Write the file with "tieout export file {exportId} --format xero", or have an administrator tick Use new Interface? (settings.useNewInterface of the configuration file; Global Settings, GL and Accounting).',
    retry: 'after_fix',
  },
  'entity.unknown': {
    message: 'There is no entity {entity}.',
    remedy: 'Use one of: {known}.',
    retry: 'after_fix',
  },
  'entity.start_date_missing': {
    message: 'Entity {entity} has no start date.',
    remedy:
      'An administrator enters the date from which tieout posts (entities.startDate of the configuration file; Admin, Entities).',
    retry: 'after_fix',
  },
  'export_id.taken': {
    message: 'Export id {exportId} was used before, in {mode} mode.',
    remedy: 'Choose another export id; an id is never used twice.',
    retry: 'after_fix',
  },
  'export_id.invalid': {
    message:
      'Export id "{exportId}" is empty, too long or holds a character that Xero could misread.',
    remedy: 'Use up to 60 letters, digits, blanks, dots, hyphens and underscores.',
    retry: 'after_fix',
  },
  'gst.used_while_off': {
    message:
      'Use Goods and Services Tax? is off, but element {element} has a rate or rows with GST.',
    remedy:
      'An administrator turns GST on (settings.useGst of the configuration file), or sets the rate of the element to nil (elements.gstRate).',
    retry: 'after_fix',
  },
  'gst.rounding_too_large': {
    message:
      'GST of "{description}" in {text} is {gst} by its {rows} rows and {gstXero} by line; that is more than rounding.',
    remedy:
      "Compare the rate of the element, and the GST that the rows carry, with Xero's tax rate.",
    retry: 'after_fix',
  },
  'currency.other_than_books': {
    message:
      'Import {importId} ({fileName}) is in {currency}, and {organisation} keeps its books in {baseCurrency}; {rows} of its rows wait.',
    remedy:
      'The loan system sends the rows again with a higher version, in {baseCurrency} or withdrawn with amount 0.00.',
    retry: 'after_fix',
  },
  'gl_account.not_in_xero': {
    message: 'Account {glAccount} does not exist in {organisation}; it is needed for: {uses}.',
    remedy:
      'Add the account in Xero under Accounting, Chart of accounts, or correct the GL account code.',
    retry: 'after_fix',
  },
  'gl_account.archived': {
    message: 'Account {glAccount} is archived in {organisation}; it is needed for: {uses}.',
    remedy: 'Restore the account in Xero, or choose another GL account.',
    retry: 'after_fix',
  },
  'gl_account.is_bank_account': {
    message: 'Account {glAccount} is a bank account; Xero takes no manual journal on it ({uses}).',
    remedy: 'Choose an ordinary account, or let the movement carry its bank account.',
    retry: 'after_fix',
  },
  'gl_account.not_a_bank_account': {
    message: 'Account {glAccount} is no bank account in {organisation}; one is needed for: {uses}.',
    remedy:
      'An administrator corrects the Xero account (bankAccounts.xeroAccount of the configuration file; Admin, Bank Accounts).',
    retry: 'after_fix',
  },
  'bank_account.other_currency': {
    message:
      'Bank account {glAccount} is kept in {currency}, and {organisation} keeps its books in {baseCurrency}.',
    remedy:
      'An administrator enters an account in {baseCurrency} (bankAccounts.xeroAccount of the configuration file; Admin, Bank Accounts); nothing is converted.',
    retry: 'after_fix',
  },
  'gl_account.is_system_account': {
    message:
      'Account {glAccount} is run by Xero itself ({systemAccount}) and cannot be used for: {uses}.',
    remedy: 'Choose an ordinary account instead.',
    retry: 'after_fix',
  },
  'gl_account.system_account_used': {
    message:
      'Ready-made entries post to {glAccount}, which Xero runs itself ({systemAccount}); they miss the boxes of the GST return.',
    remedy: 'Check the GST return by hand, or book through an ordinary account.',
    retry: 'never',
  },
  'tax_type.unknown': {
    message: 'Tax type {taxType} does not exist in {organisation}; it is needed for: {uses}.',
    remedy:
      'An administrator corrects the alternate value in the information list GstCodes (gstCodes.taxType of the configuration file).',
    retry: 'after_fix',
  },
  'tax_type.not_on_account': {
    message: 'Tax type {taxType} cannot be used with account {glAccount} ({accountClass}).',
    remedy: 'Choose another GST code for {uses}, or another GL account.',
    retry: 'after_fix',
  },
  'tax_type.other_rate': {
    message: 'Element {element} has rate {rate}, but tax type {taxType} has {xeroRate} in Xero.',
    remedy:
      'An administrator corrects the rate of the element, or its GST code (elements.gstRate, elements.gstCode of the configuration file).',
    retry: 'after_fix',
  },
  'tracking.category_missing': {
    message: 'There is no active tracking category "{category}" in {organisation}.',
    remedy:
      'Run "tieout tracking create --entity {entity}", or add it in Xero under Accounting, Advanced, Tracking categories.',
    retry: 'after_fix',
  },
  'tracking.option_missing': {
    message: 'Tracking category "{category}" has no active option "{option}".',
    remedy: 'Run "tieout tracking create --entity {entity}", or add the option in Xero.',
    retry: 'after_fix',
  },
  'tracking.one_category_twice': {
    message:
      'Tracking Category A and B of entity {entity} are both "{category}", and Xero takes one option of it on a line.',
    remedy:
      'An administrator names another category for one of them, or sets its option basis to none.',
    retry: 'after_fix',
  },
  'tracking.too_many_options': {
    message: 'Tracking category "{category}" would need {needed} options; Xero takes {limit}.',
    remedy: 'Use another option basis, or archive options in Xero.',
    retry: 'after_fix',
  },
  'tracking.too_many_categories': {
    message: 'Xero takes {limit} tracking categories ({kind}); "{category}" would be one more.',
    remedy: 'Archive or delete a tracking category in Xero, or use an existing one.',
    retry: 'after_fix',
  },
  'contact.default_missing': {
    message: 'Default contact "{contact}" is not an active contact of {organisation}.',
    remedy:
      'An administrator copies a ContactID or Account Number that "tieout verify" lists into Default Contact (settings.defaultContact of the configuration file).',
    retry: 'after_fix',
  },
  'contact.ambiguous': {
    message: '{contacts} active contacts have the Account Number "{accountNumber}".',
    remedy: 'Give the Account Number to one contact only, in Xero under Contacts.',
    retry: 'after_fix',
  },
  'bank_group.different_dates': {
    message: 'Bank group {bankGroup} of bank account {bankAccount} has rows dated {dates}.',
    remedy: 'The loan system gives each bank statement line a group of its own.',
    retry: 'after_fix',
  },
  'account_structure.invalid': {
    message: 'Account Structure "{structure}" {reason}.',
    remedy: 'Use [GlAccount], [Branch], [Department] and [Entity].',
    retry: 'after_fix',
  },
  'warning.end_of_month_with_bank': {
    message:
      'Element {element} is summed at the end of the month but carries a bank account; clearing stays open until then.',
    remedy:
      'Set its summary type to daily (elements.summaryType of the configuration file) to keep the clearing account nil.',
    retry: 'never',
  },
  'warning.drafts_with_clearing': {
    message:
      'Manual journals go as drafts while bank transactions are posted; clearing stays open until the drafts are approved.',
    remedy:
      'Approve the drafts in Xero, or set Journal status to posted (settings.journalStatus of the configuration file).',
    retry: 'never',
  },
  'warning.payments_basis': {
    message:
      'The organisation returns GST on a payments basis; GST on fees is returned when it is charged.',
    remedy: 'Agree the treatment with your accountant.',
    retry: 'never',
  },
  'warning.moved_to_open_day': {
    message:
      '{rows} rows dated {from} to {to} move to {movedTo}, the first open day, across the end of a {boundary}.',
    remedy: 'Check the return of that period by hand.',
    retry: 'never',
  },
});
