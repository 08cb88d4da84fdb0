import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { elements, firstText, openSession, type Session } from './twin-session.ts';

let xero: Session;
beforeEach(async () => {
  xero = await openSession();
});
afterEach(() => xero.twin.close());

const JOURNAL = {
  Narration: 'once [20260531.1/1 0123456789]',
  Date: '2026-05-31',
  Status: 'POSTED',
  JournalLines: [
    { LineAmount: 1, AccountCode: '1100' },
    { LineAmount: -1, AccountCode: '4200' },
  ],
};

async function journalCount(): Promise<number> {
  return elements(await xero.get('/ManualJournals'), 'ManualJournals').length;
}

const TOKEN_SECONDS = 1800;

describe('rate limits', () => {
  it('count down in the three headers of every answer', async () => {
    const remaining = async (path: string) => {
      const { headers } = await xero.get(path);
      expect(headers.get('xero-correlation-id')).toMatch(/^[0-9a-f-]{36}$/);
      return ['x-daylimit-remaining', 'x-minlimit-remaining', 'x-appminlimit-remaining'].map(
        (name) => headers.get(name),
      );
    };
    expect(await remaining('/Organisation')).toEqual(['4999', '59', '9999']);
    expect(await remaining('/ManualJournals/none')).toEqual(['4998', '58', '9998']);
  });

  it.each([
    ['minute', { minute: 2 }, 60],
    ['day', { day: 2 }, 86_400],
    ['appminute', { appMinute: 2 }, 60],
  ])('refuse with 429 when the %s is used up, until its window ends', async (name, limit, most) => {
    await xero.control('PUT', '/limits', limit);
    await xero.get('/Organisation');
    await xero.get('/Organisation');
    const refused = await xero.put('/ManualJournals', JOURNAL);
    expect([refused.httpStatus, refused.text]).toEqual([429, '']);
    expect(refused.headers.get('x-rate-limit-problem')).toBe(name);
    const wait = Number(refused.headers.get('retry-after'));
    expect(wait).toBeGreaterThan(0);
    expect(wait).toBeLessThanOrEqual(most);
    await xero.control('POST', '/clock', { moveMs: wait * 1000 });
    const later = await xero.get('/Organisation');
    const tokenIsAlive = wait < TOKEN_SECONDS;
    expect(later.httpStatus).toBe(tokenIsAlive ? 200 : 401);
  });

  it('refuse a call that is one too many at once, and no later one', async () => {
    await xero.control('PUT', '/limits', { concurrent: 2 });
    await xero.control('POST', '/faults', { kind: 'delay', delayMs: 300, times: 2 });
    const both = [xero.get('/Organisation'), xero.get('/Accounts')];
    await new Promise((resolve) => setTimeout(resolve, 100));
    const third = await xero.get('/TaxRates');
    expect(third.httpStatus).toBe(429);
    expect(third.headers.get('x-rate-limit-problem')).toBe('concurrent');
    expect(third.headers.has('retry-after')).toBe(false);
    expect((await Promise.all(both)).map(({ httpStatus }) => httpStatus)).toEqual([200, 200]);
    expect((await xero.get('/TaxRates')).httpStatus).toBe(200);
  });
});

