import { copyFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { showConnections } from '../../../src/tasks/connection/show-connections.ts';
import { beginConsent, endConsent } from '../../../src/tasks/connection/sign-in.ts';
import { goThroughConsent } from '../../contract/twin-consent.ts';
import { valueIn } from '../../outcomes.ts';
import { openLender, TRANSACTION_COLUMNS } from '../export/lender.ts';
import { codeOf, openOffice, tokenRequests } from './office.ts';
import { DAY_MS, keptBy, MINUTE_MS, refreshTokenOf, withOldToken } from './old-token.ts';

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

  it('in books that are an older copy has ended, and is asked for anew', async () => {
    const office = await openOffice();
    valueIn(await office.connect());
    await office.app.close();
    const file = join(office.folder, 'tieout.sqlite');
    copyFileSync(file, `${file}.copy`);
    await office.pass(DAY_MS);
    const today = await office.reopened();
    valueIn(await today.app.connect());
    await today.app.close();
    copyFileSync(`${file}.copy`, file);
    await office.pass(DAY_MS);
    const restored = await office.reopened();
    const ended = await restored.app.connect();
    expect(codeOf(ended)).toBe('xero_connection.ended');
    expect(ended).toMatchObject({
      problems: [{ facts: { reason: expect.stringMatching(/or these books are an older copy$/) } }],
    });
    valueIn(await restored.connect());
    valueIn(await restored.app.connect());
  });

  it.each([-400, -3, 3, 400])(
    'is given and renewed by a clock that is %i days wrong',
    async (days) => {
      const office = await openOffice();
      await office.xero.control('POST', '/clock', { moveMs: days * DAY_MS });
      valueIn(await office.connect());
      await office.xero.control('POST', '/tokens/expire', { kind: 'access' });
      const { client } = valueIn(await office.reopened().then(({ app }) => app.connect()));
      valueIn(await client.readOrganisation());
      expect(await keptBy(office)).toMatchObject({ version: 2, endReason: undefined });
    },
  );

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
