import type { Endpoint, Given, ReplyOf } from '../api/contract/endpoint.ts';
import { type ProblemShape, refusalShape } from '../api/contract/shapes.ts';
import { peopleProblems } from '../domain/problems/people.ts';

/** An answer that is not the one that was asked for, with every problem that it names. */
export class Refused extends Error {
  override readonly name = 'Refused';
  /** 0 where no answer came. */
  readonly httpStatus: number;
  readonly problems: readonly ProblemShape[];

  constructor(httpStatus: number, problems: readonly ProblemShape[]) {
    super(problems[0]?.message ?? `The server answered ${httpStatus}.`);
    this.httpStatus = httpStatus;
    this.problems = problems;
  }
}

/** Calls one endpoint of our own API. Throws `Refused`. */
export async function callApi<One extends Endpoint>(
  endpoint: One,
  given: Partial<Given<One>> = {},
): Promise<ReplyOf<One>> {
  const isReading = endpoint.method === 'GET';
  const answer = await fetch(addressOf(endpoint, given), {
    method: endpoint.method,
    ...(isReading
      ? {}
      : {
          headers: { 'content-type': 'application/json' },
          body: JSON.stringify(given.body ?? {}),
        }),
  }).catch(() => undefined);
  if (answer === undefined) throw new Refused(0, [unreached()]);
  const body: unknown = await answer.json().catch(() => undefined);
  if (answer.ok) return endpoint.reply.parse(body) as ReplyOf<One>;
  const refusal = refusalShape.safeParse(body);
  throw new Refused(answer.status, refusal.success ? refusal.data.problems : [unreached()]);
}

/** The address of an endpoint with its path and query filled in. */
export function addressOf<One extends Endpoint>(
  { url }: One,
  given: Partial<Given<One>> = {},
): string {
  const path = (given.path ?? {}) as Record<string, string | number>;
  const query = Object.entries((given.query ?? {}) as Record<string, unknown>)
    .filter(([, value]) => value !== undefined)
    .map(([name, value]) => [name, String(value)]);
  const filled = url.replaceAll(/:(\w+)/g, (_, name: string) =>
    encodeURIComponent(String(path[name] ?? '')),
  );
  return query.length === 0 ? filled : `${filled}?${new URLSearchParams(query)}`;
}

function unreached(): ProblemShape {
  const { message, remedy, retry } = peopleProblems['server.not_reached'];
  return { code: 'server.not_reached', message, remedy, retry, facts: {} };
}
