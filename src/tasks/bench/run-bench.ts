import { mkdtempSync, rmSync } from 'node:fs';
import { cpus, loadavg, release, tmpdir, totalmem } from 'node:os';
import { join } from 'node:path';
import { type Outcome, succeed } from '../../domain/problem.ts';
import { benchFiles, dataFolderOf, takeBenchFolder } from './bench-files.ts';
import {
  type BenchReport,
  type CallsMade,
  fewestCalls,
  type Machine,
  measuredWork,
} from './bench-report.ts';
import type { Children, PhaseReport, TwinProcess } from './child.ts';
import { PHASE_NAMES, type PhaseName } from './phase.ts';
import { countCalls, forgetCalls, liftLimits } from './twin-calls.ts';

export interface BenchAsked {
  readonly rows: number;
  readonly children: Children;
  /** Told which phase begins. */
  onPhase(phase: PhaseName): void;
}

/** Measures the main job and its floors, in a folder that is gone afterwards. */
export async function runBench(asked: BenchAsked): Promise<Outcome<BenchReport>> {
  const root = mkdtempSync(join(tmpdir(), 'tieout-bench-'));
  const files = benchFiles(root);
  const before = loadavg()[0] ?? 0;
  const twins: TwinProcess[] = [];
  try {
    const taken = takeBenchFolder(root);
    if (!taken.ok) return taken;
    for (const folder of [files.product, files.floor]) {
      twins.push(await asked.children.startTwin(join(folder, 'its-twin')));
    }
    const [product = '', floor = ''] = twins.map(({ apiUrl }) => apiUrl);
    await Promise.all([product, floor].map(liftLimits));
    const measured = await measure(asked, { root, product, floor });
    if (!measured.ok) return measured;
    const { phases, calls } = measured.value;
    return succeed(reportOf(phases, { calls, machine: machine(before), rows: asked.rows }));
  } finally {
    for (const twin of twins) await twin.stop();
    rmSync(root, { recursive: true, force: true });
  }
}

interface Places {
  readonly root: string;
  /** Addresses of the two twins. */
  readonly product: string;
  readonly floor: string;
}

type Phases = Record<string, PhaseReport>;

async function measure(
  asked: BenchAsked,
  { root, product, floor }: Places,
): Promise<Outcome<{ phases: Phases; calls: CallsMade }>> {
  const phases: Phases = {};
  const made: Record<string, { calls: number; refused: number }> = {};
  for (const phase of PHASE_NAMES) {
    asked.onPhase(phase);
    const twinUrl = dataFolderOf(root, phase) === benchFiles(root).floor ? floor : product;
    await forgetCalls(twinUrl);
    const ended = await asked.children.run(phase, { root, rows: asked.rows, twinUrl });
    if (!ended.ok) return ended;
    phases[phase] = ended.value;
    made[phase] = await countCalls(twinUrl);
  }
  const documents = ['manualJournals', 'bankTransactions'].map((kind) =>
    Number(phases.plan?.facts[kind] ?? 0),
  );
  const calls = {
    plan: made.plan?.calls ?? 0,
    send: made.send?.calls ?? 0,
    bound: fewestCalls(documents),
    refused: (made.plan?.refused ?? 0) + (made.send?.refused ?? 0),
  };
  return succeed({ phases, calls });
}

function reportOf(
  phases: Phases,
  rest: { calls: CallsMade; machine: Machine; rows: number },
): BenchReport {
  const of = (name: string): PhaseReport => phases[name] as PhaseReport;
  const beside = (seconds: number, name: string) => ({
    seconds,
    ratio: of(name).seconds / seconds,
  });
  return {
    ...rest,
    work: [
      measuredWork('ingest', { own: of('ingest'), floor: of('ingestFloor'), reach: 1.3 }),
      measuredWork('plan', { own: of('plan'), floor: of('planFloor'), reach: 1.5 }),
      measuredWork('send', { own: of('send'), floor: of('sendFloor'), reach: 3 }),
    ],
    splitter: beside(of('split').seconds, 'ingest'),
    sameCalls: beside(Number(of('sendFloor').facts.sameCallsSeconds), 'send'),
    phases,
  };
}

function machine(before: number): Machine {
  const [first] = cpus();
  return {
    processor: first?.model ?? '',
    processors: cpus().length,
    memoryGigabytes: Math.round(totalmem() / 1e9),
    node: process.version,
    system: `${process.platform} ${release()}`,
    load: [before, loadavg()[0] ?? 0],
  };
}
