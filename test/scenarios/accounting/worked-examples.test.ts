import { describe, expect, it } from 'vitest';
import { LENDER, lenderWith } from '../../domain/lender.ts';
import { openBooks, TRANSACTIONS } from './books.ts';

interface Example {
  readonly name: string;
  readonly rows: string;
  readonly lines: readonly string[];
  readonly trialBalance: readonly string[];
}

const EXAMPLES: readonly Example[] = [
  {
    name: 'an establishment fee of 115.00 at 15 %',
    rows: '1,2026-05-04,L1,FEE,115.00,,,,\n',
    lines: ['2026-05-04 1100 +115.00 NONE EAST', '2026-05-04 4100 -115.00 OUTPUT2 EAST'],
    trialBalance: ['1100 Dr 115.00', '4100 Cr 100.00', '820 Cr 15.00'],
  },
  {
    name: 'a direct debit, one group: 200 and 300 EAST, 500 WEST',
    rows: `1,2026-05-07,L1,PAY,-200.00,,BANK,DD7,
2,2026-05-07,L2,PAY,-300.00,,BANK,DD7,
3,2026-05-07,L3,PAY,-500.00,,BANK,DD7,
`,
    lines: [
      '2026-05-07 1100 -500.00 NONE EAST',
      '2026-05-07 2190 +500.00 NONE EAST',
      '2026-05-07 1100 -500.00 NONE WEST',
      '2026-05-07 2190 +500.00 NONE WEST',
      '2026-05-07 RECEIVE 2190 500.00 NONE EAST',
      '2026-05-07 RECEIVE 2190 500.00 NONE WEST',
    ],
    trialBalance: ['090 Dr 1000.00', '1100 Cr 1000.00'],
  },
  {
    name: 'interest of 10 on 10 May and 12 on 31 May, end of month',
    rows: '1,2026-05-10,L1,INT,10.00,,,,\n2,2026-05-31,L1,INT,12.00,,,,\n',
    lines: ['2026-05-31 1100 +22.00 NONE EAST', '2026-05-31 4200 -22.00 NONE EAST'],
    trialBalance: ['1100 Dr 22.00', '4200 Cr 22.00'],
  },
  {
    name: 'an advance of 10,000 without bank account and its disbursement with one',
    rows: '1,2026-05-04,L3,ADV,10000.00,,,,\n2,2026-05-04,L3,DISB,-10000.00,,BANK,,\n',
    lines: [
      '2026-05-04 1100 +10000.00 NONE WEST',
      '2026-05-04 2300 -10000.00 NONE WEST',
      '2026-05-04 2300 +10000.00 NONE WEST',
      '2026-05-04 2190 -10000.00 NONE WEST',
      '2026-05-04 SPEND 2190 10000.00 NONE WEST',
    ],
    trialBalance: ['090 Cr 10000.00', '1100 Dr 10000.00'],
  },
  {
    name: 'a fee of 115.00 to an exempt client',
    rows: '1,2026-05-04,L4,FEE,115.00,,,,\n',
    lines: ['2026-05-04 1100 +115.00 NONE WEST', '2026-05-04 4100 -115.00 NONE WEST'],
    trialBalance: ['1100 Dr 115.00', '4100 Cr 115.00'],
  },
  {
    name: 'import GST of 150.00 at rate 100',
    rows: '1,2026-05-18,L3,IMPGST,150.00,,,,\n',
    lines: ['2026-05-18 1100 +150.00 NONE WEST', '2026-05-18 820 -150.00 GSTONIMPORTS WEST'],
    trialBalance: ['1100 Dr 150.00', '820 Cr 150.00'],
  },
];

describe('worked examples, from the file to the twin and back', () => {
  it.each(EXAMPLES)('$name', async ({ rows, lines, trialBalance }) => {
    const books = await openBooks(LENDER);
    await books.take('transactions', TRANSACTIONS + rows);
    const { exportId } = await books.post('2026-05-31');
    expect(await books.lines(exportId)).toEqual(lines);
    expect(await books.xero.trialBalance('2026-05-31')).toEqual(trialBalance);
    expect(await books.tieOut('2026-05-31')).toMatchObject({ unexplained: '0.00' });
  });

  const DEBIT = `1,2026-05-07,L1,PAY,-200.00,,BANK,DD7,
2,2026-05-07,L2,PAY,-300.00,,BANK,DD7,
3,2026-05-07,L3,PAY,-500.00,,BANK,DD7,
`;
  const REVERSAL = '4,2026-05-08,L2,PAY,300.00,,BANK,,2\n';
  const REVERSED = ['090 Dr 700.00', '1100 Cr 700.00'];
  const REVERSAL_LINES = [
    '2026-05-08 1100 +300.00 NONE EAST',
    '2026-05-08 2190 -300.00 NONE EAST',
    '2026-05-08 SPEND 2190 300.00 NONE EAST',
  ];

  it('next day the 300 is reversed, planned together', async () => {
    const books = await openBooks(LENDER);
    await books.take('transactions', TRANSACTIONS + DEBIT + REVERSAL);
    const { exportId } = await books.post('2026-05-31');
    const lines = await books.lines(exportId);
    expect(lines.filter((line) => line.startsWith('2026-05-08'))).toEqual(REVERSAL_LINES);
    expect(await books.xero.trialBalance('2026-05-31')).toEqual(REVERSED);
    expect(await books.tieOut('2026-05-31')).toMatchObject({ unexplained: '0.00' });
  });

  it('next day the 300 is reversed, planned apart, the clearing account changed in between', async () => {
    const books = await openBooks(LENDER);
    await books.take('transactions', TRANSACTIONS + DEBIT);
    await books.post('2026-05-07');
    const bankAccounts = [
      { code: 'BANK', entity: 'M', xeroAccount: '090', clearingAccount: '2195' },
    ];
    await books.configure(lenderWith({ bankAccounts }));
    await books.take('transactions', TRANSACTIONS + REVERSAL);
    const { exportId } = await books.post('2026-05-31');
    expect(await books.lines(exportId)).toEqual(REVERSAL_LINES);
    expect(await books.xero.trialBalance('2026-05-31')).toEqual(REVERSED);
    expect(await books.tieOut('2026-05-31')).toMatchObject({ unexplained: '0.00' });
  });

  it('interest at the end of the month ties out in the middle of it, before and after it is sent', async () => {
    const books = await openBooks(LENDER);
    await books.take('transactions', TRANSACTIONS + (EXAMPLES[2]?.rows ?? ''));
    const before = await books.tieOut('2026-05-15');
    expect(before.accounts.map((one) => [one.code, one.ours, one.xero, one.classes])).toMatchObject(
      [
        ['1100', '10.00', '0.00', { notYetExported: '-10.00', timing: '0.00' }],
        ['4200', '-10.00', '0.00', { notYetExported: '10.00', timing: '0.00' }],
      ],
    );
    await books.post('2026-05-31');
    const after = await books.tieOut('2026-05-15');
    expect(after.accounts.map((one) => [one.code, one.ours, one.xero, one.classes])).toMatchObject([
      ['1100', '10.00', '0.00', { notYetExported: '0.00', timing: '-10.00' }],
      ['4200', '-10.00', '0.00', { notYetExported: '0.00', timing: '10.00' }],
    ]);
    expect([before.unexplained, after.unexplained]).toEqual(['0.00', '0.00']);
  });
});
