import { topic } from './table.ts';

/** What keeps a person's decision on a document, or on an undo, from being taken. */
export const decisionProblems = topic({
  'decision.not_open': {
    message: '{text} is {state}; it cannot be decided as {decidedAs}.',
    remedy:
      'Decide on what is in conflict or in doubt, or take as posted what Xero refused. For all else run "tieout export resume {exportId}".',
    retry: 'never',
  },
  'decision.is_mirror': {
    message: '{text} reverses another document; only an undo settles it.',
    remedy:
      'Where it is wrong, void it in Xero. Then run "tieout export resume {exportId}", or undo the document that it reverses.',
    retry: 'after_fix',
  },
  'decision.stands_in_xero': {
    message: '{text} stands in Xero: {xeroIds}. It is not sent a second time.',
    remedy:
      'Void it there and decide again; or take it as it is with "tieout export decide {exportId}" --as posted.',
    retry: 'after_fix',
  },
  'decision.nothing_found': {
    message: 'Nothing that counts carries the marker of {text} in Xero.',
    remedy:
      'Name the document that stands for it with --xero-id; or decide --as not-posted to send it again.',
    retry: 'after_fix',
  },
  'decision.several_live': {
    message: '{times} documents would stand for {text} in Xero: {xeroIds}.',
    remedy: 'Void all but one in Xero; then decide --as posted with the --xero-id of that one.',
    retry: 'after_fix',
  },
  'decision.not_live': {
    message: 'Xero has no {kind} {xeroId} that counts: it is {xeroStatus}.',
    remedy:
      'Copy the id of a document that stands in this organisation out of its address in Xero.',
    retry: 'after_fix',
  },
  'decision.belongs_elsewhere': {
    message: '{xeroId} is {other} already, and cannot stand for {text} too.',
    remedy: 'Name another document, or decide --as not-posted to send this one again.',
    retry: 'after_fix',
  },
});
