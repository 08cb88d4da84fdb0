import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { booksOf2026, postTransactions } from './books-of-2026.ts';
import { KNOWN_DIFFERENCES } from './known-differences.ts';
import { openRecordedBooks } from './recorded-books.ts';
import { type Exchange, exchangesOf, hasRecordings, RECORDINGS_SKIPPED } from './recordings.ts';
import { type Replayer, replayer, setClock } from './replay.ts';
import type { Session } from './twin-session.ts';

/** Resources that the twin does not have. */
const OTHERS = /\/(CreditNotes|Items|Payments|PurchaseOrders)/;

/** The first was recorded at a quarter to twelve. */
const BEFORE = Date.parse('2026-04-24T11:00:00Z');

const exchanges = hasRecordings ? exchangesOf('demo-global-2026') : [];
const replayed = exchanges.filter(({ path }) => !OTHERS.test(path));

let xero: Session;
let books: Replayer;
beforeAll(async () => {
  if (!hasRecordings) return;
  xero = await openRecordedBooks(booksOf2026());
  await xero.control('PUT', '/limits', { minute: 1000 });
  await xero.control('POST', '/organisations', { name: 'NangoAPI', connect: true });
  await setClock(xero, BEFORE);
  await postTransactions(xero);
  books = replayer(xero);
});
afterAll(() => xero?.twin.close());

describe.skipIf(!hasRecordings)(
  hasRecordings ? 'an exchange with Xero' : RECORDINGS_SKIPPED,
  () => {
    it.each(replayed)('$name', async (exchange: Exchange) => {
      const { name } = exchange;
      const known = KNOWN_DIFFERENCES.filter((one) => one.recording === name);
      expect(await books.replay(exchange)).toEqual(known.map(({ difference }) => difference));
    });
  },
);
