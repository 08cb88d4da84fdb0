import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { FEE, FEES, LOANS } from './fee-journal.ts';
import { elements, openSession, type Session, trialBalanceRows } from './twin-session.ts';

let xero: Session;
beforeAll(async () => {
  xero = await openSession();
  await xero.control('PUT', '/limits', { minute: 10_000 });
});
afterAll(() => xero.twin.close());

/** Sends one journal and gives its element back. */
async function put(journal: object): Promise<Record<string, unknown>> {
  const path = '/ManualJournals?summarizeErrors=false';
  const reply = await xero.put(path, { ManualJournals: [{ ...FEE, ...journal }] });
  expect(reply.httpStatus).toBe(200);
  return elements(reply, 'ManualJournals')[0] ?? {};
}

function messages(element: Record<string, unknown>, name: string): string[] {
  return ((element[name] ?? []) as { Message: string }[]).map(({ Message }) => Message);
}

describe('a manual journal', () => {
  it('posts a fee with its GST into the ledger', async () => {
    const own = await openSession();
    const { body, httpStatus } = await own.put('/ManualJournals', { ManualJournals: [FEE] });
    expect(httpStatus).toBe(200);
    const lines = [{ LineAmount: 115 }, { AccountCode: '4100', TaxAmount: -15, LineAmount: -115 }];
    expect(body).toMatchObject({ ManualJournals: [{ Status: 'POSTED', JournalLines: lines }] });
    expect(await trialBalanceRows(own, 'date=2026-05-31')).toEqual([
      ['Loan Fees (4100)', '', '100.00', '', '100.00'],
      ['Loans Receivable (1100)', '115.00', '', '115.00', ''],
      ['GST (820)', '', '15.00', '', '15.00'],
      ['Total', '115.00', '115.00', '115.00', '115.00'],
    ]);
    await own.twin.close();
  });

  it('prints money with two decimals and dates in the dialect', async () => {
    const { text } = await xero.put('/ManualJournals', FEE);
    expect(text).toContain('"LineAmount":-115.00');
    expect(text).toContain('"TaxAmount":-15.00');
    expect(text).toContain(`"Date":"/Date(${Date.UTC(2026, 4, 31)}+0000)/"`);
    expect(text).toMatch(/"DateTimeUTC":"\/Date\(\d+\)\/"/);
  });

  it('is a draft without GST unless it says otherwise', async () => {
    const element = await put({ Status: undefined, LineAmountTypes: undefined });
    expect(element).toMatchObject({ Status: 'DRAFT', LineAmountTypes: 'NoTax' });
    expect(element.JournalLines).toMatchObject([{}, { TaxType: 'NONE', TaxAmount: 0 }]);
  });

  it('takes names in any case and drops what it does not know', async () => {
    const sent = {
      narration: 'lower',
      DATE: '2026-05-31',
      journallines: [LOANS, FEES],
      currencycode: 'USD',
    };
    const reply = await xero.put('/ManualJournals', { manualjournals: [sent] });
    expect(elements(reply, 'ManualJournals')[0]).toMatchObject({ Narration: 'lower' });
    expect(reply.text).not.toContain('USD');
  });

  it('keeps every cent of amounts that no float holds', async () => {
    const body = `{"Narration":"big","Status":"POSTED","Date":"2026-05-31","JournalLines":[
      {"LineAmount":9999999999.99,"AccountCode":"1100"},
      {"LineAmount":-9999999999.98,"AccountCode":"4200"},{"LineAmount":-1e-2,"AccountCode":"4200"}]}`;
    const { text } = await xero.put('/ManualJournals', body);
    expect(text).toContain('"LineAmount":9999999999.99');
    expect(text).toContain('"LineAmount":-0.01');
  });

  it.each([
    ['Inclusive', '100.00', '13.04'],
    ['Exclusive', '14.43', '2.16'],
    ['Exclusive', '14.50', '2.18'],
    ['Exclusive', '-14.50', '-2.18'],
    ['Inclusive', '0.04', '0.01'],
    ['NoTax', '100.00', '0.00'],
  ])('works out GST half up per line: %s %s gives %s', async (LineAmountTypes, amount, tax) => {
    const lines = `[{"LineAmount":${amount},"AccountCode":"4100","TaxType":"OUTPUT2"},
      {"LineAmount":1,"AccountCode":"1100"}]`;
    const body = `{"Narration":"n","LineAmountTypes":"${LineAmountTypes}","JournalLines":${lines}}`;
    expect((await xero.put('/ManualJournals', body)).text).toContain(`"TaxAmount":${tax}`);
  });

  const two = (line: object) => ({ JournalLines: [{ ...LOANS, ...line }, FEES] });
  it.each([
    [{ Narration: '' }, 'The Narration must be specified.'],
    [{ JournalLines: [LOANS] }, 'At least two journal lines must be specified.'],
    [two({ LineAmount: 116 }), 'The total debits (116.00) must equal total credits (-115.00)'],
    [
      { LineAmountTypes: 'Exclusive' },
      'The total debits (115.00) must equal total credits (-132.25)',
    ],
    [{ Status: 'VOID' }, "The status 'VOID' cannot be applied to the document"],
    [{ Status: 'VOIDED' }, "The status 'VOIDED' cannot be applied to the document"],
    [
      two({ TaxType: 'INPUT9' }),
      'The TaxType code INPUT9 does not exist or cannot be used for this type of transaction.',
    ],
    [
      { JournalLines: [LOANS, { ...FEES, TaxType: 'INPUT2' }] },
      "The TaxType code 'INPUT2' cannot be used with account code '4100'.",
    ],
    [two({ AccountCode: undefined }), 'The account code or ID must be specified'],
    [
      two({ Tracking: [{ Name: 'Area', Option: 'East' }] }),
      "There is no ACTIVE tracking category with the name 'Area'",
    ],
    [
      two({ LineAmount: '10000000000' }),
      'The line amount must be between -9,999,999,999.99 and 9,999,999,999.99.',
    ],
  ])('is refused: %j', async (journal, text) => {
    const element = await put(journal);
    expect(element.StatusAttributeString).toBe('ERROR');
    expect(messages(element, 'ValidationErrors')).toContain(text);
    expect(element.ManualJournalID).toBe('00000000-0000-0000-0000-000000000000');
  });

  it.each(['090', '610', '800', '630', '877', '999'])(
    'loses its line on account %s with a warning while it is a draft',
    async (AccountCode) => {
      const element = await put({ Status: 'DRAFT', ...two({ AccountCode }) });
      expect(element.StatusAttributeString).toBe('WARNING');
      expect(messages(element, 'Warnings')).toEqual([
        `Account code '${AccountCode}' has been removed as it does not match a recognised account.`,
      ]);
      expect(element.JournalLines).toHaveLength(1);
    },
  );

  it('is refused when posted on a bank account, since it no longer balances', async () => {
    const element = await put(two({ AccountCode: '090' }));
    expect(messages(element, 'ValidationErrors')).toEqual([
      'The total debits (0.00) must equal total credits (-115.00)',
    ]);
    expect(messages(element, 'Warnings')).toHaveLength(1);
  });

  it('may use GST, rounding and historical adjustment accounts, and retained earnings as a draft', async () => {
    for (const AccountCode of ['820', '860', '840']) {
      expect((await put(two({ AccountCode }))).StatusAttributeString).toBe('OK');
    }
    const draft = { Status: 'DRAFT', ...two({ AccountCode: '960' }) };
    expect((await put(draft)).StatusAttributeString).toBe('OK');
  });

  it('posts a line of GST on imports gross', async () => {
    const own = await openSession();
    const lines = [
      { LineAmount: 150, AccountCode: '1100', TaxType: 'NONE' },
      { LineAmount: -150, AccountCode: '820', TaxType: 'GSTONIMPORTS' },
    ];
    const reply = await own.put('/ManualJournals', { ...FEE, JournalLines: lines });
    expect(elements(reply, 'ManualJournals')[0]?.JournalLines).toMatchObject([
      {},
      { TaxAmount: 0 },
    ]);
    expect(await trialBalanceRows(own, 'date=2026-05-31')).toContainEqual([
      'GST (820)',
      '',
      '150.00',
      '',
      '150.00',
    ]);
    await own.twin.close();
  });

  it('is refused on an archived account', async () => {
    const archive = (archived: boolean) =>
      xero.control('PUT', `/organisations/${xero.tenantId}/accounts/4300/archived`, { archived });
    await archive(true);
    const element = await put({ JournalLines: [LOANS, { ...FEES, AccountCode: '4300' }] });
    expect(messages(element, 'ValidationErrors')).toEqual([
      "Account code '4300' has been archived, or has been deleted. Each line item must reference a valid account.",
    ]);
    await archive(false);
  });

  it('follows strictReservedAccounts', async () => {
    await xero.control('PUT', '/behaviours', { strictReservedAccounts: 'yes' });
    const element = await put({ Status: 'DRAFT', ...two({ AccountCode: '090' }) });
    expect(messages(element, 'ValidationErrors')).toEqual([
      "Account code '090' cannot be used in a manual journal.",
    ]);
    await xero.control('PUT', '/behaviours', { strictReservedAccounts: 'no' });
  });
});
