import { fail, type Outcome, type Problem, succeed } from '../domain/problem.ts';
import { DEMO_OPTIONS } from '../sample/options.ts';
import { applyConfigurationFile } from './apply-configuration.ts';
import type { ProgressListener } from './export-engine.ts';
import { importFile } from './import.ts';
import type { ImportResult } from './import-request.ts';
import { setUpTestOrganisation } from './set-up-test-organisation.ts';
import { sourceFileAt } from './source-file.ts';
import type { BooksMade, TaskContext } from './task-context.ts';
import { writeSample } from './write-sample.ts';

/** What is told while the demonstration runs. */
export interface DemoListener {
  onStep(title: string, facts?: readonly (readonly [string, string | number])[]): void;
  readonly onProgress: ProgressListener;
}

/** Writes the sample lender's files and takes them in as those of a real one. */
export async function loadSample(
  context: TaskContext,
  folder: string,
  listener: DemoListener,
): Promise<Outcome<undefined>> {
  const files = await writeSample(folder, DEMO_OPTIONS);
  const applied = await applyConfigurationFile(context, files.configuration);
  if (!applied.ok) return applied;
  if (context.testOrganisation !== undefined) {
    const made = await setUpTestOrganisation(context, context.testOrganisation);
    if (!made.ok) return made;
    tellMade(listener, made.value);
  }
  for (const kind of ['accounts', 'transactions'] as const) {
    const result = await importFrom(context, { kind, path: files[kind] });
    if (result.problems.length > 0) return fail(...result.problems);
    tellImport(listener, kind, result);
  }
  return succeed(undefined);
}

function tellMade(listener: DemoListener, { accounts, trackingOptions }: BooksMade): void {
  if (accounts + trackingOptions === 0) {
    listener.onStep('The configuration and the test organisation are there already');
    return;
  }
  listener.onStep('Configuration applied; the test organisation set up', [
    ['accounts made', accounts],
    ['tracking options made', trackingOptions],
  ]);
}

function tellImport(listener: DemoListener, kind: string, result: ImportResult): void {
  const { rows, accepted, debits, credits, sameAs } = result;
  if (sameAs !== null) {
    listener.onStep(`Loan ${kind} are there already, from import ${sameAs}`);
    return;
  }
  const facts = [
    ['rows', rows],
    ['new', accepted],
    ['debits', debits],
    ['credits', credits],
  ] as const;
  listener.onStep(`Loan ${kind} imported`, kind === 'accounts' ? facts.slice(0, 2) : facts);
}

async function importFrom(
  context: TaskContext,
  { kind, path }: { kind: 'accounts' | 'transactions'; path: string },
): Promise<ImportResult> {
  const problems: Problem[] = [];
  return importFile({
    store: context.store,
    act: context.act(),
    clock: { now: () => context.act().at },
    kind,
    file: sourceFileAt(path),
    dryRun: false,
    problemSink: { add: (found) => problems.push(found) },
  });
}
