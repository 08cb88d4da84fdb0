import type { FastifyReply } from 'fastify';
import { type Problem, problem } from '../../domain/problem.ts';
import type { RefusalShape } from '../contract/shapes.ts';

/** The HTTP status of some problems; every other one is 422. */
const STATUS: Readonly<Record<string, number>> = {
  'session.missing': 401,
  'sign_in.wrong': 401,
  'permission.missing': 403,
  'request.from_elsewhere': 403,
  'request.not_understood': 400,
  'page.unknown': 404,
  'batch.unknown': 404,
  'batch.no_such_line': 404,
  'row.unknown': 404,
  'undo.no_document': 404,
  'entity.unknown': 404,
  'user.unknown': 404,
  'job.unknown': 404,
  'logged_request.unknown': 404,
  'batch.held_elsewhere': 409,
  'store.rows_taken': 409,
  'record.changed_meanwhile': 409,
  'user.exists': 409,
  'entity.exists': 409,
  'sign_in.too_many_tries': 429,
  'program.unexpected_error': 500,
};

/** Answers with all problems at once, as RFC 9457 has it; the worst comes first. */
export function refuse(reply: FastifyReply, problems: readonly Problem[]): FastifyReply {
  const all =
    problems.length > 0 ? problems : [problem('program.unexpected_error', { reason: '' })];
  const first = all[0] as Problem;
  const status = STATUS[first.code] ?? 422;
  const body: RefusalShape = {
    type: `urn:tieout:problem:${first.code}`,
    title: first.message,
    status,
    detail: first.remedy,
    problems: all.map((one) => ({ ...one, facts: { ...one.facts } })),
  };
  return reply
    .code(status)
    .type('application/problem+json')
    .header('cache-control', 'no-store')
    .send(body);
}
