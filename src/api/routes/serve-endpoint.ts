import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { z } from 'zod';
import { LEVEL_NAMES, mayDo } from '../../domain/people.ts';
import { fail, type Outcome, type Problem, problem, succeed } from '../../domain/problem.ts';
import type { Endpoint, ReplyOf, Taken } from '../contract/endpoint.ts';
import { refuse } from './refuse.ts';
import type { ServerContext, Visitor } from './server-context.ts';
import { visitorOf } from './visitor.ts';

/** What a handler is given: what was sent, and who sent it; nobody's for open endpoints alone. */
export interface Request<One extends Endpoint> extends Taken<One> {
  readonly visitor: Visitor;
  readonly raw: FastifyRequest;
  readonly reply: FastifyReply;
}

export type Handler<One extends Endpoint> = (
  request: Request<One>,
) => Promise<Outcome<Unchanging<z.input<One['reply']>>>>;

/** The same, all the way down, of which nothing is changed. */
type Unchanging<T> = T extends object ? { readonly [Key in keyof T]: Unchanging<T[Key]> } : T;

/**
 * Serves an endpoint: permission first, then the form of what was sent, then the work. The reply is
 * checked against its contract, so that the browser never meets another shape.
 */
export function serveEndpoint<One extends Endpoint>(
  server: FastifyInstance,
  context: ServerContext,
  { endpoint, handler }: { endpoint: One; handler: Handler<One> },
): void {
  const { method, url } = endpoint;
  server.route({
    method,
    url,
    handler: async (raw, reply) => {
      const admitted = await admit(context, endpoint, raw);
      if (!admitted.ok) return refuse(reply, admitted.problems);
      const outcome = await handler({ ...admitted.value, raw, reply });
      if (!outcome.ok) return refuse(reply, outcome.problems);
      const body: ReplyOf<One> = endpoint.reply.parse(outcome.value) as ReplyOf<One>;
      return reply.header('cache-control', 'no-store').send(body);
    },
  });
}

/** Who asks, and for what: permission first, then the form of what was sent. */
export async function admit<One extends Endpoint>(
  context: ServerContext,
  endpoint: One,
  raw: FastifyRequest,
): Promise<Outcome<Taken<One> & { readonly visitor: Visitor }>> {
  const { needs } = endpoint;
  const visitor = await visitorOf(context, raw);
  const denied = needs === 'nobody' ? undefined : denial(visitor, needs);
  if (denied !== undefined) return fail(denied);
  const taken = take(endpoint, raw);
  if (!taken.ok) return taken;
  // An open endpoint's handler looks at no visitor.
  return succeed({ ...taken.value, visitor: visitor as Visitor });
}

function denial(
  visitor: Visitor | undefined,
  needs: Exclude<Endpoint['needs'], 'nobody'>,
): Problem | undefined {
  if (visitor === undefined) return problem('session.missing');
  const { code: user, level } = visitor.user;
  if (mayDo(level, needs)) return undefined;
  return problem('permission.missing', { user, level: LEVEL_NAMES[level] });
}

function take<One extends Endpoint>(endpoint: One, raw: FastifyRequest): Outcome<Taken<One>> {
  const given = { path: raw.params ?? {}, query: raw.query ?? {}, body: raw.body ?? {} };
  const parts = (['path', 'query', 'body'] as const).map((part) => {
    const parsed = endpoint[part].safeParse(given[part]);
    if (parsed.success) return { part, value: parsed.data, problems: [] };
    const problems = parsed.error.issues.map(({ path, message }) =>
      problem('request.not_understood', { reason: `${[part, ...path].join('.')}: ${message}` }),
    );
    return { part, value: undefined, problems };
  });
  const problems = parts.flatMap((one) => one.problems);
  if (problems.length > 0) return { ok: false, problems };
  const value = Object.fromEntries(parts.map((one) => [one.part, one.value]));
  return { ok: true, value: value as unknown as Taken<One> };
}
