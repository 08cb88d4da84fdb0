import type { AccountingDate, Instant } from '../../domain/dates.ts';
import type { DocumentKind, FoundDocument } from '../../domain/found-document.ts';
import { type Outcome, succeed } from '../../domain/problem.ts';
import { REQUEST_HEADERS } from '../contract/endpoints.ts';
import { BANK_TRANSACTIONS, bankTransactionFrom } from './bank-transactions.ts';
import { send, type TenantCalls } from './call.ts';
import type { HttpAnswer } from './http-answer.ts';
import { type ListRequest, readFirst, readPages } from './lists.ts';
import { MANUAL_JOURNALS, manualJournalFrom } from './manual-journals.ts';
import { withQuery } from './paths.ts';
import { dateBetween, equals } from './where.ts';
import { formatModifiedSince } from './xero-dates.ts';

/** A call of documents of one kind, with the exact bytes that were committed before. */
export interface DocumentCall {
  readonly kind: DocumentKind;
  readonly body: string;
  /** At most 128 characters. */
  readonly idempotencyKey: string;
  /** By the monotonic clock: a key is only worth something while Xero surely remembers it. */
  readonly leaveBeforeMs?: number;
  readonly signal?: AbortSignal;
}

/**
 * Sends one call, once, in its turn; `judgeAnswer` says what the answer means. PUT creates only, so
 * no stray id can overwrite; with `summarizeErrors=false` Xero answers for each document.
 *
 * @see https://developer.xero.com/documentation/guides/idempotent-requests/idempotency
 */
export function sendDocuments(calls: TenantCalls, call: DocumentCall): Promise<HttpAnswer> {
  return sendBy(calls, 'PUT', call);
}

/**
 * Voids or deletes, once, by what `formatEnding` wrote: POST changes the documents that their ids
 * name. Doing it twice does no harm; Xero refuses the second time.
 *
 * @see https://developer.xero.com/documentation/api/accounting/manualjournals
 * @see https://developer.xero.com/documentation/api/accounting/banktransactions
 */
export function endDocuments(calls: TenantCalls, call: DocumentCall): Promise<HttpAnswer> {
  return sendBy(calls, 'POST', call);
}

function sendBy(
  calls: TenantCalls,
  method: 'PUT' | 'POST',
  { kind, idempotencyKey, ...rest }: DocumentCall,
): Promise<HttpAnswer> {
  return send(calls, {
    ...rest,
    leavesReserve: true,
    method,
    path: withQuery(RESOURCES[kind].path, { summarizeErrors: false }),
    headers: { [REQUEST_HEADERS.idempotencyKey]: idempotencyKey },
  });
}

/** Which documents; conditions given together must all hold. None at all means every document. */
export interface DocumentQuery {
  readonly kind: DocumentKind;
  /** The whole narration or reference. */
  readonly text?: string;
  /** Both ends included. */
  readonly dates?: { readonly from: AccountingDate; readonly to: AccountingDate };
  /** By our clock; Xero's is taken into account. Not every change counts as one. */
  readonly modifiedSince?: Instant;
}

/**
 * Documents with their lines, of every status. They are asked for in the order of their ids, so
 * that a document changed meanwhile cannot slip between two pages.
 */
export async function findDocuments(
  calls: TenantCalls,
  query: DocumentQuery,
): Promise<Outcome<FoundDocument[]>> {
  const request = requestFor(calls, query);
  const found =
    query.kind === 'manualJournal'
      ? await readPages(calls, request, manualJournalFrom)
      : await readPages(calls, request, bankTransactionFrom);
  if (!found.ok) return found;
  return succeed([...new Map(found.value.map((document) => [document.xeroId, document])).values()]);
}

/** One document by its Xero id. Problem: `xero_call.not_found`. */
export function readDocument(
  calls: TenantCalls,
  kind: DocumentKind,
  xeroId: string,
): Promise<Outcome<FoundDocument>> {
  const { path, list } = RESOURCES[kind];
  const request = { path: `${path}/${encodeURIComponent(xeroId)}`, list };
  return kind === 'manualJournal'
    ? readFirst(calls, request, manualJournalFrom)
    : readFirst(calls, request, bankTransactionFrom);
}

const RESOURCES = { manualJournal: MANUAL_JOURNALS, bankTransaction: BANK_TRANSACTIONS };

function requestFor(
  { xeroClock }: TenantCalls,
  { kind, text, dates, modifiedSince }: DocumentQuery,
): ListRequest {
  const { path, list, idField, textField } = RESOURCES[kind];
  const conditions = [
    ...(text === undefined ? [] : [equals(textField, text)]),
    ...(dates === undefined ? [] : [dateBetween('Date', dates.from, dates.to)]),
  ];
  const where = conditions.length === 0 ? undefined : conditions.join(' AND ');
  return {
    path,
    list,
    query: { where, order: `${idField} ASC` },
    headers:
      modifiedSince === undefined
        ? {}
        : {
            [REQUEST_HEADERS.modifiedSince]: formatModifiedSince(xeroClock.notAfter(modifiedSince)),
          },
  };
}
