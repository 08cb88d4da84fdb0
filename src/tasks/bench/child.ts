import { type ChildProcess, spawn } from 'node:child_process';
import { fail, invariant, type Outcome, type Problem, succeed } from '../../domain/problem.ts';
import type { PhaseName, PhaseWork } from './phase.ts';

/** What a phase says at its end. */
export interface PhaseReport extends PhaseWork {
  /** The most memory that its process ever held. */
  readonly peakMegabytes: number;
}

export interface TwinProcess {
  readonly apiUrl: string;
  stop(): Promise<void>;
}

/** Runs parts of the bench in processes of their own. */
export interface Children {
  run(phase: PhaseName, at: PhasePlace): Promise<Outcome<PhaseReport>>;
  startTwin(dataFolder: string): Promise<TwinProcess>;
}

export interface PhasePlace {
  /** The folder of the run. */
  readonly root: string;
  readonly rows: number;
  readonly twinUrl?: string;
}

/** `program` is what starts this command line: Node, its options, and the entry file. */
export function childrenOf(program: readonly string[]): Children {
  const start = (args: readonly string[]): ChildProcess => {
    const [node = '', ...rest] = program;
    const { DATABASE_URL: _, ...env } = process.env;
    return spawn(node, [...rest, ...args, '--json'], { env, stdio: ['ignore', 'pipe', 'inherit'] });
  };
  return {
    async run(phase, { root, rows, twinUrl }) {
      const twin = twinUrl === undefined ? [] : ['--twin', twinUrl];
      const size = ['--rows', String(rows)];
      const child = start(['bench', '--phase', phase, '--data', root, ...size, ...twin]);
      const text = await outputOf(child);
      invariant(text !== '', `phase ${phase} says how it ended`);
      const said = JSON.parse(text) as PhaseReport & { problems: Problem[] };
      return said.problems.length > 0 ? fail(...said.problems) : succeed(said);
    },
    async startTwin(dataFolder) {
      const child = start(['twin', '--data', dataFolder, '--seed', 'empty']);
      const ended = new Promise<void>((resolve) => {
        child.once('exit', () => resolve());
      });
      const { apiUrl } = JSON.parse(await firstLine(child)) as { apiUrl: string };
      return {
        apiUrl,
        async stop() {
          child.kill('SIGTERM');
          await ended;
        },
      };
    },
  };
}

async function outputOf(child: ChildProcess): Promise<string> {
  let text = '';
  for await (const part of child.stdout ?? []) text += String(part);
  return text;
}

async function firstLine(child: ChildProcess): Promise<string> {
  return new Promise((resolve, reject) => {
    let text = '';
    child.stdout?.on('data', (part) => {
      text += String(part);
      if (text.includes('\n')) resolve(text.slice(0, text.indexOf('\n')));
    });
    child.once('exit', () => reject(new Error('The twin ended before it listened.')));
  });
}
