import type { App, ServedApp } from '../../app.ts';
import {
  type Command,
  done,
  type EmptyOf,
  type Invocation,
  type Report,
  stopped,
} from '../command.ts';

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
let a web server with a certificate pass them on to it, and set publicAddress.`,
  operands: [],
  options: {
    host: { value: 'HOST', about: `address to listen on (default ${HOST})` },
    port: { value: 'PORT', about: `port to listen on (default ${PORT}; 0 takes a free one)` },
  },
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
  await invocation.untilStopped();
  await served.value.close();
  return { ...done({}, ''), json: undefined };
}
