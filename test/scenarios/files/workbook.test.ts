import { join } from 'node:path';
import readXlsxFile from 'read-excel-file/node';
import { describe, expect, it } from 'vitest';
import writeXlsxFile from 'write-excel-file/node';
import { cents, formatCents } from '../../../src/domain/money.ts';
import type { FileReport } from '../../../src/tasks/export-file.ts';
import { amountCell } from '../../../src/tasks/export-file-cells.ts';
import { type Lender, openLender, TRANSACTION_COLUMNS } from '../export/lender.ts';
import { tieout } from '../undo/undo.ts';
import { newFolder } from './handed-over.ts';

/** Writes the workbook and reads it with another program's eyes: rows by sheet. */
async function workbookOf(lender: Lender, exportId: string) {
  const file = join(newFolder(), 'batch.xlsx');
  const words = ['export', 'file', exportId, '--format', 'xlsx', '--to', file];
  const report = await tieout<FileReport>(lender, ...words);
  expect(report).toMatchObject({ exitCode: 0, file, files: [file] });
  const sheets = await readXlsxFile(file);
  return { report, sheets: Object.fromEntries(sheets.map((one) => [one.sheet, one.data])) };
}

/** Values of the named columns, row by row; days as text. */
function columnsOf(sheet: readonly (readonly unknown[])[] | undefined, ...names: string[]) {
  const [headings = [], ...rows] = sheet ?? [];
  return rows.map((row) =>
    names.map((name) => {
      const value = row[headings.indexOf(name)];
      return value instanceof Date ? value.toISOString() : value;
    }),
  );
}

describe('a batch as a workbook', () => {
  it('has a sheet each for the batch, its documents, lines and postings', async () => {
    const lender = await openLender();
    const exportId = await lender.planned();
    const { report, sheets } = await workbookOf(lender, exportId);
    expect(report).toMatchObject({ documents: 4, lines: 10, postings: 10 });
    expect(Object.keys(sheets)).toEqual(['Batch', 'Documents', 'Lines', 'Postings']);
    expect(sheets.Batch).toContainEqual(['Export id', exportId]);
    expect(sheets.Batch).toContainEqual(['Debits', 382.5]);
    expect(sheets.Batch).toContainEqual(['Credits', 382.5]);
    expect(columnsOf(sheets.Documents, 'Part', 'Document', 'Date', 'Total')).toEqual([
      [1, 'Manual journal', '2026-05-01T00:00:00.000Z', 115],
      [2, 'Manual journal', '2026-05-02T00:00:00.000Z', 157.5],
      [3, 'Manual journal', '2026-05-03T00:00:00.000Z', 10],
      [4, 'Bank transaction', '2026-05-02T00:00:00.000Z', 100],
    ]);
    const money = ['Debit', 'Credit', 'GST'];
    expect(columnsOf(sheets.Lines, 'Part', 'Line', 'GL account', ...money).slice(0, 2)).toEqual([
      [1, 1, '1100', 115, null, 0],
      [1, 2, '4100', null, 115, -15],
    ]);
    const where = ['Transaction or entry', 'Loan account', 'GL account'];
    const posted = columnsOf(sheets.Postings, ...where, ...money, 'Document part', 'Line');
    expect(posted[1]).toEqual(['T1', 'L1', '4100', null, 115, -15, 1, 2]);
    expect(posted).toHaveLength(10);
  });

  it('holds texts as texts: codes with noughts, formulas, what XML could not say', async () => {
    const text = `${TRANSACTION_COLUMNS},description\n007,2026-05-01,L1,INT,10.00,,,"=1+1 <&> ""q"" é"\n`;
    const lender = await openLender({ transactions: text });
    const { sheets } = await workbookOf(lender, await lender.planned());
    const [row] = columnsOf(sheets.Postings, 'Transaction or entry', 'Description', 'GL account');
    expect(row).toEqual(['007', '=1+1 <&> "q" é', '1100']);
  });

  it('gives 100,000 amounts back to the cent, without a tail', async () => {
    let seed = 20260531n;
    const amounts = Array.from({ length: 100_000 }, (_, at) => {
      seed = (seed * 6364136223846793005n + 1442695040888963407n) % 2n ** 64n;
      const most = 10n ** BigInt(1 + (at % 12));
      return cents((at % 2 === 0 ? 1n : -1n) * ((seed >> 8n) % most));
    });
    const rows = Array.from({ length: 1000 }, (_, at) => amounts.slice(at * 100, at * 100 + 100));
    const file = join(newFolder(), 'amounts.xlsx');
    await writeXlsxFile(rows.map((row) => row.map(amountCell))).toFile(file);
    const [sheet] = await readXlsxFile(file, { parseNumber: (text) => text });
    const found = sheet?.data.flat().map((one) => (String(one) === '0' ? '0.00' : String(one)));
    const short = (text: string) => text.replace(/\.00$|(?<=\.\d)0$/, '');
    const wrong = amounts.filter((one, at) => short(formatCents(one)) !== short(found?.[at] ?? ''));
    expect(wrong).toEqual([]);
  });

  it('file.too_many_rows: is refused where it would not fit, and the CSV is named', async () => {
    const lender = await openLender();
    const exportId = await lender.planned();
    const { store } = lender.app;
    await store.transact(lender.app.act(), async (tx, audit) => {
      const { totals } = await tx.selectFrom('batch').select('totals').executeTakeFirstOrThrow();
      const many = totals.replace(/"postings":\d+/, '"postings":100001');
      await tx.updateTable('batch').set({ totals: many }).execute();
      await audit('test.many', 'batch');
    });
    const refused = await tieout(lender, 'export', 'file', exportId, '--format', 'xlsx');
    expect(refused).toMatchObject({
      exitCode: 1,
      problems: [{ code: 'file.too_many_rows', facts: { postings: 100_001 } }],
    });
    expect(JSON.stringify(refused)).toContain(`export file ${exportId} --postings`);
  });
});
