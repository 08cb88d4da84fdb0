import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { resetTwin } from '../../src/twin/start.ts';
import { authorizeUrl, goThroughConsent, tokensFor } from './twin-consent.ts';
import { elements, openSession, trialBalanceRows } from './twin-session.ts';

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'twin-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const JOURNAL = {
  Narration: 'kept',
  Date: '2026-05-31',
  Status: 'POSTED',
  JournalLines: [
    { LineAmount: 7, AccountCode: '1100' },
    { LineAmount: -7, AccountCode: '4200' },
  ],
};

describe('a twin in a folder', () => {
  it('keeps its apps, tokens, books and clock from one start to the next', async () => {
    const first = await openSession({ folder, seed: 'lender-nz', organisation: { name: 'Kept' } });
    await first.put('/ManualJournals', JOURNAL);
    await first.control('POST', '/clock', { moveMs: 1_000_000 });
    await first.twin.close();
    const second = await openSession({ folder, seed: 'empty', organisation: { name: 'Other' } });
    expect(second.twin.apps).toEqual(first.twin.apps);
    expect(second.twin.organisations).toEqual([{ tenantId: first.tenantId, name: 'Kept' }]);
    const headers = { authorization: `Bearer ${first.token}` };
    const read = await second.get('/ManualJournals', { headers });
    expect(elements(read, 'ManualJournals')).toHaveLength(1);
    const clock = await second.control<{ now: string }>('GET', '/clock');
    expect(Date.parse(clock.body.now)).toBeGreaterThan(Date.now() + 900_000);
    await second.twin.close();
  });

  it('is one twin in several servers: tokens, keys, limits and ledger', async () => {
    const one = await openSession({ folder });
    const two = await openSession({ folder });
    expect(two.twin.apps).toEqual(one.twin.apps);
    const sending = {
      headers: { 'idempotency-key': 'shared', authorization: `Bearer ${one.token}` },
    };
    const first = await one.put('/ManualJournals', JOURNAL, sending);
    const again = await two.put('/ManualJournals', JOURNAL, sending);
    expect(again.text).toBe(first.text);
    expect(again.headers.get('x-minlimit-remaining')).toBe('58');
    expect(await trialBalanceRows(two, 'date=2026-05-31')).toHaveLength(3);
    await one.twin.close();
    await two.twin.close();
  });

  it('is one twin for a sign-in that begins at one server and ends at another', async () => {
    const one = await openSession({ folder });
    const two = await openSession({ folder });
    const [web] = one.twin.apps;
    if (web === undefined) throw new Error('There is no app.');
    const back = await goThroughConsent(authorizeUrl(one.twin, web));
    const tokens = await tokensFor(two.twin, web, {
      grant_type: 'authorization_code',
      code: back.searchParams.get('code') ?? '',
      redirect_uri: web.redirectUris[0],
    });
    const form = { grant_type: 'refresh_token', refresh_token: tokens.body.refresh_token };
    const next = await tokensFor(one.twin, web, form);
    const headers = { authorization: `Bearer ${next.body.access_token}` };
    expect((await two.get('/Organisation', { headers })).httpStatus).toBe(200);
    await one.twin.close();
    await two.twin.close();
  });

  it('made before roles were kept gives everybody the role that they had', async () => {
    const before = await openSession({ folder });
    await before.twin.close();
    const books = new DatabaseSync(join(folder, 'books.db'));
    books.exec(`alter table person add column is_adviser integer not null default 0;
      alter table person add column sees_reports integer not null default 1;
      update person set sees_reports = 0 where name = 'Ben Whittaker';
      drop table membership; alter table connection drop column ended_at;
      alter table app drop column connection_limit; alter table app drop column is_certified;
      alter table app drop column is_enabled;`);
    books.close();
    const after = await openSession({ folder });
    const users = await after.control<{ roles: object[] }[]>('GET', '/users');
    const { tenantId } = after;
    expect(users.body.map(({ roles }) => roles)).toEqual([
      [{ tenantId, role: 'standardWithReports' }],
      [{ tenantId, role: 'standard' }],
    ]);
    const headers = { authorization: `Bearer ${before.token}` };
    expect((await after.get('/ManualJournals', { headers })).httpStatus).toBe(200);
    await after.twin.close();
  });

  it('made before it kept what answers show beside its books shows them as it did', async () => {
    const before = await openSession({ folder });
    await before.put('/Contacts', { Name: 'Kept' });
    const shown = await before.get('/TaxRates');
    await before.twin.close();
    const books = new DatabaseSync(join(folder, 'books.db'));
    books.exec(`update tax_rate set component = 'GST';
      alter table account drop column details; alter table organisation drop column details;
      alter table contact drop column details; alter table invoice drop column details;
      alter table invoice drop column amount_due;
      alter table bank_transaction drop column has_reference;`);
    books.close();
    const after = await openSession({ folder });
    const rates = elements(await after.get('/TaxRates'), 'TaxRates');
    expect(rates).toEqual(elements(shown, 'TaxRates'));
    const accounts = elements(await after.get('/Accounts'), 'Accounts');
    expect(accounts.find(({ Code }) => Code === '820')).toMatchObject({ SystemAccount: 'GST' });
    expect(accounts.find(({ Code }) => Code === '404')).toMatchObject({ SystemAccount: '' });
    expect(elements(await after.get('/Contacts?page=1'), 'Contacts')).toHaveLength(1);
    expect((await after.put('/Contacts', { Name: 'New' })).httpStatus).toBe(200);
    await after.twin.close();
  });

  it('survives many writers at once without losing or doubling a journal', async () => {
    const sessions = await Promise.all([1, 2, 3].map(() => openSession({ folder })));
    const [first] = sessions;
    await first?.control('PUT', '/limits', { minute: 10_000, concurrent: 100 });
    const writes = sessions.flatMap((session) =>
      Array.from({ length: 20 }, () => session.put('/ManualJournals', JOURNAL)),
    );
    const statuses = (await Promise.all(writes)).map(({ httpStatus }) => httpStatus);
    expect(new Set(statuses)).toEqual(new Set([200]));
    const rows = first === undefined ? [] : await trialBalanceRows(first, 'date=2026-05-31');
    expect(rows).toContainEqual(['Total', '420.00', '420.00', '420.00', '420.00']);
    for (const session of sessions) await session.twin.close();
  });

  it('starts once when several processes open an empty folder together', async () => {
    const found = await Promise.all([1, 2, 3, 4].map(() => describedByProcess(folder)));
    expect(new Set(found).size).toBe(1);
    expect(JSON.parse(found[0] ?? '')).toHaveLength(3);
  });

  it('starts anew after a reset, also for a server that runs', async () => {
    const running = await openSession({ folder });
    await running.put('/ManualJournals', JOURNAL);
    resetTwin(folder);
    const fresh = await openSession({ folder, seed: 'demo-nz' });
    expect(fresh.twin.organisations).toHaveLength(2);
    expect(fresh.twin.apps).not.toEqual(running.twin.apps);
    expect((await running.get('/Organisation')).httpStatus).toBe(401);
    await running.twin.close();
    await fresh.twin.close();
  });
});

/** The apps as another process of this folder sees them. */
function describedByProcess(path: string): Promise<string> {
  const start = new URL('../../src/twin/start.ts', import.meta.url).href;
  const script = `import { startTwin } from ${JSON.stringify(start)};
    const twin = await startTwin({ folder: ${JSON.stringify(path)} });
    process.stdout.write(JSON.stringify(twin.apps));
    await twin.close();`;
  const child = spawn(process.execPath, ['--input-type=module', '-e', script]);
  return new Promise((resolve, reject) => {
    let out = '';
    let complaints = '';
    child.stdout.on('data', (data) => {
      out += data;
    });
    child.stderr.on('data', (data) => {
      complaints += data;
    });
    child.on('close', (exit) => (exit === 0 ? resolve(out) : reject(new Error(complaints))));
  });
}
