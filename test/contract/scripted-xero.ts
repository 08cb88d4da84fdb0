import Fastify, { type FastifyReply } from 'fastify';
import type { XeroAddresses } from '../../src/xero/client/addresses.ts';

/** A request as it came over the wire. */
export interface SeenRequest {
  method: string;
  path: string;
  headers: Record<string, string | string[] | undefined>;
  body: string;
}

/** What the server does with the next request: an answer, or a fault of the wire. */
export type Reaction =
  | { httpStatus?: number; headers?: Record<string, string>; body?: unknown }
  | { fault: 'hang' | 'cutBeforeHeaders' | 'cutInBody' | 'endless' };

export interface ScriptedXero {
  addresses: XeroAddresses;
  seen: SeenRequest[];
  /** Requests to the token endpoint. */
  signIns: SeenRequest[];
  /** Reactions to the next requests; the last one goes on. */
  react(...reactions: Reaction[]): void;
  reactToSignIn(...reactions: Reaction[]): void;
  close(): Promise<void>;
}

const ACCESS_TOKEN = 'canary-access-token';
export const CREDENTIALS = { clientId: 'CLIENT', clientSecret: 'canary-client-secret' };
export const SIGNED_IN = {
  body: { access_token: ACCESS_TOKEN, expires_in: 1800, token_type: 'Bearer' },
};

/** A server over real HTTP that says what a test tells it to, and remembers what it was asked. */
export async function startScriptedXero(): Promise<ScriptedXero> {
  const app = Fastify({ forceCloseConnections: true });
  const api = scripted([{ body: {} }]);
  const identity = scripted([SIGNED_IN]);
  app.removeAllContentTypeParsers();
  app.addContentTypeParser('*', { parseAs: 'string' }, (_request, body, done) => done(null, body));
  app.all('/*', async (request, reply) => {
    const script = request.url === '/connect/token' ? identity : api;
    script.seen.push({
      method: request.method,
      path: request.url,
      headers: request.headers,
      body: typeof request.body === 'string' ? request.body : '',
    });
    return perform(reply, script.next());
  });
  const url = await app.listen({ host: '127.0.0.1', port: 0 });
  return {
    addresses: { loginUrl: url, identityUrl: url, apiUrl: url },
    seen: api.seen,
    signIns: identity.seen,
    react: api.react,
    reactToSignIn: identity.react,
    close: () => app.close(),
  };
}

function scripted(first: Reaction[]) {
  let reactions = first;
  return {
    seen: [] as SeenRequest[],
    react: (...next: Reaction[]) => {
      reactions = next;
    },
    next: (): Reaction => (reactions.length > 1 ? reactions.shift() : reactions[0]) ?? {},
  };
}

function perform(reply: FastifyReply, reaction: Reaction) {
  if (!('fault' in reaction)) {
    const { httpStatus = 200, headers = {}, body = '' } = reaction;
    const text = typeof body === 'string' ? body : JSON.stringify(body);
    return reply
      .status(httpStatus)
      .headers({ 'content-type': 'application/json', ...headers })
      .send(text);
  }
  reply.hijack();
  const { raw } = reply;
  if (reaction.fault === 'cutBeforeHeaders') raw.destroy();
  if (reaction.fault === 'cutInBody') {
    raw.writeHead(200, { 'content-length': '1000' });
    raw.write('{"ManualJournals":[', () => raw.destroy());
  }
  if (reaction.fault === 'endless') {
    raw.writeHead(200);
    const timer = setInterval(() => raw.write('x'.repeat(10_000)), 1);
    raw.on('close', () => clearInterval(timer));
  }
  return reply;
}
