import { describe, expect, it } from 'vitest';
import { findConnectionFacts } from '../../../src/store/connection-reader.ts';
import { loadAudit } from '../../audit.ts';
import { pkce, tokensFor } from '../../contract/twin-consent.ts';
import { valueIn } from '../../outcomes.ts';
import { codeOf, consent, type Office, openOffice, tokenRequests } from './office.ts';

const CALLBACK = 'http://localhost:4600/xero/callback';

const keptBy = ({ app }: Office, entity = '') =>
  findConnectionFacts(app.store.reader, { mode: 'production', entity });

/** The names of what was posted as a form. */
const fieldsOf = (body: string) => [...new URLSearchParams(body).keys()].sort();

describe('a sign-in by a person', () => {
  it.each(['web', 'desktop'] as const)(
    'of a %s app is kept, and used from then on',
    async (kind) => {
      const office = await openOffice();
      const { connection, warnings } = valueIn(await office.connect({ kind }));
      expect(warnings).toEqual([]);
      expect(connection).toMatchObject({
        ...{ mode: 'production', grant: kind, clientId: office.appOf(kind).clientId, version: 1 },
        ...{ organisationName: 'Kauri Finance (NZ)', tenantId: office.xero.tenantId },
        authorisedBy: 'Aroha Ngata <aroha.ngata@example.test>',
      });
      expect(connection.scopes).toContain('accounting.manualjournals');
      const { client } = valueIn(await office.app.connect('M'));
      expect(valueIn(await client.readOrganisation()).name).toBe('Kauri Finance (NZ)');
      expect(await office.tokenCalls()).toBe(1);
    },
  );

  it('proves itself with the secret of a web app, and with the challenge of both kinds', async () => {
    const office = await openOffice();
    for (const kind of ['web', 'desktop'] as const) valueIn(await office.connect({ kind }));
    const [web, desktop] = tokenRequests(office);
    const { clientId, clientSecret } = office.appOf('web');
    const encoded = Buffer.from(`${clientId}:${clientSecret}`).toString('base64');
    expect(web?.authorization).toBe(`Basic ${encoded}`);
    expect(fieldsOf(web?.body ?? '')).toEqual([
      'code',
      'code_verifier',
      'grant_type',
      'redirect_uri',
    ]);
    expect(desktop?.authorization).toBe('');
    expect(fieldsOf(desktop?.body ?? '')).toContain('client_id');
    expect(fieldsOf(desktop?.body ?? '')).not.toContain('client_secret');
  });

  it('asks for granular scopes, says why, and for the broad ones only where they are wanted', async () => {
    const office = await openOffice();
    const { scopes, redirectUri, warnings } = valueIn(await office.begin());
    expect(redirectUri).toBe(CALLBACK);
    expect(warnings).toEqual([]);
    for (const { reason } of scopes) expect(reason).toMatch(/^to /);
    expect(scopes.map(({ scope }) => scope)).not.toContain('accounting.transactions');
    const { clientId, clientSecret: secret } = await office.xero.control<{
      clientId: string;
      clientSecret: string;
    }>('POST', '/apps', {
      ...{ kind: 'web', name: 'old', redirectUris: [CALLBACK], scopeSet: 'broad' },
    });
    const wanted = { clientId, secret, scopeSet: 'broad' } as const;
    const { connection } = valueIn(await office.connect(wanted));
    expect(connection.scopes).toContain('accounting.transactions');
    expect(connection.scopes).not.toContain('accounting.manualjournals');
    const { client } = valueIn(await office.app.connect());
    valueIn(await client.findDocuments({ kind: 'manualJournal' }));
  });

  it("of an entity's own app is that entity's alone", async () => {
    const office = await openOffice();
    await office.configure({ entities: [{ code: 'M', clientId: office.appOf('web').clientId }] });
    valueIn(await office.connect({ entity: 'M' }));
    expect(await keptBy(office)).toBeUndefined();
    expect(valueIn(await office.app.connect('M')).tenantId).toBe(office.xero.tenantId);
    expect(codeOf(await office.app.connect())).toBe('connection.missing');
  });

  it('takes the place of the one before, whoever gives it', async () => {
    const office = await openOffice();
    valueIn(await office.connectCustom());
    valueIn(await office.connect({ user: 'Ben Whittaker' }));
    expect(await keptBy(office)).toMatchObject({
      ...{ grant: 'web', version: 2 },
      authorisedBy: 'Ben Whittaker <ben.whittaker@example.test>',
    });
  });

  it('uses the redirect URI with which it began, though the settings change meanwhile', async () => {
    const office = await openOffice();
    const back = await consent(office);
    await office.configure({ settings: { redirectUri: 'https://elsewhere.example/callback' } });
    valueIn(await office.end(back.href));
    expect(tokenRequests(office)[0]?.body).toContain(encodeURIComponent(CALLBACK));
  });

  it('ends as well with the address of another computer, pasted with blanks around it', async () => {
    const office = await openOffice();
    const { search } = await consent(office);
    valueIn(await office.end(`  http://192.168.0.7:9999/${search}\n`));
  });
});

