import type { z } from 'zod';
import type { Permission } from '../../domain/people.ts';

/** One route of our own API: what it takes, what it gives, and what its caller must be allowed. */
export interface Endpoint<
  Path extends z.ZodType = z.ZodType,
  Query extends z.ZodType = z.ZodType,
  Body extends z.ZodType = z.ZodType,
  Reply extends z.ZodType = z.ZodType,
> {
  readonly method: 'GET' | 'POST' | 'PUT' | 'DELETE';
  /** With `:name` for what `path` describes. */
  readonly url: string;
  /** `nobody`: also for those who are not signed in. */
  readonly needs: Permission | 'nobody';
  readonly path: Path;
  readonly query: Query;
  readonly body: Body;
  readonly reply: Reply;
}

/** What a caller gives, as it is typed before it is read. */
export interface Given<One extends Endpoint> {
  readonly path: z.input<One['path']>;
  readonly query: z.input<One['query']>;
  readonly body: z.input<One['body']>;
}

/** The same after it was read. */
export interface Taken<One extends Endpoint> {
  readonly path: z.output<One['path']>;
  readonly query: z.output<One['query']>;
  readonly body: z.output<One['body']>;
}

/** What it gives, after it was read. */
export type ReplyOf<One extends Endpoint> = z.output<One['reply']>;
