import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { describe, expect, it } from 'vitest';
import { STORE_FILE } from '../../../src/store/open.ts';
import { valueIn } from '../../outcomes.ts';
import { faulty, JOURNALS_SAVED_UNANSWERED, withoutFaults } from '../../scenarios/export/faults.ts';
import { leaveInDoubt } from '../../scenarios/export/in-doubt.ts';
import { codesOf, type Lender, openCopy, openLender } from '../../scenarios/export/lender.ts';
import { DEEDS } from '../deeds.ts';
import { failPoint } from '../fail-point.ts';
import { expectExportedOnce } from '../invariants.ts';
import { doneInTime } from '../phase.ts';

/** Changes what is stored behind the program's back, as a disk may. */
function alter({ dataFolder }: Lender, statement: string): void {
  const database = new DatabaseSync(join(dataFolder, STORE_FILE));
  database.exec(statement);
  database.close();
}

/** Flips the lowest bit of one character of a column of the first document, or of its call. */
function flip(table: 'document' | 'call', column: string, at: number): string {
  const letter = `substr(${column}, ${at}, 1)`;
  const flipped = `char((unicode(${letter}) | 1) - (unicode(${letter}) & 1))`;
  const changed = `substr(${column}, 1, ${at - 1}) || ${flipped} || substr(${column}, ${at + 1})`;
  return `update ${table} set ${column} = ${changed}
    where rowid = (select min(rowid) from ${table})`;
}

/** Everything was planned, and calls were committed, but nothing left. */
async function committed(): Promise<{ lender: Lender; exportId: string }> {
  const lender = await openLender();
  const exportId = await lender.planned();
  const point = failPoint({ at: 1, moment: 'before', way: 'throw' }, 'recordAttempt');
  await DEEDS.send(lender.app, point, exportId).catch(() => undefined);
  await lender.pass(5 * 60_000);
  expect(await lender.xero.documents()).toEqual([]);
  return { lender, exportId };
}

/** The first document is set aside, named, and in no way in Xero; the others are there as planned. */
async function expectSetAside(lender: Lender, exportId: string): Promise<void> {
  const bodies = await textsOf(lender);
  let sent = valueIn(await lender.send(exportId));
  expect(codesOf(sent.problems)).toContain('document.altered');
  if (sent.documents.rejected > 0) sent = valueIn(await lender.send(exportId));
  expect(sent).toMatchObject({ state: 'attention', documents: { confirmed: 3, conflict: 1 } });
  const inXero = (await lender.xero.documents()).map(({ text }) => text);
  expect(inXero.sort()).toEqual(bodies.slice(1).sort());
}

async function textsOf({ app }: Lender): Promise<string[]> {
  const rows = await app.store.reader
    .selectFrom('document')
    .select('narration')
    .orderBy('document_id')
    .execute();
  return rows.map(({ narration }) => narration);
}

describe('a bit of what is stored flips', () => {
  it('F10: in the bytes of a document, after the plan: it is a conflict, the others go', async () => {
    const lender = await openLender();
    const exportId = await lender.planned();
    const length = (await bodyOf(lender)).length;
    for (let at = 1; at <= length; at += Math.ceil(length / 6)) {
      const copy = await openCopy(lender);
      alter(copy, flip('document', 'body', at));
      await expectSetAside(copy, exportId);
    }
  });

  it.each(['marker', 'narration', 'document_key', 'content_hash'])(
    'F10: in the %s of a document, after the plan: it is a conflict, the others go',
    async (column) => {
      const lender = await openLender();
      const exportId = await lender.planned();
      alter(lender, flip('document', column, 5));
      const sent = valueIn(await lender.send(exportId));
      expect(sent).toMatchObject({ state: 'attention', documents: { confirmed: 3, conflict: 1 } });
      expect(codesOf(sent.problems)).toEqual(['document.altered']);
      expect(await lender.xero.documents()).toHaveLength(3);
    },
  );

  it('F10: in the bytes of a document, after its call was committed: the call is withdrawn', async () => {
    const { lender, exportId } = await committed();
    alter(lender, flip('document', 'body', 40));
    await expectSetAside(lender, exportId);
  });

  it('F10: in the hash of a call: it is withdrawn and named, and its documents go in another one', async () => {
    const { lender, exportId } = await committed();
    for (const at of [1, 33, 64]) {
      const copy = await openCopy(lender);
      alter(copy, flip('call', 'body_hash', at));
      const stopped = valueIn(await copy.send(exportId));
      expect(codesOf(stopped.problems)).toContain('call.altered');
      const sent = await doneInTime(copy, () => copy.send(exportId));
      expect(sent).toMatchObject({ state: 'complete', problems: [] });
      await expectExportedOnce(copy);
    }
  });

  it('F10: in the text of a document in doubt: it is not looked for under it, nor sent again', async () => {
    const lender = await openLender();
    await faulty(lender, JOURNALS_SAVED_UNANSWERED);
    const exportId = await leaveInDoubt(lender);
    await withoutFaults(lender);
    alter(lender, flip('document', 'narration', 9));
    const sent = valueIn(await lender.send(exportId));
    expect(sent).toMatchObject({ state: 'attention', documents: { confirmed: 3, conflict: 1 } });
    expect(codesOf(sent.problems)).toEqual(['document.altered']);
    expect(await lender.xero.documents()).toHaveLength(4);
  });

  it('F10: in books of a program that kept no hashes, after a call was committed: the same', async () => {
    const { lender, exportId } = await committed();
    alter(lender, `update document set content_hash = ''`);
    alter(lender, flip('document', 'body', 40));
    const sent = valueIn(await lender.send(exportId));
    expect(codesOf(sent.problems)).toContain('document.altered');
    const inXero = (await lender.xero.documents()).map(({ text }) => text);
    expect(inXero).toHaveLength(1);
  });
});

async function bodyOf({ app }: Lender): Promise<string> {
  const { body } = await app.store.reader
    .selectFrom('document')
    .select('body')
    .orderBy('document_id')
    .executeTakeFirstOrThrow();
  return body;
}
