import { expect, it } from 'vitest';
import { valueIn } from '../outcomes.ts';
import { openLender } from '../scenarios/export/lender.ts';
import { DEEDS } from './deeds.ts';
import { Fallen, failPoint } from './fail-point.ts';
import { expectExportedOnce } from './invariants.ts';

it('a plan that was accepted, though nobody heard of it, stays, and its own error is told', async () => {
  const lender = await openLender();
  const point = failPoint({ at: 1, moment: 'after', way: 'throw' }, 'acceptBatch');
  await expect(DEEDS.plan(lender.app, point, '')).rejects.toBeInstanceOf(Fallen);
  expect(valueIn(await lender.plan())).toMatchObject({ exportId: null, transactions: 0 });
  expect(valueIn(await lender.send('20260531.001'))).toMatchObject({ state: 'complete' });
  await expectExportedOnce(lender);
});

it('a plan that cannot be cleared away either tells why it failed first, and the next one goes', async () => {
  const lender = await openLender();
  const point = failPoint({ at: 1, moment: 'before', way: 'throw' }, 'claimRows');
  const pass: typeof point.pass = (name, effect) =>
    name === 'dropBatch' ? Promise.reject(new Error('cannot drop')) : point.pass(name, effect);
  await expect(DEEDS.plan(lender.app, { ...point, pass }, '')).rejects.toBeInstanceOf(Fallen);
  await lender.pass(16 * 60_000);
  const other = await lender.reopened();
  expect(valueIn(await other.send(await other.planned()))).toMatchObject({ state: 'complete' });
  await expectExportedOnce(other);
});
