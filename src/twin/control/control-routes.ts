import type { FastifyInstance } from 'fastify';
import type { Databases } from '../database/databases.ts';
import { readText } from '../wire/bodies.ts';
import { CONTROLS, performControl } from './perform.ts';

/** Controls are no part of Xero: no token, no rate limit, and they are not counted. */
export function controlRoutes(server: FastifyInstance, databases: Databases): void {
  for (const control of CONTROLS) {
    server.route({
      method: control.method,
      url: `/control${control.path}`,
      handler: (request, reply) => {
        const performed = performControl(databases, control, {
          params: request.params as Record<string, string>,
          bodyText: readText(request),
        });
        const shown = performed.ok ? performed.value : { message: performed.complaint };
        return reply
          .code(performed.ok ? 200 : 400)
          .type('application/json')
          .send(JSON.stringify(shown));
      },
    });
  }
}
