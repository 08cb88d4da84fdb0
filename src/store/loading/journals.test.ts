import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { clearSubLedger } from '../../../test/clear-sub-ledger.ts';
import { configure, runImport } from '../../../test/imports.ts';
import { ENGINES, newStore } from '../../../test/stores.ts';
import type { Store } from '../store.ts';

const HEADER = 'entry_id,date,entity,gl_account,amount,narration,description,version';

describe.each(ENGINES)('loading journal entries on %s', (engine) => {
  let store: Store;
  let remove: () => Promise<void>;
  beforeAll(async () => {
    ({ store, remove } = await newStore(engine));
    await configure(store);
  });
  beforeEach(() => clearSubLedger(store));
  afterAll(() => remove());

  const take = (...lines: string[]) =>
    runImport(store, 'journals', { text: `${[HEADER, ...lines].join('\n')}\n` });
  const lines = async () => {
    const rows = await store.reader
      .selectFrom('journal_entry_line as l')
      .innerJoin('journal_entry as e', 'e.row_id', 'l.row_id')
      .leftJoin('superseded as s', 's.old_row_id', 'e.row_id')
      .select(['e.entry_id', 'e.version', 'e.narration', 'l.line_no', 'l.amount_cents'])
      .where('s.old_row_id', 'is', null)
      .orderBy('l.row_id')
      .orderBy('l.line_no')
      .execute();
    return rows.map(
      (row) => `${row.entry_id}/${row.version} ${row.line_no} ${row.narration} ${row.amount_cents}`,
    );
  };
  const entry = (id: string, amount: number, more = ',,1') => [
    `${id},2026-05-31,M,1100,${amount}.00,${more}`,
    `${id},2026-05-31,M,4100,-${amount}.00,${more}`,
  ];

  it('puts the lines of an entry together wherever they stand', async () => {
    const [a1 = '', a2 = ''] = entry('A', 5, 'Rent,,1');
    const [b1 = '', b2 = ''] = entry('B', 7);
    expect(await take(a1, b1, b2, a2.replace('Rent', ''))).toMatchObject({
      rows: 4,
      accepted: 4,
      debits: '12.00',
      credits: '12.00',
      problems: [],
    });
    expect(await lines()).toEqual([
      'A/1 1 Rent 500',
      'A/1 2 Rent -500',
      'B/1 1 null 700',
      'B/1 2 null -700',
    ]);
  });

  it('takes an entry up again after thousands of others, balanced before or not', async () => {
    const others = Array.from({ length: 3000 }, (_, index) => entry(`O${index}`, 1)).flat();
    const [a1 = '', a2 = ''] = entry('A', 5);
    const [b1 = '', b2 = ''] = entry('B', 7);
    const more = entry('B', 2);
    expect(await take(a1, b1, b2, ...others, a2, ...more)).toMatchObject({
      accepted: 6006,
      problems: [],
    });
    expect((await lines()).filter((line) => !line.startsWith('O'))).toEqual([
      'A/1 1 null 500',
      'A/1 2 null -500',
      'B/1 1 null 700',
      'B/1 2 null -700',
      'B/1 3 null 200',
      'B/1 4 null -200',
    ]);
    const [c1 = '', c2 = ''] = entry('C', 5);
    const late = c2.replace('05-31', '05-30');
    const { problems } = await take(c1, ...others.map((line) => `P${line}`), late);
    expect(problems.map(({ message }) => message)).toEqual([
      'Line 6003: date is "2026-05-30", and "2026-05-31" in another line of journal entry C.',
    ]);
  });

  it('knows entries that came before, in any order of lines', async () => {
    await take(...entry('A', 5), ...entry('B', 7));
    expect(await take(...entry('B', 7).toReversed(), ...entry('C', 1))).toMatchObject({
      accepted: 2,
      unchanged: 2,
      debits: '1.00',
    });
  });

  it.each([
    [entry('A', 6), 'a line 1100 5.00, not 1100 6.00'],
    [entry('A', 5, 'Rent,,1'), 'narration blank, not Rent'],
    [[...entry('A', 5), ...entry('A', 1)], 'lines 2 lines, not 4 lines'],
    [
      entry('A', 5).map((line) => line.replace('05-31', '05-30')),
      'date 2026-05-31, not 2026-05-30',
    ],
    [entry('A', 5, ',x,1'), 'a line 1100 5.00, not 1100 5.00 x'],
  ])('refuses the same version with other content: %j', async (changed, words) => {
    await take(...entry('A', 5));
    const { problems } = await take(...changed);
    const told = problems.map(({ code, message }) => `${code}: ${message}`);
    expect(told.map((text) => text.replace(/import \d+/, 'import N'))).toEqual([
      'journal_entry.other_content: Line 2: version 1 of journal entry A is kept already (import N, journals.csv) with ' +
        `${words}.`,
    ]);
  });

  it('lets a higher version replace a lower, also one that comes late', async () => {
    await take(...entry('A', 5, ',,2'));
    await take(...entry('A', 4, ',,1'), ...entry('B', 1, ',,1'), ...entry('B', 2, ',,3'));
    expect(await lines()).toEqual([
      'A/2 1 null 500',
      'A/2 2 null -500',
      'B/3 1 null 200',
      'B/3 2 null -200',
    ]);
  });
});
