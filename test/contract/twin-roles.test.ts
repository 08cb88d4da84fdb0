import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { appOf, signInPerson, type TwinApp, tokensFor } from './twin-consent.ts';
import { openSession, type Session } from './twin-session.ts';

let xero: Session;
let web: TwinApp;
beforeAll(async () => {
  xero = await openSession({ seed: 'demo-nz' });
  web = appOf(xero.twin, 'web');
});
afterAll(() => xero.twin.close());

const bearer = (token: string | undefined) => ({ authorization: `Bearer ${token}` });

const JOURNAL = {
  Narration: 'by role',
  Date: '2026-05-31',
  Status: 'POSTED',
  JournalLines: [
    { LineAmount: 7, AccountCode: '400' },
    { LineAmount: -7, AccountCode: '200' },
  ],
};
const SCOPE =
  'accounting.settings accounting.contacts accounting.manualjournals accounting.reports.trialbalance.read';

describe('roles', () => {
  it.each([
    ['adviser', [200, 200, 200, 200, 200]],
    ['standardWithReports', [200, 200, 200, 200, 200]],
    ['standard', [200, 200, 403, 403, 403]],
    ['readOnly', [200, 403, 200, 403, 200]],
  ])(
    '%s may read settings, write contacts, read and write journals, see reports',
    async (role, expected) => {
      const user = `One who is ${role}`;
      const made = await xero.control<{ userId: string }>('POST', '/users', { name: user });
      const { userId } = made.body;
      await xero.control('PUT', `/users/${userId}/roles/${xero.tenantId}`, { role });
      const { access_token: token } = await signInPerson(xero.twin, web, { user, scope: SCOPE });
      const headers = bearer(token);
      const replies = [
        await xero.get('/Accounts', { headers }),
        await xero.put('/Contacts', { Name: user }, { headers }),
        await xero.get('/ManualJournals', { headers }),
        await xero.put('/ManualJournals', JOURNAL, { headers }),
        await xero.get('/Reports/TrialBalance', { headers }),
      ];
      expect(replies.map(({ httpStatus }) => httpStatus)).toEqual(expected);
    },
  );

  it('that are taken away close the organisation, though the token still refreshes', async () => {
    const ben = xero.twin.users[1]?.userId;
    const path = `/users/${ben}/roles/${xero.tenantId}`;
    const tokens = await signInPerson(xero.twin, web, { user: 'Ben Whittaker' });
    await xero.control('DELETE', path);
    const refused = await xero.get<{ Detail: string }>('/Organisation', {
      headers: bearer(tokens.access_token),
    });
    expect([refused.httpStatus, refused.body.Detail]).toEqual([403, 'AuthenticationUnsuccessful']);
    const refreshed = await tokensFor(xero.twin, web, {
      grant_type: 'refresh_token',
      refresh_token: tokens.refresh_token,
    });
    expect(refreshed.httpStatus).toBe(200);
    expect((await xero.control('DELETE', path)).httpStatus).toBe(400);
    await xero.control('PUT', path, { role: 'standardWithReports' });
    expect(
      (await xero.get('/Organisation', { headers: bearer(tokens.access_token) })).httpStatus,
    ).toBe(200);
  });
});
