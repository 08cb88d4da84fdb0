import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { findConnectionFacts, sealedUnder } from '../../../src/store/connection-reader.ts';
import { daysLeft, needsKeepAlive } from '../../../src/tasks/connection/days-left.ts';
import { valueIn } from '../../outcomes.ts';
import { openDesk } from '../cli/tieout.ts';
import { consent, openOffice } from './office.ts';

const GLOBAL = { mode: 'production', entity: '' } as const;

it('a key that is lost for good is forgotten with all that lies under it, and only then', async () => {
  const office = await openOffice();
  valueIn(await office.connect());
  await office.app.close();
  rmSync(join(office.folder, 'sealing.key'));
  const desk = openDesk();
  const at = ['--data', office.folder, '--json'];
  const stopped = await desk.bare('export', 'list', ...at);
  expect(JSON.parse(stopped.stdout)).toMatchObject({ problems: [{ code: 'sealing_key.missing' }] });
  expect(stopped.stdout).toContain('tieout keys forget');
  expect((await desk.bare('keys', 'forget', ...at)).exitCode).toBe(0);
  expect(JSON.parse((await desk.bare('connections', ...at)).stdout)).toMatchObject({
    connections: [],
    problems: [],
  });
});

it('a sign-in that was not ended keeps nothing sealed once somebody connected', async () => {
  const office = await openOffice();
  await consent(office, {});
  expect(await sealedUnder(office.app.store.reader)).toHaveLength(1);
  valueIn(await office.connect());
  const { store } = office.app;
  expect(await store.reader.selectFrom('sign_in').selectAll().execute()).toMatchObject([
    { client_secret: null, verifier: '' },
  ]);
});

it('a clock that was a year ahead neither hides an end nor holds a lease for a year', async () => {
  const office = await openOffice();
  valueIn(await office.connect());
  const { store } = office.app;
  const year = new Date(Date.parse(office.app.act().at) + 365 * 86_400_000).toISOString();
  await store.transact(office.app.act(), async (tx, audit) => {
    await tx
      .updateTable('connection')
      .set({ refreshed_at: year, lease_owner: 'gone', lease_until: year })
      .execute();
    await audit('test.clock', 'connection');
  });
  const facts = await findConnectionFacts(store.reader, GLOBAL);
  if (facts === undefined) throw new Error('it is connected');
  expect(daysLeft(facts, office.app.act().at)).toBe(60);
  expect(needsKeepAlive(facts, office.app.act().at)).toBe(true);
  await office.pass(31 * 60_000);
  valueIn(await office.app.connect());
});
