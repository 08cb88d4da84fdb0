import { writeFileSync } from 'node:fs';
import { fail, type Outcome, succeed } from '../../domain/problem.ts';
import { sampleConfiguration } from '../../sample/configuration.ts';
import { applyConfigurationFile } from '../apply-configuration.ts';
import { importFile } from '../import.ts';
import { setUpTestOrganisation } from '../set-up-test-organisation.ts';
import { sourceFileAt } from '../source-file.ts';
import type { TaskContext } from '../task-context.ts';
import { benchFiles } from './bench-files.ts';
import { benchLender } from './generate.ts';
import { type Phase, type PhaseInput, timed } from './phase.ts';

/** Applies the sample lender's configuration, makes its books in the twin, takes its accounts in. */
export const setUp: Phase = async (input) => {
  const { value, ...spent } = await timed(() => setUpBooks(input));
  return value.ok ? succeed({ count: value.value, ...spent, facts: {} }) : value;
};

async function setUpBooks({ context, root, rows, twinUrl }: PhaseInput): Promise<Outcome<number>> {
  const files = benchFiles(root);
  const { testOrganisation: _, ...configuration } = sampleConfiguration(benchLender(rows));
  const settings = { ...configuration.settings, twinUrl };
  writeFileSync(files.configuration, JSON.stringify({ ...configuration, settings }));
  const applied = await applyConfigurationFile(context, files.configuration);
  if (!applied.ok) return applied;
  if (context.testOrganisation !== undefined) {
    const made = await setUpTestOrganisation(context, context.testOrganisation);
    if (!made.ok) return made;
  }
  return takeIn(context, 'accounts', { path: files.accounts, onProgress: () => undefined });
}

/** Takes a file in; the number of rows that were new. */
export async function takeIn(
  context: TaskContext,
  kind: 'accounts' | 'transactions',
  given: { path: string; onProgress: (bytesRead: number, bytesTotal: number) => void },
): Promise<Outcome<number>> {
  const result = await importFile({
    store: context.store,
    act: context.act(),
    clock: { now: () => context.act().at },
    kind,
    file: sourceFileAt(given.path),
    dryRun: false,
    problemSink: { add: () => undefined },
    onProgress: given.onProgress,
  });
  if (result.problemCount > 0) return fail(...result.problems);
  return succeed(result.accepted);
}
