import { dataFolderOf, takeBenchFolder } from '../../tasks/bench/bench-files.ts';
import type { BenchReport, Beside } from '../../tasks/bench/bench-report.ts';
import { childrenOf, type PhaseReport } from '../../tasks/bench/child.ts';
import { PHASE_NAMES, type PhaseName } from '../../tasks/bench/phase.ts';
import { PHASES } from '../../tasks/bench/phases.ts';
import { runBench } from '../../tasks/bench/run-bench.ts';
import {
  type Command,
  done,
  type EmptyOf,
  type Invocation,
  type Report,
  stopped,
  WrongUsage,
} from '../command.ts';
import { groupDigits } from '../figures.ts';
import { formatFacts, formatTable } from '../text-table.ts';

const MOST_ROWS = 100_000_000;
const USUAL_ROWS = 1_000_000;

const EMPTY: EmptyOf<BenchReport> = {
  rows: null,
  machine: null,
  work: [],
  splitter: null,
  sameCalls: null,
  calls: null,
  phases: {},
};

export const bench: Command = {
  name: 'bench',
  group: 'Try it',
  summary: 'measure how fast this machine takes in, plans and sends, and against what floor',
  about: `Makes the sample lender's month of so many transactions in a folder of its own, takes it in,
plans it and sends it to a twin that answers without delay and without limits. In the same
run it measures for each of these the floor: the least that any program must do. Each part
runs in a process of its own, so that its peak of memory is its own.

The folder is removed at the end. --phase runs one part alone and leaves its folder there, which is
of use under a profiler. --data then names that folder: a new or an empty one, or one of an
earlier part, never one that holds anything else. The parts, each of which needs those before:
${PHASE_NAMES.join(', ')}.`,
  operands: [],
  options: {
    rows: { value: 'N', about: `about so many transactions (default ${USUAL_ROWS})` },
    phase: { value: 'NAME', about: 'one part alone' },
    twin: { value: 'URL', about: 'the twin of a part that is run alone' },
  },
  isTestOnly: true,
  emptyJson: EMPTY,
  run,
};

async function run(invocation: Invocation): Promise<Report> {
  const rows = invocation.number('rows', MOST_ROWS) ?? USUAL_ROWS;
  const wanted = invocation.text('phase');
  if (wanted !== undefined) return runPhase(invocation, phaseOf(wanted), rows);
  const program = [process.execPath, ...process.execArgv, process.argv[1] ?? ''];
  const outcome = await runBench({
    rows,
    children: childrenOf(program),
    onPhase: (phase) => {
      const done = PHASE_NAMES.indexOf(phase);
      invocation.progress.show({ doing: `Measuring: ${phase}`, done, of: PHASE_NAMES.length });
    },
  });
  invocation.progress.clear();
  if (!outcome.ok) return stopped(outcome.problems, EMPTY);
  const json = { ...outcome.value, problems: [] };
  const hasFailed = outcome.value.calls.refused > 0;
  return { ...done(json, benchText(outcome.value)), hasFailed };
}

const EMPTY_PHASE: EmptyOf<PhaseReport> = {
  count: 0,
  seconds: null,
  cpuSeconds: null,
  facts: {},
  peakMegabytes: null,
};

function phaseOf(wanted: string): PhaseName {
  const phase = PHASE_NAMES.find((name) => name === wanted);
  if (phase !== undefined) return phase;
  throw new WrongUsage(`There is no part "${wanted}".`, `Use one of: ${PHASE_NAMES.join(', ')}.`);
}

async function runPhase(invocation: Invocation, phase: PhaseName, rows: number): Promise<Report> {
  const root = invocation.text('data');
  if (root === undefined) {
    throw new WrongUsage('--phase has no folder to work in.', 'Write --data and a new folder.');
  }
  const taken = takeBenchFolder(root);
  if (!taken.ok) return stopped(taken.problems, { phase, ...EMPTY_PHASE });
  const ended = await invocation.withAppIn(dataFolderOf(root, phase), (app) =>
    PHASES[phase]({
      context: app,
      root,
      rows,
      twinUrl: invocation.text('twin') ?? '',
      onProgress: invocation.progress.show,
    }),
  );
  invocation.progress.clear();
  if (!ended.ok) return stopped(ended.problems, { phase, ...EMPTY_PHASE });
  const { count, seconds } = ended.value;
  const peakMegabytes = Math.round(process.resourceUsage().maxRSS / 1024);
  const json = { phase, ...ended.value, peakMegabytes, problems: [] };
  const found = `${groupDigits(count)} in ${seconds.toFixed(2)} s, at most ${peakMegabytes} MB`;
  return done(json, `${phase}: ${found}`);
}

function benchText(report: BenchReport): string {
  const { work, calls, splitter, sameCalls, machine } = report;
  const columns = [
    { title: 'Work' },
    ...['Count', 'Seconds', 'A second', 'Peak MB', 'Floor s', 'Ratio', 'Reach'].map((title) => {
      return { title, isFigure: true as const };
    }),
  ];
  const rows = work.map((one) => [
    `${one.name} (${one.unit})`,
    groupDigits(one.count),
    one.seconds.toFixed(2),
    groupDigits(Math.round(one.perSecond)),
    groupDigits(one.peakMegabytes),
    one.floorSeconds.toFixed(2),
    one.ratio.toFixed(2),
    one.reach.toFixed(1),
  ]);
  const facts = formatFacts([
    ['Ingest against a bare splitter', besideText(splitter)],
    ['Sending against the same calls', besideText(sameCalls)],
    ['Calls to send and read back', `${calls.send}, at least ${calls.bound} are needed`],
    ['Calls to plan', String(calls.plan)],
    ['Refused for too many calls', String(calls.refused)],
    ['Machine', `${machine.processors} x ${machine.processor}, Node ${machine.node}`],
    ['Load before and after', machine.load.map((load) => load.toFixed(2)).join(', ')],
  ]);
  return `${formatTable(columns, rows)}\n\n${facts}`;
}

function besideText({ ratio, seconds }: Beside): string {
  return `${ratio.toFixed(2)} (${seconds.toFixed(2)} s)`;
}
