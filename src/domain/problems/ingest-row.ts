import { topic } from './table.ts';

/** What is wrong with the values of one line of a file. */
export const ingestRowProblems = topic({
  'value.missing': {
    message: 'Line {row}: {column} is blank.',
    remedy: 'Fill in {column} in the loan system or in the file.',
    retry: 'after_fix',
  },
  'value.not_an_identifier': {
    message:
      'Line {row}: {column} "{value}" is longer than 100 characters or holds unprintable ones.',
    remedy: 'Use 1 to 100 printable characters.',
    retry: 'after_fix',
  },
  'value.too_long': {
    message: 'Line {row}: {column} has {length} characters; at most {limit} can be kept.',
    remedy: 'Shorten the text in the loan system or in the file.',
    retry: 'after_fix',
  },
  'value.not_in_map': {
    message: 'Line {row}: the layout says nothing of the value "{value}" in column {column}.',
    remedy: 'Add the value to the map of the field {field} in the layout.',
    retry: 'after_fix',
  },
  'value.no_rule': {
    message: 'Line {row}: no rule of the layout for {column} fits this line ({value}).',
    remedy:
      'Add a rule that fits to the field {column} in the layout; one without conditions fits all.',
    retry: 'after_fix',
  },
  'date.invalid': {
    message: 'Line {row}: {column} "{value}" is not a day that exists, written as {format}.',
    remedy: 'Correct the date, or say in a layout how the file writes dates (dateFormat).',
    retry: 'after_fix',
  },
  'entered_at.invalid': {
    message: 'Line {row}: entered_at "{value}" is neither a date nor a moment with its zone.',
    remedy: 'Write a date ({format}) or a moment such as 2026-05-31T09:30:00+12:00.',
    retry: 'after_fix',
  },
  'amount.invalid': {
    message: 'Line {row}: {column} "{value}" is not a plain amount{format}.',
    remedy:
      'Write digits with at most two decimals and a minus sign where negative, such as -1234.50, or describe the marks in a layout.',
    retry: 'after_fix',
  },
  'amount.part_of_cent': {
    message:
      'Line {row}: {column} "{value}" has more than two decimals, and nothing is rounded silently.',
    remedy: 'Correct the amount, or import with a layout that says how to round (round: halfUp).',
    retry: 'after_fix',
  },
  'amount.too_large': {
    message:
      'Line {row}: {column} "{value}" is larger than 9,999,999,999.99, the most that Xero takes.',
    remedy: 'Correct the amount.',
    retry: 'after_fix',
  },
  'amount.debit_and_credit': {
    message: 'Line {row}: both debit {debit} and credit {credit} are filled in.',
    remedy: 'Leave one of the two blank, or make two lines of it.',
    retry: 'after_fix',
  },
  'amount.negative_side': {
    message:
      'Line {row}: {column} "{value}" is negative; whether it stands in the wrong column or takes something back cannot be told.',
    remedy: 'Write the amount without its sign into {other}, or use one column amount with signs.',
    retry: 'after_fix',
  },
  'version.invalid': {
    message: 'Line {row}: version "{value}" is not a whole number from 1.',
    remedy: 'Write 1, 2, 3 and so on; blank means 1.',
    retry: 'after_fix',
  },
  'gst_exempt.invalid': {
    message: 'Line {row}: gst_exempt "{value}" is neither yes nor no.',
    remedy: 'Write yes, no, true, false, 1 or 0; blank means no.',
    retry: 'after_fix',
  },
  'currency.not_base': {
    message: 'Line {row}: the currency is {value}, and the books are kept in {expected}.',
    remedy: 'Leave the line out, or convert it to {expected} in the loan system.',
    retry: 'after_fix',
  },
  'currency.invalid': {
    message: 'Line {row}: "{value}" is not a currency code of three capital letters.',
    remedy: 'Write the code of the currency, such as NZD, or leave it blank.',
    retry: 'after_fix',
  },
  'entity.not_configured': {
    message: 'Line {row}: there is no entity "{value}".',
    remedy: 'Correct the entity, or add it to the configuration under entities.',
    retry: 'after_fix',
  },
  'branch.unknown': {
    message: 'Line {row}: there is no branch "{value}".',
    remedy: 'Correct the branch, or add it to the configuration under branches.',
    retry: 'after_fix',
  },
  'branch.other_entity': {
    message: 'Line {row}: the branch "{value}" belongs to the entity {owner}, not to {entity}.',
    remedy: 'Correct the branch or the entity of the line.',
    retry: 'after_fix',
  },
  'department.unknown': {
    message: 'Line {row}: there is no department "{value}".',
    remedy: 'Correct the department, or add it to the configuration under departments.',
    retry: 'after_fix',
  },
  'account_type.unknown': {
    message: 'Line {row}: there is no account type "{value}".',
    remedy: 'Correct the account type, or add it to the configuration under accountTypes.',
    retry: 'after_fix',
  },
  'loan_account.unknown': {
    message: 'Line {row}: there is no loan account "{value}".',
    remedy: 'Import the accounts file that holds it first, or correct account_id.',
    retry: 'after_fix',
  },
  'element.unknown': {
    message: 'Line {row}: there is no element "{value}".',
    remedy: 'Correct the element, or add it to the configuration under elements.',
    retry: 'after_fix',
  },
  'bank_account.unknown': {
    message: 'Line {row}: there is no bank account "{value}".',
    remedy: 'Correct the bank account, or add it to the configuration under bankAccounts.',
    retry: 'after_fix',
  },
  'bank_account.other_entity': {
    message:
      'Line {row}: the bank account "{value}" belongs to the entity {owner}, and the loan account to {entity}.',
    remedy: 'Use a bank account of {entity}, or correct the loan account.',
    retry: 'after_fix',
  },
  'bank_account.element_type': {
    message:
      'Line {row}: the element {element} is of type {type}, which moves no money, and has the bank account "{value}".',
    remedy:
      'Make two lines of it: the charge without a bank account, and the payment or advance with it.',
    retry: 'after_fix',
  },
  'bank_account.with_gst': {
    message:
      'Line {row}: a line with the bank account "{value}" has GST {gst}; money that moves has none.',
    remedy:
      'Make two lines of it: the charge with its GST, and the payment with the bank account and GST 0.00.',
    retry: 'after_fix',
  },
  'gl_account.unknown': {
    message: 'Line {row}: there is no GL account "{value}".',
    remedy: 'Correct gl_account, or add it to the configuration under glAccounts.',
    retry: 'after_fix',
  },
  'gst_code.unknown': {
    message: 'Line {row}: there is no GST code "{value}".',
    remedy: 'Correct gst_code, or add it to the configuration under gstCodes.',
    retry: 'after_fix',
  },
  'gst.not_used': {
    message: 'Line {row}: gst is {value}, and "Use Goods and Services Tax?" is off.',
    remedy: 'Leave gst blank or 0.00, or switch the setting on.',
    retry: 'after_fix',
  },
  'gst.exempt_account': {
    message: 'Line {row}: gst is {value}, and the loan account {account} is exempt from GST.',
    remedy: 'Leave gst blank or 0.00, or correct gst_exempt of the loan account.',
    retry: 'after_fix',
  },
  'gst.element_untaxed': {
    message: 'Line {row}: gst is {value}, and the element {element} has no {lacks}.',
    remedy:
      'Leave gst blank or 0.00, or give the element its GST code and rate in the configuration.',
    retry: 'after_fix',
  },
  'gst.differs': {
    message:
      'Line {row}: gst is {value}; at the rate of {element} ({rate} %) {amount} holds {expected}.',
    remedy:
      'Correct gst or leave it blank; it may differ by one cent at most, or be 0.00 where the line is exempt.',
    retry: 'after_fix',
  },
});
