import { describe, expect, it } from 'vitest';
import { findConnectionFacts, openConnection } from '../../../src/store/connection-reader.ts';
import { showConnections } from '../../../src/tasks/connection/show-connections.ts';
import { valueIn } from '../../outcomes.ts';
import {
  type BadAnswer,
  type BadServer,
  bomb,
  cut,
  dripping,
  endless,
  says,
  startBadServer,
} from './bad-server.ts';
import { codeOf, consent, type Office, openOffice } from './office.ts';
import type { Seen } from './wire.ts';

const DAY_MS = 86_400_000;
const GLOBAL = { mode: 'production', entity: '' } as const;

const isOfTokens = ({ url }: Seen) => url.endsWith('/connect/token');
const isOfConnections = ({ url }: Seen) => url.includes('/connections');

const kept = async ({ app }: Office) =>
  valueIn(await openConnection(app.store.reader, app.keys, GLOBAL));

/** An office whose requests of a kind end at a server that is not Xero. */
async function withBadServer(
  which: (seen: Seen) => boolean,
): Promise<{ office: Office; bad: BadServer; other: BadServer; begin: () => void }> {
  const [office, bad, other] = [await openOffice(), await startBadServer(), await startBadServer()];
  const begin = () => {
    office.wire.elsewhere = (seen) => (which(seen) ? bad.url : undefined);
  };
  return { office, bad, other, begin };
}

const TOKENS = { access_token: 'a', refresh_token: 'r', token_type: 'Bearer', expires_in: 1800 };

/** What is no answer of a token endpoint. */
const BAD_TOKENS: [string, (elsewhere: string) => BadAnswer][] = [
  ['a page', () => says(200, '<html>sign in to the hotel</html>', { 'content-type': 'text/html' })],
  ['a page that says it is JSON', () => says(200, '<html></html>')],
  ['nothing', () => says(200, '')],
  ['a list', () => says(200, [TOKENS])],
  ['null', () => says(200, 'null')],
  ['no access token', () => says(200, { ...TOKENS, access_token: undefined })],
  ['an empty access token', () => says(200, { ...TOKENS, access_token: '' })],
  ['a number as token', () => says(200, { ...TOKENS, access_token: 7 })],
  ['a token that ends the line', () => says(200, { ...TOKENS, access_token: 'a\r\nx-evil: 1' })],
  ['a refresh token with a line end', () => says(200, { ...TOKENS, refresh_token: 'r\n' })],
  ['a refresh token that is a list', () => says(200, { ...TOKENS, refresh_token: ['r'] })],
  ['a token of another kind', () => says(200, { ...TOKENS, token_type: 'mac' })],
  ['no kind of token', () => says(200, { ...TOKENS, token_type: undefined })],
  ['a life in words', () => says(200, { ...TOKENS, expires_in: 'long' })],
  ['a life before now', () => says(200, { ...TOKENS, expires_in: -1 })],
  ['an id token that is none', () => says(200, { ...TOKENS, id_token: 'x.y.z' })],
  ['201', () => says(201, TOKENS)],
  ['204', () => says(204, '')],
  ['an error that is a number', () => says(400, { error: 7 })],
  ['an error that is a page', () => says(400, '<script>alert(1)</script>')],
  ['500', () => says(500, { error: 'invalid_grant' })],
  ['503 in words', () => says(503, 'The Xero API is currently offline for maintenance')],
  ['a redirect to another host', (to) => says(302, '', { location: `${to}/connect/token` })],
  ['a redirect that keeps the request', (to) => says(307, '', { location: `${to}/connect/token` })],
  ['a redirect for ever', (to) => says(308, '', { location: `${to}/connect/token` })],
  ['an answer without an end', () => endless],
  ['an answer that unpacks to a gigabyte', () => bomb],
  ['an answer that is cut', () => cut],
];

