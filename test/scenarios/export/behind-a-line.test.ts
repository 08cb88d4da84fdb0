import { expect, it } from 'vitest';
import { exportLinesTask, exportPostingsTask } from '../../../src/tasks/show-exports.ts';
import { valueIn } from '../../outcomes.ts';
import { openLender } from './lender.ts';

function inCents(amount: string): number {
  return Math.round(Number(amount) * 100);
}

it('law 2: every exported line is the sum of named postings, to the cent', async () => {
  const lender = await openLender();
  const exportId = await lender.planned();
  const { lines } = valueIn(await exportLinesTask(lender.app, exportId));
  expect(lines.length).toBeGreaterThan(4);
  for (const { part, line, amount, gst } of lines) {
    const behind = valueIn(await exportPostingsTask(lender.app, { exportId, part, line }));
    expect(behind.postings.length).toBeGreaterThan(0);
    const sum = (key: 'amount' | 'gst') =>
      behind.postings.reduce((total, posting) => total + inCents(posting[key]), 0);
    expect([part, line, sum('amount'), sum('gst')]).toEqual([
      part,
      line,
      inCents(amount),
      inCents(gst),
    ]);
  }
});

it('says so when there is no such line (batch.no_such_line)', async () => {
  const lender = await openLender();
  const exportId = await lender.planned();
  const asked = { exportId, part: 1, line: 99 };
  const found = await exportPostingsTask(lender.app, asked);
  expect(found).toMatchObject({ ok: false, problems: [{ code: 'batch.no_such_line' }] });
});
