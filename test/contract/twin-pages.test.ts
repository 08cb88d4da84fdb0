import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { showPage } from './twin-forms.ts';
import { firstText, openSession, type Session } from './twin-session.ts';

let xero: Session;
beforeAll(async () => {
  xero = await openSession({ organisation: { name: 'Smith & <b>Sons</b>' } });
});
afterAll(() => xero.twin.close());

describe('the pages', () => {
  it('list organisations, escaped', async () => {
    const { headers, httpStatus, text } = await showPage(xero, '');
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
    expect((await showPage(xero, `${place}/trial-balance?date=2026-05-31`)).text).toContain(
      '12.34',
    );
    const listed = await showPage(xero, `${place}/journals`);
    expect(listed.text).toContain('&lt;script&gt;');
    expect(listed.text).not.toContain('<script>');
    const id = firstText(made, 'ManualJournals', 'ManualJournalID');
    expect((await showPage(xero, `${place}/journals/${id}`)).text).toContain('-12.34');
    expect((await showPage(xero, `${place}/bank-transactions`)).httpStatus).toBe(200);
    expect((await showPage(xero, `${place}/journals/none`)).httpStatus).toBe(404);
    expect((await showPage(xero, '/none/journals')).httpStatus).toBe(404);
  });
});
