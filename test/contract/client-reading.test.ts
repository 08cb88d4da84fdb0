import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { gzipSync } from 'node:zlib';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { customClient } from './custom-client.ts';
import { CHART, type OpenedClient, openClient } from './opened-client.ts';
import { CREDENTIALS, type Reaction, SIGNED_IN } from './scripted-xero.ts';

let opened: OpenedClient;

beforeEach(async () => {
  opened = await openClient();
});
afterEach(() => opened.xero.close());

describe('a reading', () => {
  it.each([
    ['HTTP 500', { httpStatus: 500, body: 'no' }, 'xero_call.unavailable'],
    [
      'HTTP 503',
      { httpStatus: 503, body: 'The Organisation is offline' },
      'xero_call.organisation_offline',
    ],
    ['a cut connection', { fault: 'cutBeforeHeaders' }, 'xero_call.no_answer'],
    ['a cut answer', { fault: 'cutInBody' }, 'xero_call.no_answer'],
    ['no answer at all', { fault: 'hang' }, 'xero_call.no_answer'],
    ['429 without a wait', { httpStatus: 429 }, 'xero_limit.minute_reached'],
  ] as [string, Reaction, string][])(
    'after %s is tried again, within bounds',
    async (_case, bad, code) => {
      opened.xero.react(bad, CHART);
      expect(await opened.client.listChart()).toEqual({ ok: true, value: [] });
      opened.xero.react(bad);
      expect(await opened.client.listChart()).toMatchObject({
        problems: [{ code, retry: 'later' }],
      });
      expect(opened.xero.seen).toHaveLength(2 + 4);
    },
  );

  it.each([
    [
      '403',
      { httpStatus: 403, body: { Detail: 'AuthenticationUnsuccessful' } },
      'xero_connection.lost',
    ],
    ['404', { httpStatus: 404 }, 'xero_call.not_found'],
    ['400', { httpStatus: 400, body: 'no' }, 'xero_call.refused'],
    ['an endless answer', { fault: 'endless' }, 'xero_call.no_answer'],
    [
      'a redirect',
      { httpStatus: 302, headers: { location: 'http://evil.example' } },
      'xero_call.refused',
    ],
    ['a page of HTML', { body: '<html>' }, 'xero_call.answer_unexpected'],
    ['another shape', { body: { Accounts: [{ Code: 7 }] } }, 'xero_call.answer_unexpected'],
  ] as [string, Reaction, string][])('after %s stops at once', async (_case, bad, code) => {
    opened.xero.react(bad);
    expect(await opened.client.listChart()).toMatchObject({ problems: [{ code }] });
    expect(opened.xero.seen).toHaveLength(1);
  });

  it('waits as long as a 429 says, and calls nothing in between', async () => {
    const headers = { 'retry-after': '37', 'x-rate-limit-problem': 'minute' };
    opened.xero.react({ httpStatus: 429, headers }, CHART);
    const started = opened.effects.monotonicMs();
    await Promise.all([opened.client.listChart(), opened.client.listTaxRates()]);
    expect(opened.effects.monotonicMs() - started).toBeGreaterThanOrEqual(37_000);
    expect(opened.xero.seen).toHaveLength(3);
  });

  it('does not wait for tomorrow: the problem says when', async () => {
    const headers = { 'retry-after': '66975', 'x-rate-limit-problem': 'day' };
    opened.xero.react({ httpStatus: 429, headers });
    const expected = {
      problems: [
        {
          code: 'xero_limit.day_reached',
          retry: 'later',
          facts: { wakeUpAt: '2026-06-01T04:36:15.000Z' },
        },
      ],
    };
    expect(await opened.client.listChart()).toMatchObject(expected);
    expect(await opened.client.listChart()).toMatchObject(expected);
    expect(opened.xero.seen).toHaveLength(1);
    expect(opened.effects.waits).toEqual([]);
  });

  it('unpacks no more than the cap of bytes', async () => {
    const bomb = gzipSync(Buffer.alloc(50_000_000, ' '));
    const server = createServer((request, response) => {
      const isToken = request.url === '/connect/token';
      response.setHeader('content-type', 'application/json');
      if (!isToken) response.setHeader('content-encoding', 'gzip');
      response.end(isToken ? JSON.stringify(SIGNED_IN.body) : bomb);
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    const addresses = { loginUrl: url, identityUrl: url, apiUrl: url };
    const caps = { timeoutMs: 5_000, maxBytes: 1_000_000 };
    const bombed = customClient({
      addresses,
      credentials: CREDENTIALS,
      effects: opened.effects,
      caps,
    });
    expect(await bombed.listChart()).toMatchObject({
      problems: [{ code: 'xero_call.no_answer', facts: { reason: 'tooLarge' } }],
    });
    server.close();
  });
});
