import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { Broken } from './broken.ts';
import type { Counts } from './counts.ts';
import type { Answer } from './fates.ts';
import { createHolders } from './holders.ts';
import type { WireRequest } from './wire-request.ts';

/** Watches, at every step, what must never happen; ends the seed with `Broken` when it does. */
export interface Watch {
  /** The store and the twin's books, to be read by plain SQL. */
  readonly store: DatabaseSync;
  readonly books: DatabaseSync;
  /** A request leaves a program. */
  leaves(request: WireRequest): void;
  /** The twin has done what a request asks. */
  arrives(request: WireRequest, answer: Answer): void;
  /** A program heard an answer as the twin gave it. */
  hears(request: WireRequest, answer: Answer): void;
  /** A program has committed something, with these actions on these subjects. */
  commits(program: string, told: readonly string[]): void;
  /** Texts under which a person made a second document on purpose. */
  readonly copies: Set<string>;
  close(): void;
}

export interface WatchOptions {
  readonly folder: string;
  readonly counts: Counts;
  /** Ends the seed; a program that saw the error itself might make something of it. */
  readonly fail: (error: unknown) => void;
  readonly nowMs: () => number;
}

export function createWatch({ folder, nowMs, counts, fail }: WatchOptions): Watch {
  const store = new DatabaseSync(join(folder, 'tieout.sqlite'), { readOnly: true });
  const books = new DatabaseSync(join(folder, 'twin', 'books.db'), { readOnly: true });
  const copies = new Set<string>();
  const looks = createLooks(nowMs);
  const states = createStates({ store, looks, counts });
  const holders = createHolders();
  const twice = books.prepare(TWICE);
  const guard = (check: () => void): void => {
    try {
      check();
    } catch (error) {
      fail(error);
    }
  };
  return {
    store,
    books,
    copies,
    leaves: ({ method, body }) => {
      if (method !== 'PUT') return;
      guard(() => assertWholeCents(body));
      looks.left(body);
    },
    arrives: ({ method }) => {
      if (method !== 'PUT') return;
      const doubled = twice.all().filter(({ text }) => !copies.has(String(text)));
      if (doubled.length > 0) fail(new Broken(`I1: twice in Xero: ${JSON.stringify(doubled)}`));
    },
    hears: ({ method, url }, { httpStatus }) => {
      if (method === 'GET' && httpStatus === 200) looks.heard(url);
    },
    commits: (program, told) =>
      guard(() => {
        holders.check(program, told);
        states.check();
      }),
    close: () => {
      store.close();
      books.close();
    },
  };
}

const TWICE = `
select text, count(*) as times from (
  select narration as text from manual_journal union all
  select reference as text from bank_transaction)
where text like '%[%/% %]%' group by text having count(*) > 1`;

/** I9: money leaves as decimal text of at most two places, and never as a float was printed. */
function assertWholeCents(body: string): void {
  for (const [, amount = ''] of body.matchAll(/"(?:LineAmount|UnitAmount)":\s*([^,}\s]+)/g)) {
    if (!/^-?\d+(\.\d{1,2})?$/.test(amount)) throw new Broken(`I9: an amount leaves as ${amount}`);
  }
}

const MARKER = /\[[^[\]]+\/\d+ [0-9a-f]{10}\]/g;
const BETWEEN_LOOKS_MS = 60_000;

/** When each document left, and when somebody looked for it since. */
interface Looks {
  left(body: string): void;
  heard(url: string): void;
  /** Looks since the document last left: how many, and over how long. */
  since(marker: string): { readonly times: number; readonly overMs: number };
}

function createLooks(nowMs: () => number): Looks {
  const moments = new Map<string, number[]>();
  return {
    left: (body) => {
      for (const [marker] of body.matchAll(MARKER)) moments.set(marker, []);
    },
    heard: (url) => {
      const query = decodeURIComponent(url.replaceAll('+', ' '));
      if (!query.includes('where=')) return;
      for (const [marker] of query.matchAll(MARKER)) {
        moments.set(marker, [...(moments.get(marker) ?? []), nowMs()]);
      }
    },
    since: (marker) => {
      const looked = moments.get(marker) ?? [];
      const overMs = (looked.at(-1) ?? 0) - (looked[0] ?? 0);
      return { times: looked.length, overMs };
    },
  };
}

interface DocumentRow {
  readonly document_id: number;
  readonly marker: string;
  readonly state: string;
  readonly generation: number;
}

interface Watched {
  readonly store: DatabaseSync;
  readonly looks: Looks;
  readonly counts: Counts;
}

/** I10: what is in doubt gets no other state, and goes out no second time, before somebody looked. */
function createStates(watched: Watched): { check(): void } {
  const { store, looks, counts } = watched;
  const rows = store.prepare('select document_id, marker, state, generation from document');
  const audits = store.prepare('select max(audit_id) as newest, count(*) as rows from audit');
  let known = new Map<number, DocumentRow>();
  let auditRows = 0;
  return {
    check: () => {
      const { newest, rows: count } = audits.get() as { newest: number; rows: number };
      if (count !== newest || count <= auditRows)
        throw new Broken('I5: a commit without audit row');
      auditRows = count;
      const now = rows.all() as unknown as DocumentRow[];
      for (const row of now) {
        const before = known.get(row.document_id);
        if (before === undefined) continue;
        if (row.state === 'inDoubt' && before.state !== 'inDoubt') counts.inDoubt += 1;
        assertLooked(before, row, looks);
      }
      known = new Map(now.map((row) => [row.document_id, row]));
    },
  };
}

function assertLooked(before: DocumentRow, now: DocumentRow, looks: Looks): void {
  const { marker } = now;
  const { times, overMs } = looks.since(marker);
  const from = `${marker} ${before.state}/${before.generation} -> ${now.state}/${now.generation}`;
  if (before.state === 'inDoubt' && now.generation > before.generation) {
    const isSure = times >= 2 && overMs >= BETWEEN_LOOKS_MS;
    if (!isSure) throw new Broken(`I10: ${from} after ${times} looks over ${overMs} ms`);
  }
  if (before.state === 'inDoubt' && ['posted', 'confirmed'].includes(now.state) && times === 0) {
    throw new Broken(`I10: ${from} without a look`);
  }
}
