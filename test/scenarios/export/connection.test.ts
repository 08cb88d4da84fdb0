import { describe, expect, it } from 'vitest';
import { valueIn } from '../../outcomes.ts';
import { copiesInXero, faulty, journalCalls, onceEach } from './faults.ts';
import { codesOf, type Lender, openLender } from './lender.ts';
import type { Exchange } from './wire-tap.ts';

const isWrite = ({ method }: Exchange) => method === 'PUT';

/** Before the first request that writes. */
function beforeFirstWrite(lender: Lender, act: () => Promise<unknown>): void {
  lender.tap.beforeRequest = async (exchange) => {
    if (!isWrite(exchange)) return;
    lender.tap.beforeRequest = () => undefined;
    await act();
  };
}

function refuseConnections(lender: Lender): void {
  lender.tap.beforeRequest = (exchange) => {
    if (!isWrite(exchange)) return;
    throw new TypeError('fetch failed', { cause: { code: 'ECONNREFUSED' } });
  };
}

describe('a connection', () => {
  it('whose token ends in the middle is signed in anew, and the same call goes', async () => {
    const lender = await openLender();
    const exportId = await lender.planned();
    beforeFirstWrite(lender, () => lender.xero.control('POST', '/clock', { moveMs: 31 * 60_000 }));
    expect(valueIn(await lender.send(exportId)).state).toBe('complete');
    expect(await copiesInXero(lender)).toEqual(await onceEach(lender, exportId));
  });

  it('that is refused stops the sending; nothing of it is in doubt, all goes later', async () => {
    const lender = await openLender();
    const exportId = await lender.planned({ streams: ['journals'] });
    const body = JSON.stringify({ Title: 'Unauthorized', Detail: 'AuthenticationUnsuccessful' });
    await faulty(lender, {
      method: 'PUT',
      path: '/ManualJournals',
      kind: 'status',
      httpStatus: 401,
      headers: { 'content-type': 'application/json' },
      body,
    });
    const stopped = valueIn(await lender.send(exportId));
    expect(codesOf(stopped.problems)).toEqual(['xero_connection.token_refused']);
    const states = (await lender.parts(exportId)).map(({ state }) => state);
    expect(states).toEqual(['sending', 'sending', 'sending']);
    lender.waits.length = 0;
    expect(valueIn(await lender.send(exportId)).state).toBe('complete');
    expect(lender.waits.filter((wait) => wait > 60_000)).toEqual([]);
    const keys = journalCalls(lender).map((one) => one.idempotencyKey);
    expect([keys.length, new Set(keys).size]).toEqual([2, 1]);
  });

  it('that cannot be made parks the batch, and the same call goes later', async () => {
    const lender = await openLender();
    const exportId = await lender.planned();
    refuseConnections(lender);
    const parked = valueIn(await lender.send(exportId));
    expect(parked.state).toBe('parked');
    expect(codesOf(parked.problems)).toEqual(['xero_call.unreachable', 'batch.parked']);
    lender.tap.beforeRequest = () => undefined;
    expect(valueIn(await lender.send(exportId)).state).toBe('complete');
    expect(new Set(journalCalls(lender).map((one) => one.idempotencyKey)).size).toBe(1);
    expect(await copiesInXero(lender)).toEqual(await onceEach(lender, exportId));
  });

  it('that fails while planning leaves nothing behind', async () => {
    const lender = await openLender();
    await faulty(lender, {
      method: 'GET',
      path: '/Accounts',
      kind: 'status',
      httpStatus: 503,
      times: 9,
    });
    const failed = await lender.plan();
    expect(failed).toMatchObject({ ok: false, problems: [{ code: 'xero_call.unavailable' }] });
    const batches = await lender.app.store.reader.selectFrom('batch').selectAll().execute();
    expect(batches).toEqual([]);
  });
});
