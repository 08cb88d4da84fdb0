import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { FEE } from './fee-journal.ts';
import { elements, firstText, openSession, type Session, signIn } from './twin-session.ts';

const NOT_THERE = '11111111-1111-4111-8111-111111111111';
const PNG = Uint8Array.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0x00, 0xff]);

let xero: Session;
let journal: string;
beforeAll(async () => {
  xero = await openSession();
  await xero.control('PUT', '/limits', { minute: 10_000 });
  journal = `/ManualJournals/${await newJournal()}`;
});
afterAll(() => xero.twin.close());

async function newJournal(): Promise<string> {
  return firstText(await xero.put('/ManualJournals', FEE), 'ManualJournals', 'ManualJournalID');
}

const note = (Details: string) => ({ HistoryRecords: [{ Details }] });

describe('the history of a document', () => {
  it('takes notes, which nobody can change, and shows the newest first', async () => {
    const made = await xero.put(`${journal}/History`, note('Sent by hand'));
    expect(elements(made, 'HistoryRecords')).toMatchObject([
      { Details: 'Sent by hand', ValidationErrors: [] },
    ]);
    await xero.control('POST', '/clock', { moveMs: 2_000 });
    await xero.put(`${journal}/History`, note('Looked at again'));
    const history = elements(await xero.get(`${journal}/History`), 'HistoryRecords');
    expect(history).toMatchObject([
      { Changes: 'Note', User: 'System Generated', Details: 'Looked at again' },
      { Details: 'Sent by hand' },
    ]);
    expect(history[0]?.DateUTCString).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d$/);
    expect((await xero.post(`${journal}/History`, note('Changed'))).httpStatus).toBe(404);
  });

  it.each([
    ['of an unknown document', NOT_THERE, 'Hello', /was not found for this endpoint/],
    ['without a text', undefined, '', /Details of a note/],
    ['of 2,501 characters', undefined, 'x'.repeat(2_501), /longer than 2500/],
  ])('refuses a note %s', async (_case, id, text, words) => {
    const path = id === undefined ? journal : `/ManualJournals/${id}`;
    const reply = await xero.put<{ ErrorNumber: number }>(`${path}/History`, note(text));
    expect([reply.httpStatus, reply.body.ErrorNumber]).toEqual([400, 10]);
    expect(reply.text).toMatch(words);
  });

  it('is kept for bank transactions, invoices and contacts, and is 404 for an unknown one', async () => {
    await xero.put('/Contacts', { Name: 'Aroha' });
    const contact = firstText(await xero.get('/Contacts'), 'Contacts', 'ContactID');
    await xero.put(`/Contacts/${contact}/History`, note('Called'));
    const history = await xero.get(`/Contacts/${contact}/History`);
    expect(elements(history, 'HistoryRecords')).toHaveLength(1);
    for (const name of ['BankTransactions', 'Invoices', 'ManualJournals']) {
      expect((await xero.get(`/${name}/${NOT_THERE}/History`)).httpStatus).toBe(404);
    }
  });

  it('asks for the scope of its document', async () => {
    const token = await signIn(xero.twin, 'accounting.banktransactions');
    const headers = { authorization: `Bearer ${token}` };
    const reply = await xero.get(`${journal}/History`, { headers });
    expect([reply.httpStatus, reply.text]).toMatchObject([401, /AuthorizationUnsuccessful/]);
  });
});

describe('attachments', () => {
  const file = (path: string) =>
    fetch(`${xero.twin.apiUrl}/api.xro/2.0${path}`, {
      headers: {
        authorization: `Bearer ${xero.token}`,
        'xero-tenant-id': xero.tenantId,
        accept: 'application/octet-stream',
      },
    });

  it('keep every byte under the name and the type that came with them', async () => {
    const own = `/ManualJournals/${await newJournal()}`;
    const png = { headers: { 'content-type': 'image/png' } };
    const made = await xero.put(`${own}/Attachments/My%20report.png`, PNG, png);
    const [shown] = elements(made, 'Attachments');
    expect(shown).toMatchObject({ FileName: 'My report.png', MimeType: 'image/png' });
    expect(shown?.ContentLength).toBe(PNG.length);
    expect(shown?.Url).toContain(`${own}/Attachments/My%20report.png`);
    expect(elements(await xero.get(`${own}/Attachments`), 'Attachments')).toEqual([shown]);
    for (const name of ['my%20report.png', String(shown?.AttachmentID)]) {
      const answer = await file(`${own}/Attachments/${name}`);
      expect(answer.headers.get('content-type')).toBe('image/png');
      expect(new Uint8Array(await answer.arrayBuffer())).toEqual(PNG);
    }
    expect(elements(await xero.get(own), 'ManualJournals')).toMatchObject([
      { HasAttachments: true },
    ]);
    expect(elements(await xero.get(journal), 'ManualJournals')).toMatchObject([
      { HasAttachments: false },
    ]);
    expect(elements(await xero.get(`${own}/History`), 'HistoryRecords')).toMatchObject([
      {
        Changes: 'Attached a file',
        Details: 'Attached the file My report.png through the Xero API using tieout custom',
      },
    ]);
  });

  it('of the same name take the place of the first', async () => {
    const path = `/ManualJournals/${await newJournal()}/Attachments`;
    const first = await xero.put(`${path}/a.txt`, 'one');
    const second = await xero.post(`${path}/a.txt`, 'three');
    expect(firstText(second, 'Attachments', 'AttachmentID')).toBe(
      firstText(first, 'Attachments', 'AttachmentID'),
    );
    expect(elements(await xero.get(path), 'Attachments')).toMatchObject([{ ContentLength: 5 }]);
  });

  it('are at most ten, are not empty, and have a name that a file may have', async () => {
    const path = `/ManualJournals/${await newJournal()}/Attachments`;
    for (let at = 0; at < 10; at += 1) await xero.put(`${path}/${at}.txt`, 'x');
    const refused = [
      await xero.put(`${path}/eleventh.txt`, 'x'),
      await xero.put(`${path}/1.txt`, ''),
      await xero.put(`${path}/a%3Ab.txt`, 'x'),
    ];
    expect(refused.map(({ httpStatus }) => httpStatus)).toEqual([400, 400, 400]);
    expect(refused.map(({ text }) => text)).toMatchObject([
      /at most 10/,
      /no content/,
      /file name/,
    ]);
    expect((await xero.put(`${path}/9.txt`, 'y')).httpStatus).toBe(200);
  });

  it('are kept for accounts too, need their own scope, and are 404 where nothing is', async () => {
    const account = firstText(await xero.get('/Accounts'), 'Accounts', 'AccountID');
    const path = `/Accounts/${account}/Attachments`;
    expect((await xero.put(`${path}/plan.csv`, 'a;b')).httpStatus).toBe(200);
    expect((await file(`${path}/other.csv`)).status).toBe(404);
    expect((await xero.get(`/ManualJournals/${NOT_THERE}/Attachments`)).httpStatus).toBe(404);
    const token = await signIn(xero.twin, 'accounting.attachments.read accounting.settings');
    const reader = { headers: { authorization: `Bearer ${token}` } };
    expect((await xero.get(path, reader)).httpStatus).toBe(200);
    expect((await xero.put(`${path}/b.csv`, 'x', reader)).httpStatus).toBe(401);
  });
});
