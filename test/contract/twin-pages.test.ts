import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { firstText, openSession, type Session, send } from './twin-session.ts';

let xero: Session;
beforeAll(async () => {
  xero = await openSession({ organisation: { name: 'Smith & <b>Sons</b>' } });
});
afterAll(() => xero.twin.close());

const page = (path: string) => send(`${xero.twin.pagesUrl}${path}`, { method: 'GET' });

describe('the pages', () => {
  it('list organisations, escaped', async () => {
    const { headers, httpStatus, text } = await page('');
    expect(httpStatus).toBe(200);
    expect(text).toContain('Smith &amp; &lt;b&gt;Sons&lt;/b&gt;');
    expect(text).not.toContain('<b>Sons');
    expect(headers.get('content-security-policy')).toContain("default-src 'none'");
  });

  it('show the trial balance, journals with their lines, and bank transactions', async () => {
    const made = await xero.put('/ManualJournals', {
      Narration: '<script>alert(1)</script>',
      Date: '2026-05-31',
      Status: 'POSTED',
      JournalLines: [
        { LineAmount: 12.34, AccountCode: '1100' },
        { LineAmount: -12.34, AccountCode: '4200' },
      ],
    });
    const place = `/${xero.tenantId}`;
    expect((await page(`${place}/trial-balance?date=2026-05-31`)).text).toContain('12.34');
    const listed = await page(`${place}/journals`);
    expect(listed.text).toContain('&lt;script&gt;');
    expect(listed.text).not.toContain('<script>');
    const id = firstText(made, 'ManualJournals', 'ManualJournalID');
    expect((await page(`${place}/journals/${id}`)).text).toContain('-12.34');
    expect((await page(`${place}/bank-transactions`)).httpStatus).toBe(200);
    expect((await page(`${place}/journals/none`)).httpStatus).toBe(404);
    expect((await page('/none/journals')).httpStatus).toBe(404);
  });
});
