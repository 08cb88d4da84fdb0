import { describe, expect, it } from 'vitest';
import { valueIn } from '../../outcomes.ts';
import { copiesInXero, faulty, journalCalls, onceEach } from './faults.ts';
import { codesOf, type Lender, openLender } from './lender.ts';

/** Does something in Xero after the last check, when the first journals are about to leave. */
function beforeJournals(lender: Lender, act: () => Promise<unknown>): void {
  lender.tap.beforeRequest = async ({ method, path }) => {
    if (method !== 'PUT' || !path.includes('/ManualJournals')) return;
    lender.tap.beforeRequest = () => undefined;
    await act();
  };
}

/** Does something in Xero between the answer to the journals and their reading back. */
function afterJournals(lender: Lender, act: () => Promise<unknown>): void {
  lender.tap.afterAnswer = async ({ method, path }) => {
    if (method !== 'PUT' || !path.includes('/ManualJournals')) return;
    lender.tap.afterAnswer = () => undefined;
    await act();
  };
}

const lock = ({ xero }: Lender, endOfYearLockDate: string | null) =>
  xero.inBooks('PUT', '/lock-dates', { endOfYearLockDate });

describe('a document that Xero refuses', () => {
  it('B14: is rejected with its words; the others are posted, and only it goes out after the mending', async () => {
    const lender = await openLender();
    const exportId = await lender.planned();
    beforeJournals(lender, () => lock(lender, '2026-05-01'));
    const sent = valueIn(await lender.send(exportId));
    expect(sent).toMatchObject({
      state: 'attention',
      documents: { confirmed: 3, rejected: 1, inDoubt: 0, conflict: 0 },
      problems: [
        { code: 'document.rejected', facts: { words: expect.stringContaining('lock date') } },
      ],
    });
    const [first, ...others] = await lender.parts(exportId);
    expect(first).toMatchObject({ state: 'rejected', xeroId: null });
    expect(new Set(others.map(({ state }) => state))).toEqual(new Set(['confirmed']));

    const refused = valueIn(await lender.send(exportId));
    expect(codesOf(refused.problems)).toEqual(['lock_date.period_closed', 'document.rejected']);
    expect(journalCalls(lender)).toHaveLength(1);

    await lock(lender, null);
    expect(valueIn(await lender.send(exportId))).toMatchObject({ state: 'complete', problems: [] });
    const calls = journalCalls(lender);
    expect(calls).toHaveLength(2);
    expect(JSON.parse(calls[1]?.body ?? '').ManualJournals).toHaveLength(1);
    expect(calls[1]?.idempotencyKey).not.toBe(calls[0]?.idempotencyKey);
    expect(await copiesInXero(lender)).toEqual(await onceEach(lender, exportId));
  });

  it('is the whole call, when the connection may not write: nothing is posted, all goes out later', async () => {
    const lender = await openLender();
    const exportId = await lender.planned({ streams: ['journals'] });
    await faulty(lender, {
      method: 'PUT',
      path: '/ManualJournals',
      kind: 'status',
      httpStatus: 403,
    });
    const sent = valueIn(await lender.send(exportId));
    expect(sent).toMatchObject({ state: 'attention', documents: { rejected: 3 } });
    expect(codesOf(sent.problems)[0]).toBe('xero_connection.permission_missing');
    expect(valueIn(await lender.send(exportId)).state).toBe('complete');
    expect(await copiesInXero(lender)).toEqual(await onceEach(lender, exportId));
  });
});

describe('a line that Xero drops with a warning', () => {
  it('B15: is a conflict that names the account, also where the rest balances and is saved', async () => {
    const lender = await openLender({ configuration: WITH_4300, transactions: '' });
    await lender.import('journals', ENTRY);
    const exportId = await lender.planned();
    await dropLinesOf(lender, '4200', '4300');
    const sent = valueIn(await lender.send(exportId));
    expect(sent).toMatchObject({
      state: 'attention',
      documents: { confirmed: 0, conflict: 1 },
      problems: [{ code: 'document.warned', facts: { words: expect.stringContaining("'4200'") } }],
    });
    expect(await lender.xero.liveDocuments()).toHaveLength(1);
    expect(valueIn(await lender.send(exportId))).toEqual(sent);
    expect(journalCalls(lender)).toHaveLength(1);
  });

  it('B15: leaves the rest unbalanced: the document is rejected, and its warning is told', async () => {
    const lender = await openLender({ configuration: WITH_4300, transactions: '' });
    await lender.import('journals', ENTRY);
    const exportId = await lender.planned();
    await dropLinesOf(lender, '4200');
    expect(valueIn(await lender.send(exportId))).toMatchObject({
      state: 'attention',
      documents: { rejected: 1 },
      problems: [{ code: 'document.rejected', message: expect.stringContaining("'4200'") }],
    });
    expect(await lender.xero.documents()).toEqual([]);
  });
});

