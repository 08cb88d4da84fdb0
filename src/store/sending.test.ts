import fc from 'fast-check';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { loadAudit } from '../../test/audit.ts';
import { keepFees, planSample, removeBatches } from '../../test/sample-batch.ts';
import { ACT, ENGINES, newStore } from '../../test/stores.ts';
import type { AccountingDate, Instant } from '../domain/dates.ts';
import type { FoundDocument } from '../domain/found-document.ts';
import { cents } from '../domain/money.ts';
import { problem } from '../domain/problem.ts';
import type { DocumentState } from '../domain/states.ts';
import { loadCalls } from './call-reader.ts';
import type { NewCall } from './call-writer.ts';
import { loadBodies, loadDocuments } from './document-reader.ts';
import { loadLines } from './line-reader.ts';
import { loadPostings } from './posting-reader.ts';
import { loadReceipts } from './receipt-reader.ts';
import type { Store } from './store.ts';

const ROWS = 3;
const LATER = { ...ACT, at: '2026-05-31T10:01:00.000Z' as Instant };

describe.each(ENGINES)('sending on %s', (engine) => {
  let store: Store;
  let remove: () => Promise<void>;
  beforeAll(async () => {
    ({ store, remove } = await newStore(engine));
    await keepFees(store, ROWS);
  });
  afterEach(() => removeBatches(store));
  afterAll(() => remove());

  it('leads from a document to its lines and from a line to the rows behind it', async () => {
    const { held, documentId } = await planSample(store, ROWS);
    const { batchId } = held;
    expect(await loadDocuments(store.reader, { batchId })).toMatchObject([
      { documentId, part: 1, date: '2026-05-10', documentState: 'planned', total: 34_500n },
    ]);
    const bodies = await loadBodies(store.reader, [documentId]);
    expect(bodies.get(documentId)).toBe('{"Narration":"20260531.001"}');
    const lines = await loadLines(store.reader, { batchId });
    expect(
      lines.map(({ lineNo, glAccountCode, amount, gst }) => [lineNo, glAccountCode, amount, gst]),
    ).toEqual([
      [1, '1100', 34_500n, 0n],
      [2, '4100', -34_500n, -4500n],
    ]);
    const page = await loadLines(store.reader, { batchId, after: { part: 1, lineNo: 1 } });
    expect(page).toEqual([lines[1]]);
    const postings = await loadPostings(store.reader, { documentId, lineNo: 2 });
    expect(postings).toHaveLength(ROWS);
    expect(postings[0]).toEqual({
      rowId: 1,
      turn: 1,
      source: 'loans',
      id: 'T-1',
      version: 1,
      date: '2026-05-10',
      loanAccount: 'L-1',
      element: 'FEE',
      reference: '',
      description: 'Fee',
      glAccountCode: '4100',
      taxType: 'OUTPUT2',
      amount: -11_500n,
      gst: -1500n,
    });
    const rest = await loadPostings(store.reader, { documentId, lineNo: 2, afterRow: 2 });
    expect(rest.map(({ id }) => id)).toEqual(['T-3']);
  });

  it('commits a call before it leaves, counts attempts, keeps its first moment', async () => {
    const { records, held, documentId } = await planSample(store, ROWS);
    const calls = [callOf(documentId, 1)];
    const [callId = 0] = await records.recordCalls(ACT, { held, calls });
    expect(await states(held.batchId)).toEqual(['sending']);
    expect(await records.recordAttempt(ACT, { held, callId })).toEqual({
      attempts: 1,
      firstSentAt: ACT.at,
    });
    const second = await records.recordAttempt(LATER, { held, callId });
    expect(second).toEqual({ attempts: 2, firstSentAt: ACT.at });
    const documents = [{ documentId, state: 'posted', xeroId: 'x-1' }] as const;
    const outcome = { callId, state: 'answered', httpStatus: 200, documents } as const;
    await records.recordOutcomes(LATER, { held, outcome });
    expect(await loadCalls(store.reader, { batchId: held.batchId })).toMatchObject([
      {
        callId,
        callState: 'answered',
        attempts: 2,
        firstSentAt: ACT.at,
        answeredAt: LATER.at,
        httpStatus: 200,
        documentIds: [documentId],
      },
    ]);
    await expect(records.recordAttempt(LATER, { held, callId })).rejects.toThrow(/no answer yet/);
    const trail = await loadAudit(store.reader, { subject: `batch/${held.exportId}` });
    expect(trail.at(-1)).toMatchObject({
      action: 'call.answered',
      actor: ACT.actor,
      details: { callId, httpStatus: 200, posted: String(documentId) },
    });
  });

  it('sends a document in doubt again under a higher generation only', async () => {
    const { records, held, documentId } = await planSample(store, ROWS);
    const calls = [callOf(documentId, 1)];
    const [callId = 0] = await records.recordCalls(ACT, { held, calls });
    const reason = problem('export_id.taken', { exportId: 'X', mode: 'test' });
    const inDoubt = { documentId, state: 'inDoubt', problem: reason } as const;
    const outcome = { callId, state: 'unknown', documents: [inDoubt] } as const;
    await records.recordOutcomes(ACT, { held, outcome });
    const [document] = await loadDocuments(store.reader, { ...held, states: ['inDoubt'] });
    expect(document?.problem).toEqual(reason);
    const same = [{ ...callOf(documentId, 1), idempotencyKey: 'other' }];
    await expect(records.recordCalls(ACT, { held, calls: same })).rejects.toThrow(/may be sent/);
    await records.recordCalls(ACT, { held, calls: [callOf(documentId, 2)] });
    const [again] = await loadDocuments(store.reader, held);
    expect(again).toMatchObject({ documentState: 'sending', generation: 2, problem: undefined });
  });

  it('holds each document of Xero once', async () => {
    const first = await planSample(store, 1);
    const { records } = first;
    await send(first);
    await records.recordDocumentStates(ACT, { held: first.held, outcomes: [posted(first, 'x-1')] });
    await expect(
      records.recordDocumentStates(ACT, { held: first.held, outcomes: [posted(first, 'x-2')] }),
    ).rejects.toThrow(/is x-1 in Xero/);
    await store.transact(ACT, async (tx, audit) => {
      await tx.deleteFrom('claim').execute();
      await audit('test.freed', 'rows');
    });
    const second = await planSample(store, 1);
    await send(second);
    await expect(
      records.recordDocumentStates(ACT, { held: second.held, outcomes: [posted(second, 'x-1')] }),
    ).rejects.toThrow(/unique/i);
  });

  it('keeps a receipt to the cent, and the newest', async () => {
    const sample = await planSample(store, ROWS);
    const { records, held, documentId } = sample;
    await send(sample);
    await records.recordDocumentStates(ACT, { held, outcomes: [posted(sample, 'x-1')] });
    const receipt = {
      documentId,
      xeroStatus: 'POSTED',
      sentHash: 'a',
      foundHash: 'a',
      found: FOUND,
      differences: [],
    };
    const outcomes = [{ documentId, state: 'confirmed' }] as const;
    await records.recordReceipts(ACT, { held, receipts: [receipt], outcomes });
    const edited = { ...receipt, foundHash: 'b', differences: [{ sent: cents(1n), found: 'x' }] };
    await records.recordReceipts(LATER, { held, receipts: [edited], outcomes: [] });
    expect(await loadReceipts(store.reader, held.batchId)).toEqual([
      { ...edited, readAt: LATER.at },
    ]);
    expect(await states(held.batchId)).toEqual(['confirmed']);
  });

  it('never takes back that Xero holds a document, whatever is recorded in which order', async () => {
    const all: DocumentState[] = [
      'planned',
      'sending',
      'posted',
      'confirmed',
      'rejected',
      'inDoubt',
    ];
    const run = async (steps: readonly DocumentState[]) => {
      await removeBatches(store);
      const sample = await planSample(store, 1);
      const { records, held, documentId } = sample;
      let wasPosted = false;
      for (const state of steps) {
        const outcomes = [{ documentId, state }];
        await records.recordDocumentStates(ACT, { held, outcomes }).catch(() => undefined);
        const [now = 'planned'] = await states(held.batchId);
        const isHeld = now === 'posted' || now === 'confirmed';
        expect([...steps, now, wasPosted && !isHeld]).toEqual([...steps, now, false]);
        wasPosted ||= isHeld;
      }
    };
    const sequences = fc.array(fc.constantFrom(...all), { minLength: 2, maxLength: 6 });
    await fc.assert(fc.asyncProperty(sequences, run), { numRuns: 20 });
  });

  async function states(batchId: number): Promise<DocumentState[]> {
    const documents = await loadDocuments(store.reader, { batchId });
    return documents.map(({ documentState }) => documentState);
  }

  async function send({ records, held, documentId }: Awaited<ReturnType<typeof planSample>>) {
    await records.recordCalls(ACT, { held, calls: [callOf(documentId, 1)] });
  }
});

function callOf(documentId: number, generation: number): NewCall {
  return {
    kind: 'manualJournal',
    generation,
    idempotencyKey: `key of ${documentId} ${generation}`,
    bodyHash: 'hash',
    documentIds: [documentId],
  };
}

function posted({ documentId }: { documentId: number }, xeroId: string) {
  return { documentId, state: 'posted', xeroId } as const;
}

const FOUND: FoundDocument = {
  kind: 'manualJournal',
  xeroId: 'x-1',
  xeroStatus: 'POSTED',
  date: '2026-05-10' as AccountingDate,
  text: 'Loans [20260531.001/1 0123456789]',
  lineAmountTypes: 'Inclusive',
  lines: [
    {
      glAccountCode: '1100',
      accountId: 'a-1',
      description: 'Fee',
      amount: cents(9_007_199_254_740_993n),
      gst: cents(0n),
      taxType: 'NONE',
      tracking: [{ category: 'Branch', option: 'EAST' }],
    },
  ],
  bank: undefined,
  updatedAt: '2026-05-31T10:00:00.000Z' as Instant,
};
