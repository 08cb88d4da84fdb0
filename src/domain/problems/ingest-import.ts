import { topic } from './table.ts';

/** What is wrong between the lines of a file, or between the file and what is already kept. */
export const importProblems = topic({
  'import.already_running': {
    message: 'Another import, {file}, is being loaded since {since}; one file is loaded at a time.',
    remedy: 'Wait until it has finished, then import this file again.',
    retry: 'later',
  },
  'import.lost': {
    message: 'This import was taken for dead by another one and removed; nothing of it was kept.',
    remedy: 'Import the file again when the other import has finished.',
    retry: 'later',
  },
  'loan_account.repeated': {
    message:
      'Line {row}: the loan account {value} stands in line {first} already, with another {column}.',
    remedy: 'Keep one line for each loan account.',
    retry: 'after_fix',
  },
  'loan_account.entity_changed': {
    message:
      'Line {row}: the loan account {account} has transactions in the entity {entity} and cannot move to {value}.',
    remedy: 'Close the loan account there and open one with a new account_id in {value}.',
    retry: 'after_fix',
  },
  'transaction.other_content': {
    message:
      'Line {row}: version {version} of transaction {transaction} is kept already ({import}) with {column} {kept}, not {value}.',
    remedy:
      'A correction needs a higher version. If it is another transaction, give it an id of its own.',
    retry: 'after_fix',
  },
  'journal_entry.other_content': {
    message:
      'Line {row}: version {version} of journal entry {entry} is kept already ({import}) with {column} {kept}, not {value}.',
    remedy:
      'A correction needs a higher version. If it is another entry, give it an id of its own.',
    retry: 'after_fix',
  },
  'journal_entry.unbalanced': {
    message: 'Line {row}: the lines of journal entry {entry} sum to {difference}, not to 0.00.',
    remedy: 'Correct the amounts, or add the missing line of the entry.',
    retry: 'after_fix',
  },
  'journal_entry.lines_differ': {
    message:
      'Line {row}: {column} is "{value}", and "{kept}" in another line of journal entry {entry}.',
    remedy: 'Let all lines of an entry have the same date, entity and narration.',
    retry: 'after_fix',
  },
  'reversal.unknown_original': {
    message:
      'Line {row}: transaction {transaction} reverses "{value}", which is not kept and not in this file.',
    remedy: 'Import the original first or in the same file, or correct reversal_of.',
    retry: 'after_fix',
  },
  'reversal.of_itself': {
    message: 'Line {row}: transaction {transaction} names itself as the one that it reverses.',
    remedy:
      'Correct reversal_of. To withdraw a transaction, send a higher version with amount 0.00.',
    retry: 'after_fix',
  },
  'reversal.not_mirror': {
    message:
      'Line {row}: the reversal {transaction} has {column} {value}; to mirror {original} it must have {expected}.',
    remedy: 'Correct the reversal: opposite amount and GST, same loan account and element.',
    retry: 'after_fix',
  },
  'reversal.already_reversed': {
    message:
      'Line {row}: {value} is reversed by {other} already; {transaction} would reverse it again.',
    remedy:
      'Remove the second reversal, or withdraw the first with a higher version and amount 0.00.',
    retry: 'after_fix',
  },
  'reversal.original_changed': {
    message:
      'Line {row}: transaction {transaction} is reversed by {other}, and this version has another {column} ({value}, not {kept}).',
    remedy: 'Withdraw or correct the reversal {other} with a higher version in the same file.',
    retry: 'after_fix',
  },
});
