import type { Keyboard } from './keyboard.ts';

/** Where a command line reads from and writes to. */
export interface Terminal {
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly user: string;
  out(text: string): void;
  err(text: string): void;
  /** True where somebody watches the error stream. */
  readonly isWatched: boolean;
  /** Characters in a line. */
  readonly columns: number;
  readonly keyboard: Keyboard;
  untilStopped(): Promise<void>;
  /** Told when somebody asks the program to stop; from then on it must end by itself. */
  stopSignal?(): AbortSignal;
}
