import { randomUUID } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import type { App } from '../../app.ts';
import { GRANT_NAMES, GRANTS, type Grant } from '../../domain/connection.ts';
import { fail, type Outcome, problem } from '../../domain/problem.ts';
import { isAddress } from '../../tasks/connection/callback.ts';
import {
  type CallbackListener,
  listenForCallback,
} from '../../tasks/connection/callback-listener.ts';
import { connectCustom } from '../../tasks/connection/connect-custom.ts';
import type { KeptConnection } from '../../tasks/connection/keep-authorisation.ts';
import { beginConsent, endConsent, type WaitingSignIn } from '../../tasks/connection/sign-in.ts';
import {
  type Command,
  done,
  type Invocation,
  type Report,
  stopped,
  WrongUsage,
} from '../command.ts';
import { formatProblems } from '../problem-text.ts';
import { formatFacts } from '../text-table.ts';

const EMPTY = { connection: null, warnings: [] };

export const connect: Command = {
  name: 'connect',
  group: 'Set up',
  summary: 'sign in to Xero and let tieout post to an organisation',
  about: `Web app and desktop app: prints the redirect URI, which must stand in the app at
developer.xero.com letter by letter, and an address. Open it in a browser, sign in to Xero,
choose the organisation and Allow access. Where no browser runs on this computer, open the
address on another one, and paste the address that it comes back to, even if that page shows
an error. A page of Xero that shows an error can be pasted as well, and is explained. Custom
connection: needs no browser; its organisation was chosen at developer.xero.com.

The client secret is asked for, or read from standard input or TIEOUT_XERO_CLIENT_SECRET. It
and all tokens are kept sealed; the key lies in the file sealing.key of the data folder, or in
TIEOUT_SEALING_KEY. In test mode the twin stands in for Xero, with apps of its own.`,
  operands: [],
  options: {
    entity: { value: 'E', about: "an entity's own connection (default: the global one)" },
    web: { about: 'the app is a web app: with a client secret (default)' },
    desktop: { about: 'the app is a mobile or desktop app: without a client secret' },
    custom: { about: 'the app is a custom connection' },
    'client-id': { value: 'ID', about: 'Client id of the app (default: clientId of the settings)' },
    'broad-scopes': { about: 'ask for the old scopes; only for apps made before March 2026' },
  },
  emptyJson: EMPTY,
  run: (invocation) => invocation.withApp((app) => run(app, invocation)),
};

async function run(app: App, invocation: Invocation): Promise<Report> {
  const grant = grantOf(invocation);
  const wanted = {
    entity: invocation.text('entity') ?? '',
    grant,
    clientId: clientIdOf(invocation.text('client-id')),
    scopeSet: invocation.has('broad-scopes') ? ('broad' as const) : ('granular' as const),
    askSecret: async () =>
      (invocation.env('TIEOUT_XERO_CLIENT_SECRET') || undefined) ??
      (await invocation.ask('Client secret (it is not shown): ', { isHidden: true })) ??
      '',
  };
  const kept =
    grant === 'custom'
      ? await connectCustom(app, wanted)
      : await throughBrowser(app, invocation, { ...wanted, session: randomUUID() });
  if (!kept.ok) return stopped(kept.problems, EMPTY);
  const { connection, warnings } = kept.value;
  const text = [
    keptText(app, kept.value),
    ...(warnings.length === 0 ? [] : [formatProblems(warnings)]),
  ];
  return done({ connection, warnings, problems: [] }, text.join('\n\n'));
}

/** What is no client id may be a secret by mistake, so it is not repeated. */
function clientIdOf(text = ''): string {
  if (/^$|^[0-9A-Fa-f]{32}$/.test(text)) return text;
  throw new WrongUsage(
    'What stands after --client-id is no client id.',
    'Copy the Client id from developer.xero.com/myapps: 32 digits and letters from A to F.',
  );
}

function grantOf(invocation: Invocation): Grant {
  const [grant, ...others] = GRANTS.filter((one) => invocation.has(one));
  if (others.length === 0) return grant ?? 'web';
  throw new WrongUsage(
    'More than one kind of app is named.',
    'Write one of --web, --desktop and --custom.',
  );
}

async function throughBrowser(
  app: App,
  invocation: Invocation,
  wanted: Parameters<typeof beginConsent>[1],
): Promise<Outcome<KeptConnection>> {
  const begun = await beginConsent(app, wanted);
  if (!begun.ok) return begun;
  const listener = await listenForCallback(begun.value.redirectUri);
  try {
    invocation.note(beginText(app, begun.value, listener !== undefined));
    return await untilBack(app, invocation, { listener, session: wanted.session });
  } finally {
    await listener?.close();
  }
}

