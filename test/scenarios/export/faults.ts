import type { Lender } from './lender.ts';
import { type Exchange, writesOf } from './wire-tap.ts';

/** A fault of the twin for the next calls that match; see `src/twin/calls/faults.ts`. */
export interface Fault {
  readonly method?: 'GET' | 'PUT' | 'POST';
  readonly path?: string;
  readonly kind: 'status' | 'delay' | 'drop' | 'cut' | 'edit' | 'reverse';
  readonly moment?: 'before' | 'after' | 'late';
  readonly times?: number;
  readonly httpStatus?: number;
  readonly body?: string;
  readonly headers?: Readonly<Record<string, string>>;
  /** Kept under the idempotency key, as Xero keeps its own errors. */
  readonly remember?: boolean;
  readonly delayMs?: number;
  readonly find?: string;
  readonly put?: string;
}

/** Switches faults on, the first one first. */
export async function faulty({ xero }: Lender, ...faults: Fault[]): Promise<void> {
  for (const fault of faults) await xero.control('POST', '/faults', fault);
}

export async function withoutFaults({ xero }: Lender): Promise<void> {
  await xero.control('DELETE', '/faults');
}

/** No answer to any try of the next call of manual journals; nothing of it was saved. */
export const JOURNALS_UNAVAILABLE: Fault = {
  method: 'PUT',
  path: '/ManualJournals',
  kind: 'status',
  httpStatus: 503,
  times: 4,
};

/** Xero saves the next call of manual journals, and no try of it is answered. */
export const JOURNALS_SAVED_UNANSWERED: Fault = {
  method: 'PUT',
  path: '/ManualJournals',
  kind: 'drop',
  moment: 'after',
  times: 4,
};

/** 429 for the rest of the day. */
export const DAY_IS_USED_UP: Fault = {
  method: 'PUT',
  path: '/ManualJournals',
  kind: 'status',
  httpStatus: 429,
  headers: { 'x-rate-limit-problem': 'day', 'retry-after': '3600' },
};

/** The requests that sent manual journals. */
export function journalCalls({ tap }: Lender): Exchange[] {
  return writesOf(tap).filter(({ path }) => path.includes('/ManualJournals'));
}

/** How often each text stands in the twin among the documents that count, sorted. */
export async function copiesInXero({ xero }: Lender): Promise<Record<string, number>> {
  const copies: Record<string, number> = {};
  for (const { text } of await xero.liveDocuments()) copies[text] = (copies[text] ?? 0) + 1;
  return copies;
}

/** The same for a batch whose documents all stand there once. */
export async function onceEach(lender: Lender, exportId: string): Promise<Record<string, number>> {
  const parts = await lender.parts(exportId);
  return Object.fromEntries(parts.map(({ text }) => [text, 1]));
}
