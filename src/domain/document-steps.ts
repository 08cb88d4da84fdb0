import type { DocumentState } from './states.ts';

/**
 * Every step that a document can take; the store refuses all others. docs/protocol.svg draws the
 * usual ones. Staying where it is, with another problem, is no step.
 */
export const DOCUMENT_STEPS: Readonly<Record<DocumentState, readonly DocumentState[]>> = {
  // Not by way of `sending`: what went out as a file, or is found after a backup was restored.
  planned: ['sending', 'posted', 'inDoubt', 'conflict', 'withdrawn'],
  sending: ['posted', 'rejected', 'inDoubt', 'conflict', 'withdrawn'],
  inDoubt: ['posted', 'sending', 'conflict', 'confirmed', 'planned', 'withdrawn'],
  rejected: ['sending', 'posted', 'conflict', 'confirmed', 'planned', 'withdrawn'],
  posted: ['confirmed', 'conflict', 'voided', 'deleted', 'reversed'],
  confirmed: ['conflict', 'voided', 'deleted', 'reversed'],
  conflict: [
    ...(['confirmed', 'planned', 'voided', 'deleted', 'reversed'] as const),
    // Only what went out as a file and has no id: it is looked for again each time.
    ...(['posted', 'inDoubt', 'withdrawn'] as const),
  ],
  voided: [],
  deleted: [],
  reversed: [],
  withdrawn: [],
};

/** Whether a document may go from one state to another, or stays where it is. */
export function mayStep(from: DocumentState, to: DocumentState): boolean {
  return from === to || DOCUMENT_STEPS[from].includes(to);
}
