import { showRequests } from '../../tasks/request-log.ts';
import { type Command, done } from '../command.ts';
import { formatTable } from '../text-table.ts';

const EMPTY = { requests: [] };
const MOST = 10_000;

export const requests: Command = {
  name: 'requests',
  group: 'Look up',
  summary: 'show the calls to Xero, the newest first',
  about: `Calls that failed are always kept, the others where logAllRequests of the configuration is true,
for 30 days. --json has the request and the answer of each, without any secret. Signing in is
never kept.`,
  operands: [],
  options: {
    last: { value: 'N', about: 'how many (default 50)' },
    failed: { about: 'only those without a good answer' },
  },
  emptyJson: EMPTY,
  run: async (invocation) => {
    const limit = invocation.number('last', MOST) ?? 50;
    const onlyFailed = invocation.has('failed');
    const rows = await invocation.withApp((app) => showRequests(app, { limit, onlyFailed }));
    const text =
      rows.length === 0
        ? 'No call is kept.'
        : formatTable(
            COLUMNS,
            rows.map((one) => [
              one.at.replace('T', ' ').slice(0, 19),
              one.export_id,
              one.documents === 0 ? '' : String(one.documents),
              `${one.method} ${one.path.slice(0, 60)}`,
              one.http_status === null ? one.reason || one.outcome : String(one.http_status),
              String(one.duration_ms),
              one.minute_left === null ? '' : `${one.minute_left} / ${one.day_left ?? ''}`,
            ]),
          );
    return done({ requests: rows, problems: [] }, text);
  },
};

const COLUMNS = [
  { title: 'When (UTC)' },
  { title: 'Export' },
  { title: 'Documents', isFigure: true as const },
  { title: 'Call' },
  { title: 'Answer' },
  { title: 'ms', isFigure: true as const },
  { title: 'Left: minute / day' },
];
