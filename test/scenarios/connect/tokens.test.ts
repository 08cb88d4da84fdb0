import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { findConnectionFacts, openConnection } from '../../../src/store/connection-reader.ts';
import { showConnections } from '../../../src/tasks/connection/show-connections.ts';
import { beginConsent, endConsent } from '../../../src/tasks/connection/sign-in.ts';
import { loadAudit } from '../../audit.ts';
import { goThroughConsent } from '../../contract/twin-consent.ts';
import { valueIn } from '../../outcomes.ts';
import { openLender, TRANSACTION_COLUMNS } from '../export/lender.ts';
import { type Ran, runTogether } from './children.ts';
import { codeOf, type Office, openOffice, tokenRequests } from './office.ts';

const MINUTE_MS = 60_000;
const DAY_MS = 24 * 60 * MINUTE_MS;
const GLOBAL = { mode: 'production', entity: '' } as const;

const REFRESHING = fileURLToPath(new URL('refreshing.ts', import.meta.url));

/** An office with a person's connection, whose access token has ended since. */
async function withOldToken(afterMs = 31 * MINUTE_MS): Promise<Office> {
  const office = await openOffice();
  valueIn(await office.connect());
  await office.xero.control('DELETE', '/calls');
  await office.pass(afterMs);
  return office;
}

const keptBy = ({ app }: Office) => findConnectionFacts(app.store.reader, GLOBAL);

async function refreshTokenOf({ app }: Office): Promise<string | undefined> {
  return valueIn(await openConnection(app.store.reader, app.keys, GLOBAL))?.tokens?.refreshToken;
}

/** Other programs on the same books, all at once. */
function programs(office: Office, count: number, moment = ''): Promise<Ran[]> {
  const offsetMs = Date.parse(office.clock.now()) - Date.now();
  const words = [REFRESHING, office.folder, office.twin.apiUrl, offsetMs, moment].map(String);
  return runTogether(words, count);
}

describe('many programs', () => {
  it('that want new tokens at once make one call, and all go on', async () => {
    const office = await withOldToken();
    const slow = { path: '/connect/token', kind: 'delay', delayMs: 1_500 };
    await office.xero.control('POST', '/faults', slow);
    const ran = await programs(office, 20);
    expect(ran).toEqual(Array(20).fill({ said: 'Kauri Finance (NZ)', signal: null }));
    expect(await office.tokenCalls()).toBe(1);
    expect(await keptBy(office)).toMatchObject({ version: 2, endReason: undefined });
    const trail = await loadAudit(office.app.store.reader);
    const renewals = trail.filter(({ action }) => action === 'connection.renewed');
    expect(renewals).toHaveLength(1);
    const inVain = trail.filter(({ action }) => action === 'connection.renewal_not_begun');
    expect(inVain.length).toBeLessThan(20);
    valueIn(await office.app.connect());
    expect(await office.tokenCalls()).toBe(1);
  });

  it('of which one dies while it renews go on without it', async () => {
    const office = await withOldToken();
    expect(await programs(office, 1, 'before the first byte')).toEqual([
      { said: '', signal: 'SIGKILL' },
    ]);
    expect(await keptBy(office)).toMatchObject({ renewingUntil: expect.any(String), version: 1 });
    valueIn(await office.app.connect());
    expect(await office.tokenCalls()).toBe(1);
    expect(office.waits.reduce((sum, wait) => sum + wait, 0)).toBeLessThan(61_000);
  });
});

