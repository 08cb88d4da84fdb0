import { topic } from './table.ts';

/** What can go wrong between us and Xero: addresses, sign-in, connection, limits, calls. */
export const xeroProblems = topic({
  'xero_address.not_allowed': {
    message: 'The address {address} is neither an address of Xero nor one on this computer.',
    remedy:
      'The administrator corrects the address in the settings: https://identity.xero.com and https://api.xero.com in production, an address such as http://localhost:5000 in test mode.',
    retry: 'after_fix',
  },
  'xero_sign_in.credentials_wrong': {
    message: 'Xero does not know this client id and client secret ({error}).',
    remedy:
      'The administrator compares the client id with the app at developer.xero.com, makes a new client secret there, and connects again with both.',
    retry: 'after_fix',
  },
  'xero_sign_in.scope_refused': {
    message: 'Xero refused to sign in: the app may not have all of the scopes {scopes}.',
    remedy:
      'The administrator adds the missing scopes to the custom connection at developer.xero.com, and the authorising user accepts them once more by e-mail.',
    retry: 'after_fix',
  },
  'xero_sign_in.refused': {
    message: 'Xero refused to sign in (HTTP {httpStatus}, {error}).',
    remedy:
      'The administrator checks at developer.xero.com that the app is a custom connection and that its connection to the organisation is active, then connects again.',
    retry: 'after_fix',
  },
  'xero_sign_in.unavailable': {
    message: 'The sign-in at {address} gave no usable answer ({reason}).',
    remedy:
      'Try again in a few minutes; if it goes on, the administrator looks at status.xero.com and at the network of this computer.',
    retry: 'later',
  },
  'xero_connection.token_refused': {
    message: 'Xero no longer accepts the sign-in of this connection ({words}).',
    remedy: 'The administrator runs tieout connect again.',
    retry: 'after_fix',
  },
  'xero_connection.scope_missing': {
    message: 'The connection may not call {path}: its scope is missing.',
    remedy:
      'The administrator adds the scope for {path} to the app at developer.xero.com and connects again.',
    retry: 'after_fix',
  },
  'xero_connection.lost': {
    message: 'Xero does not let this connection into the organisation {tenantId}.',
    remedy:
      'The administrator runs tieout connect again and chooses the organisation; somebody disconnected the app there, or the organisation or the connecting user is gone.',
    retry: 'after_fix',
  },
  'xero_connection.permission_missing': {
    message: 'The user who connected may not do this in Xero: {path} ({words}).',
    remedy:
      'An administrator of the organisation in Xero gives that user the role Standard with all reports, or Adviser.',
    retry: 'after_fix',
  },
  'xero_limit.minute_reached': {
    message: "Xero's limit of calls ({limit}) is reached; it asks to wait {retryAfterSeconds} s.",
    remedy: 'Nothing is lost. Try again after that time; other apps do not count in this limit.',
    retry: 'later',
  },
  'xero_limit.day_reached': {
    message: "Xero's limit of calls for the day is reached; no call is made before {wakeUpAt}.",
    remedy:
      'Nothing is lost. Try again after that time; the administrator can move the app to a higher tier at developer.xero.com.',
    retry: 'later',
  },
  'xero_limit.reserve_reached': {
    message:
      'Only {dayLeft} calls to Xero are left today; the last {reserve} are kept for people and readings, and sending goes on at {wakeUpAt} at the earliest.',
    remedy:
      'Nothing is lost, and nothing needs doing. The administrator can move the app to a higher tier at developer.xero.com.',
    retry: 'later',
  },
  'xero_call.cancelled': {
    message: 'The call {path} was cancelled before anything was sent.',
    remedy: 'Start it again when wanted.',
    retry: 'now',
  },
  'xero_call.too_late': {
    message: 'The call {path} did not get its turn in time; nothing was sent.',
    remedy: 'Nothing is lost. What was sent before is looked up before anything is sent again.',
    retry: 'later',
  },
  'xero_call.unreachable': {
    message: 'No connection to {address} ({reason}); nothing was sent.',
    remedy:
      'Try again in a few minutes; if it goes on, the administrator checks the network, the name service and the certificates of this computer.',
    retry: 'later',
  },
  'xero_call.no_answer': {
    message: 'Xero gave no whole answer to {path} ({reason}).',
    remedy:
      'Try again in a few minutes; whatever was being made is looked up before it is made again.',
    retry: 'later',
  },
  'xero_call.unavailable': {
    message: 'Xero could not answer {path} (HTTP {httpStatus}: {words}).',
    remedy: 'Try again in a few minutes; if it goes on, look at status.xero.com.',
    retry: 'later',
  },
  'xero_call.organisation_offline': {
    message: 'Xero says that the organisation is offline.',
    remedy: 'Try again in five minutes; if it goes on, look at status.xero.com.',
    retry: 'later',
  },
  'xero_call.not_found': {
    message: 'Xero has nothing at {path}.',
    remedy:
      'Check the id in Xero; if it is there, the connection points to another organisation and the administrator chooses the right one.',
    retry: 'never',
  },
  'xero_call.too_large': {
    message: 'Xero refused {path} because the request is too large.',
    remedy: 'Report it with the export id: a call is built to stay under the limit of Xero.',
    retry: 'never',
  },
  'xero_call.key_reused': {
    message:
      'Xero has seen the idempotency key of this call with other content ({words}); nothing was made.',
    remedy:
      'Report it with the export id: a key belongs to exactly one content, so this is a fault of the program and not of the data.',
    retry: 'never',
  },
  'xero_call.refused': {
    message: 'Xero refused {path} (HTTP {httpStatus}: {words}).',
    remedy: 'Read the words of Xero; if they name nothing that can be corrected, report them.',
    retry: 'never',
  },
  'xero_call.validation_failed': {
    message: 'Xero refused what was sent to {path}: {words}',
    remedy: 'Correct what Xero names, here or in Xero, then try again.',
    retry: 'after_fix',
  },
  'xero_call.answer_unexpected': {
    message: 'The answer of Xero to {path} is not in the shape that Xero publishes ({reason}).',
    remedy:
      'Try again; if it goes on, check that nothing between this computer and Xero changes answers, then report it.',
    retry: 'later',
  },
});
