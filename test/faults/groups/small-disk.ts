import { execFileSync } from 'node:child_process';
import { mkdirSync, readFileSync, rmSync, statfsSync, truncateSync, writeFileSync } from 'node:fs';
import { userInfo } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import { newFolder } from '../../stores.ts';

/** A file system of its own on a loop device, whose device is a file that can be looked at. */
export interface SmallDisk {
  readonly folder: string;
  /** Leaves no block free. */
  fill(): void;
  free(): void;
  /** What is on the device now; what was written and never synced is not. */
  photograph(): Buffer;
  /** The power fails: only what is on the photograph is there when it comes back. */
  comeBackFrom(photograph: Buffer): void;
}

const SIZE_BYTES = 32 << 20;

/** Whether this machine lets us have file systems of our own, asked once. */
export const LOOP_DEVICE = canMount();

/** Every name of a test that skips for want of one says so. */
export const NO_LOOP_DEVICE = LOOP_DEVICE ? '' : ' (skipped: no loop device here)';

function canMount(): boolean {
  if (process.platform !== 'linux' || userInfo().uid !== 0) return false;
  try {
    const disk = mountNew();
    disk.remove();
    return true;
  } catch {
    return false;
  }
}

/** An empty one, for one test. */
export function smallDisk(): SmallDisk {
  const { remove, ...disk } = mountNew();
  onTestFinished(remove);
  return disk;
}

function mountNew(): SmallDisk & { remove(): void } {
  const place = newFolder();
  const [image, folder, ballast] = ['image', 'disk', 'disk/ballast'].map((name) =>
    join(place, name),
  );
  if (image === undefined || folder === undefined || ballast === undefined) throw new Error(place);
  writeFileSync(image, '');
  truncateSync(image, SIZE_BYTES);
  mkdirSync(folder);
  run('mkfs.ext4', '-q', '-m', '0', image);
  const mount = () => run('mount', '-o', 'loop', image, folder);
  const unmount = () => run('umount', '--lazy', folder);
  mount();
  return {
    folder,
    fill: () => fillWith(ballast, folder),
    free: () => rmSync(ballast),
    photograph: () => photograph(image),
    comeBackFrom: (kept) => {
      run('umount', folder);
      writeFileSync(image, kept);
      mount();
    },
    remove: () => {
      unmount();
      rmSync(place, { recursive: true });
    },
  };
}

/** One that nothing changed while it was read. */
function photograph(image: string): Buffer {
  for (;;) {
    const [first, second] = [readFileSync(image), readFileSync(image)];
    if (first.equals(second)) return first;
  }
}

function fillWith(ballast: string, folder: string): void {
  const { bavail, bsize } = statfsSync(folder);
  for (let bytes = bavail * bsize; bytes > 0; ) {
    try {
      writeFileSync(ballast, Buffer.alloc(bytes), { flag: 'a', flush: true });
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'ENOSPC') throw error;
      bytes >>= 1;
    }
  }
}

function run(program: string, ...words: string[]): void {
  execFileSync(program, words, { stdio: ['ignore', 'ignore', 'pipe'] });
}
