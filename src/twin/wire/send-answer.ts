import type { FastifyReply } from 'fastify';
import type { Answer } from './answers.ts';

export function sendAnswer(reply: FastifyReply, answer: Answer): FastifyReply {
  return reply.code(answer.httpStatus).headers(answer.headers).send(answer.body);
}
