import { setFlagsFromString } from 'node:v8';

const STEADY = ['--semi-space-growth-factor=1', '--heap-growing-percent=60'];
const USUAL = ['--semi-space-growth-factor=2', '--heap-growing-percent=0'];

/**
 * Runs work through which rows stream. Few objects live at a time, but V8 lets the heap grow to
 * several times their size before it clears the dead ones away; here it clears them sooner.
 */
export async function inBoundedMemory<T>(work: () => Promise<T>): Promise<T> {
  for (const flag of STEADY) setFlagsFromString(flag);
  try {
    return await work();
  } finally {
    for (const flag of USUAL) setFlagsFromString(flag);
  }
}
