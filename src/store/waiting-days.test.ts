import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ACCOUNTS, configure, runImport } from '../../test/imports.ts';
import { ACT, ENGINES, newStore } from '../../test/stores.ts';
import { configurationSchema } from '../domain/configuration.ts';
import type { Mode, Stream } from '../domain/settings.ts';
import { loadCatalog } from './catalog-reader.ts';
import { applyConfiguration } from './catalog-writer.ts';
import type { ModeNumber, StreamNumber } from './schema-batch.ts';
import type { Store } from './store.ts';
import { lastAcceptedRow, loadWaitingDays } from './waiting-days.ts';

const HEAD = 'transaction_id,version,date,account_id,element,amount,bank_account,entered_at\n';
/** Rows 1 to 6. */
const ROWS = `F1,1,2026-05-04,L1,FEE,1.15,,
F2,1,2026-05-05,L1,FEE,1.15,,
P1,1,2026-05-05,L1,PAY,-40.00,BNZ,
N1,1,2026-05-05,L1,FEE,0.00,,
H1,1,2026-03-31,L1,FEE,1.15,,
H2,1,2026-03-31,L1,FEE,1.15,,2026-05-02
`;
/** Row 7: what row 1 is now. */
const LATER = 'F1,2,2026-05-06,L1,FEE,2.30,,\n';
/** Row 8. */
const ENTRY = `entry_id,date,entity,gl_account,amount
E1,2026-05-07,N,1100,5.00
E1,2026-05-07,N,4100,-5.00
`;

describe.each(ENGINES)('days on which something waits, on %s', (engine) => {
  let store: Store;
  let remove: () => Promise<void>;
  beforeAll(async () => {
    ({ store, remove } = await newStore(engine));
    await configure(store);
    await runImport(store, 'accounts', { text: ACCOUNTS });
  });
  afterAll(() => remove());

  const waiting = async (asked: { mode?: Mode; streams?: Stream[]; from?: number } = {}) => {
    const { mode = 'test', streams = ['journals', 'bank'], from = 1 } = asked;
    const catalog = await loadCatalog(store.reader);
    const to = await lastAcceptedRow(store.reader);
    const days = await loadWaitingDays(store.reader, { mode, streams, catalog, from, to });
    return days.map(({ entity, date, rows }) => `${entity} ${date} ${rows}`).sort();
  };
  const claim = (rowIds: number[], mode: ModeNumber, stream: StreamNumber) =>
    store.transact(ACT, async (tx, audit) => {
      const rest = { mode, stream, turn: 1, batch_id: 1, bundle_key: 1 } as const;
      const rows = rowIds.map((row_id) => ({ ...rest, row_id }));
      await tx.insertInto('claim').values(rows).execute();
      await audit('test.claimed', 'rows');
    });

  it('count rows with an amount by entity and day, in the mode asked for', async () => {
    await runImport(store, 'transactions', { text: HEAD + ROWS });
    const all = ['M 2026-03-31 2', 'M 2026-05-04 1', 'M 2026-05-05 2'];
    expect([await waiting(), await waiting({ mode: 'production' })]).toEqual([all, all]);
    expect(await waiting({ from: 2 })).toEqual(['M 2026-03-31 2', 'M 2026-05-05 2']);
    expect(await waiting({ streams: ['bank'] })).toEqual(['M 2026-05-05 1']);
    expect(await waiting({ streams: [] })).toEqual([]);
  });

  it('leave out what is history, but for what was entered since', async () => {
    const entities = [{ code: 'M', startDate: '2026-04-01' }, { code: 'N' }];
    await applyConfiguration(store, ACT, configurationSchema.parse({ version: 1, entities }));
    expect(await waiting()).toEqual(['M 2026-03-31 1', 'M 2026-05-04 1', 'M 2026-05-05 2']);
  });

  it('count a row by its newest version, and ready-made entries', async () => {
    await runImport(store, 'transactions', { text: HEAD + LATER });
    await runImport(store, 'journals', { text: ENTRY });
    expect(await waiting()).toEqual([
      'M 2026-03-31 1',
      'M 2026-05-05 2',
      'M 2026-05-06 1',
      'N 2026-05-07 1',
    ]);
  });

  it('leave out what a batch of the mode holds in every stream that is used', async () => {
    await claim([2, 3], 2, 1);
    const rest = ['M 2026-03-31 1', 'M 2026-05-05 1', 'M 2026-05-06 1', 'N 2026-05-07 1'];
    expect(await waiting()).toEqual(rest);
    expect(await waiting({ streams: ['journals'] })).toEqual(
      rest.filter((one) => !/05-05/.test(one)),
    );
    await claim([3], 2, 2);
    await claim([1, 4, 5, 6, 7, 8], 2, 1);
    expect(await waiting()).toEqual([]);
    expect(await waiting({ mode: 'production' })).toHaveLength(4);
  });

  it('leave out elements that are never exported', async () => {
    const elements = [{ code: 'FEE', type: 'fee', summaryType: 'none' }];
    await applyConfiguration(store, ACT, configurationSchema.parse({ version: 1, elements }));
    const production = await waiting({ mode: 'production' });
    expect(production).toEqual(['M 2026-05-05 1', 'N 2026-05-07 1']);
  });
});
