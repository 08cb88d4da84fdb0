import { randomUUID } from 'node:crypto';
import type { FastifyInstance } from 'fastify';
import { fail, type Outcome, problem, succeed } from '../../domain/problem.ts';
import { callbackIn } from '../../tasks/connection/callback.ts';
import {
  type CallbackListener,
  listenForCallback,
} from '../../tasks/connection/callback-listener.ts';

/** Browsers that were sent to Xero, and what they come back with. */
export interface WaysBack {
  /**
   * Is told of a browser that leaves now, and where it shall come back to. Where the redirect URI
   * leads to another port of this computer, it is listened at. Problem: `port.taken`.
   */
  expect(leaving: Leaving): Promise<Outcome<undefined>>;
  /** Where a browser goes on to that came back; its page takes the answer from there. */
  arrive(address: string): string;
  /** The address that a browser came back to, once; undefined for any other text. */
  take(answer: string): string | undefined;
  close(): Promise<void>;
}

export interface Leaving {
  /** Of Xero's page, with the state in it. */
  readonly address: string;
  readonly redirectUri: string;
  /** The app as this browser sees it: "https://books.example". */
  readonly home: string;
  /** At which this app is reached on this computer. */
  readonly ownPort: number;
}

const PAGE = '/xero/back';
const MOST_KEPT = 200;
const LONGEST_WAIT_MS = 15 * 60_000;

export function createWaysBack(): WaysBack {
  const homes = new Map<string, string>();
  const answers = new Map<string, string>();
  const listeners = new Map<string, CallbackListener>();
  const arrive: WaysBack['arrive'] = (address) => {
    const state = callbackIn(address)?.state ?? '';
    const answer = randomUUID();
    keep(answers, answer, address);
    const home = homes.get(state) ?? '';
    // What stands behind the # is sent to no server and kept in no log.
    return `${home}${PAGE}#${answer}`;
  };
  const listenAt = async (redirectUri: string): Promise<Outcome<undefined>> => {
    if (listeners.has(redirectUri)) return succeed(undefined);
    const listener = await listenForCallback(redirectUri, arrive);
    if (listener === undefined) {
      return fail(problem('port.taken', { port: portOf(redirectUri) ?? '' }));
    }
    listeners.set(redirectUri, listener);
    const leave = async () => {
      listeners.delete(redirectUri);
      await listener.close();
    };
    setTimeout(() => void leave(), LONGEST_WAIT_MS).unref();
    return succeed(undefined);
  };
  return {
    arrive,
    expect: async ({ address, redirectUri, home, ownPort }) => {
      keep(homes, new URL(address).searchParams.get('state') ?? '', home);
      const port = portOf(redirectUri);
      return port === undefined || port === ownPort ? succeed(undefined) : listenAt(redirectUri);
    },
    take: (answer) => {
      const address = answers.get(answer);
      answers.delete(answer);
      return address;
    },
    close: async () => {
      for (const listener of listeners.values()) await listener.close();
      listeners.clear();
    },
  };
}

/** Sends a browser on at once, so that no page ever stands under an address with a code in it. */
export function sendBrowsersOn(server: FastifyInstance, ways: WaysBack): void {
  server.addHook('onRequest', async ({ method, url, host, protocol }, reply) => {
    if (method !== 'GET' || url.startsWith('/api/')) return;
    const address = `${protocol}://${host}${url}`;
    if (callbackIn(address) === undefined) return;
    await reply.header('cache-control', 'no-store').redirect(ways.arrive(address), 302);
  });
  server.addHook('onClose', () => ways.close());
}

/** The port of a redirect URI that leads to this computer; undefined for any other. */
function portOf(redirectUri: string): number | undefined {
  const { protocol, hostname, port } = new URL(redirectUri);
  return protocol === 'http:' && hostname === 'localhost' ? Number(port || 80) : undefined;
}

/** The oldest go first. */
function keep(kept: Map<string, string>, key: string, value: string): void {
  kept.set(key, value);
  const [oldest] = kept.keys();
  if (kept.size > MOST_KEPT && oldest !== undefined) kept.delete(oldest);
}
