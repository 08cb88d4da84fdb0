import type { DatabaseSync } from 'node:sqlite';
import { packCalls } from '../../domain/calls.ts';
import type { DocumentKind } from '../../domain/found-document.ts';
import { invariant, succeed } from '../../domain/problem.ts';
import { listBatches } from '../../store/batch-reader.ts';
import { loadBodies, loadDocuments } from '../../store/document-reader.ts';
import { openStore } from '../../store/open.ts';
import { formatCall } from '../../xero/client/document-body.ts';
import { benchFiles } from './bench-files.ts';
import { type Phase, timed } from './phase.ts';
import { signInToTwin } from './twin-calls.ts';

/** As many at once as the product sends. */
const AT_ONCE = 4;

interface Call {
  readonly kind: DocumentKind;
  readonly body: string;
}

/**
 * The floor of sending: for each document of the product's batch, byte for byte, one committed
 * intent, one request and one committed outcome, as many at once as the product sends, to a twin of
 * its own. Nothing is judged, nothing read back. Then, beside it, the same for the product's own
 * calls of up to fifty documents.
 */
export const sendFloor: Phase = async ({ context, root, twinUrl, onProgress }) => {
  const { sqlite } = context.store;
  invariant(sqlite !== undefined, 'the floor is measured on the embedded store');
  const documents = await plannedDocuments(benchFiles(root).product);
  const each = Math.ceil(documents.length / MOST_SINGLE);
  const single = documents.filter((_, index) => index % each === 0).map((one) => callOf([one]));
  const packed = packCalls(documents).map(callOf);
  const twin = await signInToTwin(twinUrl);
  const log = callLog(sqlite);
  const sendAll = (calls: readonly Call[]) =>
    timed(() =>
      severalAtOnce(calls, async (call, done) => {
        log.conclude(log.intend(call.body), await twin.put(call.kind, call.body));
        onProgress({ doing: 'Sending without checks', done, of: calls.length });
      }),
    );
  const together = await sendAll(packed);
  const alone = await sendAll(single);
  const count = documents.length;
  const scale = count / single.length;
  return succeed({
    count,
    seconds: alone.seconds * scale,
    cpuSeconds: alone.cpuSeconds * scale,
    facts: { measured: single.length, calls: packed.length, sameCallsSeconds: together.seconds },
  });
};

/** Of more documents an even selection is measured, and its time taken for all. */
const MOST_SINGLE = 2000;

function callOf(documents: readonly { kind: DocumentKind; body: string }[]): Call {
  const kind = documents[0]?.kind ?? 'manualJournal';
  const bodies = documents.map(({ body }) => body);
  return { kind, body: formatCall(kind, bodies) };
}

async function severalAtOnce<T>(
  items: readonly T[],
  work: (item: T, done: number) => Promise<void>,
): Promise<void> {
  const waiting = [...items];
  const workNext = async (): Promise<void> => {
    for (let item = waiting.shift(); item !== undefined; item = waiting.shift()) {
      await work(item, items.length - waiting.length);
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, workNext));
}

async function plannedDocuments(folder: string) {
  const store = await openStore({ folder });
  const [batch] = await listBatches(store.reader, 'test');
  const documents = await loadDocuments(store.reader, { batchId: batch?.batchId ?? 0 });
  const sendable: ((typeof documents)[number] & { body: string })[] = [];
  for (const document of documents) {
    const bodies = await loadBodies(store.reader, [document.documentId]);
    sendable.push({ ...document, body: bodies.get(document.documentId) ?? '' });
  }
  await store.close();
  return sendable;
}

interface CallLog {
  intend(body: string): number | bigint;
  conclude(callId: number | bigint, answer: string): void;
}

/** Each statement commits by itself, to the disk. */
function callLog(sqlite: DatabaseSync): CallLog {
  sqlite.exec('create table bench_call (call_id integer primary key, body text, answer text)');
  const insert = sqlite.prepare('insert into bench_call (body) values (?)');
  const update = sqlite.prepare('update bench_call set answer = ? where call_id = ?');
  return {
    intend: (body) => insert.run(body).lastInsertRowid,
    conclude: (callId, answer) => update.run(answer, callId),
  };
}
