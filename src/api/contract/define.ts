import { z } from 'zod';
import type { Endpoint } from './endpoint.ts';

const NOTHING = z.object({});

type Nothing = typeof NOTHING;

interface Wanted<
  Path extends z.ZodType,
  Query extends z.ZodType,
  Body extends z.ZodType,
  Reply extends z.ZodType,
> {
  readonly method: Endpoint['method'];
  readonly url: string;
  readonly needs: Endpoint['needs'];
  readonly path?: Path;
  readonly query?: Query;
  readonly body?: Body;
  readonly reply: Reply;
}

/** Makes an endpoint; what is not named takes nothing. */
export function define<
  Reply extends z.ZodType,
  Path extends z.ZodType = Nothing,
  Query extends z.ZodType = Nothing,
  Body extends z.ZodType = Nothing,
>(wanted: Wanted<Path, Query, Body, Reply>): Endpoint<Path, Query, Body, Reply> {
  const nothing = { path: NOTHING, query: NOTHING, body: NOTHING };
  return { ...nothing, ...wanted } as unknown as Endpoint<Path, Query, Body, Reply>;
}
