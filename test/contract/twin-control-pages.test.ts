import { afterEach, beforeEach, expect, it } from 'vitest';
import { postForm, showPage } from './twin-forms.ts';
import { openSession, type Session } from './twin-session.ts';

let xero: Session;
beforeEach(async () => {
  xero = await openSession();
});
afterEach(() => xero.twin.close());

const organisation = () => xero.get('/Organisation');

/** What every page says is switched on. */
async function notices(): Promise<string> {
  const { text } = await showPage(xero, '/apps');
  return /<p class="notices" role="status">(.*?)<\/p>/.exec(text)?.[1] ?? '';
}

it('says nothing of a plain twin', async () => {
  expect(await notices()).toBe('');
});

it('a usual fault waits for the calls it is meant for, then is used up', async () => {
  const calls = { method: 'GET', path: '/Organisation', times: '1' };
  const shown = await postForm(xero, '/faults', { usual: 'maintenance', ...calls });
  expect(shown.text).toContain('<td>GET, /Organisation</td><td>Another answer</td>');
  expect(await notices()).toContain('1 fault waiting for calls');
  expect((await xero.get('/Accounts')).httpStatus).toBe(200);
  const refused = await organisation();
  expect([refused.httpStatus, refused.text]).toMatchObject([503, /offline for maintenance/]);
  expect((await organisation()).httpStatus).toBe(200);
  expect(await notices()).toBe('');
});

it('a limit of calls is one of the usual faults, with what Xero says of it', async () => {
  await postForm(xero, '/faults', { usual: 'day', method: '*', path: '', times: '1' });
  const { headers, httpStatus } = await organisation();
  expect(httpStatus).toBe(429);
  expect(headers.get('x-rate-limit-problem')).toBe('day');
  expect(headers.get('retry-after')).toBe('3600');
});

it('a fault can be described, and all are forgotten together', async () => {
  const described = { kind: 'status', moment: 'before', httpStatus: '502', body: 'Bad gateway' };
  const rest = { delayMs: '', find: '', put: '', method: '*', path: '', times: '3' };
  await postForm(xero, '/faults', { ...described, ...rest });
  expect((await organisation()).httpStatus).toBe(502);
  expect((await postForm(xero, '/faults/forget')).text).toContain('None');
  expect((await organisation()).httpStatus).toBe(200);
  expect((await postForm(xero, '/faults', { ...described, ...rest, times: '0' })).httpStatus).toBe(
    400,
  );
});

it('limits are set and go back to Xero’s own; calls are counted', async () => {
  await organisation();
  expect((await showPage(xero, '/limits')).text).toContain('<td>/Organisation</td><td>200</td>');
  const lowered = { concurrent: '5', minute: '1', day: '5000', appMinute: '10000' };
  expect((await postForm(xero, '/limits', lowered)).text).toContain('name="minute" value="1"');
  expect(await notices()).toContain('Limits other than Xero’s');
  expect((await organisation()).httpStatus).toBe(429);
  expect((await postForm(xero, '/limits/xero')).text).toContain('name="minute" value="60"');
  expect((await organisation()).httpStatus).toBe(200);
  expect((await postForm(xero, '/calls/forget')).text).not.toContain('<td>/Organisation</td>');
});

it('an account is archived and restored on the chart', async () => {
  const accounts = `/${xero.tenantId}/accounts`;
  const archived = await postForm(xero, `${accounts}/4100/archive`);
  expect(archived.text).toMatch(/<td>4100<\/td>.*?<td>archived<\/td>.*?Restore/);
  const where = '/Accounts?where=Code%3D%3D%224100%22';
  expect((await xero.get(where)).text).toContain('"Status":"ARCHIVED"');
  await postForm(xero, `${accounts}/4100/restore`);
  expect((await xero.get(where)).text).toContain('"Status":"ACTIVE"');
});

it('an organisation is taken offline, another is made, and all starts anew', async () => {
  await postForm(xero, `/${xero.tenantId}/offline`);
  expect(await notices()).toContain('Kauri Finance (NZ) is offline');
  expect((await organisation()).httpStatus).toBe(503);
  await postForm(xero, `/${xero.tenantId}/online`);
  expect((await organisation()).httpStatus).toBe(200);
  const made = await postForm(xero, '/organisations', {
    name: 'Second',
    country: 'AU',
    seed: 'empty',
  });
  expect(made.text).toContain('<b>Second</b><br>AU, AUD');
  const anew = await postForm(xero, '/reset', { seed: 'demo-nz' });
  expect(anew.text).toContain('Demo Company (NZ)');
  expect(anew.text).not.toContain('Second');
});

it('the clock is moved, and goes back to the time of the machine', async () => {
  await postForm(xero, '/clock', { hours: '1.5' });
  expect(await notices()).toContain('The clock is moved by 1.5 hours');
  expect((await organisation()).httpStatus).toBe(401);
  const back = /name="hours" value="(-1.5)"/.exec((await showPage(xero, '/clock')).text)?.[1] ?? '';
  await postForm(xero, '/clock', { hours: back });
  expect((await organisation()).httpStatus).toBe(200);
  expect(await notices()).toBe('');
});

it('a behaviour is chosen from its values, or written where any will do', async () => {
  await postForm(xero, '/behaviours', { name: 'signInErrorStatus', value: '200' });
  const shown = await postForm(xero, '/behaviours', { name: 'listDelayMs', value: '750' });
  expect(shown.text).toContain('<option value="200" selected>200</option>');
  expect(shown.text).toContain('value="750" aria-label="listDelayMs"');
  expect(await notices()).toContain('2 behaviours changed');
  expect((await postForm(xero, '/behaviours', { name: 'none', value: 'x' })).httpStatus).toBe(400);
});
