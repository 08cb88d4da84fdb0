import { describe, expect, it } from 'vitest';
import type { Problem } from '../../../src/domain/problem.ts';
import { findConnectionFacts } from '../../../src/store/connection-reader.ts';
import { planExportTask } from '../../../src/tasks/plan-export.ts';
import { verifyConnection } from '../../../src/tasks/verify-connection.ts';
import { choiceNamed, hiddenFields, openPage, submit } from '../../contract/twin-consent.ts';
import { valueIn } from '../../outcomes.ts';
import { openLender, UP_TO } from '../export/lender.ts';
import {
  codeOf,
  consent,
  inBrowser,
  type Office,
  type OfficeOptions,
  openOffice,
} from './office.ts';

/** What goes wrong, how, what it is called, and who is told to do what about it, and where. */
interface Case {
  readonly code: Problem['code'];
  readonly provoke: (office: Office) => Promise<readonly Problem[]>;
  readonly message: RegExp;
  readonly remedy: RegExp;
  readonly office?: OfficeOptions;
}

type Failing = { ok: true } | { ok: false; problems: readonly Problem[] };

const problemsOf = async (outcome: Promise<Failing>): Promise<readonly Problem[]> => {
  const found = await outcome;
  return found.ok ? [] : found.problems;
};

/** Every problem that Verify has. */
const verified = async ({ app }: Office, entity = 'M') =>
  (await verifyConnection(app, entity)).lines.flatMap(({ problems }) => problems);

/** The words of a page of the twin, as somebody copies them from a browser. */
const wordsOf = (page: string) =>
  page
    .replaceAll(/<(style|title)[\s\S]*?<\/\1>/g, '')
    .replaceAll(/<[^>]+>/g, '\n')
    .replaceAll('&#39;', "'");

/** Begins a sign-in, but the browser asks for something else; its page is pasted. */
async function pastedAfter(office: Office, change: (address: URL) => void) {
  const { address } = valueIn(await office.begin({ kind: 'desktop' }));
  const url = new URL(inBrowser(address, office.twin));
  change(url);
  return problemsOf(office.end(wordsOf((await openPage(url.href)).text)));
}

/** The page that stands in the way after Allow access, pasted. */
async function pastedLimit(office: Office) {
  const { address } = valueIn(await office.begin());
  const url = inBrowser(address, office.twin);
  const login = await openPage(url);
  const allowed = await submit(url, login, { userId: choiceNamed(login, 'Aroha Ngata') });
  const tenantId = office.xero.tenantId;
  const page = await submit(url, allowed, {
    ...hiddenFields(allowed),
    tenantId,
    decision: 'allow',
  });
  expect(page.headers.get('location')).toBeNull();
  return problemsOf(office.end(wordsOf(page.text)));
}

const userId = ({ twin }: Office, name = 'Aroha Ngata') =>
  twin.users.find((user) => user.name === name)?.userId ?? '';

/** The links of an app to organisations, which a person sees in Xero under Connected apps. */
async function endLinks(office: Office, kind: 'web' | 'custom'): Promise<void> {
  const { clientId } = office.appOf(kind);
  type Links = { id: string; clientId: string }[];
  for (const link of await office.xero.control<Links>('GET', '/connections')) {
    if (link.clientId === clientId) await office.xero.control('DELETE', `/connections/${link.id}`);
  }
}

const limited = (limits: object) => async (office: Office) => {
  valueIn(await office.connect());
  await office.xero.control('PUT', '/limits', limits);
  const { client } = valueIn(await office.app.connect());
  return problemsOf(client.readOrganisation());
};