describe('a token endpoint that answers with', () => {
  it.each(BAD_TOKENS)('%s renews nothing, and ends nothing', async (_, answerFor) => {
    const { office, bad, other, begin } = await withBadServer(isOfTokens);
    bad.answer = answerFor(other.url);
    valueIn(await office.connect());
    const before = await kept(office);
    await office.pass(DAY_MS + 1);
    begin();
    const memory = process.memoryUsage().rss;
    const shown = valueIn(await showConnections(office.app, { isKeptAlive: true }));
    expect(process.memoryUsage().rss - memory).toBeLessThan(200 * 1024 * 1024);
    expect(shown.problems.map(({ code }) => code)).toHaveLength(1);
    expect(shown.problems[0]?.code).toMatch(/^xero_sign_in\.(unavailable|refused)$/);
    expect(await kept(office)).toEqual(before);
    expect(bad.requests.length).toBeGreaterThan(0);
    expect(bad.bytes).toBeLessThan(50 * 1024 * 1024);
    expect(other.requests).toEqual([]);
    office.wire.elsewhere = () => undefined;
    valueIn(await office.app.connect());
  });

  it('drops, one at a time and for ever, is not waited for longer than ten seconds', async () => {
    const { office, bad, begin } = await withBadServer(isOfTokens);
    bad.answer = dripping;
    const back = await consent(office);
    begin();
    const startedAt = performance.now();
    expect(codeOf(await office.end(back.href))).toBe('xero_sign_in.unavailable');
    expect(performance.now() - startedAt).toBeLessThan(15_000);
  });

  it('a life of a thousand years is asked again within half an hour', async () => {
    const { office, bad, begin } = await withBadServer(isOfTokens);
    valueIn(await office.connect());
    await office.pass(DAY_MS + 1);
    bad.answer = says(200, { ...TOKENS, expires_in: 1e15 });
    begin();
    expect(valueIn(await showConnections(office.app, { isKeptAlive: true })).problems).toEqual([]);
    const until = Date.parse((await kept(office))?.tokens?.accessUntil ?? '');
    expect(until - Date.parse(office.clock.now())).toBeLessThanOrEqual(1_800_000);
  });

  it('no life and no refresh token leaves those that are known', async () => {
    const { office, bad, begin } = await withBadServer(isOfTokens);
    valueIn(await office.connect());
    const before = (await kept(office))?.tokens;
    await office.pass(DAY_MS + 1);
    bad.answer = says(200, { access_token: 'a', token_type: 'Bearer' });
    begin();
    expect(valueIn(await showConnections(office.app, { isKeptAlive: true })).problems).toEqual([]);
    const after = (await kept(office))?.tokens;
    expect(after).toMatchObject({ accessToken: 'a', refreshToken: before?.refreshToken });
    expect(Date.parse(after?.accessUntil ?? '')).toBeGreaterThan(Date.parse(office.clock.now()));
  });

  it('no refresh token at the first sign-in keeps nothing', async () => {
    const { office, bad, begin } = await withBadServer(isOfTokens);
    const back = await consent(office);
    bad.answer = says(200, { ...TOKENS, refresh_token: undefined });
    begin();
    expect(codeOf(await office.end(back.href))).toBe('xero_sign_in.unavailable');
    expect(await kept(office)).toBeUndefined();
  });
});

const LINK = { id: 'i', tenantId: 't', tenantType: 'ORGANISATION', tenantName: 'Not Ours' };

