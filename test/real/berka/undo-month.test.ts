import { describe, expect, it } from 'vitest';
import type { UndoReport } from '../../../src/tasks/undo-report.ts';
import { twinXero } from '../../scenarios/accounting/twin-xero.ts';
import type { TieOutOutput } from '../outputs.ts';
import { exportMonth, monthsBetween, openBooks, print } from '../real-books.ts';
import { hasSharedData, named } from '../shared-data.ts';
import {
  balancesOf,
  CONFIGURATION,
  importAccounts,
  importMonth,
  unpackRaw,
} from './berka-books.ts';

describe.skipIf(!hasSharedData)(named('3.10 a month of a real bank'), () => {
  it('is undone without a trace in the trial balance, and goes out again as the first time', async () => {
    const books = await openBooks(CONFIGURATION);
    const raw = unpackRaw(books);
    const own = balancesOf(raw);
    const xero = await twinXero(books.twin);
    await importAccounts(books, raw);
    const [january, february] = monthsBetween('1993-01', 2);
    if (january === undefined || february === undefined) throw new Error('two months');
    await importMonth(books, raw, january.month);
    await exportMonth(books, 'CZ', january);
    const before = await xero.trialBalance(february.lastDay);
    expect(before).toEqual(balancesAt(own, january.month));
    await importMonth(books, raw, february.month);
    const first = await exportMonth(books, 'CZ', february);
    const after = await xero.trialBalance(february.lastDay);
    expect(after).toEqual(balancesAt(own, february.month));

    const exportId = first.plan.exportId ?? '';
    const undone = await books.tieout<UndoReport>('export', 'undo', exportId);
    expect(undone).toMatchObject({ exitCode: 0, printed: { state: 'undone', problems: [] } });
    expect(undone.printed.rows.journals).toBe(first.plan.transactions);
    expect(await xero.trialBalance(february.lastDay)).toEqual(before);
    const tied = await books.tieout<TieOutOutput>(
      ...['tie-out', '--entity', 'CZ', '--date', february.lastDay],
    );
    expect(tied.printed.unexplained).toBe('0.00');

    const second = await exportMonth(books, 'CZ', february);
    expect(second.plan).toEqual({ ...first.plan, exportId: second.plan.exportId });
    expect(await xero.trialBalance(february.lastDay)).toEqual(after);
    expect(second.tieOut).toEqual(first.tieOut);
    const { documents } = undone.printed;
    print(
      `${february.month}: ${documents.length} documents undone, ${before.length} balances as before`,
    );
  }, 300_000);
});

/** What an own sum over the bank's file gives, as a trial balance shows it. */
function balancesAt(own: ReturnType<typeof balancesOf>, month: string): string[] {
  return own(month)
    .filter(({ xero }) => xero !== '0.00')
    .map(({ code, xero }) =>
      xero.startsWith('-') ? `${code} Cr ${xero.slice(1)}` : `${code} Dr ${xero}`,
    )
    .sort();
}
