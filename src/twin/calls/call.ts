import type { DatabaseSync } from 'node:sqlite';
import type { Behaviours } from '../behaviours.ts';
import type { OrganisationRow } from '../books/organisations.ts';
import type { AppRow } from '../identity/apps.ts';
import type { Role } from '../identity/people.ts';
import type { Answer } from '../wire/answers.ts';

/** One authorised call of the accounting API, with all that an endpoint may need. */
export interface Call {
  books: DatabaseSync;
  organisation: OrganisationRow;
  app: AppRow;
  /** Of the person behind the token, in this organisation. */
  role: Role | undefined;
  behaviours: Behaviours;
  now: number;
  isWrite: boolean;
  params: Record<string, string>;
  query: Query;
  modifiedSince: string | undefined;
  bodyType: string | undefined;
  bodyBytes: Buffer;
}

/** Query parameters, found in any case. */
export type Query = ReadonlyMap<string, string>;

export interface Endpoint {
  method: 'GET' | 'PUT' | 'POST' | 'DELETE';
  /** Below `/api.xro/2.0`. */
  path: string;
  /** Whose scope the call needs, such as `ManualJournals`. */
  resource: string;
  answer: (call: Call) => Answer;
  /** True where the answer is a file's own bytes, whatever type it is. */
  isFile?: boolean;
}

export function readQuery(url: string): Query {
  const search = url.includes('?') ? url.slice(url.indexOf('?') + 1) : '';
  return new Map(
    [...new URLSearchParams(search)].map(([name, value]) => [name.toLowerCase(), value]),
  );
}

export function pathOf(url: string): string {
  return url.split('?', 1)[0] ?? '';
}
