import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { handOverTask } from '../../../src/tasks/hand-over.ts';
import type { BatchStatus } from '../../../src/tasks/show-exports.ts';
import { resumeExportTask } from '../../../src/tasks/undo-export.ts';
import { loadAudit } from '../../audit.ts';
import { valueIn } from '../../outcomes.ts';
import { faulty } from '../export/faults.ts';
import { codesOf, openLender, TRANSACTION_COLUMNS } from '../export/lender.ts';
import { writesOf } from '../export/wire-tap.ts';
import { balances, classesAt, tieout } from '../undo/undo.ts';
import { readCsv } from './csv.ts';
import {
  filesIn,
  handedOverBatch,
  importJournalFiles,
  importStatementFiles,
  newFolder,
  resume,
} from './handed-over.ts';

const JOURNALS = '20260531.001-1-of-1.csv';
const STATEMENT = '20260531.001-bank-090-1-of-1.csv';

/** Xero's balances of the lender's rows, added up by hand. */
const BALANCES = ['090 10000', '1100 8250', '4100 -15000', '4200 -1000', '820 -2250'];

/** What a person sees of a journal, without the digits of its marker. */
const withoutDigest = (text: string) => text.replaceAll(/ [0-9a-f]{10}\]/g, ']');

describe('the files of a batch for Xero', () => {
  it('have Xero’s columns, tax rates by name, days first, tracking by name, debits positive', async () => {
    const lender = await openLender();
    const { folder } = await handedOverBatch(lender);
    const files = filesIn(folder);
    expect(Object.keys(files)).toEqual([JOURNALS, STATEMENT]);
    expect(
      withoutDigest(files[JOURNALS] ?? '')
        .split('\r\n')
        .slice(0, 4),
    ).toEqual([
      '*Narration,*Date,Description,*AccountCode,*TaxRate,*Amount,TrackingName1,TrackingOption1,TrackingName2,TrackingOption2',
      'Main Entity: loan ledger of 2026-05-01 [20260531.001/1],01/05/2026,Fee,1100,No GST,115.00,Branch,EAST,,',
      'Main Entity: loan ledger of 2026-05-01 [20260531.001/1],01/05/2026,Fee,4100,15% GST on Income,-115.00,Branch,EAST,,',
      'Main Entity: loan ledger of 2026-05-02 [20260531.001/2],02/05/2026,Payment,1100,No GST,-100.00,Branch,EAST,,',
    ]);
    expect(withoutDigest(files[STATEMENT] ?? '')).toBe(
      '*Date,*Amount,Payee,Description,Reference,Cheque Number\r\n' +
        '02/05/2026,100.00,,BNZ DD1: code to 2190 100.00 EAST,[20260531.001/4],\r\n',
    );
  });

  it('are the same bytes when they are written again, also after they were imported', async () => {
    const lender = await openLender();
    const { exportId, folder } = await handedOverBatch(lender);
    await importJournalFiles(lender, folder);
    await resume(lender, exportId);
    const again = newFolder();
    const report = valueIn(await handOverTask(lender.app, { exportId, folder: again }));
    expect(report.files).toEqual([join(again, JOURNALS), join(again, STATEMENT)]);
    expect(filesIn(again)).toEqual(filesIn(folder));
  });

  it('carry every text as it stands, but let no spreadsheet run one', async () => {
    const rows = `${TRANSACTION_COLUMNS},description\nT1,2026-05-01,L1,FEE,115.00,,,"=1+1, ""quoted"""\n`;
    const lender = await openLender({ transactions: '' });
    const fee = { code: 'FEE', description: 'Fee', type: 'fee', glAccount: '4100' } as const;
    await lender.configure({
      entities: [{ code: 'M', description: '=Main', startDate: '2026-04-01' }],
      elements: [{ ...fee, gstCode: 'OUT', gstRate: 15, summaryType: 'fullDetail' }],
    });
    await lender.import('transactions', rows);
    const { exportId, folder } = await handedOverBatch(lender);
    const [line] = readCsv(filesIn(folder)[JOURNALS] ?? '');
    expect(line?.Description).toBe(' =1+1, "quoted"');
    expect(line?.['*Narration']).toMatch(/^=Main: loan ledger/);
    await importJournalFiles(lender, folder);
    expect(await resume(lender, exportId)).toMatchObject({ state: 'complete' });
  });

  it('are divided between journals where Xero would take no more lines', async () => {
    const rows = Array.from(
      { length: 620 },
      (_, at) => `R${at},2026-05-01,L1,FEE,1.15,,,fee ${at}`,
    );
    const lender = await openLender({ transactions: '' });
    const fee = { code: 'FEE', type: 'fee', glAccount: '4100', gstCode: 'OUT' } as const;
    await lender.configure({ elements: [{ ...fee, gstRate: 15, summaryType: 'fullDetail' }] });
    const header = `${TRANSACTION_COLUMNS},description`;
    await lender.import('transactions', [header, ...rows, ''].join('\n'));
    const { exportId, folder } = await handedOverBatch(lender);
    const files = Object.entries(filesIn(folder));
    expect(files.map(([name]) => name)).toEqual(
      files.map((_, at) => `${exportId}-${at + 1}-of-${files.length}.csv`),
    );
    expect(files.length).toBeGreaterThan(4);
    const narrations = files.map(
      ([, text]) => new Set(readCsv(text).map((one) => one['*Narration'])),
    );
    const all = narrations.flatMap((names) => [...names]);
    expect(new Set(all).size).toBe(all.length);
    await importJournalFiles(lender, folder, { status: 'POSTED' });
    expect(await resume(lender, exportId)).toMatchObject({ state: 'complete' });
    expect(await balances(lender)).toEqual(['1100 71300', '4100 -62000', '820 -9300']);
  });
});

