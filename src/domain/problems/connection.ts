import { topic } from './table.ts';

/** What can go wrong on the way to an authorisation by Xero, and while it is kept. */
export const connectionProblems = topic({
  'xero_consent.redirect_uri_unknown': {
    message:
      'Xero does not know the redirect URI {redirectUri} for the app {clientId} (Error code: 500, "{words}").',
    remedy:
      'The administrator opens the app at developer.xero.com/myapps, Configuration, and adds exactly this redirect URI, letter by letter, the slash at the end included; or sets redirectUri to the one that stands there.',
    retry: 'after_fix',
  },
  'xero_consent.client_unknown': {
    message: 'Xero does not know the client id {clientId} (Error code: 500, "{words}").',
    remedy:
      'The administrator copies the Client id again from developer.xero.com/myapps, Configuration, and sees there that the app is not disabled.',
    retry: 'after_fix',
  },
  'xero_consent.scope_refused': {
    message:
      'Xero does not let the app {clientId} have the scopes that were asked for (Error code: 500, "{words}").',
    remedy:
      'An app made since March 2026 gets granular scopes only, and asking Xero for the old ones seldom succeeds: connect again without --broad-scopes. An app made before may need --broad-scopes.',
    retry: 'after_fix',
  },
  'xero_consent.scope_unknown': {
    message: 'Xero does not know a scope that was asked for (Error code: 500, "{words}").',
    remedy:
      'Report it: the scopes are part of this program. Until then, connect with the other set of scopes.',
    retry: 'after_fix',
  },
  'xero_consent.request_incomplete': {
    message: 'Xero misses something in the request to sign in (Error code: 500, "{words}").',
    remedy:
      'The administrator checks at developer.xero.com/myapps that the app is of the kind that was chosen here ({kind}), and connects again with the right one.',
    retry: 'after_fix',
  },
  'xero_consent.unexplained': {
    message: 'Xero answered the request to sign in with "Error code: 500" and no reason.',
    remedy:
      'The administrator compares redirect URI {redirectUri} and client id {clientId} with the app at developer.xero.com/myapps: one of them, or the scopes, is not right for it.',
    retry: 'after_fix',
  },
  'xero_consent.connection_limit': {
    message: 'The app {clientId} is connected to as many organisations as it may be ("{words}").',
    remedy:
      'The administrator disconnects an organisation that is no longer needed, or moves the app to a higher tier at developer.xero.com/myapps. A new app may have 5.',
    retry: 'after_fix',
  },
  'xero_consent.uncertified_apps': {
    message: 'The organisation is connected to two uncertified apps already ("{words}").',
    remedy:
      'Somebody disconnects one of them in Xero under Settings, Connected apps; or the administrator uses a custom connection, which does not count.',
    retry: 'after_fix',
  },
  'xero_consent.cancelled': {
    message: 'Access was not allowed: somebody chose Cancel on the page of Xero.',
    remedy: 'Connect again and choose Allow access.',
    retry: 'now',
  },
  'xero_consent.refused': {
    message: 'Xero came back without an authorisation ({error}).',
    remedy: 'Connect again; if it goes on, report this word of Xero.',
    retry: 'now',
  },
  'xero_consent.not_a_callback': {
    message: 'What was given is not the address that Xero came back to.',
    remedy:
      'Copy the whole address line of the browser after Allow access; it begins with {redirectUri} and holds "code=" and "state=". The page itself may show an error.',
    retry: 'now',
  },
  'xero_consent.state_wrong': {
    message:
      'What came back does not belong to a sign-in that was begun here; nothing of it was used.',
    remedy:
      'Refresh Token Data on the page again; or begin again with tieout connect, and use the address that it prints.',
    retry: 'now',
  },
  'xero_consent.used': {
    message: 'This answer of Xero was used before; nothing of it was used again.',
    remedy: 'Refresh Token Data on the page again, or begin again with tieout connect.',
    retry: 'now',
  },
  'xero_consent.too_late': {
    message: 'This sign-in was begun at {startedAt} and is no longer waited for.',
    remedy: 'Refresh Token Data on the page again, or begin again with tieout connect.',
    retry: 'now',
  },
  'xero_sign_in.code_refused': {
    message: 'Xero did not take the code of this sign-in: it was used or is too old ({error}).',
    remedy:
      'Begin again with tieout connect, or refresh Token Data on the page again; the code lives for five minutes and works once.',
    retry: 'now',
  },
  'xero_connection.ended': {
    message: 'The authorisation of {scope} by Xero has ended: {reason}.',
    remedy:
      'Nothing is lost. The administrator runs tieout connect{option} again, or refreshes Token Data on the page, and allows access; what waits goes on from there.',
    retry: 'after_fix',
  },
  'connection.missing': {
    message: 'There is no connection to Xero for {scope}.',
    remedy:
      'The administrator runs tieout connect{option}, or refreshes Token Data (Tools, Global Settings, GL and Accounting; for an entity of its own Admin, Entities, General Ledger).',
    retry: 'after_fix',
  },
  'connection.other_app': {
    message:
      'The connection of {scope} belongs to the app {connected}, and the settings name the app {wanted}.',
    remedy:
      'The administrator runs tieout connect{option} for the app that is named, or sets clientId back; on the page, that is Token Data and Client Id.',
    retry: 'after_fix',
  },
  'connection.other_organisation': {
    message:
      'This connection was for {before}; the new authorisation reaches {reached} instead. The new authorisation was not kept.',
    remedy:
      'Connect again and choose {before} on the page of Xero. If the books really move to another organisation, the administrator first runs tieout disconnect{option}, or chooses Disconnect below Token Data.',
    retry: 'after_fix',
  },
  'connection.no_organisation': {
    message: 'The authorisation reaches no organisation.',
    remedy:
      'Connect again as a user who belongs to the organisation, and choose it on the page of Xero. A custom connection is authorised again at developer.xero.com/myapps.',
    retry: 'after_fix',
  },
  'connection.tenant_ambiguous': {
    message: 'The authorisation reaches several organisations ({reachable}), and none is chosen.',
    remedy:
      'The administrator chooses one under Tenant on the page, or sets tenant in the configuration to the id of one of them, and runs tieout config apply.',
    retry: 'after_fix',
  },
  'connection.scopes_missing': {
    message: 'The connection was allowed less than an export needs: {scopes} is missing.',
    remedy:
      'The administrator connects again with tieout connect and allows all of it, or does so on the page by refreshing Token Data; for a custom connection, first adds the scopes at developer.xero.com/myapps.',
    retry: 'after_fix',
  },
  'connection.ends_soon': {
    message: 'The authorisation of {scope} ends in {days} days unless it is used.',
    remedy:
      'Run tieout connections --refresh, and let it run every day; or connect again with tieout connect{option}.',
    retry: 'now',
  },
  'connection.busy': {
    message: 'Another run of the program is renewing the sign-in of {scope} and does not end.',
    remedy: 'Try again in a minute.',
    retry: 'later',
  },
  'redirect_uri.not_allowed': {
    message: 'Xero takes no such redirect URI: {redirectUri}.',
    remedy:
      'The administrator sets redirectUri to an address that begins with https://, or with http://localhost (not 127.0.0.1), without blank, *, ? or #.',
    retry: 'after_fix',
  },
  'redirect_uri.mismatch': {
    message:
      'The redirect URI {redirectUri} does not lead to the address at which people use this program, {publicAddress}.',
    remedy:
      'The administrator sets redirectUri to {publicAddress}/xero/callback here and in the app at developer.xero.com, or corrects publicAddress.',
    retry: 'after_fix',
  },
  'sealing_key.wrong': {
    message:
      'The secrets in these books are sealed under the key {wanted}, and the key given here is {found}.',
    remedy:
      'The administrator brings back the file {file} that belongs to these books, or sets TIEOUT_SEALING_KEY to its content. Where it is lost for good, tieout keys forget begins anew, and somebody connects again. Nothing was changed.',
    retry: 'after_fix',
  },
  'sealing_key.missing': {
    message: 'The secrets in these books are sealed under the key {wanted}, and no key is here.',
    remedy:
      'The administrator brings back the file {file} that belongs to these books, or sets TIEOUT_SEALING_KEY to its content. Where it is lost for good, tieout keys forget begins anew, and somebody connects again. Nothing was changed.',
    retry: 'after_fix',
  },
  'sealing_key.malformed': {
    message: 'The sealing key in {place} is not 32 bytes in base64.',
    remedy: 'The administrator brings back the key as it was made. Nothing was changed.',
    retry: 'after_fix',
  },
  'sealing_key.exposed': {
    message: 'Other users of this computer may read the sealing key in {file} (mode {mode}).',
    remedy: 'The administrator runs: chmod 600 {file}',
    retry: 'after_fix',
  },
  'sealing_key.given': {
    message: 'The sealing key comes from TIEOUT_SEALING_KEY, and only one key is given there.',
    remedy:
      'The administrator makes a new key (openssl rand -base64 32), sets TIEOUT_SEALING_KEY to the new key, a comma and the old one, runs tieout keys rotate, and then takes the old one away.',
    retry: 'after_fix',
  },
  'sealed.unreadable': {
    message:
      'The sealed {what} of {scope} does not open: it was changed, or moved from another row.',
    remedy:
      'The administrator finds out who wrote into the database, then runs tieout connect{option} again.',
    retry: 'after_fix',
  },
});
