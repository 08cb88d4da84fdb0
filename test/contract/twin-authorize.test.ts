import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  appOf,
  authorizeUrl,
  choiceNamed,
  goThroughConsent,
  hiddenFields,
  openPage,
  submit,
  type TwinApp,
} from './twin-consent.ts';
import { openSession, type Session } from './twin-session.ts';

let xero: Session;
let web: TwinApp;
let desktop: TwinApp;
beforeAll(async () => {
  xero = await openSession({ seed: 'demo-nz' });
  web = appOf(xero.twin, 'web');
  desktop = appOf(xero.twin, 'desktop');
});
afterAll(() => xero.twin.close());

describe('the consent page', () => {
  it('asks who signs in, then what is allowed for which organisation', async () => {
    const url = authorizeUrl(xero.twin, web);
    const login = await openPage(url);
    expect(login.text).toContain('Log in to Xero');
    const userId = choiceNamed(login, 'Ben Whittaker');
    const consent = await submit(url, login, { userId });
    expect(consent.text).toContain('tieout web wants access');
    expect(consent.text).toContain('Signed in as Ben Whittaker');
    expect(consent.text).toContain('<li>View and manage your manual journals</li>');
    expect(consent.text).toContain('<li>Stay connected while you are away</li>');
    expect(consent.text).toMatch(/<button name="decision" value="allow">Allow access<\/button>/);
    expect(choiceNamed(consent, 'Locked Company (NZ)')).not.toBe(
      choiceNamed(consent, 'Demo Company'),
    );
    expect(hiddenFields(consent)).toEqual({ userId });
  });

  it('sends the browser back with code, scope, state and session state', async () => {
    const back = await goThroughConsent(authorizeUrl(xero.twin, web, { state: 'a b&c' }));
    expect(`${back.origin}${back.pathname}`).toBe(web.redirectUris[0]);
    expect([...back.searchParams.keys()].sort()).toEqual([
      'code',
      'scope',
      'session_state',
      'state',
    ]);
    expect(back.searchParams.get('state')).toBe('a b&c');
    expect(back.searchParams.get('scope')).toContain('openid profile email');
  });

  it('sends a refusal back without a code', async () => {
    const url = authorizeUrl(xero.twin, web);
    const back = await goThroughConsent(url, { decision: 'cancel' });
    expect(Object.fromEntries(back.searchParams)).toEqual({
      error: 'access_denied',
      state: 'the state',
    });
  });

  it('gives nothing for an organisation that the person is not in', async () => {
    const url = authorizeUrl(xero.twin, web);
    const login = await openPage(url);
    const userId = choiceNamed(login, 'Aroha Ngata');
    for (const tenantId of ['', 'nonsense']) {
      const reply = await submit(url, login, { userId, tenantId, decision: 'allow' });
      expect(reply.text).toContain('Choose one of your organisations.');
    }
    const made = await xero.control<{ userId: string }>('POST', '/users', { name: 'Nobody' });
    const page = await submit(url, login, { userId: made.body.userId });
    expect(page.text).toContain('Nobody belongs to no organisation.');
    expect(page.text).not.toContain('Allow access');
  });
});

describe('the error page', () => {
  const broken = (scope: string) => ({ scope });
  it.each([
    [
      'redirect URI',
      { redirect_uri: 'https://elsewhere.test/' },
      'unauthorized_client : Invalid redirect_uri',
    ],
    [
      'trailing slash',
      { redirect_uri: 'https://localhost/finPOWER/Temporary_Listen_Addresses' },
      'unauthorized_client : Invalid redirect_uri',
    ],
    [
      'upper case',
      { redirect_uri: 'https://LOCALHOST/finPOWER/Temporary_Listen_Addresses/' },
      'unauthorized_client : Invalid redirect_uri',
    ],
    [
      'client id',
      { client_id: 'nobody' },
      'unauthorized_client : Unknown client or client not enabled',
    ],
    [
      'empty client id',
      { client_id: '' },
      'unauthorized_client : Unknown client or client not enabled',
    ],
    [
      'broad scope of a new app',
      broken('accounting.transactions'),
      'unauthorized_client : Invalid scope for client',
    ],
    [
      'restricted scope',
      broken('paymentservices'),
      'unauthorized_client : Invalid scope for client',
    ],
    ['misspelt scope', broken('accounting.manualjournal'), 'invalid_scope : '],
    ['no scope', { scope: undefined }, 'invalid_request : '],
    ['no response type', { response_type: undefined }, 'invalid_request : '],
    [
      'plain challenge',
      { code_challenge: 'x'.repeat(43), code_challenge_method: 'plain' },
      'invalid_request : ',
    ],
  ])('shows what is wrong: %s', async (_case, changes, line) => {
    const first = await fetch(authorizeUrl(xero.twin, web, changes), { redirect: 'manual' });
    expect(first.status).toBe(302);
    expect(first.headers.get('location')).toMatch(/^\/identity\/error\?errorId=[\w-]+$/);
    const page = await openPage(authorizeUrl(xero.twin, web, changes));
    expect(page.httpStatus).toBe(500);
    expect(page.text).toContain('<h1>Sorry, something went wrong</h1>');
    expect(page.text).toContain(
      'Go back and try again. If the issue continues, check out our Status Page.',
    );
    expect(page.text).toContain('<p>Error code: 500</p>');
    expect(page.text).toContain(`<p>Error: ${line}`);
  });

  it('wants a challenge from a desktop app', async () => {
    const page = await openPage(authorizeUrl(xero.twin, desktop));
    expect(page.text).toContain('Error: invalid_request : code challenge required');
  });

  it('has no second line for an id that it does not know', async () => {
    const page = await openPage(`${xero.twin.identityUrl}/identity/error?errorId=nonsense`);
    expect(page.text).toContain('Error code: 500');
    expect(page.text).not.toContain('Error:');
  });
});
