import type { FastifyInstance } from 'fastify';

const OWN_NAMES = ['127.0.0.1', 'localhost', '[::1]'];

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
