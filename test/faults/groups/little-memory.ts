import { existsSync, mkdirSync, rmdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const CGROUPS = '/sys/fs/cgroup/memory';
const LIMIT_BYTES = 300 << 20;
const HEAP_MEGABYTES = 100;

/** A program that runs another one with little memory, and by which means. */
export interface LittleMemory {
  readonly means: string;
  /** What ends a program that wants more. */
  readonly signal: NodeJS.Signals;
  readonly through: readonly string[];
  remove(): void;
}

/** A control group where this machine lets us have one; else a limit of the heap. */
export function littleMemory(): LittleMemory {
  const group = join(CGROUPS, `tieout-${process.pid}`);
  try {
    if (!existsSync(join(CGROUPS, 'memory.limit_in_bytes'))) throw new Error('no such groups');
    mkdirSync(group);
    writeFileSync(join(group, 'memory.limit_in_bytes'), String(LIMIT_BYTES));
  } catch {
    const options = `NODE_OPTIONS=--max-old-space-size=${HEAP_MEGABYTES}`;
    const signal = 'SIGABRT';
    return {
      means: 'a limit of the heap',
      signal,
      through: ['env', options],
      remove: () => undefined,
    };
  }
  const enter = `echo $$ > ${join(group, 'cgroup.procs')} && exec "$@"`;
  return {
    means: 'a control group',
    signal: 'SIGKILL',
    through: ['sh', '-c', enter, 'sh'],
    remove: () => rmdirSync(group),
  };
}
