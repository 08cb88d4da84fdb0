import { setTimeout as wait } from 'node:timers/promises';
import type { FastifyReply } from 'fastify';
import type { Databases } from '../database/databases.ts';
import type { Answer } from '../wire/answers.ts';
import { distorted, type Fault, faultAnswer, takeFault } from './faults.ts';

export interface Exchange {
  databases: Databases;
  reply: FastifyReply;
  method: string;
  path: string;
  /** Headers beside the answer's own. */
  headers: Record<string, string>;
  /** Does the work; `instead` stands in for the real answer and is remembered like it. */
  work: (instead?: Answer) => Answer;
}

/** Does the work of a call and sends its answer, through the fault that waits for it, if any. */
export async function respond(exchange: Exchange): Promise<number> {
  const { databases, method, path, work } = exchange;
  const fault = takeFault(databases.books, { method, path });
  if (fault === undefined) return send(exchange, work());
  return fault.moment === 'after' ? afterWork(exchange, fault) : beforeWork(exchange, fault);
}

const NO_ANSWER = 0;

async function beforeWork(exchange: Exchange, fault: Fault): Promise<number> {
  const { details, kind } = fault;
  if (fault.moment === 'late') {
    drop(exchange);
    await wait(details.delayMs ?? 0);
    exchange.work();
    return NO_ANSWER;
  }
  if (kind === 'drop') return drop(exchange);
  if (kind === 'status') {
    const answer = faultAnswer(details);
    return send(exchange, details.remember === true ? exchange.work(answer) : answer);
  }
  if (kind === 'delay') await wait(details.delayMs ?? 0);
  return send(exchange, exchange.work());
}

async function afterWork(exchange: Exchange, fault: Fault): Promise<number> {
  const answer = exchange.work();
  if (fault.kind === 'drop') return drop(exchange);
  if (fault.kind === 'status') return send(exchange, faultAnswer(fault.details));
  if (fault.kind === 'cut') return cut(exchange, answer);
  if (fault.kind === 'delay') await wait(fault.details.delayMs ?? 0);
  return send(exchange, distorted(fault, answer));
}

function send(exchange: Exchange, answer: Answer): number {
  void exchange.reply
    .code(answer.httpStatus)
    .headers({ ...exchange.headers, ...answer.headers })
    .send(answer.body);
  return answer.httpStatus;
}

function drop(exchange: Exchange): number {
  exchange.reply.hijack();
  exchange.reply.raw.destroy();
  return NO_ANSWER;
}

function cut(exchange: Exchange, answer: Answer): number {
  const body = Buffer.from(answer.body ?? '');
  const { raw } = exchange.reply;
  exchange.reply.hijack();
  raw.writeHead(answer.httpStatus, {
    ...exchange.headers,
    ...answer.headers,
    'content-length': String(body.length),
  });
  raw.write(body.subarray(0, Math.floor(body.length / 2)), () => raw.destroy());
  return NO_ANSWER;
}
