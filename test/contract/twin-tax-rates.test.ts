import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { elements, openSession, type Session } from './twin-session.ts';

let xero: Session;
beforeAll(async () => {
  xero = await openSession();
  await xero.control('PUT', '/limits', { minute: 10_000 });
});
afterAll(() => xero.twin.close());

const LEVY = {
  Name: 'Finance levy',
  ReportTaxType: 'OUTPUT',
  TaxComponents: [
    { Name: 'GST', Rate: 15 },
    { Name: 'Levy', Rate: 0.125 },
  ],
};

async function put(rate: object, query = ''): Promise<Record<string, unknown>> {
  return elements(await xero.put(`/TaxRates${query}`, { TaxRates: [rate] }), 'TaxRates')[0] ?? {};
}

describe('tax rates', () => {
  it('are made with the next number, and taken on lines by their effective rate', async () => {
    const made = await put(LEVY);
    expect(made).toMatchObject({
      ...{ TaxType: 'TAX001', ReportTaxType: 'OUTPUT', Status: 'ACTIVE' },
      ...{ EffectiveRate: 15.125, CanApplyToRevenue: true, CanApplyToExpenses: false },
    });
    const reply = await xero.put('/ManualJournals', {
      ...{ Narration: 'With a levy', Status: 'POSTED', LineAmountTypes: 'Exclusive' },
      JournalLines: [
        { LineAmount: 1151.25, AccountCode: '1100', TaxType: 'NONE' },
        { LineAmount: -1000, AccountCode: '4100', TaxType: 'TAX001' },
      ],
    });
    expect(reply.body).toMatchObject({
      ManualJournals: [{ JournalLines: [{}, { TaxAmount: -151.25 }] }],
    });
  });

  it('are changed as a whole and deleted', async () => {
    const { TaxType } = await put({ ...LEVY, Name: 'Short levy' });
    const changed = {
      ...LEVY,
      TaxType,
      Name: 'Lower levy',
      TaxComponents: [{ Name: 'GST', Rate: 5 }],
    };
    expect(elements(await xero.post('/TaxRates', changed), 'TaxRates')).toMatchObject([
      { TaxType, Name: 'Lower levy', EffectiveRate: 5 },
    ]);
    const ended = await xero.post('/TaxRates', { TaxType, Status: 'DELETED' });
    expect(elements(ended, 'TaxRates')).toMatchObject([{ Status: 'DELETED' }]);
    expect((await xero.get(`/TaxRates/${TaxType}`)).httpStatus).toBe(404);
  });

  it.each([
    ['without a name', { ...LEVY, Name: '' }, /Name must be specified/],
    ['under a name that is taken', { ...LEVY, Name: 'Zero Rated' }, /unique Name/],
    ['without its box of the return', { ...LEVY, Name: 'X', ReportTaxType: '' }, /ReportTaxType/],
    ['without components', { ...LEVY, Name: 'X', TaxComponents: [] }, /components/],
    ['of a component without a rate', { ...LEVY, TaxComponents: [{ Name: 'GST' }] }, /components/],
  ])('are refused %s', async (_case, rate, words) => {
    const reply = await xero.put('/TaxRates', rate);
    expect([reply.httpStatus, reply.text]).toMatchObject([400, words]);
  });

  it('of the country’s law stay as they are, and an unknown one is not made by a change', async () => {
    const none = await xero.post('/TaxRates', { ...LEVY, TaxType: 'NONE' });
    expect([none.httpStatus, none.text]).toMatchObject([400, /system tax rate/]);
    const unknown = await xero.post('/TaxRates', { ...LEVY, TaxType: 'TAX999' });
    expect([unknown.httpStatus, unknown.text]).toMatchObject([400, /could not be found/]);
  });

  it('are found by a condition, in the order that is asked for', async () => {
    const where = encodeURIComponent('ReportTaxType=="OUTPUT" AND TaxType!="TAX001"');
    const found = elements(await xero.get(`/TaxRates?where=${where}&order=Name DESC`), 'TaxRates');
    expect(found.map(({ TaxType }) => TaxType)).toEqual(['ZERORATED', 'OUTPUT2']);
  });
});
