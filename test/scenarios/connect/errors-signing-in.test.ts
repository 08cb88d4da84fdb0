import { expect, it } from 'vitest';
import { choiceNamed, hiddenFields, openPage, submit } from '../../contract/twin-consent.ts';
import { valueIn } from '../../outcomes.ts';
import { type ErrorCase, problemsOf, provokeEach } from './error-cases.ts';
import { codeOf, consent, inBrowser, type Office, openOffice } from './office.ts';

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

const CASES: [string, ErrorCase][] = [
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
    'no Client Id is entered anywhere',
    {
      code: 'client_id.missing',
      provoke: (office) => problemsOf(office.begin({ clientId: '' })),
      message: /No Client Id is entered for the global settings/,
      remedy: /copies the Client id from developer\.xero\.com\/myapps/,
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
];

provokeEach('signing in, when', CASES);

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
