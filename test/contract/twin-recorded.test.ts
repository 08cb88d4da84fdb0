import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { booksOf2022, exchangesOf2022 } from './books-of-2022.ts';
import {
  booksOf2024,
  isDone,
  journalsOf2024,
  journalsOfSpending,
  transactionOf,
} from './books-of-2024.ts';
import { booksOf2026 } from './books-of-2026.ts';
import { compareAnswers } from './compare-answers.ts';
import { compareXml } from './compare-xml.ts';
import { knownDifferences, LEFT_OUT } from './known-differences.ts';
import {
  OF_AUSTRALIA,
  OF_NEW_ZEALAND,
  type OlderAnswer,
  olderElements,
  openAustralia,
  openNewZealand,
} from './older-books.ts';
import { openRecordedBooks } from './recorded-books.ts';
import type { RecordedBooks, RecordedJournal } from './recorded-shapes.ts';
import { postTransactions } from './recorded-transactions.ts';
import {
  exchangesOf,
  hasRecordings,
  listRecordings,
  RECORDINGS_SKIPPED,
  readRecording,
} from './recordings.ts';
import { type Replayer, replayer, setClock } from './replay.ts';
import type { TwinApp } from './twin-consent.ts';
import {
  basic,
  elements,
  firstText,
  requestToken,
  type Session,
  send,
  signIn,
} from './twin-session.ts';

/** The first of 2026 was recorded at a quarter to twelve. */
const BEFORE = Date.parse('2026-04-24T11:00:00Z');

/** No recording of its own: journals of 2024, told by what the twin makes of their transactions. */
const SPENDING = 'demo-global-2024-journals: bank transactions';

const isLeftOut = (name: string) => LEFT_OUT.some(({ recordings }) => recordings.includes(name));
const of2026 = exchangesOf('demo-global-2026').filter(({ name }) => !isLeftOut(name));
const of2024 = exchangesOf('demo-global-2024-journals');
const of2022 = hasRecordings ? exchangesOf2022() : [];

/** Recording by recording, what was found to differ. */
const found = new Map<string, string[]>();
const sessions: Session[] = [];
let books2026: Replayer;
let books2024: Replayer;
let books2022: Replayer;
let xero: Session;
let newZealand: Session;
let australia: Session;

beforeAll(async () => {
  if (!hasRecordings) return;
  xero = await open(booksOf2026());
  await xero.control('POST', '/organisations', { name: 'NangoAPI', connect: true });
  await setClock(xero, BEFORE);
  await postTransactions(xero);
  books2026 = replayer(xero);
  books2024 = replayer(await openJournals({ ...booksOf2024(), journals: journalsOf2024() }));
  newZealand = kept(await openNewZealand());
  australia = kept(await openAustralia());
  books2022 = replayer(await open(booksOf2022()));
});
afterAll(async () => {
  for (const { twin } of sessions) await twin.close();
});

async function open(books: RecordedBooks): Promise<Session> {
  const session = kept(await openRecordedBooks(books));
  await session.control('PUT', '/limits', { minute: 1000 });
  return session;
}

/** Closed at the end. */
function kept(session: Session): Session {
  sessions.push(session);
  return session;
}

/** Journals are for apps of the Advanced tier, which ask for their scope. */
async function openJournals(books: RecordedBooks): Promise<Session> {
  const session = await open(books);
  const scopes = ['accounting.journals.read'];
  const wanted = { kind: 'custom', name: books.appName, tenantId: session.tenantId, scopes };
  const { body } = await session.control<TwinApp>('POST', '/apps', wanted);
  const token = await requestToken(session.twin, {
    authorization: basic(body.clientId, body.clientSecret),
    form: { grant_type: 'client_credentials' },
  });
  return { ...session, token: token.body.access_token ?? '' };
}

function expectKnown(name: string, differences: string[]): void {
  found.set(name, differences);
  expect(differences.toSorted()).toEqual(knownDifferences(name));
}

