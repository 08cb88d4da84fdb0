import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { clearSubLedger } from '../../test/clear-sub-ledger.ts';
import { ACCOUNTS, configure, runImport } from '../../test/imports.ts';
import { ACT, ENGINES, newStore } from '../../test/stores.ts';
import type { Instant } from '../domain/dates.ts';
import { invariant } from '../domain/problem.ts';
import type { SourceFile } from '../ingest/source-file.ts';
import { beat, beginImport, findUnfinishedImport, type Loading, loadHorizon } from './imports.ts';
import { removeImport } from './imports-removal.ts';
import type { Store } from './store.ts';

const HEADER = 'transaction_id,date,account_id,element,amount';
const ROW = (id: string) => `${id},2026-05-31,L1,FEE,1.15\n`;

describe.each(ENGINES)('an import on %s', (engine) => {
  let store: Store;
  let remove: () => Promise<void>;
  beforeAll(async () => {
    ({ store, remove } = await newStore(engine));
    await configure(store);
  });
  beforeEach(async () => {
    await clearSubLedger(store);
    await runImport(store, 'accounts', { text: ACCOUNTS });
  });
  afterAll(() => remove());

  const begin = async (owner = 'elsewhere 1 x') => {
    const asked = {
      kind: 'transactions',
      fileName: 'other.csv',
      layout: '',
      contentHash: 'h',
      isDryRun: false,
    } as const;
    const begun = await beginImport(store, ACT, { ...asked, owner });
    invariant(begun.ok, 'nothing else is loading');
    return begun.value;
  };
  const take = (more: Partial<Parameters<typeof runImport>[2]> = {}) =>
    runImport(store, 'transactions', { text: `${HEADER}\n${ROW('A')}`, ...more });

  it('has to wait while another one lives', async () => {
    await begin();
    const { problems } = await take();
    expect(problems.map(({ code, message }) => [code, message])).toEqual([
      [
        'import.already_running',
        `Another import, other.csv, is being loaded since ${ACT.at}; one file is loaded at a time.`,
      ],
    ]);
    expect((await findUnfinishedImport(store.reader))?.fileName).toBe('other.csv');
  });

  it('takes the next number, and none in a dry run', async () => {
    const { importId: first } = await take();
    await take({ text: `${HEADER}\n${ROW('B')}`, dryRun: true });
    await take({ text: `${HEADER}\n${ROW('B')}`, dryRun: true });
    const { importId: next } = await take({ text: `${HEADER}\n${ROW('C')}` });
    expect(next).toBe(Number(first) + 1);
  });

  it('removes nothing of a later dry run, which bears the same number', async () => {
    const asked = { kind: 'accounts', fileName: '', layout: '', contentHash: '' } as const;
    const begun = [];
    for (const owner of ['first', 'second']) {
      const dryRun = await beginImport(store, ACT, { ...asked, owner, isDryRun: true });
      invariant(dryRun.ok, 'nothing else is loading');
      begun.push(dryRun.value);
      if (owner === 'first') await removeImport(store, ACT, dryRun.value);
    }
    const [gone, living] = begun as [Loading, Loading];
    await removeImport(store, ACT, gone);
    expect((await findUnfinishedImport(store.reader))?.loading.owner).toBe('second');
    await removeImport(store, ACT, living);
    expect(await findUnfinishedImport(store.reader)).toBeUndefined();
  });

  it('removes one whose loader has been silent for a minute', async () => {
    await begin();
    const later = '2026-05-31T10:01:01.000Z' as Instant;
    expect(await take({ clock: { now: () => later } })).toMatchObject({ accepted: 1 });
    expect(await findUnfinishedImport(store.reader)).toBeUndefined();
  });

  it('stops, and leaves nothing, when another one has removed it', async () => {
    const rows = Array.from({ length: 6000 }, (_, index) => ROW(`A${index}`)).join('');
    const file: SourceFile = {
      name: 'slow.csv',
      bytesTotal: 0,
      read: async function* () {
        yield Buffer.from(`${HEADER}\n${rows.slice(0, rows.length / 2)}`);
        const other = await findUnfinishedImport(store.reader);
        if (other !== undefined) await removeImport(store, ACT, other.loading);
        yield Buffer.from(rows.slice(rows.length / 2));
      },
    };
    const { problems } = await take({ file });
    expect(problems.map(({ code }) => code)).toEqual(['import.lost']);
    const left = await store.reader.selectFrom('loan_transaction').select('row_id').execute();
    expect(left).toEqual([]);
  });

  it('hides its rows, and all after them, until it is accepted', async () => {
    await take();
    const horizon = await loadHorizon(store.reader);
    const seen: number[] = [];
    const rows = Array.from({ length: 6000 }, (_, index) => ROW(`B${index}`)).join('');
    const file: SourceFile = {
      name: 'slow.csv',
      bytesTotal: 0,
      read: async function* () {
        yield Buffer.from(`${HEADER}\n${rows}`);
        seen.push(await loadHorizon(store.reader));
        yield Buffer.from(ROW('C'));
      },
    };
    expect(await take({ file })).toMatchObject({ accepted: 6001 });
    expect(new Set(seen)).toEqual(new Set([horizon]));
    expect(await loadHorizon(store.reader)).toBe(horizon + 6001);
  });

  it('removes what it loaded when the file can be read no further', async () => {
    let reads = 0;
    const file: SourceFile = {
      name: 'breaking.csv',
      bytesTotal: 0,
      read: async function* () {
        yield Buffer.from(`${HEADER}\n${ROW('A')}`);
        reads += 1;
        if (reads === 2) throw new Error('the disk is gone');
      },
    };
    expect((await take({ file })).problems.map(({ message }) => message)).toEqual([
      'breaking.csv cannot be read: the disk is gone.',
    ]);
    expect(await findUnfinishedImport(store.reader)).toBeUndefined();
    expect(await take()).toMatchObject({ accepted: 1 });
  });

  it('changes loan accounts when it is accepted, not before', async () => {
    const changed = ACCOUNTS.replace('Ann', 'Anna').replace('EAST,PERSONAL', ',');
    expect(await runImport(store, 'accounts', { text: changed, dryRun: true })).toMatchObject({
      accepted: 1,
      unchanged: 1,
    });
    const clients = async () =>
      store.reader
        .selectFrom('loan_account as a')
        .innerJoin('segment as s', 's.segment_id', 'a.segment_id')
        .select(['a.client_name', 's.branch_id'])
        .where('a.account_id', '=', 'L1')
        .executeTakeFirst();
    expect(await clients()).toMatchObject({ client_name: 'Ann' });
    await runImport(store, 'accounts', { text: changed });
    expect(await clients()).toEqual({ client_name: 'Anna', branch_id: 0 });
    const staged = await store.reader.selectFrom('loan_account_change').selectAll().execute();
    expect(staged).toEqual([]);
  });

  it('lets an earlier accounts file change loan accounts back', async () => {
    await runImport(store, 'accounts', { text: ACCOUNTS.replace('Ann', 'Anna') });
    expect(await runImport(store, 'accounts', { text: ACCOUNTS })).toMatchObject({
      sameAs: null,
      accepted: 1,
      unchanged: 1,
    });
    expect(await runImport(store, 'accounts', { text: ACCOUNTS })).toMatchObject({
      sameAs: expect.any(Number),
    });
  });

  it('that somebody else has removed takes nothing of the next one with it', async () => {
    const dead = await begin();
    await removeImport(store, ACT, dead);
    await take();
    await removeImport(store, ACT, dead);
    const left = await store.reader.selectFrom('loan_transaction').select('row_id').execute();
    expect(left).toHaveLength(1);
  });

  it('cannot be written on once its removal has begun', async () => {
    const loading = await begin();
    const other = await findUnfinishedImport(store.reader);
    await removeImport(store, ACT, other?.loading ?? loading);
    await expect(store.transact(ACT, (tx) => beat(tx, loading, ACT.at))).rejects.toThrow(/dead/);
  });

  it('says in the audit trail who did what', async () => {
    await take();
    const rows = await store.reader
      .selectFrom('audit')
      .select(['actor', 'action'])
      .orderBy('audit_id', 'desc')
      .limit(4)
      .execute();
    expect(rows.toReversed().map((row) => `${row.actor} ${row.action}`)).toEqual([
      'os:tester import.started',
      'os:tester import.rows_loaded',
      'os:tester import.rows_loaded',
      'os:tester import.accepted',
    ]);
  });

  it('is lost for who does not own it', async () => {
    const loading = await begin();
    const stolen = { ...loading, owner: 'somebody else' };
    await expect(store.transact(ACT, (tx) => beat(tx, stolen, ACT.at))).rejects.toThrow(/dead/);
  });
});