const WITH_4300 = { glAccounts: ['1100', '4100', '4200', '4300'].map((code) => ({ code })) };

/** Balanced also without what stands on 4200 and 4300. */
const ENTRY = `entry_id,date,entity,gl_account,amount
E1,2026-05-01,M,1100,100.00
E1,2026-05-01,M,4100,-100.00
E1,2026-05-01,M,4200,5.00
E1,2026-05-01,M,4300,-5.00
`;

/** After the last check these accounts are archived, and Xero drops lines on such. */
async function dropLinesOf(lender: Lender, ...glAccounts: string[]): Promise<void> {
  await lender.xero.control('PUT', '/behaviours', { archivedAccountInJournal: 'warning' });
  beforeJournals(lender, async () => {
    for (const one of glAccounts) await lender.xero.inBooks('PUT', `/accounts/${one}/archived`, {});
  });
}

describe('a document that a person changes before it is read back', () => {
  it.each([
    ['date', { Date: '2026-05-20' }, 'date: sent "2026-05-01", found "2026-05-20"'],
    ['text', { Narration: 'Mine now' }, 'text: sent "Main Entity: loan ledger of 2026-05-01'],
    ['line', { JournalLines: [line('1100', 30), line('4100', -30)] }, 'line: sent "1100 | 115.00'],
    [
      'number of lines',
      { JournalLines: [line('1100', 30), line('4200', -10), line('4200', -20)] },
      'number of lines: sent "2", found "3"',
    ],
  ])('B20: in its %s: a conflict that names it', async (_field, change, words) => {
    const lender = await openLender();
    const exportId = await lender.planned();
    afterJournals(lender, () => editFirst(lender, change));
    const sent = valueIn(await lender.send(exportId));
    expect(sent).toMatchObject({
      state: 'attention',
      documents: { confirmed: 3, conflict: 1 },
      problems: [
        { code: 'document.differs', facts: { differences: expect.stringContaining(words) } },
      ],
    });
    expect(valueIn(await lender.send(exportId))).toEqual(sent);
  });

  it('B20: by voiding it: a conflict that says so, and it is not posted anew', async () => {
    const lender = await openLender();
    const exportId = await lender.planned();
    afterJournals(lender, () => editFirst(lender, { Status: 'VOIDED' }));
    const sent = valueIn(await lender.send(exportId));
    expect(sent).toMatchObject({
      state: 'attention',
      documents: { confirmed: 3, conflict: 1 },
      problems: [{ code: 'document.gone', facts: { xeroStatus: 'VOIDED' } }],
    });
    expect(valueIn(await lender.send(exportId))).toEqual(sent);
    expect(await lender.xero.liveDocuments()).toHaveLength(3);
  });

  it('B20: by deleting a bank transaction: the same', async () => {
    const lender = await openLender();
    const exportId = await lender.planned({ streams: ['bank'] });
    lender.tap.afterAnswer = async ({ method }) => {
      if (method !== 'PUT') return;
      lender.tap.afterAnswer = () => undefined;
      const [one] = await lender.xero.documents();
      await lender.xero.api('POST', `/BankTransactions/${one?.id}`, {
        BankTransactionID: one?.id,
        Status: 'DELETED',
      });
    };
    expect(valueIn(await lender.send(exportId))).toMatchObject({
      state: 'attention',
      problems: [{ code: 'document.gone', facts: { xeroStatus: 'DELETED' } }],
    });
  });
});

function line(AccountCode: string, LineAmount: number): object {
  return { AccountCode, LineAmount, TaxType: 'NONE' };
}

async function editFirst(lender: Lender, change: object): Promise<void> {
  const documents = await lender.xero.documents();
  const first = documents.find(({ text }) => text.includes('/1 '));
  await lender.xero.inBooks('POST', `/manual-journals/${first?.id}`, change);
}
