import { describe, expect, it } from 'vitest';
import { loadBatch } from '../../../src/store/batch-reader.ts';
import { exportStore } from '../../../src/store/export-store.ts';
import type { TieOutReport } from '../../../src/tasks/tie-out.ts';
import { valueIn } from '../../outcomes.ts';
import { DAY_IS_USED_UP, faulty, JOURNALS_UNAVAILABLE } from '../export/faults.ts';
import { leaveInDoubt } from '../export/in-doubt.ts';
import { type Lender, openLender } from '../export/lender.ts';

describe('4.5 what never left is not yet exported, and not in doubt', () => {
  it('4.5 after a sender that went away between committing its calls and sending them', async () => {
    const lender = await openLender();
    await commitCalls(lender, await lender.planned());
    const tieOut = await lender.tieOut();
    expect(classesOf(tieOut)).toEqual(['notYetExported']);
    expect(tieOut.unexplained).toBe('0.00');
  });

  it('4.5 while a batch is parked whose calls Xero did not process; its report counts none', async () => {
    const lender = await openLender();
    const exportId = await lender.planned({ streams: ['journals'] });
    await faulty(lender, DAY_IS_USED_UP);
    const parked = valueIn(await lender.send(exportId));
    expect(parked).toMatchObject({ state: 'parked', documents: { confirmed: 0, inDoubt: 0 } });
    await lender.pass(3_600_000);
    expect(classesOf(await lender.tieOut())).toEqual(['notYetExported']);
  });

  it('4.5 what left and has no answer is in doubt', async () => {
    const lender = await openLender();
    await faulty(lender, JOURNALS_UNAVAILABLE);
    await leaveInDoubt(lender);
    expect(classesOf(await lender.tieOut())).toEqual(['inDoubt']);
  });
});

/** What a sender does last before the first byte of a batch leaves. */
async function commitCalls({ app, clock }: Lender, exportId: string): Promise<void> {
  const { reader } = app.store;
  const { batchId = 0 } = (await loadBatch(reader, { mode: 'test', exportId })) ?? {};
  const store = exportStore(app.store, app.act);
  const until = clock.now();
  const held = await store.takeLease({ batchId, owner: 'gone', until });
  if (held === undefined) throw new Error('nobody else holds the batch');
  const documents = await store.loadDocuments({ batchId });
  const calls = documents.map(({ kind, documentId, documentKey }) => ({
    ...{ kind, generation: 1, idempotencyKey: documentKey, bodyHash: documentKey },
    documentIds: [documentId],
  }));
  await store.recordCalls({ held, calls });
}

function classesOf({ reasons }: TieOutReport): string[] {
  return [...new Set(reasons.map((one) => one.class))];
}