/** What is no list of connections. */
const BAD_LISTS: [string, (elsewhere: string) => BadAnswer][] = [
  ['a page', () => says(200, '<html></html>', { 'content-type': 'text/html' })],
  ['nothing', () => says(200, '')],
  ['an object', () => says(200, LINK)],
  ['null', () => says(200, 'null')],
  ['a list of words', () => says(200, ['t'])],
  ['a list in a list', () => says(200, [[LINK]])],
  ['a tenant that is a number', () => says(200, [{ ...LINK, tenantId: 7 }])],
  ['a connection without an id', () => says(200, [{ ...LINK, id: undefined }])],
  ['half a list', () => says(200, `[${JSON.stringify(LINK)},`)],
  ['a good list with 201', () => says(201, [LINK])],
  ['a good list with 500', () => says(500, [LINK])],
  ['a redirect to another host', (to) => says(302, '', { location: `${to}/connections` })],
  ['a redirect that keeps the request', (to) => says(307, '', { location: `${to}/connections` })],
  ['an answer that is cut', () => cut],
  ['an answer without an end', () => endless],
];

describe('a list of connections that is', () => {
  it.each(BAD_LISTS)('%s connects nobody, and no token goes elsewhere', async (_, answerFor) => {
    const { office, bad, other, begin } = await withBadServer(isOfConnections);
    bad.answer = answerFor(other.url);
    const back = await consent(office);
    begin();
    expect(codeOf(await office.end(back.href))).toMatch(/^xero_call\./);
    expect(await findConnectionFacts(office.app.store.reader, GLOBAL)).toBeUndefined();
    expect(other.requests).toEqual([]);
    expect(bad.bytes).toBeLessThan(400 * 1024 * 1024);
  });
});

describe('the page of Xero', () => {
  it.each([
    ['a redirect to another host', (to: string) => says(302, '', { location: `${to}/login` })],
    ['an answer without an end', () => endless],
    ['a page without words', () => says(200, '<html></html>')],
    ['an answer that is cut', () => cut],
  ])('that is %s is left to the browser', async (_, answerFor) => {
    const { office, bad, other, begin } = await withBadServer(({ url }) =>
      url.includes('/authorize?'),
    );
    bad.answer = answerFor(other.url);
    begin();
    valueIn(await office.begin());
    expect(other.requests).toEqual([]);
    expect(office.wire.seen.map(({ url }) => new URL(url).origin)).toEqual([
      'https://login.xero.com',
    ]);
    expect(bad.bytes).toBeLessThan(50 * 1024 * 1024);
  });
});

describe('where requests go', () => {
  it('in production is Xero alone, each token to its host', async () => {
    const office = await openOffice({ settings: { twinUrl: 'http://127.0.0.1:1' } });
    valueIn(await office.connect());
    await office.pass(31 * 60_000);
    const { client } = valueIn(await office.app.connect());
    valueIn(await client.readOrganisation());
    const tokens = office.wire.tokens;
    expect(tokens).toHaveLength(6);
    const [firstAccess = '', firstRefresh = '', , secondAccess = '', secondRefresh = ''] = tokens;
    for (const { url, authorization, body } of office.wire.seen) {
      const { origin } = new URL(url);
      const shown = `${authorization} ${body} ${url}`;
      const hasAccess = [firstAccess, secondAccess].some((token) => shown.includes(token));
      const hasRefresh = [firstRefresh, secondRefresh].some((token) => shown.includes(token));
      if (hasAccess) expect(origin).toBe('https://api.xero.com');
      if (hasRefresh) expect(url).toBe('https://identity.xero.com/connect/token');
      for (const token of tokens) expect(url).not.toContain(token);
      expect(url).not.toContain(office.appOf('web').clientSecret);
    }
  });

  it('is not another organisation that the authorisation does not reach', async () => {
    const office = await openOffice();
    const { tenantId } = await office.xero.control<{ tenantId: string }>('POST', '/organisations', {
      name: 'Other Lender',
    });
    valueIn(await office.connect({ organisation: 'Kauri' }));
    const { client } = valueIn(await office.app.connect());
    expect(codeOf(await client.forTenant(tenantId).readOrganisation())).toBe(
      'xero_connection.lost',
    );
    await office.configure({ settings: { tenant: tenantId } });
    expect(codeOf(await office.app.connect())).toBe('tenant.not_reachable');
  });
});
