import { describe, expect, it } from 'vitest';
import { valueIn } from '../../outcomes.ts';
import {
  copiesInXero,
  DAY_IS_USED_UP,
  faulty,
  JOURNALS_SAVED_UNANSWERED,
  JOURNALS_UNAVAILABLE,
  journalCalls,
  onceEach,
  withoutFaults,
} from './faults.ts';
import { IN_DOUBT, leaveInDoubt, resumeToEnd } from './in-doubt.ts';
import { codesOf, openLender, TRANSACTION_COLUMNS } from './lender.ts';
import { writesOf } from './wire-tap.ts';

describe('an answer that is lost after Xero saved', () => {
  it.each([
    ['the connection ends', { kind: 'drop', moment: 'after' }],
    ['the answer stops half way', { kind: 'cut' }],
    ['a gateway answers in place of Xero', { kind: 'status', moment: 'after', httpStatus: 502 }],
    [
      'an HTML page comes with 200',
      { kind: 'status', moment: 'after', httpStatus: 200, body: '<html>' },
    ],
    [
      'Xero goes on working after the connection ended',
      { kind: 'drop', moment: 'late', delayMs: 50 },
    ],
  ] as const)('B1: %s: the same key goes again and Xero answers it anew', async (_case, fault) => {
    const lender = await openLender();
    const exportId = await lender.planned();
    await faulty(lender, { method: 'PUT', path: '/ManualJournals', ...fault });
    await resumeToEnd(lender, exportId);
    const calls = journalCalls(lender);
    expect(calls).toHaveLength(2);
    expect(calls[1]).toMatchObject({
      idempotencyKey: calls[0]?.idempotencyKey,
      body: calls[0]?.body,
    });
  });

  it('in every try: Xero is looked through before anything is sent again', async () => {
    const lender = await openLender();
    await faulty(lender, JOURNALS_SAVED_UNANSWERED);
    const exportId = await leaveInDoubt(lender);
    await resumeToEnd(lender, exportId);
    expect(lender.waits[0]).toBeGreaterThan(150_000);
    expect(journalCalls(lender)).toHaveLength(4);
  });

  it('shows up in lists only at the second look, and is not sent again', async () => {
    const lender = await openLender();
    await lender.xero.control('PUT', '/behaviours', { listDelayMs: '200000' });
    await faulty(lender, JOURNALS_SAVED_UNANSWERED);
    const exportId = await leaveInDoubt(lender);
    await resumeToEnd(lender, exportId);
    expect(lender.waits).toContain(60_000);
    expect(journalCalls(lender)).toHaveLength(4);
  });

  it('is followed by the end of the day: the batch is parked and in doubt, not unsent', async () => {
    const lender = await openLender();
    const exportId = await lender.planned();
    await faulty(lender, { ...JOURNALS_SAVED_UNANSWERED, times: 1 }, DAY_IS_USED_UP);
    expect(valueIn(await lender.send(exportId)).state).toBe('parked');
    const states = (await lender.parts(exportId)).map(({ state }) => state);
    expect(states.slice(0, 3)).toEqual(Array(3).fill('inDoubt'));
    await lender.pass(24 * 3_600_000);
    await resumeToEnd(lender, exportId);
    expect(journalCalls(lender)).toHaveLength(2);
  });

  it.each([0, 6, 20])(
    'while Xero keeps keys for %i minutes: looked up, not sent anew',
    async (minutes) => {
      const lender = await openLender();
      await lender.xero.control('PUT', '/idempotency', { minutes });
      await faulty(lender, { ...JOURNALS_SAVED_UNANSWERED, times: 1 });
      await faulty(lender, { ...JOURNALS_UNAVAILABLE, times: 3 });
      const exportId = await leaveInDoubt(lender);
      await lender.pass(30 * 60_000);
      await resumeToEnd(lender, exportId);
      expect(journalCalls(lender)).toHaveLength(4);
    },
  );

  it('is looked up by texts with signs that a query could misread', async () => {
    const description = 'Tāmaki "Main" \\ O\'Brien & Co + 100 % [x]';
    const entities = [{ code: 'M', description, startDate: '2026-04-01' }];
    const lender = await openLender({ configuration: { entities } });
    await faulty(lender, JOURNALS_SAVED_UNANSWERED);
    const exportId = await leaveInDoubt(lender);
    const [first] = await lender.parts(exportId);
    expect(first?.text).toContain(description);
    await resumeToEnd(lender, exportId);
    expect(journalCalls(lender)).toHaveLength(4);
  });

  it('B13: is followed by word that the key was used before: a fault of ours, looked up, never rejected', async () => {
    const lender = await openLender();
    const exportId = await lender.planned();
    const Message = 'Idempotency Key: k is used with a different request.';
    const body = JSON.stringify({ ErrorNumber: 16, Message });
    const path = '/ManualJournals';
    await faulty(lender, {
      method: 'PUT',
      path,
      kind: 'status',
      moment: 'after',
      httpStatus: 400,
      body,
    });
    const sent = valueIn(await lender.send(exportId));
    expect(codesOf(sent.problems)).toContain('xero_call.key_reused');
    expect(sent.documents).toMatchObject({ rejected: 0, inDoubt: 3 });
    await resumeToEnd(lender, exportId);
    expect(journalCalls(lender)).toHaveLength(1);
  });
});

