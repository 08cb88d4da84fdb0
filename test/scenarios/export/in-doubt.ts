import { expect } from 'vitest';
import { valueIn } from '../../outcomes.ts';
import { copiesInXero, onceEach } from './faults.ts';
import { codesOf, type Lender } from './lender.ts';

const COMPLETE = {
  state: 'complete',
  documents: { confirmed: 4, rejected: 0, inDoubt: 0, conflict: 0 },
  problems: [],
};
export const IN_DOUBT = {
  state: 'sending',
  documents: { confirmed: 1, rejected: 0, inDoubt: 3, conflict: 0 },
};

/** A batch whose journals got no answer, whatever Xero did with them. */
export async function leaveInDoubt(lender: Lender): Promise<string> {
  const exportId = await lender.planned();
  const sent = valueIn(await lender.send(exportId));
  expect(sent).toMatchObject(IN_DOUBT);
  expect(codesOf(sent.problems)).toEqual(Array(3).fill('document.in_doubt'));
  lender.waits.length = 0;
  return exportId;
}

/** Resumes; in the end every document stands in Xero once. */
export async function resumeToEnd(lender: Lender, exportId: string): Promise<void> {
  expect(valueIn(await lender.send(exportId))).toMatchObject(COMPLETE);
  expect(await copiesInXero(lender)).toEqual(await onceEach(lender, exportId));
}