describe('a batch that was handed over', () => {
  it('batch.handed_over: is never sent, only looked for', async () => {
    const lender = await openLender();
    const { exportId } = await handedOverBatch(lender);
    expect(await lender.send(exportId)).toMatchObject({
      problems: [
        {
          code: 'batch.handed_over',
          message: expect.stringContaining(`${JOURNALS} and 1 more`),
        },
      ],
    });
    const report = await resume(lender, exportId);
    expect(report).toMatchObject({ state: 'handedOver', documents: { inDoubt: 4 } });
    expect(new Set(codesOf(report.problems))).toEqual(new Set(['document.handed_over']));
    expect(writesOf(lender.tap)).toEqual([]);
    expect(await lender.xero.documents()).toEqual([]);
  });

  it('needs no Xero to be handed over, and Xero to be looked for', async () => {
    const lender = await openLender();
    const exportId = await lender.planned();
    await faulty(lender, {
      method: 'GET',
      path: '/',
      kind: 'status',
      httpStatus: 503,
      times: 1000,
    });
    const folder = newFolder();
    expect(await handOverTask(lender.app, { exportId, folder })).toMatchObject({ ok: true });
    expect(await resumeExportTask(lender.app, exportId)).toMatchObject({ ok: false });
    const parts = await lender.parts(exportId);
    expect(parts.map(({ state }) => state)).toEqual(Array(4).fill('inDoubt'));
  });

  it('ties out before, between and after the import, and ends complete with receipts', async () => {
    const lender = await openLender();
    const { exportId, folder } = await handedOverBatch(lender);
    const lacking = ['1100 -82.50', '4100 150.00', '4200 10.00', '820 22.50'];
    const classed = (why: string, amounts: string[]) =>
      amounts.map((one) => one.replace(' ', ` ${why} `)).sort();
    expect(await classesAt(lender)).toEqual(classed('inDoubt', ['090 -100.00', ...lacking]));
    await importJournalFiles(lender, folder);
    const bank = classed('inDoubt', ['090 -100.00']);
    const drafts = classed('draft', lacking);
    expect(await classesAt(lender)).toEqual([...bank, ...drafts].sort());
    expect(await resume(lender, exportId)).toMatchObject({
      state: 'handedOver',
      documents: { confirmed: 3, inDoubt: 1, conflict: 0 },
    });
    expect(await classesAt(lender)).toEqual([...bank, ...drafts].sort());
    for (const { id, text } of await lender.xero.documents()) {
      await lender.xero.inBooks('POST', `/manual-journals/${id}`, {
        Status: 'POSTED',
        Narration: text,
      });
    }
    await importStatementFiles(lender, folder);
    expect(await classesAt(lender)).toEqual([]);
    expect(await resume(lender, exportId)).toMatchObject({ state: 'complete', problems: [] });
    expect(await classesAt(lender)).toEqual([]);
    expect(await balances(lender)).toEqual(BALANCES);
    expect(writesOf(lender.tap)).toEqual([]);
  });

  it('leaves an audit row with the digests of its files, once', async () => {
    const lender = await openLender();
    const { exportId } = await handedOverBatch(lender);
    valueIn(await handOverTask(lender.app, { exportId, folder: newFolder() }));
    const subject = `batch/${exportId}`;
    const audit = await loadAudit(lender.app.store.reader, { subject });
    const rows = audit.filter(({ action }) => action === 'batch.handed_over');
    expect(rows).toHaveLength(1);
    expect(rows[0]).toMatchObject({ actor: 'os:tester', mode: 'test' });
    const shown = await tieout<BatchStatus>(lender, 'export', 'status', exportId);
    const files = [JOURNALS, STATEMENT];
    expect(shown.handedOver).toEqual({ at: rows[0]?.at, by: 'os:tester', files });
    expect(rows[0]?.details.files).toMatch(/-1-of-1\.csv [0-9a-f]{64}/);
  });

  it('names what a person changed on the way, and journals that were imported twice', async () => {
    const lender = await openLender();
    const { exportId, folder } = await handedOverBatch(lender);
    await importJournalFiles(lender, folder);
    await importJournalFiles(lender, folder);
    const twice = await resume(lender, exportId);
    expect(new Set(codesOf(twice.problems))).toEqual(
      new Set(['document.found_twice', 'document.handed_over']),
    );
    const surplus = (await lender.xero.documents()).slice(0, 3);
    for (const { id } of surplus) {
      await lender.xero.inBooks('POST', `/manual-journals/${id}`, { Status: 'DELETED' });
    }
    const [first] = await lender.xero.liveDocuments();
    await lender.xero.inBooks('POST', `/manual-journals/${first?.id}`, { Date: '2026-05-30' });
    const report = await resume(lender, exportId);
    expect(report).toMatchObject({ documents: { confirmed: 2, conflict: 1, inDoubt: 1 } });
    expect(JSON.stringify(report.problems)).toContain('found \\"2026-05-30\\"');
  });
});

