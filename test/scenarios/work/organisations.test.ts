import { setTimeout as delay } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import type { AccountingDate } from '../../../src/domain/dates.ts';
import { planExportTask } from '../../../src/tasks/plan-export.ts';
import { sendExportTask } from '../../../src/tasks/send-export.ts';
import { listExportsTask } from '../../../src/tasks/show-exports.ts';
import { runImport } from '../../imports.ts';
import { valueIn } from '../../outcomes.ts';
import { type Office, openOffice } from '../connect/office.ts';
import { CONFIGURATION, TRANSACTION_COLUMNS, UP_TO } from '../export/lender.ts';
import { namesOf, startRounds, workOnce } from './completing.ts';

const ACCOUNTS = `account_id,client_id,client_name,account_type,entity,branch,department
L1,C1,Ann,LOAN,M,,
L2,C2,Bob,LOAN,N,,
`;
const ROWS = `${TRANSACTION_COLUMNS}
T1,2026-05-01,L1,FEE,115.00,,
T2,2026-05-02,L2,FEE,57.50,,
T3,2026-05-05,L2,FEE,23.00,,
`;
const BOOKS = {
  accounts: [
    { code: '1100', name: 'Loans', type: 'CURRENT' },
    { code: '2190', name: 'Clearing', type: 'CURRENT' },
    { code: '4100', name: 'Fees', type: 'REVENUE' },
  ],
  trackingCategories: [],
  contacts: [],
};

/** Two entities in production, each with an organisation of its own in Xero. */
async function openTwo(): Promise<Office> {
  const office = await openOffice();
  const name = 'Second Lender Limited';
  const { tenantId } = await office.xero.control<{ tenantId: string }>('POST', '/organisations', {
    ...{ name, seed: 'empty' },
  });
  for (const tenant of [office.xero.tenantId, tenantId]) {
    await office.xero.control('POST', `/organisations/${tenant}/set-up`, BOOKS);
  }
  const { gstCodes, elements = [], accountTypes } = CONFIGURATION;
  await office.configure({
    ...{ gstCodes, accountTypes, elements: elements.filter(({ code }) => code === 'FEE') },
    settings: { streams: ['journals'] },
    entities: [
      { code: 'M', startDate: '2026-04-01' },
      { code: 'N', startDate: '2026-04-01' },
    ],
    glAccounts: BOOKS.accounts.map(({ code }) => ({ code })),
  });
  valueIn(await office.connect());
  valueIn(await office.connect({ entity: 'N', organisation: name }));
  await runImport(office.app.store, 'accounts', { text: ACCOUNTS });
  await runImport(office.app.store, 'transactions', { text: ROWS });
  return office;
}

async function planned({ app }: Office, entity: string, upTo: string = UP_TO): Promise<string> {
  const asked = { entity, upTo: upTo as AccountingDate, isPreview: false };
  const { exportId, problems } = valueIn(await planExportTask(app, asked));
  expect(problems).toEqual([]);
  return exportId ?? '';
}

/** Its calls are committed, and none has left. */
async function interrupted(office: Office, entity: string, upTo?: string): Promise<string> {
  const exportId = await planned(office, entity, upTo);
  const time = { ...office.app.time, shouldStop: () => true };
  const sent = valueIn(await sendExportTask({ ...office.app, time }, exportId));
  expect(sent.state).toBe('sending');
  return exportId;
}

async function stateOf({ app }: Office, exportId: string): Promise<string | undefined> {
  const { batches } = await listExportsTask(app);
  return batches.find((one) => one.exportId === exportId)?.state;
}

describe('two organisations', () => {
  it('B7: one whose calls of the day are used up is parked until it says, and the other goes on', async () => {
    const office = await openTwo();
    const [ofM, ofN] = [await planned(office, 'M'), await interrupted(office, 'N')];
    await office.xero.control('POST', '/faults', {
      ...{ method: 'PUT', path: '/ManualJournals', kind: 'status', httpStatus: 429, times: 1 },
      headers: { 'x-rate-limit-problem': 'day', 'retry-after': '66975' },
    });
    expect(valueIn(await sendExportTask(office.app, ofM)).state).toBe('parked');
    const first = await workOnce(office.app);
    expect(first.resumed).toEqual([{ exportId: ofN, state: 'complete' }]);
    const [{ wakeAt, reason } = { wakeAt: '', reason: '' }] = first.waiting;
    expect(reason).toMatch(/limit of calls for the day/);
    const inMs = Date.parse(wakeAt ?? '') - Date.parse(office.clock.now());
    expect(inMs).toBeGreaterThan(66_900_000);
    expect(inMs).toBeLessThanOrEqual(66_975_000);
    await office.pass(66_900_000);
    expect((await workOnce(office.app)).resumed).toEqual([]);
    await office.pass(75_000);
    expect((await workOnce(office.app)).resumed).toEqual([{ exportId: ofM, state: 'complete' }]);
  });

  it('one to which Xero is slow keeps the other from nothing, in this round and in the next', async () => {
    const office = await openTwo();
    const [ofM, ofN] = [
      await interrupted(office, 'M'),
      await interrupted(office, 'N', '2026-05-03'),
    ];
    const gate = Promise.withResolvers<undefined>();
    office.wire.instead = ({ method, body }) =>
      method === 'PUT' && body.includes(`[${ofM}/`) ? gate.promise : undefined;
    const work = startRounds(office);
    const slow = work.round();
    while ((await stateOf(office, ofN)) !== 'complete') await delay(5);
    const another = await interrupted(office, 'N');
    while ((await stateOf(office, another)) !== 'complete') {
      await work.round();
      await delay(5);
    }
    expect(await stateOf(office, ofM)).toBe('sending');
    gate.resolve(undefined);
    await slow;
    expect(await stateOf(office, ofM)).toBe('complete');
  });

  it('work for one of them goes one after the other, also over several rounds', async () => {
    const office = await openTwo();
    const [older, younger] = [
      await interrupted(office, 'N', '2026-05-03'),
      await interrupted(office, 'N'),
    ];
    const gate = Promise.withResolvers<undefined>();
    office.wire.instead = ({ method }) => (method === 'PUT' ? gate.promise : undefined);
    const work = startRounds(office);
    const rounds = [work.round()];
    while (!office.wire.seen.some(({ method }) => method === 'PUT')) await delay(5);
    rounds.push(work.round(), work.round());
    await delay(50);
    gate.resolve(undefined);
    await Promise.all(rounds);
    const sent = office.wire.seen.filter(({ method }) => method === 'PUT');
    expect(sent.map(({ body }) => body.includes(`[${older}/`))).toEqual([true, false]);
    expect(namesOf(work.takeNews()).slice(0, 4)).toEqual([
      `begun ${older}`,
      `ended ${older}`,
      `begun ${younger}`,
      `ended ${younger}`,
    ]);
  });
});
