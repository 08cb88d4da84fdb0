import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { MIGRATIONS } from '../../../src/store/migrations/index.ts';
import {
  faulty,
  JOURNALS_SAVED_UNANSWERED,
  JOURNALS_UNAVAILABLE,
} from '../../scenarios/export/faults.ts';
import { leaveInDoubt, resumeToEnd } from '../../scenarios/export/in-doubt.ts';
import { type Lender, openLender } from '../../scenarios/export/lender.ts';
import { expectExportedOnce } from '../invariants.ts';
import { asOfVersion } from './older-version.ts';

const OLDER = MIGRATIONS.slice(0, -1).map(({ version }) => version);

/** What stands in a document and goes out again, byte by byte. */
async function sentOf({ app }: Lender) {
  return app.store.reader
    .selectFrom('document')
    .select(['document_key', 'marker', 'body', 'state', 'generation'])
    .orderBy('document_id')
    .execute();
}

it.each(OLDER)(
  'A14: books of version %i with documents in doubt: the new program carries the doubt, looks, and ends with one of each',
  async (version) => {
    const lender = await openLender();
    await faulty(lender, JOURNALS_SAVED_UNANSWERED);
    const exportId = await leaveInDoubt(lender);
    const before = await sentOf(lender);
    await lender.app.close();
    await asOfVersion(lender.dataFolder, version);
    const upgraded = await lender.reopened();
    expect(existsSync(join(lender.dataFolder, `before-${version}.sqlite`))).toBe(true);
    expect(await sentOf(upgraded)).toEqual(before);
    await resumeToEnd(upgraded, exportId);
    await expectExportedOnce(upgraded);
  },
);

it('A14: books of an older version whose call never arrived: the same bytes go out once, under a new key', async () => {
  const lender = await openLender();
  await faulty(lender, JOURNALS_UNAVAILABLE);
  const exportId = await leaveInDoubt(lender);
  const before = await sentOf(lender);
  await lender.app.close();
  await asOfVersion(lender.dataFolder, OLDER.at(-1) ?? 0);
  const upgraded = await lender.reopened();
  await resumeToEnd(upgraded, exportId);
  await expectExportedOnce(upgraded);
  const bodies = (await sentOf(upgraded)).map(({ body }) => body);
  expect(bodies).toEqual(before.map(({ body }) => body));
});
