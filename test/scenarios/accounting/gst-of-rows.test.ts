import { describe, expect, it } from 'vitest';
import { LENDER, lenderWith } from '../../domain/lender.ts';
import { openBooks, TRANSACTIONS } from './books.ts';

describe('1.2 GST that a file gives', () => {
  it('1.2 GST of an element without GST is refused, with what is to be done', async () => {
    const books = await openBooks(LENDER);
    const rows = '1,2026-05-04,L1,DEFINT,14.60,0.01,,,\n2,2026-05-04,L1,INT,14.60,0.01,,,\n';
    expect(await books.refuse('transactions', TRANSACTIONS + rows)).toEqual([
      'gst.element_untaxed: Line 2: gst is 0.01, and the element DEFINT has no GST code.',
      'gst.element_untaxed: Line 3: gst is 0.01, and the element INT has no GST rate.',
    ]);
  });

  it('1.2 a reversal brings its original’s GST, whatever the rate is by now', async () => {
    const books = await openBooks(LENDER);
    await books.take('transactions', `${TRANSACTIONS}1,2026-05-04,L1,FEE,115.00,,,,\n`);
    await books.configure(lenderWith({ elements: [{ code: 'FEE', type: 'fee', gstRate: 0 }] }));
    const reversal = `${TRANSACTIONS}2,2026-05-05,L1,FEE,-115.00,-15.00,,,1\n`;
    expect((await books.refuse('transactions', reversal.replace('-15.00', '-14.99')))[0]).toMatch(
      /^reversal\.not_mirror: .*gst/,
    );
    await books.take('transactions', reversal);
  });
});
