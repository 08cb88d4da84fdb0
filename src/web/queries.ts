import { QueryClient, queryOptions } from '@tanstack/react-query';
import type { Endpoint, Given, ReplyOf } from '../api/contract/endpoint.ts';
import { readSession } from '../api/contract/session.ts';
import { callApi, Refused } from './call-api.ts';

const TRIES = 2;

/** What the pages have read; a session that is over is noticed by any of them. */
export const queries: QueryClient = new QueryClient({
  defaultOptions: {
    queries: {
      staleTime: 5_000,
      retry: (failures, error) => isPassing(error) && failures < TRIES,
    },
  },
});

function isPassing(error: Error): boolean {
  return error instanceof Refused && (error.httpStatus === 0 || error.httpStatus >= 500);
}

/** How a page reads from an endpoint. */
export function reading<One extends Endpoint>(endpoint: One, given: Partial<Given<One>> = {}) {
  return queryOptions<ReplyOf<One>>({
    queryKey: [endpoint.url, given.path ?? {}, given.query ?? {}],
    queryFn: () => callApi(endpoint, given),
  });
}

/** Who is signed in. */
export const sessionQuery = reading(readSession);
