import type { DecisionAsked } from '../../../src/export/decide.ts';
import { decideDocumentTask } from '../../../src/tasks/decide-document.ts';
import { exportStatusTask } from '../../../src/tasks/show-exports.ts';
import { watchTask } from '../../../src/tasks/watch.ts';
import { valueIn } from '../../outcomes.ts';
import type { Lender } from '../export/lender.ts';
import type { TwinDocument } from '../export/twin-books.ts';

/** Decides in the lender's own time, where waiting costs none. */
export function decide(lender: Lender, exportId: string, asked: Partial<DecisionAsked>) {
  const usual = { part: 1, decidedAs: 'posted', xeroId: undefined, isPreview: false } as const;
  return decideDocumentTask(lender.app, { exportId, reason: 'I looked', ...usual, ...asked });
}

/** Does something in Xero between the answer to the journals and their reading back. */
export function afterJournals(lender: Lender, act: () => Promise<unknown>): void {
  lender.tap.afterAnswer = async ({ method, path }) => {
    if (method !== 'PUT' || !path.includes('/ManualJournals')) return;
    lender.tap.afterAnswer = () => undefined;
    await act();
  };
}

/** A batch whose first journal a person changed before it was read back. */
export async function sentAndChanged(lender: Lender, change: object): Promise<string> {
  const exportId = await lender.planned();
  afterJournals(lender, () => changeInXero(lender, 1, change));
  valueIn(await lender.send(exportId));
  return exportId;
}

/** A person changes, or voids, the journal of a part that counts. */
export async function changeInXero(lender: Lender, part: number, change: object): Promise<void> {
  const { id } = await liveInXero(lender, part);
  await lender.xero.inBooks('POST', `/manual-journals/${id}`, change);
}

export async function liveInXero({ xero }: Lender, part: number): Promise<TwinDocument> {
  const found = (await xero.liveDocuments()).find(({ text }) => text.includes(`/${part} `));
  if (found === undefined) throw new Error(`part ${part} is not in Xero`);
  return found;
}

/** A person enters a journal by hand; gives its id. */
export async function enterByHand(lender: Lender, journal: object = {}): Promise<string> {
  const { xero } = lender;
  const made = await xero.inBooks<{ id?: string; ManualJournalID?: string }>(
    'POST',
    '/manual-journals',
    { ...BY_HAND, ...journal },
  );
  const known = made?.ManualJournalID ?? made?.id;
  if (known !== undefined) return known;
  const text = { ...BY_HAND, ...journal }.Narration;
  const found = (await xero.liveDocuments()).filter((one) => one.text === text);
  return found.at(-1)?.id ?? '';
}

const BY_HAND = {
  Narration: 'Fee of May, by hand',
  Date: '2026-05-01',
  Status: 'POSTED',
  LineAmountTypes: 'Inclusive',
  JournalLines: [
    { AccountCode: '1100', LineAmount: 115, TaxType: 'NONE' },
    { AccountCode: '4100', LineAmount: -115, TaxType: 'OUTPUT2' },
  ],
};

/** What watching cries about, `edited 20260531.001/1`. */
export async function driftOf({ app }: Lender): Promise<string[]> {
  const { drift } = valueIn(await watchTask(app, { entity: 'M' }));
  return drift.map(({ kind, document }) => `${kind} ${document}`.trim());
}

export async function decisionsOf({ app }: Lender, exportId: string) {
  return valueIn(await exportStatusTask(app, exportId)).decisions;
}
