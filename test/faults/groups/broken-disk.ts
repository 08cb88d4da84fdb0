import { execFileSync } from 'node:child_process';
import { expect } from 'vitest';
import { openLender } from '../../scenarios/export/lender.ts';
import { expectExportedOnce } from '../invariants.ts';
import { doneInTime } from '../phase.ts';
import { doDeed } from './child-deed.ts';

/** Whether a child's calls of the system can be made to fail here. */
export const STRACE = canTrace();

export const NO_STRACE = STRACE ? '' : ' (skipped: no strace here)';

function canTrace(): boolean {
  try {
    execFileSync('strace', ['-o', '/dev/null', 'true'], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
}

/**
 * Sends in a process whose n-th fsync fails, once. Whatever that was: it goes no further on its books,
 * nothing left without a committed try, and another start ends it. Gives how it ended.
 */
export async function sendWithFailingSync(count: number): Promise<'done' | 'stopped'> {
  const lender = await openLender();
  const exportId = await lender.planned();
  const failing = `inject=fsync,fdatasync:error=EIO:when=${count}`;
  const through = ['strace', '-f', '-qq', '-o', '/dev/null', '-e', 'trace=fsync,fdatasync'];
  const deed = { deed: 'send', exportId } as const;
  const { said } = await doDeed(lender, deed, [...through, '-e', failing]);
  const inXero = (await lender.xero.documents()).map(({ text }) => text);
  const parts = await lender.parts(exportId);
  const left = parts.filter(({ state }) => state !== 'planned').map(({ text }) => text);
  expect(left).toEqual(expect.arrayContaining(inXero));
  const { reader } = lender.app.store;
  const last = await reader
    .selectFrom('audit')
    .select(['action', 'actor'])
    .orderBy('audit_id', 'desc')
    .executeTakeFirst();
  const isDone = said.includes('"batchState":"complete"');
  if (!isDone) {
    expect(said).toContain('store.disk_broken');
    expect(last?.action).not.toBe('lease.released');
  }
  const sent = await doneInTime(lender, () => lender.send(exportId));
  expect(sent).toMatchObject({ state: 'complete', problems: [] });
  await expectExportedOnce(lender);
  return isDone ? 'done' : 'stopped';
}
