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
import { signInToTwin, type TwinCalls } from './twin-calls.ts';

/** As many at once as the product sends. */
const AT_ONCE = 4;

interface Call {
  readonly kind: DocumentKind;
  readonly body: string;
}

/**
 * The floor of sending: the documents of the product's batch in the same calls, byte for byte, as
 * many at once, to a twin of its own; for each call one committed intent, one request and one
 * committed outcome. Nothing is judged, nothing read back. Then the same with each document by
 * itself, one after the other.
 */
export const sendFloor: Phase = async ({ context, root, twinUrl, onProgress }) => {
  const { sqlite } = context.store;
  invariant(sqlite !== undefined, 'the floor is measured on the embedded store');
  const documents = await plannedDocuments(benchFiles(root).product);
  const calls = packCalls(documents).map((group) => ({
    kind: group[0]?.kind ?? 'manualJournal',
    body: formatCall(
      group[0]?.kind ?? 'manualJournal',
      group.map(({ body }) => body),
    ),
  }));
  const twin = await signInToTwin(twinUrl);
  const log = callLog(sqlite);
  const packed = await timed(() => {
    const waiting = [...calls];
    const sendNext = async (): Promise<void> => {
      for (let call = waiting.shift(); call !== undefined; call = waiting.shift()) {
        await sendLogged(log, twin, call);
        onProgress({ doing: 'Sending without checks', done: 0, of: calls.length });
      }
    };
    return Promise.all(Array.from({ length: AT_ONCE }, sendNext));
  });
  const single = await timed(async () => {
    for (const { kind, body } of documents.slice(0, MOST_SINGLE)) {
      await sendLogged(log, twin, { kind, body: formatCall(kind, [body]) });
    }
  });
  const count = documents.length;
  const facts = { calls: calls.length, singly: Math.min(count, MOST_SINGLE) };
  return succeed({
    count,
    seconds: packed.seconds,
    cpuSeconds: packed.cpuSeconds,
    facts: { ...facts, singlySeconds: single.seconds },
  });
};

/** So many tell what one costs. */
const MOST_SINGLE = 500;

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

async function sendLogged(log: CallLog, twin: TwinCalls, { kind, body }: Call): Promise<void> {
  const callId = log.intend(body);
  log.conclude(callId, await twin.put(kind, body));
}
