import { describe, expect, it } from 'vitest';
import { valueIn } from '../../outcomes.ts';
import { faulty, JOURNALS_SAVED_UNANSWERED, journalCalls } from './faults.ts';
import { leaveInDoubt } from './in-doubt.ts';
import { type Lender, openLender } from './lender.ts';

describe('a document in doubt that a person touched meanwhile', () => {
  it('B21: stands there twice: named with both ids, nothing is sent or removed', async () => {
    const lender = await openLender();
    const exportId = await inDoubtAndSaved(lender);
    const [first] = await lender.xero.documents();
    await lender.xero.inBooks('POST', '/manual-journals', copyOf(first));
    const resumed = valueIn(await lender.send(exportId));
    expect(resumed).toMatchObject({
      state: 'attention',
      documents: { confirmed: 3, conflict: 1 },
      problems: [{ code: 'document.found_twice', facts: { times: 2 } }],
    });
    expect(await lender.xero.liveDocuments()).toHaveLength(5);
    expect(valueIn(await lender.send(exportId))).toEqual(resumed);
    expect(journalCalls(lender)).toHaveLength(4);
  });

  it('B20: is voided: a conflict that says so', async () => {
    const lender = await openLender();
    const exportId = await inDoubtAndSaved(lender);
    const [first] = await lender.xero.documents();
    await lender.xero.inBooks('POST', `/manual-journals/${first?.id}`, { Status: 'VOIDED' });
    expect(valueIn(await lender.send(exportId))).toMatchObject({
      state: 'attention',
      problems: [{ code: 'document.gone', facts: { xeroStatus: 'VOIDED' } }],
    });
    expect(await lender.xero.liveDocuments()).toHaveLength(3);
  });

  it('B20: is changed: a conflict that names the field', async () => {
    const lender = await openLender();
    const exportId = await inDoubtAndSaved(lender);
    const [first] = await lender.xero.documents();
    await lender.xero.inBooks('POST', `/manual-journals/${first?.id}`, { Date: '2026-05-20' });
    expect(valueIn(await lender.send(exportId))).toMatchObject({
      state: 'attention',
      problems: [
        {
          code: 'document.differs',
          message: expect.stringMatching(/date: sent "2026-05-0\d", found "2026-05-20"/),
        },
      ],
    });
  });
});

describe('a conflict', () => {
  it('B16: ends when what differed is found equal again', async () => {
    const lender = await openLender();
    const exportId = await lender.planned();
    const misread = { method: 'GET', path: '/ManualJournals', kind: 'edit', times: 1 } as const;
    await faulty(lender, { ...misread, find: '-115', put: '-116' });
    expect(valueIn(await lender.send(exportId))).toMatchObject({
      state: 'attention',
      documents: { confirmed: 3, conflict: 1 },
      problems: [{ code: 'document.differs' }],
    });
    expect(valueIn(await lender.send(exportId))).toMatchObject({
      state: 'complete',
      documents: { confirmed: 4, conflict: 0 },
      problems: [],
    });
    expect(await lender.xero.liveDocuments()).toHaveLength(4);
  });
});

async function inDoubtAndSaved(lender: Lender): Promise<string> {
  await faulty(lender, JOURNALS_SAVED_UNANSWERED);
  return leaveInDoubt(lender);
}

/** What somebody makes who copies a journal in Xero's pages. */
function copyOf(document: Awaited<ReturnType<Lender['xero']['documents']>>[number] | undefined) {
  return {
    Narration: document?.text,
    Date: '2026-05-10',
    Status: 'POSTED',
    LineAmountTypes: 'Inclusive',
    JournalLines: document?.lines.map(({ AccountCode, LineAmount }) => ({
      AccountCode,
      LineAmount,
    })),
  };
}
