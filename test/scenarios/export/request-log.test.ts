import { expect, it } from 'vitest';
import type { Instant } from '../../../src/domain/dates.ts';
import { addRequests, type LoggedRequest } from '../../../src/store/request-log.ts';
import { showRequests } from '../../../src/tasks/request-log.ts';
import { valueIn } from '../../outcomes.ts';
import { faulty, JOURNALS_UNAVAILABLE } from './faults.ts';
import { CONFIGURATION, type Lender, openLender } from './lender.ts';

const ALL = { limit: 100, onlyFailed: false };

it('keeps every call where that is switched on, with batch, documents, limits and bodies', async () => {
  const settings = { ...CONFIGURATION.settings, logAllRequests: true };
  const lender = await openLender({ configuration: { settings } });
  const exportId = await lender.planned();
  valueIn(await lender.send(exportId));
  const { app } = await afterClose(lender);
  const requests = await showRequests(app, ALL);
  const sent = requests.filter(({ method }) => method === 'PUT');
  expect(sent.map((one) => [one.path.split('?')[0], one.documents, one.export_id])).toEqual([
    ['/api.xro/2.0/BankTransactions', 1, exportId],
    ['/api.xro/2.0/ManualJournals', 3, exportId],
  ]);
  expect(sent[1]).toMatchObject({ http_status: 200, minute_left: expect.any(Number) });
  expect(sent[1]?.request_body).toContain('"Narration"');
  expect(sent[1]?.answer_body).toContain('"ManualJournalID"');
  expect(requests.length).toBeGreaterThan(8);
  expect(JSON.stringify(requests)).not.toMatch(/bearer|client_secret|access_token/i);
});

it('keeps only what failed where it is switched off, and forgets it in time', async () => {
  const lender = await openLender();
  const exportId = await lender.planned();
  await faulty(lender, { ...JOURNALS_UNAVAILABLE, times: 1 });
  await lender.send(exportId);
  const next = await afterClose(lender);
  const requests = await showRequests(next.app, ALL);
  expect(requests.map(({ http_status: httpStatus }) => httpStatus)).toEqual([503]);
  expect(await showRequests(next.app, { limit: 100, onlyFailed: true })).toEqual(requests);
  const [{ request_id: _, mode: __, ...failed }] = requests as [LoggedRequest];
  const at = '2030-01-01T00:00:00.000Z' as Instant;
  const again = { requests: [{ ...failed, at, path: '/later' }], keptFrom: at };
  await addRequests(next.app.store, next.app.act(), again);
  expect((await showRequests(next.app, ALL)).map(({ path }) => path)).toEqual(['/later']);
});

/** The log is written down by the hundred, and when the program ends. */
async function afterClose(lender: Lender): Promise<Lender> {
  await lender.app.close();
  return lender.reopened();
}