describe('what is imported', () => {
  it('is a conflict where a person coded a statement line to another account', async () => {
    const lender = await openLender();
    const { exportId, folder } = await handedOverBatch(lender);
    await importStatementFiles(lender, folder, '4200');
    const report = await resume(lender, exportId);
    expect(report).toMatchObject({ documents: { confirmed: 0, conflict: 1, inDoubt: 3 } });
    expect(JSON.stringify(report.problems)).toContain(
      'accounts: sent \\"2190 -100.00\\", found \\"4200 -100.00\\"',
    );
  });

  it('is found also where Xero’s clock is far behind ours', async () => {
    const lender = await openLender();
    const { exportId, folder } = await handedOverBatch(lender);
    await lender.xero.control('POST', '/clock', { moveMs: -2 * 3_600_000 });
    await importJournalFiles(lender, folder);
    expect(await resume(lender, exportId)).toMatchObject({ documents: { confirmed: 3 } });
  });
});

describe('where only files may leave', () => {
  it.each([
    ['settings.interface_off', { useNewInterface: false }],
    ['settings.file_export', { exportType: 'xeroJournalFile' as const }],
  ])('%s: batches are planned and handed over, not sent', async (code, settings) => {
    const lender = await openLender();
    await lender.configure({ settings });
    const exportId = await lender.planned();
    const refused = await lender.send(exportId);
    expect(refused).toMatchObject({ ok: false, problems: [{ code }] });
    expect(JSON.stringify(refused)).toContain(`export file ${exportId} --format xero`);
    const folder = newFolder();
    valueIn(await handOverTask(lender.app, { exportId, folder }));
    await importJournalFiles(lender, folder);
    await importStatementFiles(lender, folder);
    expect(await resume(lender, exportId)).toMatchObject({ state: 'complete' });
  });
});
