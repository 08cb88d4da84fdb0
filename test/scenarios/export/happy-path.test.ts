import { describe, expect, it } from 'vitest';
import { listBatches } from '../../../src/store/batch-reader.ts';
import { loadReceipts } from '../../../src/store/receipt-reader.ts';
import { valueIn } from '../../outcomes.ts';
import { openLender } from './lender.ts';
import { writesOf } from './wire-tap.ts';

describe('an export without any fault', () => {
  it('ends complete, each document confirmed with a receipt, and ties out', async () => {
    const lender = await openLender();
    const plan = valueIn(await lender.plan());
    expect(plan).toMatchObject({
      exportId: '20260531.001',
      transactions: 4,
      documents: { manualJournals: 3, bankTransactions: 1 },
      held: [],
      problems: [],
    });
    const sent = valueIn(await lender.send('20260531.001'));
    expect(sent).toEqual({
      exportId: '20260531.001',
      state: 'complete',
      documents: { confirmed: 4, rejected: 0, inDoubt: 0, conflict: 0 },
      problems: [],
    });
    const { reader } = lender.app.store;
    const [batch] = await listBatches(reader, 'test');
    const receipts = await loadReceipts(reader, batch?.batchId ?? 0);
    expect(receipts.map(({ xeroStatus, differences }) => [xeroStatus, differences])).toEqual([
      ['POSTED', []],
      ['POSTED', []],
      ['POSTED', []],
      ['AUTHORISED', []],
    ]);
    expect(await lender.xero.liveDocuments()).toHaveLength(4);
    expect(await lender.tieOut()).toMatchObject({ unexplained: '0.00' });
  });

  it('stays as it is when it is sent again, and calls nothing that writes', async () => {
    const lender = await openLender();
    const exportId = await lender.planned();
    const first = valueIn(await lender.send(exportId));
    const before = writesOf(lender.tap).length;
    expect(valueIn(await lender.send(exportId))).toEqual(first);
    expect(writesOf(lender.tap)).toHaveLength(before);
    expect(await lender.xero.documents()).toHaveLength(4);
  });
});
