import type { Terminal } from './terminal.ts';

/** Shows how far a piece of work has come. */
export interface Progress {
  show(what: string, done: number, total: number): void;
  clear(): void;
}

const SHOW_AFTER_MS = 1_000;
const REDRAW_MS = 100;
const BAR = 30;

/** A bar on the error stream, for work of over a second that somebody watches. */
export function progressOn(terminal: Terminal, nowMs: () => number): Progress {
  let startedAt: number | undefined;
  let drawnAt = 0;
  let isDrawn = false;
  return {
    show(what, done, total) {
      if (!terminal.isWatched) return;
      const now = nowMs();
      startedAt ??= now;
      if (now - startedAt < SHOW_AFTER_MS || now - drawnAt < REDRAW_MS) return;
      drawnAt = now;
      isDrawn = true;
      terminal.err(`\r${barOf(what, done, total).slice(0, terminal.columns - 1)}\x1b[K`);
    },
    clear() {
      if (isDrawn) terminal.err('\r\x1b[K');
      isDrawn = false;
      startedAt = undefined;
    },
  };
}

function barOf(what: string, done: number, total: number): string {
  const share = total === 0 ? 1 : Math.min(1, done / total);
  const filled = Math.round(share * BAR);
  const bar = '#'.repeat(filled) + '.'.repeat(BAR - filled);
  return `${what} [${bar}] ${Math.floor(share * 100)} %`;
}
