import { importProblems } from './ingest-import.ts';
import { ingestRowProblems } from './ingest-row.ts';
import { topic } from './table.ts';

/** What is wrong with a file as a whole: its bytes, its columns, its layout. */
const fileProblems = topic({
  'file.empty': {
    message: '{file} holds no text, not even a header line.',
    remedy: 'Export the file again from the loan system and import that.',
    retry: 'after_fix',
  },
  'file.not_readable': {
    message: '{file} cannot be read: {reason}.',
    remedy: 'Check the name of the file and that this user may read it.',
    retry: 'after_fix',
  },
  'file.wrong_encoding': {
    message: 'Line {row} of the file holds bytes that are not {encoding} text.',
    remedy:
      'Save the file as UTF-8, or name its encoding (utf-8, utf-16, latin1) in a layout and import with it.',
    retry: 'after_fix',
  },
  'file.nul_byte': {
    message:
      'Line {row} of the file holds a NUL byte, so this is not a text file or it is damaged.',
    remedy: 'Export the file again as CSV and import that.',
    retry: 'after_fix',
  },
  'file.damaged_gzip': {
    message: 'The packed file breaks off or is damaged: {reason}',
    remedy: 'Copy or export the file again and import that.',
    retry: 'after_fix',
  },
  'file.expands_too_much': {
    message:
      'The packed file unpacks to more than {times} times its size, which no list of rows does.',
    remedy: 'Unpack the file by hand, look at what it holds, and import the unpacked file.',
    retry: 'after_fix',
  },
  'file.cut_off': {
    message: 'The file breaks off in line {row}: {what}',
    remedy:
      'Export the file again and import the whole of it. If it is whole, let its last line end with a line break.',
    retry: 'after_fix',
  },
  'file.misplaced_quote': {
    message: 'Line {row}: a quotation mark stands where none may stand.',
    remedy:
      'Put the whole field in quotation marks and write each mark inside it twice, or remove the mark.',
    retry: 'after_fix',
  },
  'file.line_too_long': {
    message:
      'Line {row} has more than {limit} characters; a quotation mark may be missing its partner.',
    remedy: 'Look at the quotation marks from this line on, mend them, and import again.',
    retry: 'after_fix',
  },
  'file.column_count': {
    message: 'Line {row} has {found} columns where the header has {expected}.',
    remedy:
      'Complete the line, or put a field that holds the delimiter "{delimiter}" in quotation marks.',
    retry: 'after_fix',
  },
  'file.changed_while_read': {
    message: '{file} changed while it was being read; nothing of it was kept.',
    remedy: 'Wait until the program that writes the file has finished, then import again.',
    retry: 'now',
  },
  'file.other_kind': {
    message: 'Line {row} has every column of a file of {found}, and this is an import of {kind}.',
    remedy: 'Run "tieout import {found}" with this file.',
    retry: 'after_fix',
  },
  'file.other_header': {
    message:
      'Line {row} names no column of a file of {kind}, so it is no header, or of a file of another shape: {header}.',
    remedy:
      'Let the file start with a line of column names ({known}), or describe it in a layout and import with --layout.',
    retry: 'after_fix',
  },
  'column.missing': {
    message: 'The header has no column {column}, which a file of {kind} must have.',
    remedy: 'Add the column to the file, or name in a layout where its values come from.',
    retry: 'after_fix',
  },
  'column.doubled': {
    message:
      'The header has the column {column} more than once, so it is not clear which one counts.',
    remedy: 'Remove or rename the columns that do not count.',
    retry: 'after_fix',
  },
  'column.unknown': {
    message: 'The header has a column "{column}", which is not a column of a file of {kind}.',
    remedy: 'Rename or remove the column ({known}), or read the file through a layout.',
    retry: 'after_fix',
  },
  'column.both_amounts': {
    message: 'The header has both amount and debit or credit; an amount comes one way only.',
    remedy: 'Keep either the column amount, or both debit and credit.',
    retry: 'after_fix',
  },
  'layout.unknown': {
    message: 'There is no layout "{layout}".',
    remedy: 'Add it to the configuration under layouts, or use one of: {known}.',
    retry: 'after_fix',
  },
  'layout.wrong_kind': {
    message: 'The layout "{layout}" is for {for}, and this is an import of {kind}.',
    remedy: 'Choose a layout for {kind}, or import the file as {for}.',
    retry: 'after_fix',
  },
  'layout.unknown_field': {
    message: 'The layout "{layout}" fills a field {column}, which a file of {kind} does not have.',
    remedy: 'Rename or remove the field in the layout; the fields are {known}.',
    retry: 'after_fix',
  },
  'layout.missing_column': {
    message: 'The layout "{layout}" reads a column "{column}", which the file does not have.',
    remedy: 'Correct the name in the layout; the columns of the file are {known}.',
    retry: 'after_fix',
  },
  'layout.unknown_date_format': {
    message: 'The layout "{layout}" has the date format "{value}", which cannot be understood.',
    remedy:
      'Build it from one of YYYY YY, one of MM M and one of DD D, with any marks between, as in DD/MM/YYYY.',
    retry: 'after_fix',
  },
});

/** Everything that can be wrong with a file that comes in. */
export const ingestProblems = { ...fileProblems, ...ingestRowProblems, ...importProblems };
