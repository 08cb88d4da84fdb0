import type { App, ServedApp } from '../../app.ts';
import { runCompleter } from '../../tasks/completer.ts';
import {
  type Command,
  done,
  type EmptyOf,
  type Invocation,
  type Report,
  stopped,
} from '../command.ts';
import { newsText } from '../work-news.ts';

const HIGHEST_PORT = 65_535;
const PORT = 4480;
const HOST = '127.0.0.1';

/** Where the app is unless it is told otherwise. */
export const USUAL_ADDRESS = `http://${HOST}:${PORT}`;

const EMPTY: EmptyOf<Omit<ServedApp, 'close'>> = { url: null, firstAdministratorLink: null };

export const serve: Command = {
  name: 'serve',
  group: 'Try it',
  summary: 'run the app in the browser until it is stopped',
  about: `Everything that this program does, on pages. At first it prints a link with which the first
administrator chooses a password. It listens on this computer alone; for others to reach it,
let a web server with a certificate pass them on to it, and set publicAddress. While it runs,
what was interrupted goes on by itself, as with "tieout work".`,
  operands: [],
  options: {
    host: { value: 'HOST', about: `address to listen on (default ${HOST})` },
    port: { value: 'PORT', about: `port to listen on (default ${PORT}; 0 takes a free one)` },
  },
  stopsGently: true,
  emptyJson: EMPTY,
  run: (invocation) => invocation.withApp((app) => run(app, invocation)),
};

async function run(app: App, invocation: Invocation): Promise<Report> {
  const host = invocation.text('host') ?? HOST;
  const port = invocation.number('port', HIGHEST_PORT) ?? PORT;
  const served = await app.serve({ host, port });
  if (!served.ok) return stopped(served.problems, EMPTY);
  const { url, firstAdministratorLink } = served.value;
  const first =
    firstAdministratorLink === null
      ? ''
      : `\n\nThe first administrator chooses a password here, once, within a day:\n${firstAdministratorLink}`;
  const text = `The app runs at ${url} until you stop it with Ctrl+C.${first}`;
  invocation.announce({ url, firstAdministratorLink }, text);
  const working = keepWorking(app, invocation);
  await invocation.untilStopped();
  await served.value.close();
  await working;
  return { ...done({}, ''), json: undefined };
}

/** Takes up what was interrupted, in both modes; forced test mode leaves real batches alone. */
async function keepWorking(app: App, invocation: Invocation): Promise<void> {
  const modes = app.mode === 'test' ? (['test'] as const) : (['production', 'test'] as const);
  const run = {
    isOnce: false,
    wait: app.time.wait,
    onProgress: () => undefined,
    onNews: (news: Parameters<typeof newsText>[0]) => invocation.note(newsText(news)),
  };
  await Promise.all(modes.map((mode) => runCompleter(app.inMode(mode), run)));
}
