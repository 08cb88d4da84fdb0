import { describe, expect, it } from 'vitest';
import type { SentContent } from './compare-documents.ts';
import type { AccountingDate, Instant } from './dates.ts';
import type { DocumentKind, FoundDocument } from './found-document.ts';
import { cents } from './money.ts';
import type { DocumentState } from './states.ts';
import { planUndo, takeAlong, type UndoDocument, type UndoKnowledge } from './undo-plan.ts';

const DATE = '2026-05-04' as AccountingDate;

interface Case {
  readonly kind?: DocumentKind;
  readonly state?: DocumentState;
  /** As Xero shows it; undefined: not at all. */
  readonly status?: string | undefined;
  readonly text?: string;
  readonly isReconciled?: boolean;
  readonly lockedUpTo?: string;
  readonly acceptsEdits?: boolean;
  readonly takenBack?: boolean;
}

const BANK = { kind: 'bankTransaction', status: 'AUTHORISED' } as const;
const LOCKED = { lockedUpTo: '2026-05-04' } as const;
const EDITED = { text: 'Somebody else' } as const;
const ACCEPTED = { ...EDITED, acceptsEdits: true } as const;

describe('3.10 what undoing means for a document', () => {
  it.each<[string, Case, string]>([
    ['a posted journal', {}, 'void'],
    ['a posted journal that is not confirmed yet', { state: 'posted' }, 'void'],
    ['a draft', { status: 'DRAFT' }, 'delete'],
    ['a draft on a locked day', { status: 'DRAFT', ...LOCKED }, 'delete'],
    ['a locked journal', LOCKED, 'reverse'],
    ['a journal on the day after the lock', { lockedUpTo: '2026-05-03' }, 'void'],
    ['a bank transaction', BANK, 'delete'],
    ['a locked bank transaction', { ...BANK, ...LOCKED }, 'keep undo.locked'],
    ['a reconciled one', { ...BANK, isReconciled: true }, 'keep undo.reconciled'],
    ['one that is both', { ...BANK, ...LOCKED, isReconciled: true }, 'keep undo.reconciled'],
    ['an edited journal', EDITED, 'keep undo.edited'],
    ['an edited one that a person gave up', ACCEPTED, 'void'],
    ['an edited, locked one', { ...EDITED, ...LOCKED }, 'keep undo.edited'],
    ['the same, given up', { ...ACCEPTED, ...LOCKED }, 'keep undo.edited_and_locked'],
    ['a journal in conflict that is as sent', { state: 'conflict' }, 'void'],
    ['voided in Xero already', { status: 'VOIDED' }, 'void already'],
    ['voided in Xero, and locked', { status: 'VOIDED', ...LOCKED }, 'void already'],
    ['deleted in Xero already', { ...BANK, status: 'DELETED' }, 'delete already'],
    ['archived in Xero', { status: 'ARCHIVED' }, 'keep undo.not_possible'],
    ['not found in Xero', { status: undefined }, 'keep undo.not_possible'],
    ['never sent', { state: 'planned', status: undefined }, 'withdraw'],
    ['refused by Xero', { state: 'rejected', status: undefined }, 'withdraw'],
    ['in a call that has not left', { state: 'sending', status: undefined }, 'withdraw'],
    ['undone before', { state: 'voided', status: 'VOIDED' }, 'none'],
    ['withdrawn before', { state: 'withdrawn', status: undefined }, 'none'],
    ['corrected by a later batch', { takenBack: true }, 'keep undo.taken_back'],
  ])('%s', (_name, given, expected) => {
    const [step] = planUndo([documentOf(1, given)], knowledgeOf({ 1: given }));
    const how = step?.reason?.code ?? (step?.isGone === true ? 'already' : '');
    expect([step?.action, how].join(' ').trim()).toBe(expected);
  });

  it('keeps what holds rows together with a document that is kept, in turn', () => {
    const cases = { 1: EDITED, 2: {}, 3: {}, 4: {} };
    const documents = Object.entries(cases).map(([id, one]) => documentOf(Number(id), one));
    const sharing = [
      [1, 2],
      [2, 3],
    ];
    const steps = planUndo(documents, { ...knowledgeOf(cases), sharing });
    expect(steps.map((one) => one.reason?.code ?? one.action)).toEqual([
      ...['undo.edited', 'undo.shares_rows', 'undo.shares_rows', 'void'],
    ]);
  });

  it('takes along what holds rows together with a chosen document, in turn', () => {
    const sharing = [
      [1, 2],
      [2, 3],
      [4, 5],
    ];
    expect([...takeAlong(new Set([1]), sharing)].sort()).toEqual([1, 2, 3]);
  });
});

function documentOf(documentId: number, { kind = 'manualJournal', state = 'confirmed' }: Case) {
  const isInXero = !['planned', 'rejected', 'sending', 'withdrawn'].includes(state);
  const xeroId = isInXero ? `id-${documentId}` : undefined;
  const document: UndoDocument = {
    ...{ documentId, kind, narration: `Document ${documentId}`, documentState: state, xeroId },
  };
  return document;
}

function knowledgeOf(cases: Readonly<Record<number, Case>>): UndoKnowledge {
  const all = Object.entries(cases).map(([id, one]) => [Number(id), one] as const);
  const found = all.flatMap(([id, one]) => {
    const shown = 'status' in one ? one.status : 'POSTED';
    return shown === undefined ? [] : [[id, foundOf(id, one, shown)] as const];
  });
  const some = all.map(([, one]) => one);
  const takenBack = all.filter(([, one]) => one.takenBack === true);
  return {
    found: new Map(found),
    contents: new Map(all.map(([id, one]) => [id, sentOf(id, one)])),
    accepted: new Map(),
    rateOf: () => 0,
    lockedUpTo: some.find((one) => one.lockedUpTo !== undefined)?.lockedUpTo as AccountingDate,
    takenBack: new Map(takenBack.map(([id]) => [id, '20260531.002'])),
    sharing: [],
    acceptsEdits: some.some((one) => one.acceptsEdits === true),
  };
}

const NO_OPTIONS = { categoryA: '', categoryB: '', optionA: '', optionB: '' };
const BANK_SIDE = { account: '090', direction: 'SPEND', contactId: '' } as const;
const LINE = { description: 'Fees', taxType: 'NONE', amount: cents(10_00) };

function sentOf(id: number, { kind = 'manualJournal', status }: Case): SentContent {
  return {
    kind,
    date: DATE,
    text: `Document ${id}`,
    isDraft: status === 'DRAFT',
    lines: [{ ...LINE, ...NO_OPTIONS, sentAccount: '1100' }],
    bank: kind === 'manualJournal' ? undefined : BANK_SIDE,
  };
}

function foundOf(id: number, one: Case, xeroStatus: string): FoundDocument {
  const { kind = 'manualJournal', text = `Document ${id}`, isReconciled = false } = one;
  const bank = { direction: 'SPEND', glAccountCode: '090', accountId: '', contactId: '' } as const;
  return {
    kind,
    xeroId: `id-${id}`,
    xeroStatus,
    date: DATE,
    text,
    lineAmountTypes: 'Inclusive',
    lines: [{ ...LINE, glAccountCode: '1100', accountId: '', gst: cents(0), tracking: [] }],
    bank: kind === 'manualJournal' ? undefined : { ...bank, isReconciled },
    updatedAt: '2026-05-04T00:00:00.000Z' as Instant,
  };
}
