import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { elements, firstText, openSession, type Reply, type Session } from './twin-session.ts';

let xero: Session;
beforeAll(async () => {
  xero = await openSession();
  await xero.control('PUT', '/limits', { minute: 10_000 });
  await xero.put('/ManualJournals', {
    ManualJournals: Array.from({ length: 25 }, (_, index) => ({
      Narration: `Day ${index + 1} ["quoted"] [x/1 ${index}]`,
      Date: `2026-05-${String(index + 1).padStart(2, '0')}`,
      Status: index % 2 === 0 ? 'POSTED' : 'DRAFT',
      JournalLines: [
        { LineAmount: 1, AccountCode: '1100' },
        { LineAmount: -1, AccountCode: '4200' },
      ],
    })),
  });
  await xero.put('/BankTransactions', {
    Type: 'SPEND',
    Contact: { Name: "O'Hara & Sons" },
    BankAccount: { Code: '090' },
    Date: '2026-05-07',
    LineItems: [{ Description: 'x', UnitAmount: 12.5, AccountCode: '2190', TaxType: 'NONE' }],
  });
});
afterAll(() => xero.twin.close());

const list = (query: string, sending = {}) => xero.get(`/ManualJournals?${query}`, sending);
const where = (filter: string) => list(`where=${encodeURIComponent(filter)}`);
const days = (reply: Reply<unknown>) =>
  elements(reply, 'ManualJournals').map(({ Narration }) => Number(String(Narration).split(' ')[1]));

describe('a where filter', () => {
  it.each([
    ['Narration=="Day 3 [\\"quoted\\"] [x/1 2]"', [3]],
    ['Narration=="Day 3"', []],
    ['Date==DateTime(2026, 05, 04)', [4]],
    ['Date>=DateTime(2026,5,24)', [24, 25]],
    ['Date > DateTime(2026, 05, 02) AND Date < DateTime(2026, 05, 05)', [3, 4]],
    ['Date >= DateTime.Parse("2026-05-24") && Status="POSTED"', [25]],
    ['(Date==DateTime(2026,5,1) OR Date==DateTime(2026,5,2)) && Status=="DRAFT"', [2]],
    ['Date==DateTime(2026,5,1) || Date==DateTime(2026,5,2) && Status=="POSTED"', [1]],
    ['Narration.StartsWith("Day 2") and Status!="DRAFT"', [21, 23, 25]],
    ['Narration.Contains("Day 7")', [7]],
    ['Narration.ToLower().Contains("day 7")', [7]],
    ['!Narration.Contains("Day 1") && Date<DateTime(2026,5,4)', [2, 3]],
    ['Narration.EndsWith("1 4]")==true', [5]],
    ['Url!=null', []],
    ['Url==null && DateTime(2026,5,1)==Date', [1]],
  ])('%s', async (filter, expected) => {
    expect(days(await where(filter)).toSorted((one, two) => one - two)).toEqual(expected);
  });

  it.each([
    'Nothing=="x"',
    'Narration==',
    'Narration=="x',
    'Narration.Reverse("x")',
    'Date==DateTime(2026,13,x)',
    '"x"=="y"',
    'Status=="DRAFT")',
  ])('is refused: %s', async (filter) => {
    const reply = await where(filter);
    expect([reply.httpStatus, (reply.body as { ErrorNumber: number }).ErrorNumber]).toEqual([
      400, 16,
    ]);
  });

  it('reaches into contacts and bank accounts of bank transactions', async () => {
    const found = async (filter: string) =>
      elements(
        await xero.get(`/BankTransactions?where=${encodeURIComponent(filter)}`),
        'BankTransactions',
      );
    const [only] = await found('Type=="SPEND" && Total==12.50');
    const { ContactID } = (only as { Contact: { ContactID: string } }).Contact;
    expect(await found(`Contact.ContactID==guid("${ContactID.toUpperCase()}")`)).toHaveLength(1);
    expect(await found('Contact.Name=="O\'Hara & Sons" && BankAccount.Code=="090"')).toHaveLength(
      1,
    );
    expect(await found('IsReconciled')).toHaveLength(0);
    expect(await found('IsReconciled==false')).toHaveLength(1);
    expect(await found('Total>12.50')).toHaveLength(0);
  });
});