const CASES: [string, Case][] = [
  [
    'the redirect URI does not stand in the app',
    {
      code: 'xero_consent.redirect_uri_unknown',
      office: { settings: { redirectUri: 'https://books.example.test/xero/callback/' } },
      provoke: (office) => problemsOf(office.begin()),
      message: /"unauthorized_client : Invalid redirect_uri"/,
      remedy: /adds exactly this redirect URI.*the slash at the end included/,
    },
  ],
  [
    'an app of 2026 is asked for the old scopes',
    {
      code: 'xero_consent.scope_refused',
      provoke: (office) => problemsOf(office.begin({ scopeSet: 'broad' })),
      message: /"unauthorized_client : Invalid scope for client"/,
      remedy:
        /granular scopes only, .*old ones seldom succeeds: connect again without --broad-scopes/,
    },
  ],
  [
    'the client id does not exist',
    {
      code: 'xero_consent.client_unknown',
      provoke: (office) => problemsOf(office.begin({ clientId: 'NO-SUCH-APP' })),
      message:
        /client id NO-SUCH-APP .*"unauthorized_client : Unknown client or client not enabled"/,
      remedy: /copies the Client id again from developer\.xero\.com\/myapps/,
    },
  ],
  [
    'the app is disabled',
    {
      code: 'xero_consent.client_unknown',
      provoke: async (office) => {
        const path = `/apps/${office.appOf('web').clientId}`;
        await office.xero.control('PUT', path, { isEnabled: false });
        return problemsOf(office.begin());
      },
      message: /client not enabled/,
      remedy: /sees there that the app is not disabled/,
    },
  ],
  [
    'the client secret of a web app is wrong',
    {
      code: 'xero_sign_in.credentials_wrong',
      provoke: (office) => problemsOf(office.connect({ secret: 'canary-wrong-secret' })),
      message: /client id and client secret \(invalid_client\)/,
      remedy: /makes a new client secret there, and connects again with both/,
    },
  ],
  [
    'the client secret of a custom connection is wrong',
    {
      code: 'xero_sign_in.credentials_wrong',
      provoke: (office) => problemsOf(office.connectCustom({ secret: 'canary-wrong-secret' })),
      message: /\(invalid_client\)/,
      remedy: /compares the client id with the app at developer\.xero\.com/,
    },
  ],
  [
    'a custom connection has not all scopes',
    {
      code: 'xero_sign_in.scope_refused',
      provoke: async (office) => {
        const path = `/apps/${office.appOf('custom').clientId}`;
        await office.xero.control('PUT', path, { scopes: ['accounting.settings'] });
        return problemsOf(office.connectCustom());
      },
      message: /may not have all of the scopes .*accounting\.manualjournals/,
      remedy: /adds the missing scopes to the custom connection at developer\.xero\.com/,
    },
  ],
  [
    'a page says that a scope does not exist',
    {
      code: 'xero_consent.scope_unknown',
      provoke: (office) =>
        pastedAfter(office, ({ searchParams }) => searchParams.set('scope', 'accounting.journal')),
      message: /invalid_scope/,
      remedy: /Report it/,
    },
  ],
  [
    'a page says that the request lacks something',
    {
      code: 'xero_consent.request_incomplete',
      provoke: (office) =>
        pastedAfter(office, ({ searchParams }) => searchParams.delete('code_challenge')),
      message: /"invalid_request : code challenge required"/,
      remedy: /app is of the kind that was chosen here \(desktop app\)/,
    },
  ],
  [
    'a page says nothing but Error code: 500',
    {
      code: 'xero_consent.unexplained',
      provoke: async (office) => {
        valueIn(await office.begin());
        const page = await openPage(`${office.twin.apiUrl}/identity/error?errorId=x`);
        return problemsOf(office.end(wordsOf(page.text)));
      },
      message: /"Error code: 500" and no reason/,
      remedy:
        /compares redirect URI http:\/\/localhost:4600\/xero\/callback and client id [0-9A-F]{32}/,
    },
  ],
  [
    'the app is at its limit of connections',
    {
      code: 'xero_consent.connection_limit',
      provoke: async (office) => {
        const path = `/apps/${office.appOf('web').clientId}`;
        await office.xero.control('PUT', path, { connectionLimit: 0 });
        return pastedLimit(office);
      },
      message: /^The app [0-9A-F]{32} .*"needs to complete certification/,
      remedy:
        /disconnects an organisation.*, or moves the app to a higher tier at developer\.xero\.com/,
    },
  ],
  [
    'two uncertified apps are connected already',
    {
      code: 'xero_consent.uncertified_apps',
      provoke: async (office) => {
        for (const name of ['first', 'second']) {
          const redirectUris = ['http://localhost:4600/xero/callback'];
          type Made = { clientId: string; clientSecret: string };
          const app = { kind: 'web', name, redirectUris };
          const made = await office.xero.control<Made>('POST', '/apps', app);
          const { clientId, clientSecret: secret } = made;
          valueIn(await office.connect({ clientId, secret }));
        }
        return pastedLimit(office);
      },
      message: /two uncertified apps already/,
      remedy:
        /in Xero under Settings, Connected apps; or the administrator uses a custom connection/,
    },
  ],
  [
    'access is not allowed',
    {
      code: 'xero_consent.cancelled',
      provoke: (office) => problemsOf(office.connect({ decision: 'cancel' })),
      message: /somebody chose Cancel/,
      remedy: /^Connect again and choose Allow access/,
    },
  ],
  [
    'the code has expired',
    {
      code: 'xero_sign_in.code_refused',
      provoke: async (office) => {
        const back = await consent(office);
        await office.pass(6 * 60_000);
        return problemsOf(office.end(back.href));
      },
      message: /used or is too old \(invalid_grant\)/,
      remedy: /lives for five minutes and works once/,
    },
  ],
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
    'no Client Id is entered anywhere',
    {
      code: 'client_id.missing',
      provoke: (office) => problemsOf(office.begin({ clientId: '' })),
      message: /No Client Id is entered for the global settings/,
      remedy: /copies the Client id from developer\.xero\.com\/myapps/,
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
    'Xero takes no such redirect URI',
    {
      code: 'redirect_uri.not_allowed',
      office: { settings: { redirectUri: 'http://127.0.0.1:4600/xero/callback' } },
      provoke: (office) => problemsOf(office.begin()),
      message: /http:\/\/127\.0\.0\.1:4600/,
      remedy: /begins with https:\/\/, or with http:\/\/localhost \(not 127\.0\.0\.1\)/,
    },
  ],
  [
    'another program renews, and never ends',
    {
      code: 'connection.busy',
      provoke: async (office) => {
        valueIn(await office.connect());
        await office.pass(31 * 60_000);
        const values = { lease_owner: 'another', lease_until: '2999-01-01T00:00:00.000Z' };
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

describe('what goes wrong is told by a fixed code, with the values, and who does what where', () => {
  it.each(CASES)('%s', async (_, { code, provoke, message, remedy, office: options }) => {
    const office = await openOffice(options);
    const problems = await provoke(office);
    const found = problems.find((one) => one.code === code);
    expect(problems.map((one) => one.code)).toContain(code);
    expect(found?.message).toMatch(message);
    expect(found?.remedy).toMatch(remedy);
    expect(`${found?.message} ${found?.remedy}`).not.toMatch(/[{}]|undefined|\(\)|""| {2}/);
    expect(JSON.stringify(problems)).not.toContain('canary');
  });
});

const GLOBAL = { mode: 'production', entity: '' } as const;

describe('an organisation', () => {
  it('other than before is a hard stop: what was connected stays, and works', async () => {
    const office = await openOffice();
    valueIn(await office.connect());
    const facts = () => findConnectionFacts(office.app.store.reader, GLOBAL);
    const before = await facts();
    const { tenantId } = await office.xero.control<{ tenantId: string }>('POST', '/organisations', {
      name: 'Other Lender',
    });
    const wrong = await office.connect({ user: 'Ben Whittaker', organisation: 'Other Lender' });
    expect(wrong).toMatchObject({
      problems: [
        {
          code: 'connection.other_organisation',
          message: `This connection was for Kauri Finance (NZ) (${office.xero.tenantId}); the new authorisation reaches Other Lender (${tenantId}) instead. The new authorisation was not kept.`,
          remedy: expect.stringMatching(ADMINISTRATOR_FIRST),
        },
      ],
    });
    expect(await facts()).toEqual(before);
    await office.pass(31 * 60_000);
    const { client, organisationName } = valueIn(await office.app.connect());
    expect(organisationName).toBe('Kauri Finance (NZ)');
    valueIn(await client.readOrganisation());
  });

  it('other than the one that the settings name is not kept either', async () => {
    const office = await openOffice();
    const { tenantId: tenant } = await office.xero.control<{ tenantId: string }>(
      'POST',
      '/organisations',
      { name: 'Other Lender' },
    );
    await office.configure({ settings: { tenant } });
    const wrong = await office.connect({ organisation: 'Kauri' });
    expect(codeOf(wrong)).toBe('connection.other_organisation');
    expect(await findConnectionFacts(office.app.store.reader, GLOBAL)).toBeUndefined();
    valueIn(await office.connect({ organisation: 'Other Lender' }));
    expect(valueIn(await office.app.connect()).tenantId).toBe(tenant);
  });

  it('just chosen at Xero is the one, though the person reaches others', async () => {
    const office = await openOffice();
    await office.xero.control('POST', '/organisations', { name: 'Other Lender' });
    await consent(office, { organisation: 'Kauri' });
    const { connection, warnings } = valueIn(
      await office.connect({ organisation: 'Other Lender' }),
    );
    expect(connection.organisationName).toBe('Other Lender');
    expect(warnings).toEqual([]);
    expect(valueIn(await office.app.connect()).organisationName).toBe('Other Lender');
  });

  it('of the same name that was made anew is another one', async () => {
    const office = await openOffice();
    valueIn(await office.connect());
    await endLinks(office, 'web');
    await office.xero.control('POST', '/organisations', { name: 'Kauri Finance (NZ) 2' });
    const wrong = await office.connect({ organisation: 'Kauri Finance (NZ) 2' });
    expect(codeOf(wrong)).toBe('connection.other_organisation');
  });
});

const ADMINISTRATOR_FIRST = /the administrator first runs tieout disconnect/;

describe('a contact', () => {
  it('that is wrong or missing is found by the plan as well', async () => {
    const lender = await openLender();
    const plan = async (defaultContact: string) => {
      await lender.configure({ settings: { defaultContact } });
      return planExportTask(lender.app, { entity: 'M', upTo: UP_TO, isPreview: true });
    };
    const wrong = valueIn(await plan('NOBODY'));
    expect(wrong.problems).toMatchObject([{ code: 'contact.default_missing' }]);
    const missing = valueIn(await plan(''));
    expect(missing.held).toMatchObject([
      { code: 'held.default_contact_missing', remedy: expect.stringContaining('Default Contact') },
    ]);
  });
});

it('warns where people would come back to another address than the one in use', async () => {
  const settings = {
    redirectUri: 'http://localhost:4600/xero/callback',
    publicAddress: 'https://books.example.test/',
  };
  const office = await openOffice({ settings });
  const { warnings } = valueIn(await office.begin());
  expect(warnings).toMatchObject([
    {
      code: 'redirect_uri.mismatch',
      remedy: expect.stringContaining(
        'to https://books.example.test/xero/callback here and in the app',
      ),
    },
  ]);
  await office.configure({ settings: { ...settings, redirectUri: '' } });
  expect(codeOf(await office.begin())).toBe('xero_consent.redirect_uri_unknown');
});
