import { describe, expect, it } from 'vitest';
import { exportedMonthsTask, showHomeTask } from '../../../src/tasks/home/show-home.ts';
import { createWaitingCounter, showWaitingTask } from '../../../src/tasks/home/waiting.ts';
import { valueIn } from '../../outcomes.ts';
import { type Lender, openLender, TRANSACTION_COLUMNS } from '../export/lender.ts';
import { undo, undoInTime } from '../undo/undo.ts';

const entityOf = async ({ app }: Lender) => valueIn(await showHomeTask(app)).entities[0];

describe('what waits', () => {
  it('is counted anew after an import, a plan, an undo and a setting, and not otherwise', async () => {
    const lender = await openLender();
    const counter = createWaitingCounter();
    const rows = async () => (await showWaitingTask(lender.app, counter)).entities[0]?.rows;
    expect(await rows()).toBe(4);
    const [one, other] = [counter(lender.app), counter(lender.app)];
    expect(await one).toBe(await other);
    await lender.import('transactions', `${TRANSACTION_COLUMNS}\nT9,2026-05-09,L1,INT,5.00,,\n`);
    expect(await rows()).toBe(5);
    const exportId = await lender.planned();
    expect(await rows()).toBe(0);
    await lender.send(exportId);
    valueIn(await undoInTime(lender, exportId));
    expect(await rows()).toBe(5);
    await lender.configure({
      elements: [{ code: 'INT', type: 'interest', glAccount: '4200', summaryType: 'none' }],
    });
    expect(await rows()).toBe(3);
  });

  it('is told by age', async () => {
    const lender = await openLender({ transactions: '' });
    const today = lender.clock.now();
    const dayBefore = (days: number) =>
      new Date(Date.parse(today) - days * 86_400_000).toISOString().slice(0, 10);
    const rows = [-1, 0, 7, 8, 30, 31, 90, 91].map(
      (days) => `A${days},${dayBefore(days)},L1,INT,1.00,,`,
    );
    await lender.import('transactions', [TRANSACTION_COLUMNS, ...rows, ''].join('\n'));
    const { entities, days } = await showWaitingTask(lender.app, createWaitingCounter());
    expect(entities[0]).toMatchObject({
      rows: 8,
      oldest: dayBefore(91),
      ages: [
        { upToDays: 7, rows: 3 },
        { upToDays: 30, rows: 2 },
        { upToDays: 90, rows: 2 },
        { upToDays: null, rows: 1 },
      ],
    });
    expect(days).toHaveLength(8);
  });
});

describe('the first page', () => {
  it('tells of a tie-out and of what it left, of exports and of their totals', async () => {
    const lender = await openLender();
    expect(await entityOf(lender)).toMatchObject({ entity: 'M', tieOut: null, attention: [] });
    const exportId = await lender.planned();
    await lender.send(exportId);
    const report = await lender.tieOut();
    expect(await entityOf(lender)).toMatchObject({
      lastExports: [{ exportId, state: 'complete' }],
      tieOut: { date: '2026-05-31', accounts: report.accounts.length, unexplained: '0.00' },
      attention: [],
    });
    const { months } = await exportedMonthsTask(lender.app);
    expect(months).toEqual([{ entity: 'M', month: '2026-05', documents: 4, total: '382.50' }]);
  });

  it('names rows that an undo holds, and what was undone no longer as exported', async () => {
    const lender = await openLender();
    const exportId = await lender.planned();
    await lender.send(exportId);
    expect((await undo(lender, exportId, '--hold')).exitCode).toBe(0);
    const entity = await entityOf(lender);
    expect(entity?.attention).toEqual([
      { exportId, text: `${exportId}: 4 transactions held after an undo.` },
    ]);
    expect((await exportedMonthsTask(lender.app)).months).toEqual([]);
  });
});
