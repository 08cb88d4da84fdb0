import { join } from 'node:path';
import type { App } from '../../app.ts';
import { type DemoReport, runDemo } from '../../tasks/demo.ts';
import { type Command, type EmptyOf, type Invocation, type Report, stopped } from '../command.ts';
import { groupDigits } from '../figures.ts';
import { formatFacts } from '../text-table.ts';
import { tieOutText } from './tie-out.ts';

const EMPTY: EmptyOf<DemoReport> = { plan: null, send: null, tieOut: null };

export const demo: Command = {
  name: 'demo',
  group: 'Try it',
  summary: 'the whole main job on a sample lender and a stand-in for Xero',
  about: `Loads a sample finance company, exports three months of it to the twin (a stand-in for Xero on
this computer), reads every document back, and ties the loan book to the twin's trial
balance. Nothing leaves this computer. Afterwards the twin's pages stay open until you
stop the program; with --once it ends after the proof, with exit code 0 only where nothing
is unexplained. Run again, it goes on with what is left.

The sample's books lie in the data folder. Give books of your own another one.`,
  operands: [],
  options: {
    once: { about: 'end after the proof' },
    port: { value: 'PORT', about: "of the twin's pages (default: a free one)" },
  },
  isTestOnly: true,
  emptyJson: EMPTY,
  run,
};

const HIGHEST_PORT = 65_535;

async function run(invocation: Invocation): Promise<Report> {
  const port = invocation.number('port', HIGHEST_PORT) ?? 0;
  return invocation.withApp(async (app) => {
    const result = await runDemo(app, join(app.dataFolder, 'sample'), listener(invocation));
    invocation.progress.clear();
    if (!result.ok) return stopped(result.problems, EMPTY);
    const report = reportOf(result.value, app.dataFolder);
    if (invocation.has('once') || report.hasFailed) return report;
    return stayUp(app, invocation, { report, port });
  });
}

function listener(invocation: Invocation): Parameters<typeof runDemo>[2] {
  return {
    onStep: (title, facts = []) => {
      if (invocation.isJson) return;
      const lines = facts.map(([name, figure]) => [name, groupDigits(figure)] as const);
      invocation.progress.clear();
      invocation.announce(
        {},
        lines.length === 0 ? `${title}\n` : `${title}\n${indent(formatFacts(lines))}\n`,
      );
    },
    onProgress: invocation.progress.show,
  };
}

function indent(text: string): string {
  return text.replaceAll(/^/gm, '  ');
}

function reportOf(result: DemoReport, dataFolder: string): Report {
  const problems = [...result.plan.problems, ...(result.send?.problems ?? [])];
  const isTied = result.tieOut.unexplained === '0.00';
  const verdict = isTied
    ? "The loan book ties to the twin's books to the cent."
    : "The loan book does not tie to the twin's books.";
  return {
    json: result,
    text: [
      tieOutText(result.tieOut),
      verdict,
      `These books are the sample's, in ${dataFolder}; give your own another folder with --data.`,
    ].join('\n\n'),
    problems,
    hasFailed: !isTied || problems.length > 0,
  };
}

async function stayUp(
  app: App,
  invocation: Invocation,
  { report, port }: { report: Report; port: number },
): Promise<Report> {
  const served = await app.serveTwin({ port, isReset: false });
  if (!served.ok) return { ...stopped(served.problems, report.json ?? EMPTY), text: report.text };
  const { pagesUrl, close } = served.value;
  const where = `Look at the books of the twin: ${pagesUrl}\nStop with Ctrl+C.`;
  invocation.announce(report.json ?? {}, `${report.text}\n\n${where}`);
  await invocation.untilStopped();
  await close();
  return { json: undefined, text: '', problems: [], hasFailed: false };
}
