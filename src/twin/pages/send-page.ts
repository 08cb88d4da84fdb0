import type { FastifyReply } from 'fastify';
import type { Answer } from '../wire/answers.ts';

export function sendPage(reply: FastifyReply, answer: Answer): FastifyReply {
  return reply.code(answer.httpStatus).headers(answer.headers).send(answer.body);
}
