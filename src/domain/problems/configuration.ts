import { topic } from './table.ts';

/** What is wrong with a configuration file; `place` is the line and the path in the file. */
const fileProblems = topic({
  'configuration.not_readable': {
    message: 'The configuration file {file} cannot be read: {reason}.',
    remedy: 'Check the name of the file, that this user may read it, and that it is UTF-8 text.',
    retry: 'after_fix',
  },
  'configuration.not_yaml': {
    message: '{place} of {file} is neither YAML nor JSON: {reason}.',
    remedy: 'Correct the line; what stands below another thing is indented by blanks, not tabs.',
    retry: 'after_fix',
  },
  'configuration.unknown_key': {
    message: '{place}: there is no key "{key}" here.',
    remedy: '{suggestion}',
    retry: 'after_fix',
  },
  'configuration.value_invalid': {
    message: '{place}: {reason}.',
    remedy: 'Correct it, then save the page or apply the file again.',
    retry: 'after_fix',
  },
  'configuration.secret': {
    message: '{place}: "{key}" looks like a secret, and a secret never stands in this file.',
    remedy:
      'Delete it from the file, make a new one where it came from, and give that to tieout connect, which keeps it sealed.',
    retry: 'after_fix',
  },
  'configuration.repeated': {
    message: '{place}: "{value}" stands in {list} already, at {first}.',
    remedy: 'Keep one of the two.',
    retry: 'after_fix',
  },
  'configuration.reference_missing': {
    message: '{place}: there is no "{value}" in {list}, neither in the file nor stored.',
    remedy: '{suggestion}',
    retry: 'after_fix',
  },
  'configuration.tracking_name_missing': {
    message: '{place}: the option basis is {basis}, but the tracking category has no name.',
    remedy: 'Give it the name that the tracking category has in Xero, or set the basis to none.',
    retry: 'after_fix',
  },
  'configuration.tracking_twice': {
    message:
      '{place}: both trackingA and trackingB {of} name the category "{category}"; Xero takes one option of it on a line.',
    remedy: 'Name another category for one of the two, or set its basis to none.',
    retry: 'after_fix',
  },
  'configuration.clearing_unfit': {
    message: '{place}: {glAccount} cannot be a clearing account, since it is {reason}.',
    remedy:
      'Choose an ordinary current account of its own, which is nil once both streams are posted.',
    retry: 'after_fix',
  },
  'configuration.template_invalid': {
    message: '{place}: the template "{template}" {reason}.',
    remedy: 'Use {known}, and letters, digits, blanks, dots, hyphens and underscores around them.',
    retry: 'after_fix',
  },
});

/** What is wrong with the settings once something is done with them. */
export const configurationProblems = topic({
  ...fileProblems,
  'command_line.wrong_usage': {
    message: '{reason}',
    remedy: '{suggestion}',
    retry: 'after_fix',
  },
  'program.unexpected_error': {
    message: 'tieout stopped for a reason that it does not know: {reason}',
    remedy:
      'Run the command again with TIEOUT_DEBUG=1 in the environment and report what it prints. What was written before stays in order.',
    retry: 'later',
  },
  'test_organisation.fixed': {
    message:
      'The test organisation is in use since it was first needed, so its {keys} cannot change any more.',
    remedy: 'Leave testOrganisation as it was, or start anew with "tieout twin --reset".',
    retry: 'after_fix',
  },
  'twin.not_there': {
    message: 'No twin answers at {address} ({reason}).',
    remedy:
      'Start it with "tieout twin", or clear the setting twinUrl to use the one of the data folder.',
    retry: 'after_fix',
  },
  'twin.refused': {
    message: 'The test organisation does not take what the configuration needs: {words}',
    remedy: 'Correct it in the configuration file, then apply the file again.',
    retry: 'after_fix',
  },
  'data_folder.not_usable': {
    message: 'The data folder {folder} cannot be used: {reason}.',
    remedy: 'Check that the folder is there, on a disk of this computer, and this user may write.',
    retry: 'after_fix',
  },
  'database.not_usable': {
    message: 'The database at {host} cannot be used: {reason}.',
    remedy: 'Check the address in --database-url or DATABASE_URL, and that the server runs.',
    retry: 'later',
  },
  'demo.books_in_use': {
    message: 'These books are configured already, and not by the demonstration.',
    remedy: 'Let the demonstration have books of its own: "tieout demo --data tieout-demo".',
    retry: 'after_fix',
  },
  'bench.folder_in_use': {
    message: 'The folder {root} holds files that the bench did not make.',
    remedy: 'Give the bench a new or an empty folder with --data; it writes into no other.',
    retry: 'after_fix',
  },
  'port.taken': {
    message: 'Port {port} of this computer is taken by another program.',
    remedy: 'Give another --port, or none for a free one.',
    retry: 'after_fix',
  },
  'client_id.missing': {
    message: 'No Client Id is entered for {scope}.',
    remedy:
      'The administrator copies the Client id from developer.xero.com/myapps, Configuration, into Client Id (Tools, Global Settings, GL and Accounting) or clientId of the configuration file, or gives it with tieout connect --client-id.',
    retry: 'after_fix',
  },
  'entity.exists': {
    message: 'There is an entity {entity} already.',
    remedy: 'Choose another code, or change that entity.',
    retry: 'after_fix',
  },
  'client_id.malformed': {
    message: 'What was entered as Client Id is no client id; it was not kept.',
    remedy:
      'Copy the Client id again from developer.xero.com/myapps, Configuration: 32 digits and letters from A to F. The client secret is longer and has a field of its own.',
    retry: 'after_fix',
  },
  'client_id.not_of_twin': {
    message: 'The twin, which stands in for Xero in test mode, has no app {clientId}.',
    remedy:
      'Leave Client Id blank, or --client-id out, or give the id of an app of the twin, which tieout twin prints. An app of developer.xero.com is for production alone; its secret is not asked for here.',
    retry: 'after_fix',
  },
  'client_secret.missing': {
    message: 'No Client Secret was given.',
    remedy:
      'The administrator copies the client secret from developer.xero.com/myapps, Configuration, and types it into Client Secret on the page or where tieout connect asks for it, writes it to its standard input, or sets TIEOUT_XERO_CLIENT_SECRET. A desktop app has none: tieout connect --desktop.',
    retry: 'after_fix',
  },
  'tenant.not_chosen': {
    message: 'No Tenant is chosen for {scope}. This connection reaches: {reachable}.',
    remedy:
      'The administrator refreshes Tenant (Tools, Global Settings, GL and Accounting) and selects the organisation, or copies the id of the organisation into tenant of the configuration.',
    retry: 'after_fix',
  },
  'tenant.not_reachable': {
    message: 'The Tenant {tenant} is not among those that this connection reaches: {reachable}.',
    remedy:
      'The administrator corrects tenant in the configuration, or authorises the custom connection for that organisation at developer.xero.com.',
    retry: 'after_fix',
  },
});
