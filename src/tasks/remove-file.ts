import { rmSync } from 'node:fs';

/** Takes a half-written file away; where there can be none, there is nothing to do. */
export function removeFile(path: string): void {
  try {
    rmSync(path, { force: true });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).syscall === undefined) throw error;
  }
}
