import type { Instant } from '../../src/domain/dates.ts';
import type { Act } from '../../src/store/act.ts';
import { openStore } from '../../src/store/open.ts';
import { importFile } from '../../src/tasks/import.ts';
import { sourceFileAt } from '../../src/tasks/source-file.ts';

/**
 * Run as a process of its own: imports a file of transactions and prints how many rows it has read,
 * until it is killed.
 */
const [folder = '', path = ''] = process.argv.slice(2);
const store = await openStore({ folder });
const now = () => new Date().toISOString() as Instant;
const act: Act = { actor: 'os:tester', mode: 'test', at: now() };
const { importId } = await importFile({
  store,
  act,
  clock: { now },
  kind: 'transactions',
  file: sourceFileAt(path),
  dryRun: false,
  problemSink: { add: () => undefined },
  onProgress: (_, __, rows) => process.stdout.write(`${rows}\n`),
});
process.stdout.write(`import ${importId}\n`);
