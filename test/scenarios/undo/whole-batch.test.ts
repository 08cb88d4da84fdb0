import { describe, expect, it } from 'vitest';
import { openLender } from '../export/lender.ts';
import { undo, sentBatch, trialBalance } from './undo.ts';

describe('3.10 undoing a whole batch', () => {
  it('voids the journals, deletes the bank transaction and frees every row', async () => {
    const lender = await openLender();
    const before = await trialBalance(lender);
    const exportId = await sentBatch(lender);
    const after = await trialBalance(lender);
    expect(after).not.toEqual(before);
    const undone = await undo(lender, exportId);
    expect(undone).toMatchObject({ exitCode: 0, state: 'undone', rows: { journals: 4, bank: 1 } });
    expect(await lender.xero.liveDocuments()).toEqual([]);
    expect(await trialBalance(lender)).toEqual(before);
    const again = await sentBatch(lender);
    expect(again).toBe('20260531.002');
    expect(await trialBalance(lender)).toEqual(after);
    expect(await lender.tieOut()).toMatchObject({ unexplained: '0.00' });
  });
});
