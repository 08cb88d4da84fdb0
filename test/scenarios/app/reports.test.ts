import { expect, it } from 'vitest';
import { madeTieOutsTask } from '../../../src/tasks/made-tie-outs.ts';
import { requestsPageTask, showRequestTask } from '../../../src/tasks/request-log.ts';
import { valueIn } from '../../outcomes.ts';
import { faulty, JOURNALS_UNAVAILABLE } from '../export/faults.ts';
import { CONFIGURATION, openLender } from '../export/lender.ts';
import { openServed } from './served.ts';

const ALL = { onlyFailed: false, after: undefined };

it('lists the tie-outs of an entity, the newest first', async () => {
  const lender = await openLender();
  await lender.tieOut('2026-05-15');
  await lender.pass(1_000);
  await lender.tieOut();
  const { made } = await madeTieOutsTask(lender.app, 'M');
  expect(made.map(({ date, unexplained }) => [date, unexplained])).toEqual([
    ['2026-05-31', '0.00'],
    ['2026-05-15', '0.00'],
  ]);
  expect(await madeTieOutsTask(lender.app, 'X')).toEqual({ made: [] });
});

it('shows calls that were made a moment ago, page by page, with their bodies one by one', async () => {
  const settings = { ...CONFIGURATION.settings, logAllRequests: true };
  const lender = await openLender({ configuration: { settings } });
  await faulty(lender, { ...JOURNALS_UNAVAILABLE, times: 1 });
  await lender.send(await lender.planned());
  const { rows } = await requestsPageTask(lender.app, ALL);
  const failed = await requestsPageTask(lender.app, { ...ALL, onlyFailed: true });
  expect(rows.length).toBeGreaterThan(8);
  expect(failed.rows.map((one) => one.http_status)).toEqual([503]);
  expect(JSON.stringify(rows)).not.toContain('Narration');
  const [newest, ...older] = rows;
  const after = newest?.request_id;
  expect(await requestsPageTask(lender.app, { ...ALL, after })).toEqual({
    rows: older,
    next: null,
  });
  const shown = valueIn(await showRequestTask(lender.app, failed.rows[0]?.request_id ?? 0));
  expect(shown.request_body).toContain('Narration');
});

it('answers a call that the log has no longer with 404', async () => {
  const served = await openServed();
  const cookie = await served.hired('ANN', 'readOnly');
  const answer = await served.call('GET', '/api/v1/requests/7', { cookie });
  expect(answer).toMatchObject({ status: 404, code: 'logged_request.unknown' });
  const about = await served.call('GET', '/api/v1/about', { cookie });
  expect(about.json.version).toMatch(/^\d+\.\d+\.\d+$/);
});
