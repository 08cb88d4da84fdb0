import { setInterval } from 'node:timers';
import type { Terminal } from './terminal.ts';

/** How far a piece of work has come. */
export interface Step {
  readonly doing: string;
  readonly done: number;
  readonly of: number;
  /** Where nothing but time passes until the next step. */
  readonly waitsMs?: number;
}

/** Shows how far a piece of work has come. */
export interface Progress {
  show(step: Step): void;
  clear(): void;
}

/** The time that a progress is measured by. */
export interface ProgressTime {
  nowMs(): number;
  /** Does something each second until it is told to stop. */
  eachSecond(work: () => void): { stop(): void };
}

const SHOW_AFTER_MS = 1_000;
const REDRAW_MS = 100;
const BAR = 30;
const USUAL_COLUMNS = 80;

/**
 * A bar on the error stream, for work of over a second that somebody watches. A wait is counted down
 * there, and told in one line where nobody watches.
 */
export function progressOn(terminal: Terminal, time: ProgressTime): Progress {
  let startedAt: number | undefined;
  let drawnAt = 0;
  let isDrawn = false;
  let ticking: { stop(): void } | undefined;
  const draw = (text: string) => {
    isDrawn = true;
    terminal.err(`\r${fitted(text, terminal.columns)}\x1b[K`);
  };
  const countDown = (doing: string, waitsMs: number) => {
    if (!terminal.isWatched) return terminal.err(`${doing} (${secondsOf(waitsMs)} s).\n`);
    const endsAt = time.nowMs() + waitsMs;
    const tick = () => draw(`${doing}: ${secondsOf(endsAt - time.nowMs())} s left`);
    tick();
    ticking = time.eachSecond(tick);
  };
  return {
    show({ doing, done, of, waitsMs }) {
      ticking?.stop();
      ticking = undefined;
      if (waitsMs !== undefined) return countDown(doing, waitsMs);
      if (!terminal.isWatched) return;
      const now = time.nowMs();
      startedAt ??= now;
      if (now - startedAt < SHOW_AFTER_MS || now - drawnAt < REDRAW_MS) return;
      drawnAt = now;
      draw(barOf(doing, done, of));
    },
    clear() {
      ticking?.stop();
      ticking = undefined;
      if (isDrawn) terminal.err('\r\x1b[K');
      isDrawn = false;
      startedAt = undefined;
    },
  };
}

/** This machine's. */
export const MACHINE_PROGRESS_TIME: ProgressTime = {
  nowMs: () => performance.now(),
  eachSecond: (work) => {
    const timer = setInterval(work, 1_000).unref();
    return { stop: () => clearInterval(timer) };
  },
};

/** Never so long that the terminal breaks it into two lines; some do not know their width. */
function fitted(text: string, columns: number): string {
  return text.slice(0, (columns > 1 ? columns : USUAL_COLUMNS) - 1);
}

function secondsOf(milliseconds: number): number {
  return Math.max(0, Math.ceil(milliseconds / 1000));
}

function barOf(doing: string, done: number, of: number): string {
  const share = of === 0 ? 1 : Math.min(1, done / of);
  const filled = Math.round(share * BAR);
  const bar = '#'.repeat(filled) + '.'.repeat(BAR - filled);
  return `${doing} [${bar}] ${Math.floor(share * 100)} %`;
}
