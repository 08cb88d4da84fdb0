import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { FEE, FEES, LOANS } from './fee-journal.ts';
import {
  elements,
  firstText,
  openSession,
  type Session,
  signIn,
  trialBalanceRows,
} from './twin-session.ts';

let xero: Session;
beforeAll(async () => {
  xero = await openSession();
  await xero.control('PUT', '/limits', { minute: 10_000 });
});
afterAll(() => xero.twin.close());

describe('a body that cannot be read', () => {
  it.each([
    ['no JSON', '{"Narration":'],
    ['an unknown line amount type', JSON.stringify({ ...FEE, LineAmountTypes: 'NO_TAX' })],
    ['a date that does not exist', JSON.stringify({ ...FEE, Date: '2026-02-30' })],
    ['a bad GUID', JSON.stringify({ ...FEE, JournalLines: [{ AccountID: 'abc' }] })],
    ['an amount that is none', JSON.stringify({ ...FEE, JournalLines: [{ LineAmount: 'ten' }] })],
  ])('is refused as a whole: %s', async (_case, body) => {
    const before = await trialBalanceRows(xero, 'date=2026-05-31');
    const reply = await xero.put('/ManualJournals', body);
    expect(reply.httpStatus).toBe(400);
    expect(reply.body).toMatchObject({ ErrorNumber: 14, Type: 'PostDataInvalidException' });
    expect(await trialBalanceRows(xero, 'date=2026-05-31')).toEqual(before);
  });

  it('fails with a 500 when tracking is no list', async () => {
    const lines = [{ ...LOANS, Tracking: { Name: 'Area' } }, FEES];
    const reply = await xero.put('/ManualJournals', { ...FEE, JournalLines: lines });
    expect([reply.httpStatus, (reply.body as { Title: string }).Title]).toEqual([
      500,
      'An error occurred',
    ]);
  });
});

describe('several journals in one call', () => {
  const mixed = {
    ManualJournals: [
      { ...FEE, Narration: 'good one' },
      { ...FEE, Narration: 'bad one', JournalLines: [LOANS] },
      { ...FEE, Narration: 'good two' },
    ],
  };
  const savedNames = async () => {
    const where = encodeURIComponent('Narration.StartsWith("good")');
    const reply = await xero.get(`/ManualJournals?where=${where}`);
    return elements(reply, 'ManualJournals').length;
  };

  it('give a 400 that lists only the failed ones, while the good ones are saved', async () => {
    const reply = await xero.put('/ManualJournals', mixed);
    expect(reply.httpStatus).toBe(400);
    expect(reply.body).toMatchObject({
      ErrorNumber: 10,
      Type: 'ValidationException',
      Message: 'A validation exception occurred',
      Elements: [{ Narration: 'bad one' }],
    });
    expect(await savedNames()).toBe(2);
  });

  it('give a 200 with the outcome of each with summarizeErrors=false', async () => {
    const reply = await xero.put('/ManualJournals?summarizeErrors=false', mixed);
    expect(reply.httpStatus).toBe(200);
    const outcomes = elements(reply, 'ManualJournals').map((each) => each.StatusAttributeString);
    expect(outcomes).toEqual(['OK', 'ERROR', 'OK']);
    expect(await savedNames()).toBe(4);
  });
});

