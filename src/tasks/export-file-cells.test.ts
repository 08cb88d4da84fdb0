import { describe, expect, it } from 'vitest';
import { cents } from '../domain/money.ts';
import { amountCell, creditCell, debitCell, sheetOf, textCell } from './export-file-cells.ts';

describe('a sheet of a workbook', () => {
  it('has bold headings that stay in view, and columns that are wide enough', () => {
    const column = { title: 'Text', width: 30, cell: (text: string) => textCell(text) };
    const sheet = sheetOf('Texts', [column], ['=1+1', '']);
    expect(sheet).toEqual({
      sheet: 'Texts',
      data: [
        [{ value: 'Text', type: String, fontWeight: 'bold' }],
        [{ value: '=1+1', type: String }],
        [null],
      ],
      columns: [{ width: 30 }],
      stickyRowsCount: 1,
    });
  });

  it('shows amounts with two decimals, debits and credits in columns of their own', () => {
    const amount = cents(-123456);
    expect(amountCell(amount)).toEqual({ value: -1234.56, type: Number, format: '#,##0.00' });
    expect([debitCell(amount), creditCell(amount)?.value]).toEqual([null, 1234.56]);
    expect([debitCell(cents(0))?.value, creditCell(cents(0))]).toEqual([0, null]);
  });
});
