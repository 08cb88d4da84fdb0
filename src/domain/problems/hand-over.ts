import { topic } from './table.ts';

/** What happens where a batch goes to Xero as a file, or is written for a spreadsheet. */
export const handOverProblems = topic({
  'hand_over.has_left': {
    message:
      'Export batch {exportId} is {state}: {documents} of its documents have left for Xero or may have ({texts}). It cannot go out as a file as well.',
    remedy:
      'Run "tieout export resume {exportId}" once Xero can be reached; what is dated later can be planned and handed over as a batch of its own.',
    retry: 'after_fix',
  },
  'hand_over.journal_too_long': {
    message: '{text} has {lines} lines, and Xero imports at most {most} from one file.',
    remedy:
      'The loan system sends the entry in several smaller ones. Take the batch back with "tieout export undo", and plan again.',
    retry: 'after_fix',
  },
  'hand_over.tax_rate_unnamed': {
    message: 'The name of tax type {taxType} in Xero is not known, and a file must give it.',
    remedy:
      'Take the batch back with "tieout export undo" and plan it again, which reads the names.',
    retry: 'after_fix',
  },
  'batch.handed_over': {
    message:
      'Export batch {exportId} was handed over by {by} at {at} as a file ({files}). It is never sent as well, since somebody may import the file at any time.',
    remedy:
      'Import the file in Xero ("tieout export file {exportId} --format xero" writes it again), then run "tieout export resume {exportId}". To send it instead, destroy the file, run "tieout export undo {exportId}" and plan again.',
    retry: 'never',
  },
  'document.handed_over': {
    message: '{text} was handed over as a file and was not found in Xero so far.',
    remedy:
      'Import the file in Xero, then run "tieout export resume {exportId}". Where the file is not to be used, destroy it and run "tieout export undo {exportId}".',
    retry: 'after_fix',
  },
  'settings.file_export': {
    message: 'Export Type is Xero Journal File, so batches leave as files.',
    remedy:
      'Write the file with "tieout export file {exportId} --format xero", or have an administrator set Export Type to Xero (settings.exportType of the configuration file).',
    retry: 'after_fix',
  },
  'warning.file_is_void': {
    message:
      'What was undone of export batch {exportId} still stands in the file that was handed over.',
    remedy: 'Destroy the file: imported now, it would put into Xero what is exported once more.',
    retry: 'never',
  },
  'file.too_many_rows': {
    message: 'Export batch {exportId} has {postings} postings; a workbook is written up to {most}.',
    remedy: 'Write them as CSV, which has no limit: "tieout export file {exportId} --postings".',
    retry: 'after_fix',
  },
});
