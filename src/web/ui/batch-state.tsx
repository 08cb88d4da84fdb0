import { Badge } from '@mantine/core';
import type { ReactNode } from 'react';

/** Colour and word of a state; the word alone says it all. */
const STATES: Readonly<Record<string, { color: string; word: string }>> = {
  planned: { color: 'gray', word: 'planned' },
  approved: { color: 'blue', word: 'approved' },
  sending: { color: 'blue', word: 'sending' },
  parked: { color: 'yellow', word: 'parked' },
  attention: { color: 'red', word: 'needs attention' },
  handedOver: { color: 'yellow', word: 'handed over as a file' },
  complete: { color: 'green', word: 'complete' },
  undoing: { color: 'orange', word: 'being undone' },
  undone: { color: 'gray', word: 'undone' },
  discarded: { color: 'gray', word: 'discarded' },
  posted: { color: 'blue', word: 'posted' },
  confirmed: { color: 'green', word: 'confirmed' },
  rejected: { color: 'red', word: 'rejected' },
  inDoubt: { color: 'yellow', word: 'in doubt' },
  conflict: { color: 'red', word: 'in conflict' },
  voided: { color: 'gray', word: 'voided' },
  deleted: { color: 'gray', word: 'deleted' },
  reversed: { color: 'gray', word: 'reversed' },
  withdrawn: { color: 'gray', word: 'withdrawn' },
};

/** The state of a batch or document. */
export function StateBadge({ state }: { state: string }): ReactNode {
  const { color, word } = STATES[state] ?? { color: 'gray', word: state };
  return (
    <Badge color={color} variant="light" autoContrast tt="none" miw="fit-content">
      {word}
    </Badge>
  );
}

const KINDS: Readonly<Record<string, string>> = {
  manualJournal: 'Manual journal',
  bankTransaction: 'Bank transaction',
};

/** What a kind of document is called. */
export function kindWord(kind: string): string {
  return KINDS[kind] ?? kind;
}
