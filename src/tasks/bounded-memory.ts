import { setFlagsFromString } from 'node:v8';

const GROWING = '--semi-space-growth-factor=2';
const STEADY = '--semi-space-growth-factor=1';

/**
 * Runs work through which rows stream: few of them live at a time, and where V8 lets the space for
 * young objects grow, it fills a hundred megabytes with dead ones.
 */
export async function inBoundedMemory<T>(work: () => Promise<T>): Promise<T> {
  setFlagsFromString(STEADY);
  try {
    return await work();
  } finally {
    setFlagsFromString(GROWING);
  }
}
