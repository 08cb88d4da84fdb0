import { topic } from './table.ts';

/** What happens while a batch, or some of its documents, is undone. */
export const undoProblems = topic({
  'undo.no_document': {
    message: 'Export batch {exportId} has no document {asked}.',
    remedy: 'Look its documents up with "tieout export status {exportId}".',
    retry: 'after_fix',
  },
  'undo.only_whole': {
    message: 'Nothing of export batch {exportId} was sent, so it can only be undone whole.',
    remedy: 'Leave --document and --date out; then plan anew what is to go.',
    retry: 'after_fix',
  },
  'undo.in_doubt': {
    message:
      '{documents} documents of export batch {exportId} have no answer from Xero yet: {texts}',
    remedy: 'Run "tieout export resume {exportId}", which looks for them; then undo.',
    retry: 'after_fix',
  },
  'undo.waits_with_others': {
    message: '{text} waits to be sent together with documents that are not to be undone.',
    remedy: 'Run "tieout export resume {exportId}" first, or undo the whole batch.',
    retry: 'after_fix',
  },
  'undo.cut_short': {
    message: 'An undo of export batch {exportId} was cut short and is to be ended first.',
    remedy:
      'Run "tieout export resume {exportId}". Where Xero goes on refusing, "tieout export undo {exportId}" --give-up ends it where it stands.',
    retry: 'after_fix',
  },
  'undo.none_open': {
    message: 'No undo of export batch {exportId} is under way.',
    remedy: 'There is nothing to give up; "tieout export status {exportId}" shows where it stands.',
    retry: 'never',
  },
  'undo.given_up': {
    message:
      'The undo was given up before {text} was undone: {reason}. It stays, and so do its rows.',
    remedy: 'Undo the document again once what kept it is mended.',
    retry: 'after_fix',
  },
  'undo.edited': {
    message: 'Somebody changed {text} in Xero: {differences}. It is kept as it is.',
    remedy: 'Look at it in Xero. To undo it all the same, use --edited and say why with --reason.',
    retry: 'after_fix',
  },
  'undo.edited_and_locked': {
    message:
      'Somebody changed {text} in Xero, and {date} is locked up to {lockedUpTo}. It is kept as it is.',
    remedy: 'An adviser corrects it in Xero; a mirror of what was sent would not undo it.',
    retry: 'after_fix',
  },
  'undo.reconciled': {
    message: '{text} is reconciled with the bank statement in Xero. It stays, and so do its rows.',
    remedy: 'Remove the reconciliation in Xero if it is wrong; then undo the document.',
    retry: 'after_fix',
  },
  'undo.locked': {
    message: '{text} of {date} is locked up to {lockedUpTo}. It stays, and so do its rows.',
    remedy: 'An adviser moves the lock date in Xero if it must go; then undo the document.',
    retry: 'after_fix',
  },
  'undo.taken_back': {
    message: 'Rows of {text} were corrected by export batch {later}, which builds on it.',
    remedy: 'Run "tieout export undo {later}" first.',
    retry: 'after_fix',
  },
  'undo.not_possible': {
    message: '{text} is {xeroStatus} in Xero; there is nothing that could be undone.',
    remedy: 'Look for it in Xero; then decide what is to become of it with "tieout export decide".',
    retry: 'after_fix',
  },
  'undo.shares_rows': {
    message: '{text} holds rows together with {other}, which stays.',
    remedy: 'Clear what keeps the other document; then undo both.',
    retry: 'after_fix',
  },
  'undo.refused': {
    message: 'Xero refused to undo {text}: {words}',
    remedy: 'Mend what Xero names, then undo the document again.',
    retry: 'after_fix',
  },
  'undo.no_answer': {
    message: 'Xero did not say that {text} is undone; it still shows it as {xeroStatus}.',
    remedy: 'Run "tieout export resume {exportId}" later; it looks before it asks again.',
    retry: 'later',
  },
  'undo.mirror_failed': {
    message: 'The journal that reverses {text} was not taken by Xero: {words}',
    remedy: 'Mend what Xero names, then undo the document again.',
    retry: 'after_fix',
  },
  'undo.mirror_needless': {
    message: 'Somebody voided {text} in Xero while {mirror} reversed it: it is undone twice.',
    remedy: 'Void {mirror} in Xero.',
    retry: 'after_fix',
  },
  'warning.undo_takes_along': {
    message: '{text} is undone too: it holds rows together with a chosen document.',
    remedy: 'Nothing; a row is freed whole in its stream or not at all.',
    retry: 'never',
  },
  'warning.undo_opens_clearing': {
    message: 'Until its rows are exported again, clearing account {glAccount} stands {amount} off.',
    remedy: 'Undo the other side too, or export the freed rows again soon.',
    retry: 'never',
  },
});
