import { GRANT_NAMES } from '../../domain/connection.ts';
import { type ShownConnection, showConnections } from '../../tasks/connection/show-connections.ts';
import { type Command, type Report, stopped } from '../command.ts';
import { formatProblems } from '../problem-text.ts';
import { formatTable } from '../text-table.ts';

const EMPTY = { connections: [], warnings: [] };

export const connections: Command = {
  name: 'connections',
  group: 'Set up',
  summary: 'show every connection to Xero, and how long it holds',
  about: `An authorisation that a person gave ends 60 days after it was last used. With --refresh, each
that was not used for a day is used now: run it every day, and none ends unnoticed.`,
  operands: [],
  options: { refresh: { about: 'renew what was not used for a day' } },
  emptyJson: EMPTY,
  run: async (invocation): Promise<Report> => {
    const isKeptAlive = invocation.has('refresh');
    const shown = await invocation.withApp((app) => showConnections(app, { isKeptAlive }));
    if (!shown.ok) return stopped(shown.problems, EMPTY);
    const { problems, warnings } = shown.value;
    return {
      json: shown.value,
      text: [
        connectionsText(shown.value.connections),
        ...(warnings.length === 0 ? [] : [formatProblems(warnings)]),
      ].join('\n\n'),
      problems,
      hasFailed: problems.length > 0,
    };
  },
};

const COLUMNS = [
  'Connection of',
  'Organisation',
  'App',
  'Client Id',
  'Allowed by',
  'Last renewed',
  'Days left',
].map((title) => ({ title }));

function connectionsText(shown: readonly ShownConnection[]): string {
  if (shown.length === 0) return 'There is no connection yet. Make one with tieout connect.';
  return formatTable(
    COLUMNS,
    shown.map((one) => [
      one.entity === '' ? 'global settings' : `entity ${one.entity}`,
      one.organisationName,
      GRANT_NAMES[one.grant],
      one.clientId,
      one.authorisedBy,
      one.refreshedAt?.slice(0, 10) ?? '',
      daysText(one),
    ]),
  );
}

function daysText({ endReason, daysLeft }: ShownConnection): string {
  if (endReason !== undefined) return 'ended: connect again';
  return daysLeft === undefined ? 'does not end' : String(daysLeft);
}
