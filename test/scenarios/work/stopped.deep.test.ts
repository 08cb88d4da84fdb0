import { expect, it } from 'vitest';
import { copiesInXero, faulty, onceEach } from '../export/faults.ts';
import { openLender } from '../export/lender.ts';
import { workOnce } from './completing.ts';
import { BAR_MS, statesOf, tieout, untilLeft } from './tieout-process.ts';

it('A13: SIGTERM while Xero does not answer: what is under way is in doubt, and goes on later', async () => {
  const lender = await openLender();
  const exportId = await lender.planned();
  const path = '/ManualJournals';
  await faulty(lender, { method: 'PUT', path, kind: 'delay', moment: 'after', delayMs: 14_000 });
  const sent = await tieout(lender, ['export', 'send', exportId], () => untilLeft(lender, 2));
  expect(sent.tookMs).toBeLessThan(BAR_MS);
  expect(sent.exitCode).toBe(1);
  expect(await statesOf(lender, exportId)).toEqual(new Set(['inDoubt', 'posted']));
  const calls = await lender.app.store.reader.selectFrom('call').select('attempts').execute();
  expect(calls).toEqual([{ attempts: 1 }, { attempts: 1 }]);
  expect((await workOnce(lender.app)).resumed).toEqual([{ exportId, state: 'complete' }]);
  expect(await copiesInXero(lender)).toEqual(await onceEach(lender, exportId));
});
