import { describe, expect, it } from 'vitest';
import { discardExport } from '../../../src/tasks/discard-export.ts';
import { findBatch } from '../../../src/tasks/send-export.ts';
import { valueIn } from '../../outcomes.ts';
import { undoInTime } from '../undo/undo.ts';
import { copiesInXero, onceEach } from './faults.ts';
import { type Lender, openLender } from './lender.ts';

/** What another program does while ours reads the organisation, before it takes the batch. */
async function overtakenBy<T, U>(
  lender: Lender,
  ours: () => Promise<T>,
  theirs: (other: Lender) => Promise<U>,
): Promise<{ ours: T; theirs: U }> {
  const other = await lender.reopened();
  let result: Promise<U> | undefined;
  lender.tap.afterAnswer = async ({ path }) => {
    if (!path.includes('/Organisation')) return;
    result ??= theirs(other);
    await result;
  };
  const told = await ours();
  if (result === undefined) throw new Error('nobody overtook');
  return { ours: told, theirs: await result };
}

describe('a program that read a batch before another one changed it', () => {
  it('sends nothing of what was discarded meanwhile', async () => {
    const lender = await openLender();
    const exportId = await lender.planned();
    const { ours } = await overtakenBy(
      lender,
      () => lender.send(exportId),
      (other) => undoInTime(other, exportId),
    );
    expect(ours).toMatchObject({ ok: false, problems: [{ code: 'batch.not_sendable' }] });
    expect(await copiesInXero(lender)).toEqual({});
    const again = await lender.planned();
    expect(valueIn(await lender.send(again))).toMatchObject({ state: 'complete', problems: [] });
    expect(await copiesInXero(lender)).toEqual(await onceEach(lender, again));
  });

  it('leaves an undo alone that another one began and did not end', async () => {
    const lender = await openLender();
    const exportId = await lender.planned();
    await lender.xero.control('POST', '/faults', UNREADABLE);
    expect(valueIn(await lender.send(exportId))).toMatchObject({ state: 'sending' });
    await lender.xero.control('DELETE', '/faults');
    const { ours } = await overtakenBy(
      lender,
      () => lender.send(exportId),
      async (other) => {
        await lender.xero.control('POST', '/faults', { ...UNREADABLE, method: 'POST' });
        const outcome = await undoInTime(other, exportId);
        await lender.xero.control('DELETE', '/faults');
        return outcome;
      },
    );
    expect(ours).toMatchObject({ ok: false, problems: [{ code: 'undo.cut_short' }] });
    expect(valueIn(await undoInTime(lender, exportId))).toMatchObject({ state: 'undone' });
    expect(await copiesInXero(lender)).toEqual({});
  });
});

describe('a program that discards a batch', () => {
  it('frees and holds no rows of what another one sent since it was read', async () => {
    const lender = await openLender();
    const exportId = await lender.planned();
    const asRead = valueIn(await findBatch(lender.app, exportId));
    await lender.send(exportId);
    const wanted = { exportId, parts: undefined, date: undefined, holdsRows: true };
    const discarded = await discardExport(lender.app, asRead, { ...wanted, isPreview: false });
    expect(discarded).toMatchObject({ ok: false, problems: [{ code: 'batch.held_elsewhere' }] });
    expect(valueIn(await lender.send(exportId))).toMatchObject({ state: 'complete' });
    const { reader } = lender.app.store;
    expect(await reader.selectFrom('held_row').selectAll().execute()).toEqual([]);
  });
});

/** Bank transactions cannot be reached. */
const UNREADABLE = {
  method: 'GET',
  path: '/BankTransactions',
  kind: 'status',
  httpStatus: 503,
  times: 99,
};
