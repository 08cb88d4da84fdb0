import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { showConnections } from '../../../src/tasks/connection/show-connections.ts';
import { loadAudit } from '../../audit.ts';
import { valueIn } from '../../outcomes.ts';
import { type Ran, runTogether } from './children.ts';
import { codeOf, type Office, openOffice, tokenRequests } from './office.ts';
import { keptBy, MINUTE_MS, refreshTokenOf, withOldToken } from './old-token.ts';

const REFRESHING = fileURLToPath(new URL('refreshing.ts', import.meta.url));

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
  }, 180_000);

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
