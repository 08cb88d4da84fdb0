import { topic } from './table.ts';

/** What happens while a batch is sent, confirmed and tied out. */
export const exportProblems = topic({
  'batch.unknown': {
    message: 'There is no export batch {exportId} in {mode} mode.',
    remedy:
      'List the batches with "tieout export list"; those of test mode are listed with --mode test.',
    retry: 'after_fix',
  },
  'row.unknown': {
    message: 'There is no row number {row}.',
    remedy: 'Look the transaction up by its own id, or by its loan account.',
    retry: 'after_fix',
  },
  'batch.no_such_line': {
    message: 'Export batch {exportId} has no line {line} in part {part}.',
    remedy: 'Look the numbers up with "tieout export lines {exportId}".',
    retry: 'after_fix',
  },
  'batch.not_sendable': {
    message: 'Export batch {exportId} is {state} and cannot be sent.',
    remedy:
      'Plan a new batch with "tieout export plan"; the rows of an undone or discarded one are free again.',
    retry: 'never',
  },
  'batch.held_elsewhere': {
    message: 'Another worker is sending export batch {exportId}.',
    remedy: 'Wait for it, or try again in some minutes if it has died.',
    retry: 'later',
  },
  'batch.is_open': {
    message:
      'Export batch {exportId} of entity {entity}, planned at {createdAt} by {createdBy}, is {state}; what it holds waits no more.',
    remedy:
      'Look at it with "tieout export status {exportId}"; send what is left with "tieout export send {exportId}".',
    retry: 'never',
  },
  'batch.parked': {
    message: 'Export batch {exportId} waits: {reason}',
    remedy: 'Run "tieout export resume {exportId}" after {wakeAt}.',
    retry: 'later',
  },
  'batch.stopped': {
    message: 'Export batch {exportId} was stopped on the way.',
    remedy:
      'Nothing is lost. Run "tieout export resume {exportId}" to go on, or leave it to "tieout work".',
    retry: 'now',
  },
  'organisation.other': {
    message:
      'Export batch {exportId} was planned for {planned}; the connection now reaches {found}.',
    remedy: 'An administrator connects the organisation that the batch was planned for.',
    retry: 'after_fix',
  },
  'lock_date.period_closed': {
    message:
      'The books are now locked up to {lockedUpTo}; {documents} documents are dated {from} to {to}.',
    remedy:
      'An adviser moves the lock date in Xero; then run "tieout export resume" with the export id.',
    retry: 'after_fix',
  },
  'document.rejected': {
    message: 'Xero refused {text}: {words}',
    remedy: 'Mend what Xero names, then run "tieout export resume" with the export id.',
    retry: 'after_fix',
  },
  'document.warned': {
    message: 'Xero saved {text} but changed it: {words}',
    remedy:
      'Compare the document in Xero with the batch. Where it may stay, take it with "tieout export decide" --as posted. Where it is wrong, void it there and send it again with --as not-posted.',
    retry: 'never',
  },
  'document.in_doubt': {
    message: 'No answer came for {text}; it may or may not be in Xero.',
    remedy:
      'Run "tieout export resume {exportId}": it looks in Xero before anything is sent again. Whoever knows better decides with "tieout export decide {exportId}".',
    retry: 'later',
  },
  'document.altered': {
    message:
      '{text} is not stored as it was planned: its bytes, or what identifies it, were changed outside of tieout. It is not sent.',
    remedy:
      'The administrator looks for the cause on the disk of the books and restores them from a backup. "tieout go-live" then finds in Xero what was sent since.',
    retry: 'after_fix',
  },
  'call.altered': {
    message:
      'Call {callId} of export batch {exportId} is not stored as it was committed; it was withdrawn before it left. Its documents are sound.',
    remedy:
      'Look for the cause on the disk of the books, then run "tieout export resume {exportId}": the documents go in a new call.',
    retry: 'now',
  },
  'document.differs': {
    message: '{text} differs in Xero: {differences}',
    remedy:
      'A person compares both. Where Xero is wrong, put it right there and run tieout export resume, which reads it back again; or take the document back with tieout export undo. Where Xero is right, take it with "tieout export decide" --as posted. Nothing is sent again by itself.',
    retry: 'never',
  },
  'document.found_twice': {
    message: '{text} stands in Xero {times} times: {xeroIds}.',
    remedy:
      'Void the surplus documents in Xero, then name the one that stays with "tieout export decide" --as posted --xero-id.',
    retry: 'never',
  },
  'document.gone': {
    message: '{text} was posted and is now {xeroStatus} in Xero.',
    remedy:
      'Ask who changed it. Then decide with "tieout export decide": --as not-posted sends it again, --as posted --xero-id names the document that stands for it.',
    retry: 'never',
  },
  'tie_out.before_start': {
    message:
      'On {date} there is no sub-ledger to tie out: it starts on {start}, with the opening balances of {first}.',
    remedy: 'Ask for {first} or a later day, or enter an earlier start date and its balances.',
    retry: 'after_fix',
  },
  'file.not_writable': {
    message: '{file} cannot be written: {reason}.',
    remedy: 'Name another file with --to, or let this user write there.',
    retry: 'after_fix',
  },
  'tie_out.gst_account_missing': {
    message: '{organisation} has no GST account, but rows carry GST.',
    remedy: "Turn GST on in Xero's financial settings.",
    retry: 'after_fix',
  },
});
