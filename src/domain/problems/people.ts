import { topic } from './table.ts';

/** What can go wrong between a person and the app. */
export const peopleProblems = topic({
  'sign_in.wrong': {
    message: 'User id and password do not fit together.',
    remedy:
      'Type both again. Whoever has forgotten the password asks an administrator for a new link.',
    retry: 'now',
  },
  'sign_in.too_many_tries': {
    message: 'There were {tries} wrong passwords in a row, so nothing is tried for a while.',
    remedy: 'Wait {seconds} seconds. Nobody is locked out for good.',
    retry: 'later',
  },
  'session.missing': {
    message: 'Nobody is signed in here, or the session is over.',
    remedy: 'Sign in. What you typed on the page is kept there until you leave it.',
    retry: 'after_fix',
  },
  'permission.missing': {
    message: 'The user {user} ({level}) may not do this.',
    remedy: 'Ask an administrator to do it, or to give you another level.',
    retry: 'after_fix',
  },
  'request.from_elsewhere': {
    message: 'This request did not come from a page of this program.',
    remedy: 'Open the program in a tab of its own and do it there.',
    retry: 'after_fix',
  },
  'request.not_understood': {
    message: 'The request does not have the expected form: {reason}.',
    remedy: 'Load the page again. Where that changes nothing, report it.',
    retry: 'never',
  },
  'server.not_reached': {
    message: 'The server of this program does not answer.',
    remedy:
      'What you typed is still here. See whether the program runs and the network works, and try again.',
    retry: 'later',
  },
  'page.unknown': {
    message: 'There is nothing at {address}.',
    remedy: 'Go to the first page and look for it from there.',
    retry: 'never',
  },
  'pages.not_built': {
    message: 'The pages of the app are not built: {folder} holds no index.html.',
    remedy:
      'The administrator runs "npm run build" in the folder of the program, and loads the page again.',
    retry: 'after_fix',
  },
  'job.unknown': {
    message:
      'The server knows no work {jobId} of yours: it ended long ago, or the server was started anew.',
    remedy: 'Look at the batch or the import itself: what became of it stands there.',
    retry: 'never',
  },
  'logged_request.unknown': {
    message: 'The request log has no call {requestId}, or no longer: calls are kept for 30 days.',
    remedy: 'Read the list of the request log anew.',
    retry: 'never',
  },
  'link.not_valid': {
    message: 'This link was used before, is older than {hours} hours, or was never given out.',
    remedy:
      'For the first administrator: start the server again, which prints a new one. Later: an administrator gives out a new link.',
    retry: 'after_fix',
  },
  'password.too_short': {
    message: 'The password has {length} characters; it needs at least {shortest}.',
    remedy: 'Choose a longer one; a few words in a row are fine.',
    retry: 'after_fix',
  },
  'password.too_long': {
    message: 'The password has {length} characters; more than {longest} are not taken.',
    remedy: 'Choose a shorter one.',
    retry: 'after_fix',
  },
  'password.current_wrong': {
    message: 'The present password is another one.',
    remedy:
      'Type it again. Whoever has forgotten it asks an administrator for a link to choose a new one.',
    retry: 'now',
  },
  'user.id_not_usable': {
    message: '"{user}" cannot be a user id.',
    remedy: 'Take 1 to 40 letters and figures without blanks; . _ - and @ may stand between them.',
    retry: 'after_fix',
  },
  'user.above_level': {
    message: '{user} is an administrator, or would become one.',
    remedy: 'Ask an administrator: a User Administrator makes and changes users of other levels.',
    retry: 'after_fix',
  },
  'user.exists': {
    message: 'There is a user {user} already.',
    remedy: 'Choose another user id, or change that user.',
    retry: 'after_fix',
  },
  'user.unknown': {
    message: 'There is no user {user}.',
    remedy: 'See who there is with "tieout users list".',
    retry: 'after_fix',
  },
  'user.last_administrator': {
    message: '{user} is the last administrator who can sign in.',
    remedy: 'Make somebody else an administrator first.',
    retry: 'after_fix',
  },
  'record.changed_meanwhile': {
    message: '{what} was changed by somebody else after you opened it.',
    remedy: 'Look at what is there now, and make your change again where it is still right.',
    retry: 'after_fix',
  },
});