describe('an idempotency key', () => {
  const keyed = (key: string, body: object = JOURNAL) =>
    xero.put('/ManualJournals?summarizeErrors=false', body, {
      headers: { 'idempotency-key': key },
    });

  it('replays the first answer to the byte and makes nothing twice', async () => {
    const first = await keyed('k1');
    const again = await keyed('k1');
    expect(again.text).toBe(first.text);
    expect(await journalCount()).toBe(1);
  });

  it('is refused with another body or address', async () => {
    await keyed('k1');
    const other = await keyed('k1', { ...JOURNAL, Narration: 'other' });
    expect(other.httpStatus).toBe(400);
    expect(other.text).toContain('Idempotency Key: k1 is used with a different request.');
    const elsewhere = await xero.put(
      '/Contacts',
      { Name: 'x' },
      {
        headers: { 'Idempotency-Key': 'k1' },
      },
    );
    expect(elsewhere.httpStatus).toBe(400);
    expect(await journalCount()).toBe(1);
  });

  it('may have 128 characters and no more', async () => {
    expect((await keyed('k'.repeat(128))).httpStatus).toBe(200);
    const long = await keyed('k'.repeat(129));
    expect(long.httpStatus).toBe(400);
    expect(long.text).toContain('with length 129 is too long.');
  });

  it('remembers errors too, even after their cause is gone', async () => {
    const journal = { ...JOURNAL, JournalLines: [{ LineAmount: 1, AccountCode: '7777' }] };
    const first = await xero.put('/ManualJournals', journal, {
      headers: { 'idempotency-key': 'e' },
    });
    const again = await xero.put('/ManualJournals', journal, {
      headers: { 'idempotency-key': 'e' },
    });
    expect([first.httpStatus, again.text]).toEqual([400, first.text]);
  });

  it.each([
    [6, 5.9, 1],
    [6, 6, 2],
    [20, 19.9, 1],
    [20, 20, 2],
    [0, 0, 2],
  ])('of %d minutes, after %d: %d journals', async (minutes, after, journals) => {
    await xero.control('PUT', '/idempotency', { minutes });
    await keyed('k');
    await xero.control('POST', '/clock', { moveMs: after * 60_000 });
    await keyed('k');
    expect(await journalCount()).toBe(journals);
  });

  it('is checked after the rate limit, so that a 429 means nothing happened', async () => {
    await xero.control('PUT', '/limits', { minute: 0 });
    expect((await keyed('k')).httpStatus).toBe(429);
    await xero.control('PUT', '/limits', { minute: 60 });
    expect((await keyed('k')).httpStatus).toBe(200);
    expect(await journalCount()).toBe(1);
  });

  it('counts each repeat against the limits', async () => {
    await keyed('k');
    expect((await keyed('k')).headers.get('x-minlimit-remaining')).toBe('58');
  });
});

describe('faults', () => {
  const fault = (body: object) => xero.control('POST', '/faults', body);
  const put = () => xero.put('/ManualJournals', JOURNAL, { headers: { 'idempotency-key': 'k' } });

  it('drop the connection before the work, or after it', async () => {
    await fault({ kind: 'drop', path: '/ManualJournals', method: 'PUT' });
    await expect(put()).rejects.toThrow();
    expect(await journalCount()).toBe(0);
    await fault({ kind: 'drop', moment: 'after', path: '/manualjournals' });
    await expect(put()).rejects.toThrow();
    expect(await journalCount()).toBe(1);
    expect((await put()).httpStatus).toBe(200);
    expect(await journalCount()).toBe(1);
  });

  it('drop the connection and do the work late', async () => {
    await fault({ kind: 'drop', moment: 'late', delayMs: 150, method: 'PUT' });
    await expect(put()).rejects.toThrow();
    expect(await journalCount()).toBe(0);
    await new Promise((resolve) => setTimeout(resolve, 400));
    expect(await journalCount()).toBe(1);
  });

  it('answer with another status, remembered or not', async () => {
    await fault({ kind: 'status', httpStatus: 500, method: 'PUT' });
    const plain = await put();
    expect([plain.httpStatus, (plain.body as { Title: string }).Title]).toEqual([
      500,
      'An error occurred',
    ]);
    expect((await put()).httpStatus).toBe(200);
    await fault({
      kind: 'status',
      httpStatus: 503,
      body: 'The Organisation is offline',
      method: 'GET',
    });
    expect((await xero.get('/Organisation')).text).toBe('The Organisation is offline');
    await fault({ kind: 'status', httpStatus: 500, remember: true, method: 'PUT' });
    const keyed = { headers: { 'idempotency-key': 'sticky' } };
    const twice = [
      await xero.put('/ManualJournals', JOURNAL, keyed),
      await xero.put('/ManualJournals', JOURNAL, keyed),
    ];
    expect(twice.map(({ httpStatus }) => httpStatus)).toEqual([500, 500]);
  });

  it('answer with an error after the work', async () => {
    await fault({
      kind: 'status',
      httpStatus: 502,
      body: '<html>',
      moment: 'after',
      method: 'PUT',
    });
    expect((await put()).httpStatus).toBe(502);
    expect(await journalCount()).toBe(1);
  });

  it('cut an answer half way', async () => {
    await fault({ kind: 'cut', method: 'PUT' });
    await expect(put()).rejects.toThrow();
    expect(await journalCount()).toBe(1);
  });

  it('edit an answer, or turn its elements round', async () => {
    await fault({
      kind: 'edit',
      find: '"LineAmount":1.00',
      put: '"LineAmount":2.00',
      method: 'PUT',
    });
    expect((await put()).text).toContain('"LineAmount":2.00');
    await fault({ kind: 'reverse', method: 'GET' });
    const codes = elements(await xero.get('/Accounts'), 'Accounts').map(({ Code }) => Code);
    expect(codes).toEqual(codes.toSorted().reverse());
  });

  it('wait until a call matches, and can be forgotten', async () => {
    await fault({ kind: 'status', httpStatus: 500, path: '/connect/token', times: 3 });
    expect((await xero.get('/Organisation')).httpStatus).toBe(200);
    expect((await xero.control<object[]>('GET', '/faults')).body).toHaveLength(1);
    await xero.control('DELETE', '/faults');
    expect((await xero.control<object[]>('GET', '/faults')).body).toEqual([]);
    expect((await fault({ kind: 'nonsense' })).httpStatus).toBe(400);
  });
});