describe('a program that is killed between the answer and the saving', () => {
  it('loses nothing: the next one asks again with the token before, within half an hour', async () => {
    const office = await withOldToken();
    const before = await refreshTokenOf(office);
    expect(await programs(office, 1, 'after the answer')).toMatchObject([{ signal: 'SIGKILL' }]);
    expect(await refreshTokenOf(office)).toBe(before);
    await office.pass(29 * MINUTE_MS);
    valueIn(await office.app.connect());
    expect(tokenRequests(office).at(-1)?.body).toContain(`refresh_token=${before}`);
    expect(await office.tokenCalls()).toBe(2);
    expect(await keptBy(office)).toMatchObject({ version: 2, endReason: undefined });
    await office.pass(31 * MINUTE_MS);
    valueIn(await office.app.connect());
  });

  it('and is back too late: reconnect, said plainly once, and nothing else breaks', async () => {
    const office = await withOldToken();
    await programs(office, 1, 'after the answer');
    await office.pass(31 * MINUTE_MS);
    const ended = await office.app.connect('M');
    expect(ended).toMatchObject({
      problems: [
        {
          code: 'xero_connection.ended',
          message: expect.stringMatching(
            /^The authorisation of the global settings by Xero has ended: .*lost for over 30 minutes/,
          ),
          remedy: expect.stringMatching(
            /^Nothing is lost\. The administrator runs tieout connect again/,
          ),
          retry: 'after_fix',
        },
      ],
    });
    const calls = await office.tokenCalls();
    expect(await office.app.connect('M')).toEqual(ended);
    const again = await office.reopened();
    expect(codeOf(await again.app.connect())).toBe('xero_connection.ended');
    expect(await office.tokenCalls()).toBe(calls);
    const shown = valueIn(await showConnections(office.app, { isKeptAlive: true }));
    expect(shown).toMatchObject({
      problems: [{ code: 'xero_connection.ended' }],
      ...{ warnings: [], connections: [{ organisationName: 'Kauri Finance (NZ)' }] },
    });
    expect(await office.tokenCalls()).toBe(calls);
    valueIn(await office.connect());
    valueIn(await office.app.connect('M'));
    expect(await keptBy(office)).toMatchObject({ endReason: undefined });
  });
});

describe('a program that is in the middle of its work', () => {
  it('hears from another one that the authorisation has ended, and asks Xero no more', async () => {
    const office = await openOffice();
    valueIn(await office.connect());
    const { client } = valueIn(await office.app.connect());
    await office.xero.control('POST', '/tokens/expire', { kind: 'refresh' });
    await office.pass(31 * MINUTE_MS);
    const other = await office.reopened();
    expect(codeOf(await other.app.connect())).toBe('xero_connection.ended');
    const before = await office.tokenCalls();
    expect(codeOf(await client.readOrganisation())).toBe('xero_connection.ended');
    expect(await office.tokenCalls()).toBe(before);
    valueIn(await other.connect());
    valueIn(await client.readOrganisation());
  });
});

/** Stands still before its request leaves, for so long that another program takes its turn. */
function overtakenBy(office: Office, other: Office, standsMs: number): void {
  office.wire.instead = async ({ url }) => {
    if (!url.endsWith('/connect/token')) return undefined;
    office.wire.instead = () => undefined;
    await office.pass(61_000);
    valueIn(await other.app.connect());
    await office.pass(standsMs);
    return undefined;
  };
}

describe('a program that is overtaken while it renews', () => {
  it('takes the tokens of the other one, though it got some of its own', async () => {
    const office = await withOldToken();
    const other = await office.reopened();
    overtakenBy(office, other, 0);
    valueIn(await office.app.connect());
    expect(await keptBy(office)).toMatchObject({ version: 2, endReason: undefined });
    const [accessToken, refreshToken] = other.wire.tokens;
    expect(await refreshTokenOf(office)).toBe(refreshToken);
    expect(office.wire.seen.at(-1)?.authorization).toBe(`Bearer ${accessToken}`);
    expect(await office.tokenCalls()).toBe(2);
  });

  it('goes on with them where Xero refuses its own, which is old by then', async () => {
    const office = await withOldToken();
    overtakenBy(office, await office.reopened(), 31 * MINUTE_MS);
    const answers: number[] = [];
    office.wire.afterAnswer = ({ url }, { status }) => {
      if (url.endsWith('/connect/token')) answers.push(status);
    };
    valueIn(await office.app.connect());
    expect(answers).toEqual([400, 200]);
    expect(await keptBy(office)).toMatchObject({ version: 3, endReason: undefined });
  });
});