describe('a list', () => {
  it('has lines and pagination only with a page', async () => {
    const whole = await list('');
    expect(whole.body).not.toHaveProperty('pagination');
    expect(elements(whole, 'ManualJournals')).toHaveLength(25);
    expect(elements(whole, 'ManualJournals')[0]?.JournalLines).toEqual([]);
    const paged = await list('page=2&pageSize=10&order=Date');
    expect(paged.body).toMatchObject({
      pagination: { page: 2, pageSize: 10, pageCount: 3, itemCount: 25 },
    });
    expect(days(paged)).toEqual([11, 12, 13, 14, 15, 16, 17, 18, 19, 20]);
    expect(elements(paged, 'ManualJournals')[0]?.JournalLines).toHaveLength(2);
  });

  it('answers a page past the end with its own number and nothing', async () => {
    const reply = await list('page=9');
    expect(reply.body).toMatchObject({ pagination: { page: 9, pageCount: 1 }, ManualJournals: [] });
  });

  it.each([
    ['page=1&pageSize=0', 1],
    ['page=1&pageSize=5000', 1000],
    ['page=1&pageSize=x', 100],
  ])('brings %s into range', async (query, pageSize) => {
    expect((await list(query)).body).toMatchObject({ pagination: { pageSize } });
  });

  it('follows order', async () => {
    expect(days(await list('page=1&pageSize=3&order=Date DESC'))).toEqual([25, 24, 23]);
    expect((await list('order=Nothing')).httpStatus).toBe(400);
  });

  it('gives what changed since a second', async () => {
    await xero.control('POST', '/clock', { moveMs: 60_000 });
    const clock = await xero.control<{ now: string }>('GET', '/clock');
    const since = { headers: { 'if-modified-since': clock.body.now.slice(0, 19) } };
    expect(elements(await list('', since), 'ManualJournals')).toEqual([]);
    const id = firstText(
      await where('Narration.StartsWith("Day 5")'),
      'ManualJournals',
      'ManualJournalID',
    );
    await xero.post(`/ManualJournals/${id}`, { Narration: 'Day 5 changed' });
    expect(days(await list('', since))).toEqual([5]);
    const badly = await list('', { headers: { 'if-modified-since': 'yesterday' } });
    expect(badly.httpStatus).toBe(412);
  });

  it('hides what is new for as long as listDelayMs says, though not from a look by id', async () => {
    await xero.control('PUT', '/behaviours', { listDelayMs: '45000' });
    const journal = {
      Narration: 'Day 99',
      JournalLines: [
        { LineAmount: 1, AccountCode: '1100' },
        { LineAmount: -1, AccountCode: '4200' },
      ],
    };
    const id = firstText(
      await xero.put('/ManualJournals', journal),
      'ManualJournals',
      'ManualJournalID',
    );
    const seen = async () => days(await where('Narration=="Day 99"'));
    expect(await seen()).toEqual([]);
    expect((await xero.get(`/ManualJournals/${id}`)).httpStatus).toBe(200);
    await xero.control('POST', '/clock', { moveMs: 45_000 });
    expect(await seen()).toEqual([99]);
  });
});

describe('contacts', () => {
  it('are made, changed, searched and archived', async () => {
    const made = await xero.put('/Contacts', {
      Contacts: [
        { Name: 'Ann', AccountNumber: 'A1' },
        { Name: 'Bob', EmailAddress: 'bob@x.test' },
      ],
    });
    const [ann = '', bob = ''] = elements(made, 'Contacts').map((each) => String(each.ContactID));
    const names = async (query: string) =>
      elements(await xero.get(`/Contacts?${query}`), 'Contacts').map(({ Name }) => Name);
    expect(await names(`IDs=${ann},${bob}&order=Name`)).toEqual(['Ann', 'Bob']);
    expect(await names('searchTerm=BOB@')).toEqual(['Bob']);
    await xero.post(`/Contacts/${bob}`, { ContactStatus: 'ARCHIVED' });
    expect(await names(`IDs=${bob}`)).toEqual([]);
    expect(await names(`IDs=${bob}&includeArchived=true`)).toEqual(['Bob']);
    await xero.post('/Contacts', { ContactID: ann, Name: 'Anna' });
    expect(await names(`IDs=${ann}&page=1`)).toEqual(['Anna']);
  });

  it('have one name each among the active ones', async () => {
    const twice = await xero.put('/Contacts?summarizeErrors=false', {
      Contacts: [{ Name: 'Twin' }, { Name: 'Twin' }, {}],
    });
    expect(elements(twice, 'Contacts').map((each) => each.StatusAttributeString)).toEqual([
      'OK',
      'ERROR',
      'ERROR',
    ]);
    expect(twice.text).toContain('The contact name Twin is already assigned to another contact.');
  });
});
