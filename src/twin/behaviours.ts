import type { DatabaseSync } from 'node:sqlite';
import { readProperty, writeProperty } from './database/properties.ts';

/**
 * What Xero does here is not documented, or known to vary. Each behaviour is one switch; the first
 * value is the default. docs/twin-differences.md prints this table.
 */
export const BEHAVIOURS = {
  strictReservedAccounts: {
    values: ['no', 'yes'],
    about:
      'yes: a reserved account in a journal is a 400, as the documents say; no: the line is ' +
      'dropped with a warning, as recorded.',
  },
  reservedSystemAccounts: {
    values: [
      'DEBTORS CREDITORS RETAINEDEARNINGS UNPAIDEXPCLM WAGEPAYABLES BANKCURRENCYGAIN ' +
        'UNREALISEDCURRENCYGAIN REALISEDCURRENCYGAIN TRACKINGTRANSFERS',
      'any list',
    ],
    about:
      'System accounts that a journal may not use. Only debtors, creditors, retained ' +
      'earnings and bank accounts are documented.',
  },
  inventoryInJournals: {
    values: ['refused', 'allowed'],
    about: 'An INVENTORY account in a journal is treated as reserved.',
  },
  archivedAccountInJournal: {
    values: ['error', 'warning'],
    about: 'Documents refuse an archived account with a known text; for journals no record exists.',
  },
  trackingByIdOnly: {
    values: ['honoured', 'ignored'],
    about: 'Tracking sent with ids and no names was once recorded as lost on a bank transaction.',
  },
  idempotencyMinutes: {
    values: ['6', '0', '20'],
    about: 'Documented: 6 minutes from the first call; observed: about 20; 0 forgets at once.',
  },
  rememberInternalErrors: {
    values: ['yes', 'no'],
    about:
      'An internal error of 500 is replayed under the same key, as errors are said to be cached.',
  },
  listDelayMs: {
    values: ['0', 'any number'],
    about:
      'How long a new document stays invisible in lists, by the twin’s clock; Xero promises ' +
      'nothing.',
  },
  unknownClientError: {
    values: ['invalid_client', 'unauthorized_client'],
    about: 'What the token endpoint says to a client id that does not exist; both are documented.',
  },
  signInErrorStatus: {
    values: ['500', '200'],
    about: 'HTTP status of the page at /identity/error, which itself says "Error code: 500".',
  },
  refreshAfterDisconnect: {
    values: ['refused', 'works'],
    about:
      'A refresh token after its person disconnected the app’s last organisation in Xero: ' +
      'invalid_grant, or new tokens that reach nothing.',
  },
  readOnlySeesReports: {
    values: ['yes', 'no'],
    about: 'A person who may only read sees reports and manual journals too.',
  },
  missingScopeStatus: {
    values: ['401', '403'],
    about: 'Recorded as 401 AuthorizationUnsuccessful; one report of 2026 says 403.',
  },
  concurrentProblemName: {
    values: ['concurrent', 'any text'],
    about:
      'X-Rate-Limit-Problem when five calls are in progress; only minute and day are recorded.',
  },
  appMinuteProblemName: {
    values: ['appminute', 'any text'],
    about: 'X-Rate-Limit-Problem when the app’s minute is used up.',
  },
  failedElementId: {
    values: ['zero', 'random'],
    about: 'The id that a refused element echoes: the zero GUID, or one that does not exist.',
  },
  adviserPassesPeriodLock: {
    values: ['yes', 'no'],
    about: 'A connecting user with the adviser role passes the period lock, nobody the year lock.',
  },
  maximumNarrationLength: {
    values: ['4000', 'any number'],
    about: 'Longest narration of a manual journal; not documented.',
  },
  noteChanges: {
    values: ['Note', 'any text'],
    about: 'What the history says under Changes for a note that came through the API.',
  },
  reconciledFrozen: {
    values: ['yes', 'no'],
    about: 'A reconciled bank transaction refuses changes through the API.',
  },
} as const satisfies Record<string, { values: readonly [string, ...string[]]; about: string }>;

export type BehaviourName = keyof typeof BEHAVIOURS;

export type Behaviours = Record<BehaviourName, string>;

const PROPERTY = 'behaviours';

export function readBehaviours(books: DatabaseSync): Behaviours {
  const chosen = readProperty<Partial<Behaviours>>(books, PROPERTY) ?? {};
  const defaults = Object.entries(BEHAVIOURS).map(([name, row]) => [name, row.values[0]]);
  return { ...(Object.fromEntries(defaults) as Behaviours), ...chosen };
}

/** Those that are not at their default. */
export function changedBehaviours(books: DatabaseSync): BehaviourName[] {
  const chosen = readBehaviours(books);
  const names = Object.keys(BEHAVIOURS) as BehaviourName[];
  return names.filter((name) => chosen[name] !== BEHAVIOURS[name].values[0]);
}

/** Changes some behaviours; returns the names that do not exist, and then changes nothing. */
export function changeBehaviours(books: DatabaseSync, wanted: Record<string, string>): string[] {
  const unknown = Object.keys(wanted).filter((name) => !(name in BEHAVIOURS));
  if (unknown.length > 0) return unknown;
  const chosen = readProperty<Partial<Behaviours>>(books, PROPERTY) ?? {};
  writeProperty(books, PROPERTY, { ...chosen, ...wanted });
  return [];
}
