import { runSeed } from './run-seed.ts';
import type { SeedAsked } from './run-seeds.ts';
import { removeTemplates } from './template.ts';

/** Run as a process of its own: lives through the seeds that it is asked for, one after the other. */
process.on('message', ({ seed, isServed }: SeedAsked) => {
  runSeed({ seed, isServed }).then(
    (result) => process.send?.(result),
    (error: unknown) => {
      throw error;
    },
  );
});
process.on('disconnect', removeTemplates);