describe('a call that Xero never answered and never saved', () => {
  it('goes out once more, under a new key, after two looks agree that it is absent', async () => {
    const lender = await openLender();
    await faulty(lender, JOURNALS_UNAVAILABLE);
    const exportId = await leaveInDoubt(lender);
    expect(new Set(journalCalls(lender).map((one) => one.idempotencyKey)).size).toBe(1);
    await resumeToEnd(lender, exportId);
    expect(lender.waits[0]).toBeGreaterThan(150_000);
    expect(lender.waits).toContain(60_000);
    const calls = journalCalls(lender);
    expect(calls).toHaveLength(5);
    expect(calls[4]?.idempotencyKey).not.toBe(calls[0]?.idempotencyKey);
    expect(calls[4]?.body).toBe(calls[0]?.body);
  });

  it('is not sent anew while nobody can look', async () => {
    const lender = await openLender();
    await faulty(lender, JOURNALS_UNAVAILABLE);
    const exportId = await leaveInDoubt(lender);
    const path = '/ManualJournals';
    await faulty(lender, { method: 'GET', path, kind: 'status', httpStatus: 503, times: 100 });
    const blind = valueIn(await lender.send(exportId));
    expect(blind).toMatchObject(IN_DOUBT);
    expect(codesOf(blind.problems)).toContain('xero_call.unavailable');
    expect(journalCalls(lender)).toHaveLength(4);
    await withoutFaults(lender);
    await resumeToEnd(lender, exportId);
  });

  it('is parked on its second way and still goes out once', async () => {
    const lender = await openLender();
    await faulty(lender, JOURNALS_UNAVAILABLE, DAY_IS_USED_UP);
    const exportId = await leaveInDoubt(lender);
    const parked = valueIn(await lender.send(exportId));
    expect(parked.state).toBe('parked');
    await lender.pass(2 * 3_600_000);
    await resumeToEnd(lender, exportId);
    expect(new Set(journalCalls(lender).map((one) => one.idempotencyKey)).size).toBe(2);
  });
});

describe('an answer in another shape', () => {
  it('B12: lists its documents in another order: each is known by its marker', async () => {
    const lender = await openLender();
    const exportId = await lender.planned();
    await faulty(lender, { method: 'PUT', path: '/ManualJournals', kind: 'reverse' });
    await resumeToEnd(lender, exportId);
    const inXero = new Map((await lender.xero.documents()).map(({ id, text }) => [text, id]));
    for (const { text, xeroId } of await lender.parts(exportId)) {
      expect(inXero.get(text)).toBe(xeroId);
    }
  });

  it('B12: leaves one document out: that one is looked up, the others are posted', async () => {
    const lender = await openLender();
    const exportId = await lender.planned();
    const [first] = await lender.parts(exportId);
    const path = '/ManualJournals';
    await faulty(lender, { method: 'PUT', path, kind: 'edit', find: first?.text ?? '', put: '?' });
    const sent = valueIn(await lender.send(exportId));
    expect(sent.documents).toEqual({ confirmed: 3, rejected: 0, inDoubt: 1, conflict: 0 });
    await resumeToEnd(lender, exportId);
    expect(journalCalls(lender)).toHaveLength(1);
  });
});

describe('many calls', () => {
  it('with an answer lost here and there: every document once, in calls of at most fifty', async () => {
    const days = Array.from({ length: 60 }, (_, index) => index);
    const rows = days.flatMap((day) => [
      `F${day},${dateOf(day)},L1,FEE,11.50,,`,
      `P${day},${dateOf(day)},L2,PAY,-20.00,BNZ,DD${day}`,
    ]);
    const lender = await openLender({
      transactions: [TRANSACTION_COLUMNS, ...rows, ''].join('\n'),
    });
    await faulty(
      lender,
      { method: 'PUT', kind: 'drop', moment: 'after' },
      { method: 'PUT', kind: 'status', httpStatus: 503 },
      { method: 'PUT', kind: 'cut' },
    );
    const exportId = await lender.planned();
    expect(valueIn(await lender.send(exportId))).toMatchObject({
      state: 'complete',
      documents: { confirmed: 120 },
      problems: [],
    });
    const sizes = writesOf(lender.tap).map(({ body }) => Object.values<object[]>(JSON.parse(body)));
    expect(Math.max(...sizes.map(([list]) => list?.length ?? 0))).toBe(50);
    expect(await copiesInXero(lender)).toEqual(await onceEach(lender, exportId));
  });
});

function dateOf(day: number): string {
  return new Date(Date.UTC(2026, 3, 1 + day)).toISOString().slice(0, 10);
}
