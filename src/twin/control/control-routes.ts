import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { immediate } from '../../sqlite/immediate.ts';
import { twinNow } from '../clock.ts';
import type { Databases } from '../database/databases.ts';
import { answerControls } from './answer-controls.ts';
import { booksControls } from './books-controls.ts';
import { type Control, ControlRefusal } from './control.ts';
import { documentControls } from './document-controls.ts';
import { twinControls } from './twin-controls.ts';

const CONTROLS: readonly Control[] = [
  ...twinControls,
  ...booksControls,
  ...documentControls,
  ...answerControls,
];

/** Controls are no part of Xero: no token, no rate limit, and they are not counted. */
export function controlRoutes(server: FastifyInstance, databases: Databases): void {
  for (const control of CONTROLS) {
    server.route({
      method: control.method,
      url: `/control${control.path}`,
      handler: (request, reply) => serveControl(databases, control, { request, reply }),
    });
  }
}

function serveControl(
  databases: Databases,
  control: Control,
  { reply, request }: { request: FastifyRequest; reply: FastifyReply },
): unknown {
  try {
    const bodyText = typeof request.body === 'string' && request.body !== '' ? request.body : '{}';
    const given = {
      databases,
      params: request.params as Record<string, string>,
      body: JSON.parse(bodyText) as unknown,
      bodyText,
      now: twinNow(databases.books),
    };
    const act = () => control.act(given);
    const result = control.path === '/reset' ? act() : immediate(databases.books, act);
    return reply.type('application/json').send(JSON.stringify(result ?? {}));
  } catch (error) {
    const isBad =
      error instanceof z.ZodError ||
      error instanceof ControlRefusal ||
      error instanceof RangeError ||
      error instanceof SyntaxError;
    if (!isBad) throw error;
    const complaint = JSON.stringify({ message: error.message });
    return reply.code(400).type('application/json').send(complaint);
  }
}