describe.skipIf(!hasRecordings)(hasRecordings ? 'recorded from Xero' : RECORDINGS_SKIPPED, () => {
  it.each(of2026)('in 2026: $name', async (exchange) => {
    expectKnown(exchange.name, await books2026.replay(exchange));
  });

  it.each(of2024)('in 2024: $name', async (exchange) => {
    expectKnown(exchange.name, await books2024.replay(exchange));
  });

  it('in 2024: each journal follows from what was done to the bank transaction behind it', async () => {
    const session = await openJournals(booksOf2024());
    const recorded = journalsOfSpending();
    for (const journals of recorded) await spendAgain(session, journals);
    const { body } = await session.get<{ Journals: object[] }>('/Journals', {
      headers: { authorization: `Bearer ${session.token}` },
    });
    const xeros = recorded.flat();
    const ours = body.Journals.map((journal, index) => ({
      ...journal,
      JournalNumber: xeros[index]?.JournalNumber,
    }));
    const comparison = { differences: new Set<string>(), ids: new Map<string, string>() };
    compareAnswers(xeros, ours, comparison);
    expectKnown(SPENDING, [...comparison.differences]);
    expect(xeros).toHaveLength(32);
  });

  it.each(of2022)('in 2022: $name', async (exchange) => {
    expectKnown(exchange.name, await books2022.replay(exchange));
  });

  it.each([
    ['expired_oauth2_token', () => expireTokens()],
    ['invalid_tenant_header', () => ({ 'xero-tenant-id': crypto.randomUUID() })],
  ])('as a refusal: %s', async (file, provoke) => {
    const name = `errors-and-connections/${file}`;
    const xeros = comparable(readRecording<object>(name));
    const authorization = `Bearer ${await signIn(xero.twin)}`;
    const headers = { authorization, 'xero-tenant-id': xero.tenantId };
    const url = `${xero.twin.apiUrl}/api.xro/2.0/Organisation`;
    const sending = { method: 'GET', headers: { ...headers, ...(await provoke()) } };
    const { body } = await send(url, sending);
    const comparison = { differences: new Set<string>(), ids: new Map<string, string>() };
    compareAnswers(xeros, comparable(body), comparison);
    expectKnown(name, [...comparison.differences]);
  });

  it('as connections of 2019', async () => {
    const name = 'errors-and-connections/connections';
    const headers = { authorization: `Bearer ${await signIn(xero.twin)}` };
    const { body } = await send(`${xero.twin.apiUrl}/connections`, { method: 'GET', headers });
    const comparison = { differences: new Set<string>(), ids: new Map<string, string>() };
    compareAnswers(Object.values(readRecording<object>(name)), body, comparison);
    expectKnown(name, [...comparison.differences]);
  });

  it.each(OF_NEW_ZEALAND)('as XML of New Zealand: $recording', async (older) => {
    await expectOlder(newZealand, older);
  });

  it.each(OF_AUSTRALIA)('as XML of Australia: $recording', async (older) => {
    await expectOlder(australia, older);
  });

  it('is all compared, or left out for a reason', () => {
    const left = LEFT_OUT.flatMap(({ recordings }) => recordings);
    const compared = [...found.keys()].filter((name) => name !== SPENDING);
    expect([...compared, ...left].sort()).toEqual(listRecordings());
    const remaining = [...found].flatMap(([name, texts]) =>
      texts.map((text) => `${name}: ${text}`),
    );
    const counted = `${compared.length} recordings of Xero compared, ${remaining.length} differences remain`;
    process.stdout.write(`${[counted, ...remaining].join('\n  ')}\n`);
  });
});

/** Does with a transaction of our own what Xero's journals tell of theirs. */
async function spendAgain(session: Session, journals: RecordedJournal[]): Promise<void> {
  let id = '';
  for (const journal of journals) {
    const transaction = isDone(journal) ? transactionOf(journal) : { Status: 'DELETED' };
    const isReplaced = !isDone(journal) && journal !== journals.at(-1);
    if (isReplaced) continue;
    const reply = await session.post('/BankTransactions', {
      ...transaction,
      ...(id === '' ? {} : { BankTransactionID: id }),
    });
    expect(reply.text).not.toMatch(/ValidationErrors":\[\{/);
    id = firstText(reply, 'BankTransactions', 'BankTransactionID');
  }
}

/** Names in one case, as some were in lower case in 2020, and no moment in the texts. */
function comparable(refusal: unknown): object {
  const entries = Object.entries(refusal as object).map(([name, value]) => [
    name.toLowerCase(),
    typeof value === 'string' ? value.replace(/ at \S+ \S+$/, '') : value,
  ]);
  return Object.fromEntries(entries) as object;
}

async function expectOlder(session: Session, older: OlderAnswer): Promise<void> {
  const twins = elements(await session.get(older.path), older.listName);
  expectKnown(`${older.recording}.xml`, compareXml(olderElements(older), twins, older));
}

async function expireTokens(): Promise<object> {
  await xero.control('POST', '/tokens/expire', { kind: 'access' });
  return {};
}