const LONGEST_WAIT_MINUTES = 15;
/** After these the right address may still come. */
const NOT_OURS = ['xero_consent.state_wrong', 'xero_consent.not_a_callback'];

async function untilBack(
  app: App,
  invocation: Invocation,
  { listener, session }: { listener: CallbackListener | undefined; session: string },
): Promise<Outcome<KeptConnection>> {
  const startedAt = app.act().at;
  const tooLate = delay(LONGEST_WAIT_MINUTES * 60_000, undefined, { ref: false });
  const sources = [
    ...(listener === undefined ? [] : [() => listener.next()]),
    pasting(invocation, listener !== undefined),
  ];
  const coming = sources.map((source, index) => heard(source, index));
  for (;;) {
    const back = await Promise.race([...coming, tooLate]);
    if (back?.text === undefined) return fail(problem('xero_consent.too_late', { startedAt }));
    const kept = await endConsent(app, { text: back.text, session });
    const isForeign = !kept.ok && NOT_OURS.includes(kept.problems[0]?.code ?? '');
    if (kept.ok || !isForeign) return kept;
    invocation.note(formatProblems(kept.problems));
    const source = sources[back.index];
    if (source !== undefined) coming[back.index] = heard(source, back.index);
  }
}

interface Heard {
  readonly text: string | undefined;
  /** Which of the sources is to be listened to again. */
  readonly index: number;
}

async function heard(source: () => Promise<string | undefined>, index: number): Promise<Heard> {
  return { text: await source(), index };
}

/**
 * What is pasted: an address, or a page of Xero. At the end of the input nobody can paste; a
 * listener still waits.
 */
function pasting(invocation: Invocation, isListening: boolean): () => Promise<string | undefined> {
  const addresses: string[] = [];
  return async () => {
    for (;;) {
      const address = addresses.shift();
      if (address !== undefined) return address;
      const page = await invocation.askForPage('> ');
      if (page === undefined) return isListening ? new Promise(() => undefined) : undefined;
      addresses.push(...page.split('\n').filter(isAddress));
      if (addresses.length === 0 && page !== '') return page;
    }
  };
}

function beginText(
  { mode }: App,
  { address, redirectUri, scopes, warnings }: WaitingSignIn,
  isListening: boolean,
): string {
  const place = mode === 'test' ? 'the twin, which stands in for Xero' : 'Xero';
  return [
    `Redirect URI, letter by letter as in the app:  ${redirectUri}`,
    `What will be asked for\n${formatFacts(scopes.map((one) => [`  ${one.scope}`, one.reason]))}`,
    ...(warnings.length === 0 ? [] : [formatProblems(warnings)]),
    `Open this address in a browser, sign in to ${place}, and allow access:\n\n${address}`,
    waitingText(redirectUri, isListening),
  ].join('\n\n');
}

function waitingText(redirectUri: string, isListening: boolean): string {
  if (isListening) {
    return 'Waiting for the browser to come back. If it runs on another computer, paste here the\naddress that it comes back to, and press Enter:';
  }
  const { protocol, hostname, port } = new URL(redirectUri);
  const isHere = protocol === 'http:' && hostname === 'localhost';
  const taken = `Port ${port || 80} of this computer is taken by another program. If the browser runs here, stop\nthat program first and begin again.\n\n`;
  return `${isHere ? taken : ''}When the browser has come back, paste here the address that it came back to, even if the\npage shows an error, and press Enter:`;
}

function keptText({ mode }: App, { connection }: KeptConnection): string {
  const { organisationName, tenantId, grant, authorisedBy, entity } = connection;
  const place = mode === 'test' ? 'the twin, not to Xero' : 'Xero';
  const facts: [string, string][] = [
    ['Connection of', entity === '' ? 'the global settings' : `entity ${entity}`],
    ['Organisation', tenantId === '' ? 'none chosen yet' : `${organisationName} (${tenantId})`],
    ['App', `${GRANT_NAMES[grant]} ${connection.clientId}`],
    ...(authorisedBy === '' ? [] : [['Allowed by', authorisedBy] as [string, string]]),
  ];
  return `Connected to ${place}.\n\n${formatFacts(facts)}\n\nNext: tieout verify`;
}
