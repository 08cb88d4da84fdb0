import { verifyConnection } from '../../../src/tasks/verify-connection.ts';
import { valueIn } from '../../outcomes.ts';
import { type ErrorCase, problemsOf, provokeEach } from './error-cases.ts';
import { endLinks } from './links.ts';
import { consent, type Office } from './office.ts';

/** Every problem that Verify has. */
const verified = async ({ app }: Office, entity = 'M') =>
  (await verifyConnection(app, entity)).lines.flatMap(({ problems }) => problems);

const userId = ({ twin }: Office, name = 'Aroha Ngata') =>
  twin.users.find((user) => user.name === name)?.userId ?? '';

const limited = (limits: object) => async (office: Office) => {
  valueIn(await office.connect());
  await office.xero.control('PUT', '/limits', limits);
  const { client } = valueIn(await office.app.connect());
  return problemsOf(client.readOrganisation());
};

const CASES: [string, ErrorCase][] = [
  [
    'the refresh token is refused',
    {
      code: 'xero_connection.ended',
      provoke: async (office) => {
        valueIn(await office.connect());
        await office.xero.control('POST', '/tokens/expire', { kind: 'refresh' });
        await office.pass(31 * 60_000);
        return problemsOf(office.app.connect());
      },
      message: /has ended: it was revoked or disconnected in Xero/,
      remedy: /^Nothing is lost\. The administrator runs tieout connect again/,
    },
  ],
  [
    'somebody disconnects in Xero while the access token still lives',
    {
      code: 'xero_connection.lost',
      provoke: async (office) => {
        valueIn(await office.connect());
        await endLinks(office, 'web');
        return problemsOf(office.app.connect());
      },
      message: /does not let this connection into the organisation [0-9a-f-]{36}/,
      remedy: /runs tieout connect again .*somebody disconnected the app there/,
    },
  ],
  [
    'somebody disconnects in Xero in the middle of the work',
    {
      code: 'xero_connection.lost',
      provoke: async (office) => {
        valueIn(await office.connect());
        const { client } = valueIn(await office.app.connect());
        await endLinks(office, 'web');
        return problemsOf(client.readOrganisation());
      },
      message: /does not let this connection into the organisation/,
      remedy: /runs tieout connect again .*somebody disconnected the app there/,
    },
  ],
  [
    'the user who connected was removed from the organisation',
    {
      code: 'xero_connection.lost',
      provoke: async (office) => {
        valueIn(await office.connect());
        const path = `/users/${userId(office)}/roles/${office.xero.tenantId}`;
        await office.xero.control('DELETE', path);
        const { client } = valueIn(await office.app.connect());
        return problemsOf(client.listChart());
      },
      message: /does not let this connection into/,
      remedy: /the connecting user is gone/,
    },
  ],
  [
    'the user who connected may not see reports',
    {
      code: 'xero_connection.permission_missing',
      provoke: async (office) => {
        valueIn(await office.connect());
        const path = `/users/${userId(office)}/roles/${office.xero.tenantId}`;
        await office.xero.control('PUT', path, { role: 'standard' });
        return verified(office);
      },
      message: /may not do this in Xero: .*ManualJournals/,
      remedy: /gives that user the role Standard with all reports, or Adviser/,
    },
  ],
  [
    'the authorisation reaches nothing',
    {
      code: 'connection.no_organisation',
      provoke: async (office) => {
        const back = await consent(office);
        await endLinks(office, 'web');
        return problemsOf(office.end(back.href));
      },
      message: /reaches no organisation/,
      remedy: /as a user who belongs to the organisation/,
    },
  ],
  [
    'two organisations are reached, and nobody chose one: while connecting',
    {
      code: 'connection.tenant_ambiguous',
      provoke: async (office) => {
        const other = { name: 'Other Lender', connect: true };
        await office.xero.control('POST', '/organisations', other);
        return valueIn(await office.connectCustom()).warnings;
      },
      message: /Kauri Finance \(NZ\) \([0-9a-f-]{36}\), Other Lender \([0-9a-f-]{36}\)/,
      remedy:
        /sets tenant in the configuration to the id of one of them, and runs tieout config apply/,
    },
  ],
  [
    'two organisations are reached, and nobody chose one: from then on',
    {
      code: 'tenant.not_chosen',
      provoke: async (office) => {
        const other = { name: 'Other Lender', connect: true };
        await office.xero.control('POST', '/organisations', other);
        valueIn(await office.connectCustom());
        return verified(office);
      },
      message: /No Tenant is chosen for entity M\. .*Other Lender \(/,
      remedy: /copies the id of the organisation into tenant/,
    },
  ],
  [
    'the default contact is wrong',
    {
      code: 'contact.default_missing',
      office: { settings: { defaultContact: '8d9f6bd4-0000-4000-8000-1c9f2f0e4a11' } },
      provoke: async (office) => {
        valueIn(await office.connect());
        return verified(office);
      },
      message: /"8d9f6bd4-0000-4000-8000-1c9f2f0e4a11" is not an active contact of Kauri/,
      remedy: /copies a ContactID or Account Number that "tieout verify" lists/,
    },
  ],
  [
    'no default contact is set, and bank transactions need one',
    {
      code: 'held.default_contact_missing',
      provoke: async (office) => {
        const bankAccounts = [{ code: 'BNZ', entity: 'M', xeroAccount: '090' }];
        await office.configure({ bankAccounts });
        valueIn(await office.connect());
        return verified(office);
      },
      message: /bank account BNZ need a contact/,
      remedy: /Default Contact/,
    },
  ],
  [
    'less was allowed than was asked for',
    {
      code: 'connection.scopes_missing',
      provoke: async (office) => {
        const fault = { path: '/connect/token', kind: 'edit', moment: 'after' };
        const edit = { find: ' accounting.manualjournals ', put: ' ' };
        await office.xero.control('POST', '/faults', { ...fault, ...edit });
        valueIn(await office.connect());
        return verified(office);
      },
      message: /: accounting\.manualjournals is missing/,
      remedy: /connects again with tieout connect and allows all of it/,
    },
  ],
  [
    'the settings name another app than the one that is connected',
    {
      code: 'connection.other_app',
      provoke: async (office) => {
        valueIn(await office.connect());
        await office.configure({ settings: { clientId: 'ANOTHER' } });
        return verified(office);
      },
      message: /belongs to the app [0-9A-F]{32}, and the settings name the app ANOTHER/,
      remedy: /runs tieout connect for the app that is named, or sets clientId back/,
    },
  ],
  [
    'another program renews, and never ends',
    {
      code: 'connection.busy',
      provoke: async (office) => {
        valueIn(await office.connect());
        await office.pass(31 * 60_000);
        const inHalfAnHour = Date.parse(office.app.act().at) + 30 * 60_000;
        const leaseUntil = new Date(inHalfAnHour).toISOString();
        const values = { lease_owner: 'another', lease_until: leaseUntil };
        await office.app.store.transact(office.app.act(), async (tx, audit) => {
          await tx.updateTable('connection').set(values).execute();
          await audit('test', 'a lease for ever');
        });
        return problemsOf(office.app.connect());
      },
      message: /renewing the sign-in of the global settings and does not end/,
      remedy: /Try again in a minute/,
    },
  ],
  [
    'the calls of the minute are used up',
    {
      code: 'xero_limit.minute_reached',
      provoke: limited({ minute: 0 }),
      message: /limit of calls \(minute\) is reached; it asks to wait \d+ s/,
      remedy: /^Nothing is lost/,
    },
  ],
  [
    'the calls of the app in a minute are used up',
    {
      code: 'xero_limit.minute_reached',
      provoke: limited({ appMinute: 0 }),
      message: /limit of calls \(appminute\) is reached/,
      remedy: /^Nothing is lost/,
    },
  ],
  [
    'too many calls are made at once',
    {
      code: 'xero_limit.minute_reached',
      provoke: limited({ concurrent: 0 }),
      message: /limit of calls \(concurrent\) is reached/,
      remedy: /^Nothing is lost/,
    },
  ],
  [
    'the calls of the day are used up',
    {
      code: 'xero_limit.day_reached',
      provoke: limited({ day: 0 }),
      message: /limit of calls for the day is reached; no call is made before 20/,
      remedy: /can move the app to a higher tier at developer\.xero\.com/,
    },
  ],
];

provokeEach('a connection, when', CASES);