describe('an authorisation', () => {
  it('that nobody used for 60 days has ended, and says so', async () => {
    const office = await withOldToken(60 * DAY_MS + MINUTE_MS);
    const ended = await office.app.connect();
    expect(codeOf(ended)).toBe('xero_connection.ended');
    expect(ended).toMatchObject({
      problems: [{ facts: { reason: 'it was not used for 60 days' } }],
    });
  });

  it('that a person took back in Xero has ended, for another reason', async () => {
    const office = await withOldToken();
    const [{ id } = { id: '' }] = await office.xero
      .control<{ id: string; clientId: string }[]>('GET', '/connections')
      .then((all) => all.filter(({ clientId }) => clientId === office.appOf('web').clientId));
    await office.xero.control('DELETE', `/connections/${id}`);
    const ended = await office.app.connect();
    expect(codeOf(ended)).toBe('xero_connection.ended');
    expect(ended).toMatchObject({
      problems: [
        { facts: { reason: expect.stringMatching(/^it was revoked or disconnected in Xero/) } },
      ],
    });
  });

  it('whose app got a new secret in the portal has not ended: the secret is wrong', async () => {
    const office = await withOldToken();
    await office.xero.control('POST', `/apps/${office.appOf('web').clientId}/secret`);
    const refused = await office.app.connect();
    expect(codeOf(refused)).toBe('xero_sign_in.credentials_wrong');
    expect(refused).toMatchObject({
      problems: [{ remedy: expect.stringContaining('connects again with both') }],
    });
    expect(await keptBy(office)).toMatchObject({ endReason: undefined, renewingUntil: undefined });
  });

  it('lives on where it is kept alive, which is done once a day', async () => {
    const office = await withOldToken(0);
    for (let day = 1; day <= 70; day += 1) {
      await office.pass(12 * 60 * MINUTE_MS);
      await showConnections(office.app, { isKeptAlive: true });
      await office.pass(12 * 60 * MINUTE_MS + MINUTE_MS);
      const shown = valueIn(await showConnections(office.app, { isKeptAlive: true }));
      expect(shown).toMatchObject({ problems: [], warnings: [], connections: [{ daysLeft: 60 }] });
    }
    expect(await office.tokenCalls()).toBe(70);
    valueIn(await office.app.connect());
  });

  it('is kept alive on its 59th day', async () => {
    const office = await withOldToken(59 * DAY_MS + 23 * 60 * MINUTE_MS);
    const shown = valueIn(await showConnections(office.app, { isKeptAlive: true }));
    expect(shown).toMatchObject({ problems: [], connections: [{ daysLeft: 60 }] });
  });

  it.each([
    [52, 8, []],
    [53, 7, ['connection.ends_soon']],
    [59, 1, ['connection.ends_soon']],
    [61, 0, ['connection.ends_soon']],
  ])(
    'after %i days unused has %i days left, and is warned of in the last seven',
    async (...row) => {
      const [unusedDays, left, wanted] = row;
      const office = await withOldToken(unusedDays * DAY_MS);
      const shown = valueIn(await showConnections(office.app, { isKeptAlive: false }));
      expect(shown.connections.map(({ daysLeft }) => daysLeft)).toEqual([left]);
      expect(shown.warnings.map(({ code }) => code)).toEqual(wanted);
      for (const { message, remedy } of shown.warnings) {
        expect(message).toContain(`ends in ${left} days`);
        expect(remedy).toContain('tieout connections --refresh');
      }
      expect(await office.tokenCalls()).toBe(0);
    },
  );

  it('of a custom connection does not end by itself', async () => {
    const office = await openOffice();
    valueIn(await office.connectCustom());
    await office.pass(200 * DAY_MS);
    const shown = valueIn(await showConnections(office.app, { isKeptAlive: true }));
    expect(shown).toMatchObject({ problems: [], warnings: [], connections: [{}] });
    expect(shown.connections[0]?.daysLeft).toBeUndefined();
    valueIn(await office.app.connect());
  });

  it('that ended does not keep the others from being kept alive', async () => {
    const office = await openOffice();
    const { clientId, redirectUris } = office.appOf('web');
    expect(redirectUris).toContain('http://localhost:4600/xero/callback');
    await office.configure({
      entities: [
        { code: 'A', clientId },
        { code: 'B', clientId },
      ],
    });
    for (const entity of ['A', 'B']) valueIn(await office.connect({ entity }));
    await office.pass(2 * DAY_MS);
    await office.app.store.transact(office.app.act(), async (tx, audit) => {
      const values = { refresh_token: 'moved from elsewhere' };
      await tx.updateTable('connection').set(values).where('entity', '=', 'A').execute();
      await audit('test', 'change by hand');
    });
    const shown = valueIn(await showConnections(office.app, { isKeptAlive: true }));
    expect(shown.problems.map(({ code }) => code)).toEqual(['sealed.unreadable']);
    expect(shown.connections).toMatchObject([{ version: 1 }, { version: 2 }]);
  });
});

