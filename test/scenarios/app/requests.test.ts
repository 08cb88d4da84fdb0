import { describe, expect, it } from 'vitest';
import { openServed, PASSWORD, SESSION } from './served.ts';

describe('a request', () => {
  it('that changes something must come from a page of the app', async () => {
    const served = await openServed();
    const cookie = await served.hired('ANN', 'normal');
    const put = (headers: Record<string, string>) =>
      served.call('PUT', `${SESSION}/mode`, { cookie, headers, body: { mode: 'test' } });
    const signingInFrom = (site: string) =>
      served.call('POST', SESSION, {
        body: { user: 'ANN', password: PASSWORD },
        headers: { 'sec-fetch-site': site },
      });
    const { host } = new URL(served.url);
    const refused = [
      { 'sec-fetch-site': 'cross-site' },
      { 'sec-fetch-site': 'same-site' },
      { 'sec-fetch-site': 'none' },
      { origin: 'https://elsewhere.example' },
      { origin: 'null' },
      { origin: `http://${host}`, 'sec-fetch-site': 'cross-site' },
    ];
    for (const headers of refused) {
      expect(await put(headers)).toMatchObject({ status: 403, code: 'request.from_elsewhere' });
    }
    const taken = [{ 'sec-fetch-site': 'same-origin' }, { origin: `http://${host}` }, {}];
    for (const headers of taken) expect((await put(headers)).status).toBe(200);
    expect((await signingInFrom('cross-site')).code).toBe('request.from_elsewhere');
  });

  it('of another form is not understood, and says where', async () => {
    const served = await openServed();
    const post = (body: unknown) => served.call('POST', SESSION, { body });
    for (const body of [
      '{',
      '[]',
      { user: 7 },
      { user: 'ANN' },
      { user: 'A'.repeat(101), password: '' },
    ]) {
      expect(await post(body)).toMatchObject({ status: 400, code: 'request.not_understood' });
    }
    const both = (await post({})).json as { problems: unknown[] };
    expect(both.problems).toHaveLength(2);
    const large = await post({ user: 'ANN', password: 'a'.repeat(3 * 1024 * 1024) });
    expect(large.code).toBe('request.not_understood');
  });

  it('for what is not there is told so, and never where files lie', async () => {
    const served = await openServed();
    for (const path of [
      '/api/v1/nothing',
      '/nothing.js',
      '/..%2f..%2fpackage.json',
      '/api/../x.ts',
    ]) {
      const answer = await served.call('GET', path);
      expect(answer).toMatchObject({ status: 404, code: 'page.unknown' });
    }
    expect((await served.call('POST', '/batches', { body: {} })).code).toBe('page.unknown');
  });

  it('is answered with headers that keep other pages and caches out', async () => {
    const served = await openServed();
    const cookie = await served.hired('ANN', 'normal');
    const good = await served.call('GET', SESSION, { cookie });
    const bad = await served.call('GET', '/api/v1/exports');
    const page = await served.call('GET', '/');
    for (const { headers } of [good, bad, page]) {
      const policy = headers['content-security-policy'] ?? '';
      expect(policy).toContain("script-src 'self';");
      expect(policy).toContain("frame-ancestors 'none'");
      expect(policy).not.toContain('unsafe-eval');
      expect(headers).toMatchObject({
        'x-content-type-options': 'nosniff',
        'x-frame-options': 'DENY',
        'referrer-policy': 'no-referrer',
      });
      expect(headers['x-powered-by']).toBeUndefined();
    }
    expect(good.headers['cache-control']).toBe('no-store');
    expect(bad.headers['cache-control']).toBe('no-store');
    expect(bad.headers['content-type']).toContain('application/problem+json');
  });
});
