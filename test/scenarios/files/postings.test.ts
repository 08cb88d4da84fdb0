import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { FileReport } from '../../../src/tasks/export-file.ts';
import { valueIn } from '../../outcomes.ts';
import { type Lender, openLender, TRANSACTION_COLUMNS } from '../export/lender.ts';
import { tieout, undoInTime } from '../undo/undo.ts';
import { readCsv } from './csv.ts';
import { newFolder } from './handed-over.ts';

type Rows = Record<string, string>[];

async function postingsOf(lender: Lender, exportId: string): Promise<Rows> {
  const file = join(newFolder(), 'postings.csv');
  await tieout<FileReport>(lender, 'export', 'file', exportId, '--postings', '--to', file);
  return readCsv(readFileSync(file, 'utf8').slice(1));
}

const cents = (text: string | undefined) => Math.round(Number(text || '0') * 100);
const amountOf = (row: Record<string, string>) => cents(row.debit) - cents(row.credit);

function sums(rows: Rows, keyOf: (row: Record<string, string>) => string): Record<string, number> {
  const totals: Record<string, number> = {};
  for (const row of rows) totals[keyOf(row)] = (totals[keyOf(row)] ?? 0) + amountOf(row);
  return totals;
}

describe('the postings of a batch as CSV', () => {
  it('are one line each, with the row, the accounts, the amounts and the line that carries them', async () => {
    const lender = await openLender();
    const rows = await postingsOf(lender, await lender.planned());
    const shown = rows.map((row) =>
      [row.id, row.loan_account, row.element, row.date, row.gl_account, row.branch]
        .concat([row.debit ?? '', row.credit ?? '', row.gst ?? '', `${row.part}/${row.line}`])
        .join(' '),
    );
    expect(shown).toEqual([
      'T1 L1 FEE 2026-05-01 1100 EAST 115.00  0.00 1/1',
      'T1 L1 FEE 2026-05-01 4100 EAST  115.00 -15.00 1/2',
      'T2 L2 FEE 2026-05-02 1100 WEST 57.50  0.00 2/3',
      'T2 L2 FEE 2026-05-02 4100 WEST  57.50 -7.50 2/4',
      'T3 L1 PAY 2026-05-02 1100 EAST  100.00 0.00 2/1',
      'T3 L1 PAY 2026-05-02 2190 EAST 100.00  0.00 2/2',
      'T4 L1 INT 2026-05-03 1100 EAST 10.00  0.00 3/1',
      'T4 L1 INT 2026-05-03 4200 EAST  10.00 0.00 3/2',
      'T3 L1 PAY 2026-05-02 2190 EAST  100.00 0.00 4/1',
      'T3 L1 PAY 2026-05-02 090  100.00  0.00 4/0',
    ]);
  });

  it('add up to every line and to nil, over many pages, and stay when the batch is undone', async () => {
    const many = Array.from({ length: 6000 }, (_, at) => {
      const day = String(1 + (at % 28)).padStart(2, '0');
      return `R${at},2026-05-${day},L${1 + (at % 2)},FEE,${(1 + at).toFixed(2)},,`;
    });
    const lender = await openLender({
      transactions: [TRANSACTION_COLUMNS, ...many, ''].join('\n'),
    });
    const exportId = await lender.planned();
    const rows = await postingsOf(lender, exportId);
    expect(rows).toHaveLength(12_000);
    const file = join(newFolder(), 'lines.csv');
    await tieout(lender, 'export', 'file', exportId, '--to', file);
    const lines = readCsv(readFileSync(file, 'utf8').slice(1));
    const place = (row: Record<string, string>) => `${row.part}/${row.line}`;
    expect(sums(rows, place)).toEqual(sums(lines, place));
    expect(sums(rows, ({ id = '' }) => id)).toEqual(
      Object.fromEntries(many.map((_, at) => [`R${at}`, 0])),
    );
    valueIn(await lender.send(exportId));
    const posted = await postingsOf(lender, exportId);
    valueIn(await undoInTime(lender, exportId));
    expect(await postingsOf(lender, exportId)).toEqual(posted);
  });

  it('name what takes an earlier version back, and what cancels out without a line', async () => {
    const lender = await openLender({
      transactions: `${TRANSACTION_COLUMNS},version\nT1,2026-05-01,L1,INT,10.00,,,1\n`,
    });
    valueIn(await lender.send(await lender.planned()));
    const newer = `${TRANSACTION_COLUMNS},version\nT1,2026-05-01,L1,INT,10.00,,,2\n`;
    await lender.import('transactions', newer);
    const [row, ...others] = await postingsOf(lender, await lender.planned());
    expect(others).toHaveLength(3);
    expect([row?.takes_back, row?.version, row?.part]).toEqual(['yes', '1', '']);
  });

  it('leave no half a file where they cannot be written, nor run as a formula', async () => {
    const text = `${TRANSACTION_COLUMNS},description\n-T1,2026-05-01,L1,INT,10.00,,,@SUM(1)\n`;
    const lender = await openLender({ transactions: text });
    const exportId = await lender.planned();
    const [row] = await postingsOf(lender, exportId);
    expect([row?.id, row?.description]).toEqual(["'-T1", "'@SUM(1)"]);
    const taken = join(newFolder(), 'taken');
    writeFileSync(taken, '');
    for (const words of [['--postings'], ['--format', 'xlsx'], []]) {
      const to = ['--to', join(taken, 'file.csv')];
      expect(await tieout(lender, 'export', 'file', exportId, ...words, ...to)).toMatchObject({
        exitCode: 1,
        problems: [{ code: 'file.not_writable' }],
      });
    }
  });
});
