import { setTimeout as delay } from 'node:timers/promises';
import { describe, expect, it, onTestFinished } from 'vitest';
import { openConnection } from '../../../src/store/connection-reader.ts';
import { sealedTokens } from '../../../src/store/connection-writer.ts';
import { renewKeys } from '../../../src/tasks/connection/renew-keys.ts';
import { showConnections } from '../../../src/tasks/connection/show-connections.ts';
import { valueIn } from '../../outcomes.ts';
import { postgresPrograms, startPostgres } from '../../postgres.ts';
import { type Office, openOffice } from './office.ts';

const SKIP = postgresPrograms() === undefined ? ' (skipped: no PostgreSQL on this machine)' : '';
const DAY_MS = 86_400_000;
const PROGRAMS = 8;

describe.skipIf(SKIP !== '')(`connections in PostgreSQL${SKIP}`, () => {
  /** A database of the test's own, there until all who use it are gone. */
  async function databaseUrl(): Promise<string> {
    const server = await startPostgres();
    onTestFinished(() => server?.stop());
    return server?.url ?? '';
  }

  it('are renewed by one program at a time, also while every secret is sealed anew', async () => {
    const office = await openOffice({ databaseUrl: await databaseUrl() });
    valueIn(await office.connect());
    const programs: Office[] = [];
    for (let one = 0; one < PROGRAMS; one += 1) programs.push(await office.reopened());
    for (let day = 1; day <= 6; day += 1) {
      await office.pass(DAY_MS + 1);
      const keepAlive = programs.map(({ app }) => showConnections(app, { isKeptAlive: true }));
      const rotation = renewKeys(office.app);
      const shown = await Promise.all(keepAlive);
      await rotation;
      for (const one of shown) expect(valueIn(one)).toMatchObject({ problems: [] });
      expect(await office.tokenCalls()).toBe(1 + day);
    }
    await Promise.all([office, ...programs].map(({ app }) => renewKeys(app)));
    const { app } = office;
    const key = { mode: 'production', entity: '' } as const;
    const kept = valueIn(await openConnection(app.store.reader, app.keys, key));
    expect(kept).toMatchObject({ version: 7, endReason: undefined });
    const given = [office, ...programs].flatMap(({ wire }) => wire.tokens);
    expect(given).toContain(kept?.tokens?.refreshToken);
    await office.pass(40 * 60_000);
    valueIn(await app.connect());
  });

  it('that are renewed in the middle of a rotation keep the new tokens', async () => {
    const office = await openOffice({ databaseUrl: await databaseUrl() });
    valueIn(await office.connect());
    const other = await office.reopened();
    const { app } = office;
    const key = { mode: 'production', entity: '' } as const;
    const before = valueIn(await openConnection(app.store.reader, app.keys, key));
    const place = { connection_id: before?.connectionId ?? '', ...key };
    const tokens = { accessToken: 'a2', refreshToken: 'r2', accessUntil: office.clock.now() };
    const begin = Promise.withResolvers<void>();
    const rotation = begin.promise.then(() => renewKeys(other.app));
    await app.store.transact(app.act(), async (tx, audit) => {
      await tx.selectFrom('connection').selectAll().forUpdate().execute();
      begin.resolve();
      await delay(500);
      await tx
        .updateTable('connection')
        .set(sealedTokens(app.keys, place, tokens))
        .execute();
      await audit('test', 'a renewal');
    });
    await rotation;
    const after = valueIn(await openConnection(app.store.reader, app.keys, key));
    expect(after?.tokens).toEqual(tokens);
  });
});
