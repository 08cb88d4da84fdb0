import type { Terminal } from './terminal.ts';

/** Ends of lines and tabs are for layout; all else that is not seen could steer a terminal. */
const UNSEEN = /[^\P{Cc}\n\t]|[\u202a-\u202e\u2066-\u2069]/gu;

/** A terminal that shows names and texts of others as they are, and obeys nothing in them. */
export function showingOnly(terminal: Terminal): Terminal {
  return {
    ...terminal,
    out: (text) => terminal.out(visible(text)),
    err: (text) => terminal.err(visible(text)),
  };
}

function visible(text: string): string {
  return text.replaceAll(UNSEEN, '\ufffd');
}
