import { describe, expect, it } from 'vitest';
import { sendExportTask } from '../../../src/tasks/send-export.ts';
import { valueIn } from '../../outcomes.ts';
import { openOffice } from '../connect/office.ts';
import { DAY_MS, keptBy, MINUTE_MS } from '../connect/old-token.ts';
import { faulty } from '../export/faults.ts';
import { codesOf, type Lender, openLender } from '../export/lender.ts';
import { sentBatch } from '../undo/undo.ts';
import { namesOf, startRounds, workOnce } from './completing.ts';

/** Somebody moves a journal of ours to another day. */
async function editInXero({ xero }: Lender): Promise<void> {
  const [journal] = await xero.documents();
  await xero.inBooks('POST', `/manual-journals/${journal?.id}`, { Date: '2026-05-20' });
}

async function keptWatches({ app }: Lender) {
  const rows = await app.store.reader.selectFrom('watch_result').selectAll().execute();
  return rows.map(({ drift, ...row }) => ({ ...row, drift: JSON.parse(drift) }));
}

describe('the watch of every day', () => {
  it('says what somebody changed in Xero, and keeps it until the next one', async () => {
    const lender = await openLender();
    await sentBatch(lender);
    await editInXero(lender);
    const { watched, problems } = await workOnce(lender.app);
    expect(watched).toMatchObject([{ entity: 'M', documents: 4, drift: 1 }]);
    expect(problems).toEqual([]);
    const [kept] = await keptWatches(lender);
    expect(kept).toMatchObject({
      ...{ mode: 'test', tenant_id: lender.xero.tenantId, documents: 4 },
      drift: [{ kind: 'edited', date: '2026-05-20' }],
    });
    expect((await workOnce(lender.app)).watched).toEqual([]);
    await lender.pass(DAY_MS + MINUTE_MS);
    expect((await workOnce(lender.app)).watched).toHaveLength(1);
    const [later] = await keptWatches(lender);
    expect(later?.watched_at.slice(0, 10)).not.toBe(kept?.watched_at.slice(0, 10));
  });

  it('waits while an export is under way, and is nothing where nothing was exported', async () => {
    const lender = await openLender();
    expect((await workOnce(lender.app)).watched).toEqual([]);
    const exportId = await lender.planned();
    expect((await workOnce(lender.app)).watched).toEqual([]);
    const stop = { isAsked: false };
    lender.tap.afterAnswer = ({ method }) => {
      stop.isAsked ||= method === 'PUT';
    };
    const time = { ...lender.app.time, shouldStop: () => stop.isAsked };
    const stopped = valueIn(await sendExportTask({ ...lender.app, time }, exportId));
    expect(stopped).toMatchObject({ state: 'sending', documents: { inDoubt: 4 } });
    await lender.configure({ settings: { useGeneralLedger: false } });
    expect((await workOnce(lender.app)).watched).toEqual([]);
    await lender.configure({ settings: { useGeneralLedger: true } });
    expect((await workOnce(lender.app)).watched).toMatchObject([{ documents: 4, drift: 0 }]);
  });

  it('that does not get on is tried again after a while, and named among the problems', async () => {
    const lender = await openLender();
    await sentBatch(lender);
    await faulty(lender, { path: '/Organisation', kind: 'status', httpStatus: 503, times: 8 });
    const failed = await workOnce(lender.app);
    expect(codesOf(failed.problems)).toEqual(['xero_call.unavailable']);
    const work = startRounds(lender);
    await work.round();
    expect(namesOf(work.takeNews())).toEqual(['failed the watch of entity M']);
    await work.round();
    expect(namesOf(work.takeNews())).toEqual([]);
    await work.rounds(1);
    expect(namesOf(work.takeNews())).toEqual(['watched']);
  });
});

describe('the renewal of sign-ins', () => {
  it('keeps one alive that nobody else uses, for as long as the completer runs', async () => {
    const office = await openOffice();
    valueIn(await office.connect());
    const work = startRounds(office);
    await work.round();
    expect(namesOf(work.takeNews())).toEqual([]);
    for (let day = 1; day <= 61; day += 1) {
      await office.pass(DAY_MS);
      await work.round();
      await work.round();
    }
    expect(namesOf(work.takeNews())).toEqual(Array(61).fill('renewed'));
    expect(await keptBy(office)).toMatchObject({ version: 62, endReason: undefined });
    valueIn(await office.app.connect());
  });

  it('that fails is not tried every minute, and goes well after somebody connected anew', async () => {
    const office = await openOffice();
    valueIn(await office.connect());
    await office.pass(DAY_MS);
    const { clientId } = office.appOf('web');
    const secret = `/apps/${clientId}/secret`;
    const { clientSecret } = await office.xero.control<{ clientSecret: string }>('POST', secret);
    const work = startRounds(office);
    await work.round();
    expect(work.takeNews()).toMatchObject([
      { kind: 'failed', problems: [{ code: 'xero_sign_in.credentials_wrong' }] },
    ]);
    await work.rounds(6);
    expect(namesOf(work.takeNews())).toEqual(Array(2).fill('failed the renewal of sign-ins'));
    valueIn(await office.connect({ secret: clientSecret }));
    await work.round();
    expect(namesOf(work.takeNews())).toEqual([]);
    await office.pass(DAY_MS);
    await work.round();
    expect(namesOf(work.takeNews())).toEqual(['renewed']);
  });
});