describe('a journal that exists', () => {
  async function posted(): Promise<{ own: Session; id: string }> {
    const own = await openSession();
    const id = firstText(
      await own.put('/ManualJournals', FEE),
      'ManualJournals',
      'ManualJournalID',
    );
    return { own, id };
  }
  const TOTAL = ['Total', '115.00', '115.00', '115.00', '115.00'];

  it('can be read back with its lines', async () => {
    const { id, own } = await posted();
    const reply = await own.get(`/ManualJournals/${id}`);
    expect(elements(reply, 'ManualJournals')[0]).toMatchObject({
      ManualJournalID: id,
      JournalLines: [{ LineAmount: 115 }, { LineAmount: -115 }],
    });
    expect((await own.get(`/ManualJournals/${own.tenantId}`)).httpStatus).toBe(404);
    await own.twin.close();
  });

  it('can be voided, which takes it out of the ledger', async () => {
    const { id, own } = await posted();
    const reply = await own.post(`/ManualJournals/${id}`, { Status: 'VOIDED' });
    expect(elements(reply, 'ManualJournals')[0]).toMatchObject({ Status: 'VOIDED' });
    expect(await trialBalanceRows(own, 'date=2026-05-31')).toEqual([
      ['Total', '0.00', '0.00', '0.00', '0.00'],
    ]);
    const again = await own.post(`/ManualJournals/${id}`, { Status: 'POSTED' });
    expect(again.httpStatus).toBe(400);
    await own.twin.close();
  });

  it('can be changed in place, lines as a whole', async () => {
    const { id, own } = await posted();
    const body = {
      ManualJournalID: id,
      Narration: 'Moved',
      Date: '2026-06-01',
      JournalLines: [
        { LineAmount: 10, AccountCode: '1100' },
        { LineAmount: -10, AccountCode: '4200' },
      ],
    };
    const reply = await own.post('/ManualJournals', body);
    expect(elements(reply, 'ManualJournals')[0]).toMatchObject({
      ManualJournalID: id,
      Status: 'POSTED',
      LineAmountTypes: 'Inclusive',
    });
    expect(await trialBalanceRows(own, 'date=2026-05-31')).toHaveLength(1);
    expect(await trialBalanceRows(own, 'date=2026-06-01')).toContainEqual([
      'Loan Interest (4200)',
      '',
      '10.00',
      '',
      '10.00',
    ]);
    await own.twin.close();
  });

  it('keeps its lines when only the narration changes', async () => {
    const { id, own } = await posted();
    await own.post(`/ManualJournals/${id}`, { Narration: 'New words' });
    expect(await trialBalanceRows(own, 'date=2026-05-31')).toContainEqual(TOTAL);
    await own.twin.close();
  });

  it('can be deleted while it is a draft', async () => {
    const made = await xero.put('/ManualJournals', { ...FEE, Status: 'DRAFT' });
    const path = `/ManualJournals/${firstText(made, 'ManualJournals', 'ManualJournalID')}`;
    const reply = await xero.post(path, { Status: 'DELETED' });
    expect(elements(reply, 'ManualJournals')[0]).toMatchObject({ Status: 'DELETED' });
  });

  it('is not found under another id', async () => {
    const reply = await xero.post('/ManualJournals', { ...FEE, ManualJournalID: xero.tenantId });
    expect(reply.httpStatus).toBe(400);
    expect(reply.text).toContain('could not be found');
  });
});

describe('lock dates', () => {
  const lock = (own: Session, dates: object) =>
    own.control('PUT', `/organisations/${own.tenantId}/lock-dates`, dates);
  const PERIOD =
    'The document date cannot be before the period lock date, currently set at 31-May-2026';

  it('refuse what is posted on or before them and let drafts through', async () => {
    const own = await openSession();
    await lock(own, { periodLockDate: '2026-05-31', endOfYearLockDate: '2026-03-31' });
    const send = (journal: object) => own.put('/ManualJournals', { ...FEE, ...journal });
    expect((await send({})).text).toContain(PERIOD);
    expect((await send({ Date: '2026-03-31' })).text).toContain(
      'The document date cannot be before the end of year lock date, currently set at 31-Mar-2026',
    );
    expect((await send({ Date: '2026-06-01' })).httpStatus).toBe(200);
    expect((await send({ Status: 'DRAFT' })).httpStatus).toBe(200);
    await own.twin.close();
  });

  it('hold for voiding, and an adviser passes the period lock alone', async () => {
    const own = await openSession();
    const id = firstText(
      await own.put('/ManualJournals', FEE),
      'ManualJournals',
      'ManualJournalID',
    );
    await lock(own, { periodLockDate: '2026-05-31' });
    const voiding = () => own.post(`/ManualJournals/${id}`, { Status: 'VOIDED' });
    expect((await voiding()).text).toContain(PERIOD);
    const path = `/users/${own.twin.users[0]?.userId}/roles/${own.tenantId}`;
    await own.control('PUT', path, { role: 'adviser' });
    await lock(own, { endOfYearLockDate: '2026-05-31' });
    expect((await voiding()).text).toContain('end of year lock date');
    await lock(own, { endOfYearLockDate: null });
    expect((await voiding()).httpStatus).toBe(200);
    await own.twin.close();
  });
});

describe('a journal without a date', () => {
  it('is dated today where the organisation is', async () => {
    const own = await openSession();
    const clock = await own.control<{ now: string }>('GET', '/clock');
    const now = Date.parse(clock.body.now);
    const lateUtc = new Date(now).setUTCHours(23, 0, 0, 0);
    await own.control('POST', '/clock', { moveMs: lateUtc - now });
    const { Date: _none, ...undated } = FEE;
    const token = await signIn(own.twin);
    const headers = { authorization: `Bearer ${token}` };
    const reply = await own.put('/ManualJournals', undated, { headers });
    const tomorrow = new Date(lateUtc + 2 * 3_600_000).toISOString().slice(0, 10);
    const wanted = `/Date(${Date.parse(`${tomorrow}T00:00:00Z`)}+0000)/`;
    expect(elements(reply, 'ManualJournals')[0]).toMatchObject({ Date: wanted });
    await own.twin.close();
  });
});
