import { useInfiniteQuery } from '@tanstack/react-query';
import type { Endpoint, Given, ReplyOf } from '../../api/contract/endpoint.ts';
import { callApi } from '../call-api.ts';

/** A list that is read page by page: what was read so far, and the way to more. */
export interface Pages<Row> {
  readonly rows: readonly Row[];
  readonly error: Error | null;
  /** Undefined where everything was read. */
  readonly more: (() => void) | undefined;
  readonly isReading: boolean;
}

interface OnePage {
  readonly rows: readonly unknown[];
  readonly next: number | null;
}

type RowOf<One extends Endpoint> =
  ReplyOf<One> extends { rows: readonly (infer Row)[] } ? Row : never;

/** Reads an endpoint whose reply is `{rows, next}` and whose query takes `after`. */
export function usePages<One extends Endpoint>(
  endpoint: One,
  given: Partial<Given<One>> = {},
): Pages<RowOf<One>> {
  const read = useInfiniteQuery({
    queryKey: [endpoint.url, given.path ?? {}, given.query ?? {}, 'pages'],
    queryFn: async ({ pageParam }) => {
      const after = pageParam === null ? {} : { after: pageParam };
      const query = { ...(given.query as object), ...after } as Given<One>['query'];
      return (await callApi(endpoint, { ...given, query })) as OnePage;
    },
    initialPageParam: null as number | null,
    getNextPageParam: ({ next }) => next,
  });
  return {
    rows: (read.data?.pages.flatMap((page) => page.rows) ?? []) as RowOf<One>[],
    error: read.error,
    more: read.hasNextPage ? () => void read.fetchNextPage() : undefined,
    isReading: read.isFetching,
  };
}