describe('controls', () => {
  it('count calls by method, path and status', async () => {
    await xero.control('DELETE', '/calls');
    const id = firstText(
      await xero.put('/ManualJournals', JOURNAL),
      'ManualJournals',
      'ManualJournalID',
    );
    await xero.get(`/ManualJournals/${id}`);
    await xero.get('/ManualJournals/none');
    expect((await xero.control('GET', '/calls')).body).toEqual([
      { method: 'PUT', path: '/ManualJournals', http_status: 200, calls: 1 },
      { method: 'GET', path: '/ManualJournals/:id', http_status: 200, calls: 1 },
      { method: 'GET', path: '/ManualJournals/:id', http_status: 404, calls: 1 },
    ]);
  });

  it('make an invoice and edit a journal as a person would', async () => {
    const place = `/organisations/${xero.tenantId}`;
    const invoice = await xero.control<{ invoiceId: string }>('POST', `${place}/invoices`, {
      contactName: 'A customer',
      date: '2026-05-31',
      lines: [{ accountCode: '1100', amount: '50.00', taxType: 'NONE' }],
    });
    const listed = await xero.get('/Invoices?page=1');
    expect(elements(listed, 'Invoices')[0]).toMatchObject({
      InvoiceID: invoice.body.invoiceId,
      Total: 50,
      LineItems: [{ AccountCode: '1100' }],
    });
    const id = firstText(
      await xero.put('/ManualJournals', JOURNAL),
      'ManualJournals',
      'ManualJournalID',
    );
    await xero.control('POST', `${place}/manual-journals/${id}`, { Status: 'VOIDED' });
    const read = await xero.get(`/ManualJournals/${id}`);
    expect(elements(read, 'ManualJournals')[0]).toMatchObject({ Status: 'VOIDED' });
    const bad = await xero.control('POST', `${place}/invoices`, { contactName: 'x' });
    expect(bad.httpStatus).toBe(400);
  });

  it('refuse a behaviour that does not exist', async () => {
    expect((await xero.control('PUT', '/behaviours', { nonsense: 'yes' })).httpStatus).toBe(400);
  });

  it('start anew', async () => {
    await xero.put('/ManualJournals', JOURNAL);
    const reset = await xero.control<{ organisations: { name: string }[] }>('POST', '/reset', {
      seed: 'empty',
      organisation: { name: 'Fresh', country: 'GB' },
    });
    expect(reset.body.organisations.map(({ name }) => name)).toEqual(['Fresh']);
    expect((await xero.get('/Organisation')).httpStatus).toBe(401);
  });
});
