import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { handOverTask } from '../../../src/tasks/hand-over.ts';
import { valueIn } from '../../outcomes.ts';
import { faulty, JOURNALS_UNAVAILABLE } from '../export/faults.ts';
import { codesOf, type Lender, openLender } from '../export/lender.ts';
import { filesIn, newFolder } from './handed-over.ts';

describe('a batch that cannot be handed over', () => {
  const refusalOf = async (lender: Lender, exportId: string) => {
    const folder = newFolder();
    const refused = await handOverTask(lender.app, { exportId, folder });
    expect(filesIn(folder)).toEqual({});
    return refused.ok ? [] : refused.problems;
  };

  it('hand_over.has_left: what is in Xero, or may be', async () => {
    const doubtful = await openLender();
    const exportId = await doubtful.planned();
    await faulty(doubtful, JOURNALS_UNAVAILABLE);
    await doubtful.send(exportId);
    const [problem] = await refusalOf(doubtful, exportId);
    expect(problem).toMatchObject({ code: 'hand_over.has_left', facts: { documents: 4 } });
    expect(problem?.message).toMatch(/\/1 [0-9a-f]{10}\]: inDoubt/);
    const sent = await openLender();
    const complete = await sent.planned();
    valueIn(await sent.send(complete));
    expect(codesOf(await refusalOf(sent, complete))).toEqual(['hand_over.has_left']);
  });

  it('hand_over.journal_too_long: an entry of more lines than Xero imports', async () => {
    const lender = await openLender({ transactions: '' });
    const lines = Array.from({ length: 301 }, (_, at) => `E1,2026-05-01,M,4200,-1.00,line ${at}`);
    const header = 'entry_id,date,entity,gl_account,amount,description';
    const text = [header, ...lines, 'E1,2026-05-01,M,1100,301.00,all', ''].join('\n');
    await lender.import('journals', text);
    const exportId = await lender.planned();
    expect(await refusalOf(lender, exportId)).toMatchObject([
      { code: 'hand_over.journal_too_long', facts: { lines: 302, most: 300 } },
    ]);
    expect((await lender.parts(exportId)).map(({ state }) => state)).toEqual(['planned']);
  });

  it('hand_over.tax_rate_unnamed: planned before the names were kept', async () => {
    const lender = await openLender();
    const exportId = await lender.planned();
    await lender.app.store.transact(lender.app.act(), async (tx, audit) => {
      await tx.updateTable('batch').set({ organisation_words: '{}' }).execute();
      await audit('test.old', 'batch');
    });
    expect(new Set(codesOf(await refusalOf(lender, exportId)))).toEqual(
      new Set(['hand_over.tax_rate_unnamed']),
    );
  });

  it('a folder that cannot be written leaves the batch as it was', async () => {
    const lender = await openLender();
    const exportId = await lender.planned();
    const folder = join(lender.dataFolder, 'tieout.sqlite', 'files');
    expect(await handOverTask(lender.app, { exportId, folder })).toMatchObject({
      problems: [{ code: 'file.not_writable' }],
    });
    expect(valueIn(await lender.send(exportId))).toMatchObject({ state: 'complete' });
  });
});
