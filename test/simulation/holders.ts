import { Broken } from './broken.ts';

/** I6: only the program that took a batch last writes anything of it. */
export interface Holders {
  /** Judges what a program committed: an action and its subject each. */
  check(program: string, told: readonly string[]): void;
}

const TAKING = ['lease.taken', 'batch.begun'];

export function createHolders(): Holders {
  const holders = new Map<string, string>();
  return {
    check: (program, told) => {
      for (const words of told) {
        const [action = '', subject = ''] = words.split(' ');
        if (!subject.startsWith('batch/') || action === 'lease.not_taken') continue;
        if (TAKING.includes(action)) holders.set(subject, program);
        const holder = holders.get(subject);
        if (holder !== program) throw new Broken(`I6: ${program} writes ${words} of ${holder}`);
      }
    },
  };
}
