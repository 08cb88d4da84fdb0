import { fail, type Outcome, problem, succeed } from '../../domain/problem.ts';
import type { Envelope, Pagination } from '../contract/envelopes.ts';
import { MAX_PAGE_SIZE } from '../contract/limits.ts';
import type { TenantCalls } from './call.ts';
import { type Fields, firstOf, interpret, listOf, numberTextOf, objectOf } from './fields.ts';
import type { Query } from './paths.ts';
import { type GoodAnswer, read, write } from './repeat.ts';
import { messagesOf } from './xero-words.ts';

/** Where a list is and under which name it stands in its envelope. */
export interface ListRequest {
  readonly path: string;
  readonly list: string;
  readonly query?: Query;
  readonly headers?: Readonly<Record<string, string>>;
}

/** A list that Xero never pages. */
export async function readList<Item, T>(
  calls: TenantCalls,
  request: ListRequest,
  from: (item: Fields<Item>) => T,
): Promise<Outcome<T[]>> {
  const answer = await read(calls, request.path, request);
  if (!answer.ok) return answer;
  return interpret(answer.value, (body) => {
    return listOf<Item>(objectOf(body), request.list).map(from);
  });
}

/** The first, and mostly only, item of a list. */
export async function readFirst<Item, T>(
  calls: TenantCalls,
  request: ListRequest,
  from: (item: Fields<Item>) => T,
): Promise<Outcome<T>> {
  const answer = await read(calls, request.path, request);
  return answer.ok ? firstIn(answer.value, request.list, from) : answer;
}

/** All pages of a list, by the largest page that Xero gives. */
export async function readPages<Item, T>(
  calls: TenantCalls,
  request: ListRequest,
  from: (item: Fields<Item>) => T,
): Promise<Outcome<T[]>> {
  const all: T[] = [];
  for (let page = 1; page <= MAX_PAGES; page += 1) {
    const query = { ...request.query, page, pageSize: MAX_PAGE_SIZE };
    const answer = await read(calls, request.path, { ...request, query });
    if (!answer.ok) return answer;
    const found = interpret(answer.value, (body) => {
      const items = listOf<Item>(objectOf(body), request.list);
      return { items: items.map(from), isLast: isLastPage(objectOf(body), page, items.length) };
    });
    if (!found.ok) return found;
    all.push(...found.value.items);
    if (found.value.isLast) return succeed(all);
  }
  const facts = { path: request.path, reason: `more than ${MAX_PAGES} pages` };
  return fail(problem('xero_call.answer_unexpected', facts));
}

/** No organisation has so many documents; an answer without end is not one of Xero. */
const MAX_PAGES = 10_000;

/** Makes one thing and gives back what Xero made. Problem: `xero_call.validation_failed`. */
export async function createOne<Item, T>(
  calls: TenantCalls,
  { path, list, body }: { path: string; list: string; body: object },
  from: (item: Fields<Item>) => T,
): Promise<Outcome<T>> {
  const answer = await write(calls, { method: 'PUT', path, body: JSON.stringify(body) });
  if (!answer.ok) return answer;
  const errors = interpret(answer.value, (envelope) => {
    const made = firstOf<{ ValidationErrors: unknown }>(objectOf(envelope), list);
    return messagesOf(made.ValidationErrors);
  });
  if (!errors.ok) return errors;
  if (errors.value.length > 0) {
    const words = errors.value.join('; ');
    return fail(problem('xero_call.validation_failed', { path, words }));
  }
  return firstIn(answer.value, list, from);
}

function firstIn<Item, T>(answer: GoodAnswer, list: string, from: (item: Fields<Item>) => T) {
  return interpret(answer, (body) => from(firstOf<Item>(objectOf(body), list)));
}

/** Xero may clamp the page size, so its own count of pages is believed; else a short page ends. */
function isLastPage(envelope: Fields<Envelope>, page: number, itemCount: number): boolean {
  if (envelope.pagination === undefined) return itemCount < MAX_PAGE_SIZE;
  const pagination = objectOf<Pagination>(envelope.pagination);
  return itemCount === 0 || page >= Number(numberTextOf(pagination, 'pageCount'));
}
