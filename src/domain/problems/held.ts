import { topic } from './table.ts';

/** Reasons why rows are held: left out of a batch, shown, and still waiting. */
export const heldReasons = topic({
  'held.element_without_gl_account': {
    message: 'Element {element} has no GL account for entity {entity}.',
    remedy:
      'An administrator gives the element a GL account (elements.glAccount of the configuration file; Admin, Elements, GL Accounts).',
    retry: 'after_fix',
  },
  'held.control_account_missing': {
    message: 'Account type {accountType} has no control account for entity {entity}.',
    remedy:
      'An administrator enters the control account (accountTypes.controlAccount of the configuration file; Admin, Account Types, Accounting).',
    retry: 'after_fix',
  },
  'held.clearing_account_missing': {
    message:
      'Neither bank account {bankAccount} nor account type {accountType} has a clearing account.',
    remedy:
      'An administrator enters a clearing account at the bank account or the account type (bankAccounts.clearingAccount or accountTypes.clearingAccount of the configuration file).',
    retry: 'after_fix',
  },
  'held.clearing_account_unfit': {
    message:
      'GL account {glAccount} cannot serve as clearing account: it is a bank, control or system account.',
    remedy:
      'An administrator chooses an ordinary current account as clearing account (bankAccounts.clearingAccount or accountTypes.clearingAccount of the configuration file).',
    retry: 'after_fix',
  },
  'held.bank_account_without_xero_account': {
    message: 'Bank account {bankAccount} is not linked to a bank account in Xero.',
    remedy:
      'An administrator enters the Xero account of the bank account (bankAccounts.xeroAccount of the configuration file; Admin, Bank Accounts).',
    retry: 'after_fix',
  },
  'held.branch_of_other_entity': {
    message: 'Branch {branch} belongs to entity {owner} by now, and these rows to entity {entity}.',
    remedy:
      'An administrator gives the branch back to {entity}, or the loan system sends another branch for the loan accounts, or for the entry as a new version.',
    retry: 'after_fix',
  },
  'held.bank_account_of_other_entity': {
    message:
      'Bank account {bankAccount} belongs to entity {owner} by now, and these rows to entity {entity}.',
    remedy:
      'An administrator gives the bank account back to {entity}, or the loan system sends the rows with another one as a new version.',
    retry: 'after_fix',
  },
  'held.disbursement_without_bank': {
    message: 'Disbursements of element {element} carry no bank account.',
    remedy: 'The loan system gives the disbursement its bank account, as a new version of the row.',
    retry: 'after_fix',
  },
  'held.one_account_on_both_sides': {
    message:
      'Both sides of the posting of {of} are the GL account {glAccount}, so nothing of it would show.',
    remedy:
      'The accountant gives the element another glAccount than the control and clearing accounts in the configuration, and runs tieout config apply.',
    retry: 'after_fix',
  },
  'held.disbursement_positive': {
    message: 'Disbursements of element {element} are positive and reverse nothing.',
    remedy: 'The loan system sends a disbursement as a negative amount, or as the reversal of one.',
    retry: 'after_fix',
  },
  'held.gst_code_missing': {
    message:
      'Element {element} is taxed, but its GST code "{gstCode}" is not in the list GstCodes.',
    remedy:
      'An administrator chooses a GST code (elements.gstCode of the configuration file; Admin, Elements, Options).',
    retry: 'after_fix',
  },
  'held.gst_without_rate': {
    message: 'Rows of element {element} came in with GST, but the element has no rate any more.',
    remedy:
      'An administrator restores the rate (elements.gstRate of the configuration file), or the loan system sends the rows again as a new version.',
    retry: 'after_fix',
  },
  'held.import_gst_mapping': {
    message:
      'Element {element} has rate 100, so its amount is all GST; it posts to {glAccount} with tax type {taxType}.',
    remedy:
      "An administrator sets its GL account to the organisation's GST account and its GST code to the one of GSTONIMPORTS (elements.glAccount and elements.gstCode of the configuration file).",
    retry: 'after_fix',
  },
  'held.locked_date': {
    message: 'The books are locked up to {lockedUpTo}; these rows are dated {date}.',
    remedy: 'An adviser moves the lock date in Xero{alternative}.',
    retry: 'after_fix',
  },
  'held.default_contact_missing': {
    message:
      'Bank transactions of bank account {bankAccount} need a contact, and no default contact is set.',
    remedy:
      'An administrator sets Default Contact (settings.defaultContact of the configuration file; Global Settings, GL and Accounting) to an id that "tieout verify" lists.',
    retry: 'after_fix',
  },
  'held.bank_group_nets_to_zero': {
    message: 'Bank group {bankGroup} of {date} nets to nil, but its lines do not.',
    remedy: 'The loan system splits the group so that each bank statement line is one group.',
    retry: 'after_fix',
  },
  'held.bank_group_incomplete': {
    message:
      'Bank group {bankGroup} of bank account {bankAccount} is one line of the bank statement, and another row of it is held.',
    remedy: 'Clear what holds the other row; see the other reasons. All rows of the group then go.',
    retry: 'after_fix',
  },
  'held.bank_group_lives': {
    message: 'Bank group {bankGroup} already has a bank transaction in Xero.',
    remedy:
      'Undo that bank transaction first ("tieout export undo" with --document), or let the loan system send the row under a group of its own.',
    retry: 'after_fix',
  },
  'held.bank_part_changed': {
    message: 'A newer version changes the bank part of a row that is already exported ({of}).',
    remedy:
      'Undo the bank transaction of the earlier version first ("tieout export undo" with --document).',
    retry: 'after_fix',
  },
  'held.undone': {
    message: 'The row was undone and is held since ({of}).',
    remedy:
      'Let it go with "tieout export release" and the export id of the batch that was undone.',
    retry: 'after_fix',
  },
  'held.original_waits': {
    message: 'The row reverses one that is itself not exported yet ({of}).',
    remedy: 'Clear what holds the original; both then go together.',
    retry: 'after_fix',
  },
  'held.other_version_waits': {
    message: 'Another version of the row may not go yet, and both go together ({of}).',
    remedy: 'Clear what holds the other version; see the other reasons.',
    retry: 'after_fix',
  },
  'held.entry_bank_lines': {
    message: 'Entries have {lines} bank lines; posted directly, an entry may have one.',
    remedy:
      'The loan system splits the entry, or an administrator posts through clearing accounts (settings.bankPosting: clearing in the configuration file).',
    retry: 'after_fix',
  },
  'held.entry_clearing_missing': {
    message:
      'Entries have a line on bank account {bankAccount} ({glAccount}), which has no clearing account.',
    remedy:
      'An administrator enters a clearing account (bankAccounts.clearingAccount of the configuration file; Admin, Bank Accounts).',
    retry: 'after_fix',
  },
});