describe('a long export', () => {
  it('renews its token ahead of time, and no call meets one that has ended', async () => {
    const lender = await openLender();
    const session = 'the session';
    const wanted = { entity: '', grant: 'web', clientId: '', scopeSet: 'granular' } as const;
    const askSecret = async () => '';
    const { address } = valueIn(await beginConsent(lender.app, { ...wanted, askSecret, session }));
    const { href: text } = await goThroughConsent(address);
    valueIn(await endConsent(lender.app, { text, session }));
    await lender.xero.control('DELETE', '/calls');
    const endsAt = Date.parse(lender.clock.now()) + 90 * MINUTE_MS;
    lender.tap.beforeRequest = ({ path }) =>
      path === '/connect/token' ? undefined : lender.pass(50_000);
    for (let round = 1; Date.parse(lender.clock.now()) < endsAt; round += 1) {
      const row = `N${round},2026-05-04,L1,FEE,115.00,,`;
      await lender.import('transactions', `${TRANSACTION_COLUMNS}\n${row}\n`);
      const sent = valueIn(await lender.send(await lender.planned()));
      expect(sent).toMatchObject({ state: 'complete', problems: [] });
    }
    const answers = lender.tap.exchanges.map(({ httpStatus }) => httpStatus);
    expect(new Set(answers)).toEqual(new Set([200]));
    const renewals = lender.tap.exchanges.filter(({ path }) => path === '/connect/token');
    expect(renewals.length).toBeGreaterThan(3);
  });
});

describe('an answer of the token endpoint', () => {
  it.each([
    ['that is lost after Xero has renewed', { kind: 'drop', moment: 'after' }],
    ['that is lost before', { kind: 'drop', moment: 'before' }],
    ['that is cut', { kind: 'cut' }],
    ['that says 503', { kind: 'status', httpStatus: 503 }],
    ['that says 500 in JSON', { kind: 'status', httpStatus: 500 }],
    ['that is no JSON', { kind: 'edit', find: '{', put: 'x' }],
  ])('%s is asked for again, with the same token', async (_, fault) => {
    const office = await withOldToken(2 * DAY_MS);
    const before = await refreshTokenOf(office);
    await office.xero.control('POST', '/faults', { path: '/connect/token', times: 2, ...fault });
    const shown = valueIn(await showConnections(office.app, { isKeptAlive: true }));
    expect(shown.problems).toEqual([]);
    const asked = tokenRequests(office).slice(1);
    expect(asked.map(({ body }) => new URLSearchParams(body).get('refresh_token'))).toEqual(
      Array(3).fill(before),
    );
    expect(await keptBy(office)).toMatchObject({ version: 2, renewingUntil: undefined });
  });

  it('that goes on failing is a problem for later, and gives the turn back', async () => {
    const office = await withOldToken();
    const fault = { path: '/connect/token', kind: 'drop', times: 99 };
    await office.xero.control('POST', '/faults', fault);
    expect(await office.app.connect()).toMatchObject({
      problems: [{ code: 'xero_sign_in.unavailable', retry: 'later' }],
    });
    expect(await keptBy(office)).toMatchObject({ version: 1, renewingUntil: undefined });
    await office.xero.control('DELETE', '/faults');
    valueIn(await office.app.connect());
  });
});
