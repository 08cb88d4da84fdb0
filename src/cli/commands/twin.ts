import type { App, ServedTwin } from '../../app.ts';
import { problem } from '../../domain/problem.ts';
import {
  type Command,
  done,
  type EmptyOf,
  type Invocation,
  type Report,
  stopped,
  WrongUsage,
} from '../command.ts';
import { formatFacts, formatTable } from '../text-table.ts';

const SEEDS = ['demo-nz', 'lender-nz', 'empty'] as const;
const HIGHEST_PORT = 65_535;

const EMPTY: EmptyOf<Omit<ServedTwin, 'close'>> = {
  identityUrl: null,
  apiUrl: null,
  pagesUrl: null,
  apps: [],
  organisations: [],
  users: [],
};

export const twin: Command = {
  name: 'twin',
  group: 'Try it',
  summary: 'run the twin, a Xero of your own, and say how to sign in to it',
  about: `The twin stands in for Xero in test mode: it keeps books, answers as Xero does, and has pages to
look at. It listens on this computer alone and keeps everything in the folder "twin" of the
data folder. What an organisation starts with is chosen once, by --seed or by
testOrganisation of the configuration; --reset forgets all of it and starts anew.`,
  operands: [],
  options: {
    port: { value: 'PORT', about: 'port to listen on (default: a free one)' },
    seed: { value: 'SEED', about: `what to start with: ${SEEDS.join(', ')} (default lender-nz)` },
    reset: { about: 'forget everything that the twin holds' },
  },
  isTestOnly: true,
  emptyJson: EMPTY,
  run: (invocation) => invocation.withApp((app) => run(app, invocation)),
};

async function run(app: App, invocation: Invocation): Promise<Report> {
  const isReset = invocation.has('reset');
  const seed = seedOf(invocation.text('seed'));
  if (seed !== undefined && !isReset && app.testOrganisation?.isFixed()) {
    return stopped([problem('test_organisation.fixed', { keys: 'seed' })], EMPTY);
  }
  const port = invocation.number('port', HIGHEST_PORT) ?? 0;
  const served = await app.serveTwin({ port, seed, isReset });
  if (!served.ok) return stopped(served.problems, EMPTY);
  const { identityUrl, apiUrl, pagesUrl, apps, organisations, users } = served.value;
  invocation.announce(
    { identityUrl, apiUrl, pagesUrl, apps, organisations, users },
    twinText(served.value),
  );
  await invocation.untilStopped();
  await served.value.close();
  return { ...done({}, ''), json: undefined };
}

function seedOf(text: string | undefined): (typeof SEEDS)[number] | undefined {
  const seed = SEEDS.find((one) => one === text);
  if (text === undefined || seed !== undefined) return seed;
  throw new WrongUsage(`There is no seed "${text}".`, `Write one of: ${SEEDS.join(', ')}.`);
}

function twinText({ apiUrl, pagesUrl, apps, organisations }: ServedTwin): string {
  const places = formatFacts([
    ['Pages', pagesUrl],
    ['Identity and API', apiUrl],
    ...organisations.map(
      ({ name, tenantId }) => ['Organisation', `${name} (${tenantId})`] as const,
    ),
  ]);
  const rows = apps.map(({ kind, clientId, clientSecret }) => [kind, clientId, clientSecret]);
  const columns = [{ title: 'App' }, { title: 'Client Id' }, { title: 'Client Secret' }];
  return `The twin runs until you stop it with Ctrl+C.\n\n${places}\n\n${formatTable(columns, rows)}`;
}
