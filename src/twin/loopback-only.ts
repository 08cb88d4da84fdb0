import type { FastifyInstance } from 'fastify';
import { API_URL, IDENTITY_URL, LOGIN_URL } from '../xero/contract/endpoints.ts';

/** Loopback's, and Xero's, under which a program may reach the twin that knows no other names. */
const OWN_NAMES = [
  ...['127.0.0.1', 'localhost', '[::1]'],
  ...[LOGIN_URL, IDENTITY_URL, API_URL].map((url) => new URL(url).hostname),
];

/**
 * Keeps web pages of other sites away: one that resolves its own name to loopback sends that name
 * as Host, and one that posts across sites sends its Origin.
 */
export function loopbackOnly(server: FastifyInstance): void {
  server.addHook('onRequest', (request, reply, done) => {
    const { host = '', origin } = request.headers;
    const isOwn = OWN_NAMES.includes(host.replace(/:\d+$/, '').toLowerCase());
    const isForeign = origin !== undefined && origin !== `http://${host}`;
    if (isOwn && !isForeign) return done();
    void reply.code(403).send('The twin answers this machine alone.');
  });
}