/** What is not the answer to a sign-in of ours, and what is said of it. */
const REFUSED: [string, (back: URL) => string, string][] = [
  ['with another state', (back) => changed(back, { state: 'other' }), 'xero_consent.state_wrong'],
  ['with no state', (back) => changed(back, { state: undefined }), 'xero_consent.state_wrong'],
  ['with an empty state', (back) => changed(back, { state: '' }), 'xero_consent.state_wrong'],
  [
    'with two states',
    (back) => `${changed(back, { state: 'x' })}&${query(back, 'state')}`,
    'xero_consent.state_wrong',
  ],
  ['without a code', (back) => changed(back, { code: undefined }), 'xero_consent.not_a_callback'],
  ['with another code', (back) => changed(back, { code: 'other' }), 'xero_sign_in.code_refused'],
  ['with an empty code', (back) => changed(back, { code: '' }), 'xero_consent.not_a_callback'],
  ['that is a word', () => 'yes', 'xero_consent.not_a_callback'],
  [
    'that is the code alone',
    (back) => back.searchParams.get('code') ?? '',
    'xero_consent.not_a_callback',
  ],
  [
    'with an error',
    (back) => changed(back, { code: undefined, error: 'server_error' }),
    'xero_consent.refused',
  ],
  [
    'with an error and a code',
    (back) => changed(back, { error: 'access_denied' }),
    'xero_consent.cancelled',
  ],
];

function changed(back: URL, changes: Record<string, string | undefined>): string {
  const url = new URL(back);
  for (const [name, text] of Object.entries(changes)) {
    if (text === undefined) url.searchParams.delete(name);
    else url.searchParams.set(name, text);
  }
  return url.href;
}

function query(back: URL, name: string): string {
  return `${name}=${encodeURIComponent(back.searchParams.get(name) ?? '')}`;
}

describe('an answer', () => {
  it.each(REFUSED)('%s is refused, and nothing is kept', async (_, change, wanted) => {
    const office = await openOffice();
    const back = await consent(office);
    const outcome = await office.end(change(back));
    expect(codeOf(outcome)).toBe(wanted);
    expect(await keptBy(office)).toBeUndefined();
    expect(office.wire.tokens).toEqual([]);
    expect(JSON.stringify(outcome)).not.toContain(back.searchParams.get('code'));
    expect(JSON.stringify(outcome)).not.toContain(back.searchParams.get('state'));
  });

  it('of another session is refused, audited, and leaves the right one its turn', async () => {
    const office = await openOffice();
    const { href } = await consent(office);
    expect(codeOf(await office.end(href, 'another browser'))).toBe('xero_consent.state_wrong');
    const trail = await loadAudit(office.app.store.reader);
    expect(trail.at(-1)).toMatchObject({
      ...{ action: 'sign_in.refused', mode: 'production' },
      details: { code: 'xero_consent.state_wrong' },
    });
    valueIn(await office.end(href));
  });

  it('that comes twice is refused the second time, without another call', async () => {
    const office = await openOffice();
    const { href } = await consent(office);
    valueIn(await office.end(href));
    expect(codeOf(await office.end(href))).toBe('xero_consent.used');
    expect(await office.tokenCalls()).toBe(1);
    expect(await keptBy(office)).toMatchObject({ version: 1 });
  });

  it('whose code came of another sign-in is refused by Xero', async () => {
    const office = await openOffice();
    const [first, second] = [await consent(office), await consent(office)];
    const mixed = changed(first, { code: second.searchParams.get('code') ?? '' });
    expect(codeOf(await office.end(mixed))).toBe('xero_sign_in.code_refused');
    expect(await keptBy(office)).toBeUndefined();
  });

  it('whose code somebody else spent is refused, and says what to do', async () => {
    const office = await openOffice();
    const back = await consent(office);
    const spent = await tokensFor(office.twin, office.appOf('web'), {
      grant_type: 'authorization_code',
      code: back.searchParams.get('code') ?? '',
      ...{ redirect_uri: CALLBACK, code_verifier: pkce().verifier },
    });
    expect(spent.httpStatus).toBe(400);
    expect(await office.end(back.href)).toMatchObject({
      problems: [
        {
          code: 'xero_sign_in.code_refused',
          remedy: expect.stringContaining('Begin again with tieout connect'),
          facts: { error: 'invalid_grant' },
        },
      ],
    });
  });

  it('that comes after five minutes is refused by Xero, and after an hour here', async () => {
    const office = await openOffice();
    const [early, late] = [await consent(office), await consent(office)];
    await office.pass(6 * 60_000);
    expect(codeOf(await office.end(early.href))).toBe('xero_sign_in.code_refused');
    await office.pass(56 * 60_000);
    const calls = await office.tokenCalls();
    expect(codeOf(await office.end(late.href))).toBe('xero_consent.too_late');
    expect(await office.tokenCalls()).toBe(calls);
  });

  it('of Cancel says so, and leaves what was connected before', async () => {
    const office = await openOffice();
    valueIn(await office.connect());
    const before = await keptBy(office);
    expect(await office.connect({ decision: 'cancel' })).toMatchObject({
      problems: [
        { code: 'xero_consent.cancelled', remedy: expect.stringContaining('Allow access') },
      ],
    });
    expect(await keptBy(office)).toEqual(before);
    valueIn(await office.app.connect());
  });

  it('is not believed where a foreign page made it up, whatever words it holds', async () => {
    const office = await openOffice();
    const { href } = await consent(office);
    for (const words of ['invalid_scope', 'Error%20code:%20500', 'error=invalid_request&state=x']) {
      const code = codeOf(await office.end(`${CALLBACK}?${words}`));
      expect(['xero_consent.not_a_callback', 'xero_consent.state_wrong']).toContain(code);
    }
    valueIn(await office.end(href));
  });
});
